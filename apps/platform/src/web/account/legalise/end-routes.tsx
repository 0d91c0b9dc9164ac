import { Hono } from 'hono';
import { nameIn, refuse } from '../../../kernel/index.ts';
import { fullName } from '../../../modules/identity/index.ts';
import { type DistanceOverview, ownParty } from '../../../modules/legalisation/index.ts';
import { findOffice } from '../../../modules/organisation/index.ts';
import { readDrawing } from '../../pre-enrolment/steps/signature.tsx';
import { personOf, type SessionEnv } from '../../session/index.ts';
import { answerError } from '../../shell/index.ts';
import { type AccountContext, speakerFor } from '../page.tsx';
import { keyOf, readForm } from './answers.ts';
import { show } from './begin-routes.tsx';
import { CheckPage } from './check-page.tsx';
import type { LegaliseDeps } from './deps.ts';
import { base } from './frame.tsx';
import { DraftNaturePage } from './nature-page.tsx';
import { SignaturePage } from './signature-page.tsx';
import { withDraft } from './steps.ts';

const at = `${base}/:requestId`;

/** The initiator's own signature, the check of everything, and the sending. */
export function endRoutes(deps: LegaliseDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.get(`${at}/signature`, c => withDraft(c, deps, file => askSignature(c, deps, file)));
  routes.post(`${at}/signature`, c => withDraft(c, deps, file => sign(c, deps, file)));
  routes.get(`${at}/nature`, c => withDraft(c, deps, file => askNature(c, deps, file)));
  routes.post(`${at}/nature`, c => withDraft(c, deps, file => chooseNature(c, deps, file)));
  routes.get(`${at}/check`, c => withDraft(c, deps, file => check(c, deps, file)));
  routes.post(`${at}/send`, c => withDraft(c, deps, file => send(c, deps, file)));
  routes.post(`${at}/abandon`, c => withDraft(c, deps, file => abandon(c, deps, file)));
  return routes;
}

async function askSignature(
  c: AccountContext,
  deps: LegaliseDeps,
  file: DistanceOverview,
  error?: string,
): Promise<Response> {
  const t = speakerFor(c);
  // Who does not sign, or signs a file on which nothing may be drawn, is asked nothing.
  if (!ownParty(file) || file.document?.kind === 'signed-pdf')
    return c.redirect(`${base}/${file.request.id}/check`, 303);
  const own = await deps.distance.readOwnSignature(personOf(c), file.request.id);
  if (!own.ok) return answerError(c, 'not-found');
  const body = <SignaturePage t={t} file={file} formToken={c.get('formToken')} own={own.value} error={error} />;
  const page = { title: t('legalise.signature'), body, scripts: [deps.padScript] };
  return show(c, deps, { ...page, ...(error !== undefined && { status: 422 as const }) });
}

async function sign(c: AccountContext, deps: LegaliseDeps, file: DistanceOverview): Promise<Response> {
  const typed = await readForm(c);
  const actor = personOf(c);
  const command = { key: keyOf(typed), requestId: file.request.id };
  const drawn = readDrawing(typed['drawing'] ?? '');
  const { distance } = deps;
  const done =
    typed['action'] === 'keep'
      ? ({ ok: true } as const)
      : typed['action'] === 'without'
        ? await distance.signWithoutDrawing(actor, command)
        : typed['action'] === 'specimen'
          ? await distance.useSpecimen(actor, command)
          : drawn && drawn.strokes.length > 0
            ? await distance.drawSignature(actor, { ...command, drawn })
            : refuse('distance.signature-missing');
  if (!done.ok) return askSignature(c, deps, file, speakerFor(c).refusal(done.refusal));
  return c.redirect(`${base}/${file.request.id}/check`, 303);
}

/** Names the nature anew; where it has a warning, that is read first. */
async function askNature(
  c: AccountContext,
  deps: LegaliseDeps,
  file: DistanceOverview,
  wrong: { readonly warned?: string; readonly error?: string } = {},
): Promise<Response> {
  const t = speakerFor(c);
  const offer = await deps.distance.readOffer(file.request.communeId);
  const { warned, error } = wrong;
  const asked = { t, file, offer, formToken: c.get('formToken'), warned, error };
  const body = <DraftNaturePage {...asked} />;
  return show(c, deps, { title: t('legalise.nature'), body, ...(error !== undefined && { status: 422 as const }) });
}

async function chooseNature(c: AccountContext, deps: LegaliseDeps, file: DistanceOverview): Promise<Response> {
  const typed = await readForm(c);
  const { nature = '' } = typed;
  const warningRead = typed['warned'] === 'yes';
  const command = { key: keyOf(typed), requestId: file.request.id, nature, warningRead };
  const chosen = await deps.distance.chooseNature(personOf(c), command);
  if (chosen.ok) return c.redirect(`${base}/${file.request.id}/check`, 303);
  const error = speakerFor(c).refusal(chosen.refusal);
  const unread = chosen.refusal.code === 'distance.warning-unread';
  return askNature(c, deps, file, { error, ...(unread && { warned: nature }) });
}

async function check(c: AccountContext, deps: LegaliseDeps, file: DistanceOverview, error?: string): Promise<Response> {
  const t = speakerFor(c);
  const { communeId, officeId } = file.request;
  const offer = await deps.distance.readOffer(communeId);
  const nature = offer.natures.find(each => each.nature.code === file.legalisation.nature)?.nature.label;
  const office = (await deps.db.transaction({ communeId }, tx => findOffice(tx, communeId, officeId)))?.name;
  if (!nature || !office) return answerError(c, 'not-found');
  const asked = { t, file, nature, office, organisation: await organisationOf(c, deps, file), error };
  const body = <CheckPage {...asked} formToken={c.get('formToken')} />;
  return show(c, deps, { title: t('legalise.check'), body, ...(error !== undefined && { status: 422 as const }) });
}

async function organisationOf(
  c: AccountContext,
  deps: LegaliseDeps,
  { distance }: DistanceOverview,
): Promise<string | undefined> {
  const { signedFor } = distance;
  if (!signedFor) return undefined;
  const own = await deps.mandates.listOwn(personOf(c));
  const found = own.find(({ organisation }) => organisation.id === signedFor.organisationId);
  return found && nameIn(speakerFor(c).language, fullName(found.organisation));
}

/** Sends; whoever signs too goes on to their own consent, others to the request as it now stands. */
async function send(c: AccountContext, deps: LegaliseDeps, file: DistanceOverview): Promise<Response> {
  const typed = await readForm(c);
  const { id: requestId } = file.request;
  const command = { key: keyOf(typed), requestId, version: Number(typed['version'] ?? 0) };
  const sent = await deps.distance.send(personOf(c), command);
  if (!sent.ok) return check(c, deps, file, speakerFor(c).refusal(sent.refusal));
  const consents = file.sending === 'invite' && ownParty(file) !== undefined;
  return c.redirect(consents ? `/account/to-sign/${requestId}` : `/account/requests/${requestId}`, 303);
}

async function abandon(c: AccountContext, deps: LegaliseDeps, file: DistanceOverview): Promise<Response> {
  const typed = await readForm(c);
  const { id: requestId } = file.request;
  const command = { key: keyOf(typed), requestId, version: Number(typed['version'] ?? 0) };
  const done = await deps.distance.abandon(personOf(c), command);
  if (!done.ok) return check(c, deps, file, speakerFor(c).refusal(done.refusal));
  return c.redirect(`${base}?abandoned=yes`, 303);
}
