import { Hono } from 'hono';
import { asId, isId, isLanguage, type PartyId, type Refusal } from '../../../kernel/index.ts';
import {
  contactTyped,
  type DistanceOverview,
  needsFields,
  ownParty,
  placeless,
} from '../../../modules/legalisation/index.ts';
import { personOf, type SessionEnv } from '../../session/index.ts';
import { type AccountContext, speakerFor } from '../page.tsx';
import { keyOf, readForm } from './answers.ts';
import { show } from './begin-routes.tsx';
import type { LegaliseDeps } from './deps.ts';
import { base, type Errors } from './frame.tsx';
import { addressOf } from './places-page.tsx';
import { SignatoriesPage, type Typed } from './signatories-page.tsx';
import { withDraft } from './steps.ts';

const path = `${base}/:requestId/signatories`;

/** Who signs. */
export function signatoryRoutes(deps: LegaliseDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.get(path, c => withDraft(c, deps, file => answer(c, deps, file)));
  routes.post(path, c => withDraft(c, deps, file => goOn(c, deps, file)));
  routes.post(`${path}/self`, c => withDraft(c, deps, file => choose(c, deps, file, true)));
  routes.post(`${path}/add`, c => withDraft(c, deps, file => add(c, deps, file)));
  routes.post(`${path}/remove`, c => withDraft(c, deps, file => remove(c, deps, file)));
  return routes;
}

function answer(
  c: AccountContext,
  deps: LegaliseDeps,
  file: DistanceOverview,
  wrong: { readonly typed?: Typed; readonly errors?: Errors } = {},
): Promise<Response> {
  const t = speakerFor(c);
  const body = <SignatoriesPage t={t} file={file} formToken={c.get('formToken')} {...wrong} />;
  return show(c, deps, { title: t('legalise.signatories'), body, ...(wrong.errors && { status: 422 as const }) });
}

function refusedAt(c: AccountContext, deps: LegaliseDeps, file: DistanceOverview, refusal: Refusal, field: string) {
  return answer(c, deps, file, { errors: { [field]: speakerFor(c).refusal(refusal) } });
}

/** Notes the order and goes to the first who has no place yet. */
async function goOn(c: AccountContext, deps: LegaliseDeps, file: DistanceOverview): Promise<Response> {
  const typed = await readForm(c);
  const { id: requestId } = file.request;
  if (typed['order'] !== undefined && file.request.state === 'draft') {
    const inTurn = typed['order'] === 'in-turn';
    const done = await deps.distance.chooseOrder(personOf(c), { key: keyOf(typed), requestId, inTurn });
    if (!done.ok) return refusedAt(c, deps, file, done.refusal, 'order');
  }
  return withDraft(c, deps, now => {
    const t = speakerFor(c);
    if (now.parties.length === 0) return answer(c, deps, now, { errors: { name: t('distance.nobody-signs') } });
    const [first] = [...placeless(now), ...now.parties];
    if (!needsFields(now) || !first) return c.redirect(`${base}/${requestId}/places`, 303);
    return c.redirect(addressOf(now, first, now.document?.pages.length ?? 1), 303);
  });
}

async function choose(
  c: AccountContext,
  deps: LegaliseDeps,
  file: DistanceOverview,
  signs: boolean,
): Promise<Response> {
  const key = keyOf(await readForm(c));
  const done = await deps.distance.chooseToSign(personOf(c), { key, requestId: file.request.id, signs });
  return done.ok ? back(c, file) : refusedAt(c, deps, file, done.refusal, 'name');
}

async function add(c: AccountContext, deps: LegaliseDeps, file: DistanceOverview): Promise<Response> {
  const form = await readForm(c);
  const language = isLanguage(form['language']) ? form['language'] : speakerFor(c).language;
  const atCounter = form['way'] === 'counter';
  const typed = { name: form['name'] ?? '', contact: form['contact'] ?? '', atCounter, language };
  const contact = atCounter ? null : contactTyped(typed.contact);
  const command = { key: keyOf(form), requestId: file.request.id, name: typed.name, contact, language };
  const done = await deps.distance.addSignatory(personOf(c), command);
  if (done.ok) return back(c, file);
  const field = done.refusal.code.startsWith('parties.name') ? 'name' : 'contact';
  return answer(c, deps, file, { typed, errors: { [field]: speakerFor(c).refusal(done.refusal) } });
}

async function remove(c: AccountContext, deps: LegaliseDeps, file: DistanceOverview): Promise<Response> {
  const typed = await readForm(c);
  const party = typed['party'] ?? '';
  if (!isId(party)) return back(c, file);
  if (party === ownParty(file)?.id) {
    const command = { key: keyOf(typed), requestId: file.request.id, signs: false };
    const done = await deps.distance.chooseToSign(personOf(c), command);
    return done.ok ? back(c, file) : refusedAt(c, deps, file, done.refusal, 'name');
  }
  const command = { key: keyOf(typed), requestId: file.request.id, partyId: asId<PartyId>(party) };
  const done = await deps.distance.removeSignatory(personOf(c), command);
  return done.ok ? back(c, file) : refusedAt(c, deps, file, done.refusal, 'name');
}

function back(c: AccountContext, file: DistanceOverview): Response {
  return c.redirect(`${base}/${file.request.id}/signatories`, 303);
}
