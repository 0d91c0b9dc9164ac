import { Hono } from 'hono';
import { z } from 'zod';
import { asId, isId, type PageId, type PartyId } from '../../../kernel/index.ts';
import { type DistanceOverview, needsFields, ninePlaces } from '../../../modules/legalisation/index.ts';
import { personOf, type SessionEnv } from '../../session/index.ts';
import { type AccountContext, speakerFor } from '../page.tsx';
import { keyOf, readForm } from './answers.ts';
import { show } from './begin-routes.tsx';
import type { LegaliseDeps } from './deps.ts';
import { base } from './frame.tsx';
import { addressOf, NoPlacesPage, PlacesPage } from './places-page.tsx';
import { withDraft } from './steps.ts';

const path = `${base}/:requestId/places`;

/** Where everybody signs, one signatory and one page at a time. */
export function placeRoutes(deps: LegaliseDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.get(path, c => withDraft(c, deps, file => answer(c, deps, file)));
  routes.post(path, c => withDraft(c, deps, file => place(c, deps, file)));
  return routes;
}

async function answer(
  c: AccountContext,
  deps: LegaliseDeps,
  file: DistanceOverview,
  error?: string,
): Promise<Response> {
  const t = speakerFor(c);
  const pages = file.document?.pages ?? [];
  if (pages.length === 0) return c.redirect(`${base}/${file.request.id}/document`, 303);
  if (!needsFields(file)) {
    return show(c, deps, { title: t('legalise.places-none'), body: <NoPlacesPage t={t} file={file} /> });
  }
  const party = file.parties.find(({ id }) => id === c.req.query('who')) ?? file.parties[0];
  if (!party) return c.redirect(`${base}/${file.request.id}/signatories`, 303);
  const page = pages[Number(c.req.query('page') ?? 0) - 1] ?? pages.at(-1);
  if (!page) return c.redirect(`${base}/${file.request.id}/document`, 303);
  const said = c.req.query('done') === undefined ? undefined : t('legalise.place-kept');
  const asked = { t, file, party, page, error, said, formToken: c.get('formToken') };
  return show(c, deps, {
    title: t('legalise.places-title'),
    body: <PlacesPage {...asked} />,
    scripts: [deps.placingScript],
    ...(error !== undefined && { status: 422 as const }),
  });
}

const millimetres = z.coerce.number().min(0).max(6000);
const rectangle = z.object({ x: millimetres, y: millimetres, width: millimetres, height: millimetres });

/** The rectangle that the script wrote, as four numbers with spaces between; undefined where it wrote none. */
function movedTo(text: string): z.infer<typeof rectangle> | undefined {
  const [x, y, width, height] = text.split(' ');
  return rectangle.safeParse({ x, y, width, height }).data;
}

async function place(c: AccountContext, deps: LegaliseDeps, file: DistanceOverview): Promise<Response> {
  const typed = await readForm(c);
  const [who, leaf] = [typed['party'] ?? '', typed['page'] ?? ''];
  if (!isId(who) || !isId(leaf)) return c.redirect(`${base}/${file.request.id}/places`, 303);
  const partyId = asId<PartyId>(who);
  const pageId = asId<PageId>(leaf);
  const command = { key: keyOf(typed), requestId: file.request.id, partyId, pageId };
  const placed = movedTo(typed['moved'] ?? '') ?? ninePlaces.find(each => each === typed['place']);
  const actor = personOf(c);
  const done =
    typed['remove'] === 'yes'
      ? await deps.distance.removeField(actor, command)
      : await deps.distance.placeField(actor, {
          ...command,
          placed: placed ?? 'bottom-right',
          everyPage: typed['every'] === 'yes',
        });
  if (!done.ok) return answer(c, deps, file, speakerFor(c).refusal(done.refusal));
  const number = (file.document?.pages.findIndex(({ id }) => id === pageId) ?? 0) + 1;
  return c.redirect(`${addressOf(file, { id: partyId }, number)}&done=yes`, 303);
}
