import { Hono } from 'hono';
import { asId, isId, ok, type PageId, refuse, type Result } from '../../../kernel/index.ts';
import type { HandwrittenSignature, ToSign } from '../../../modules/legalisation/index.ts';
import {
  answerTooLong,
  isTooLong,
  personOf,
  requireLevel,
  requirePerson,
  type SessionEnv,
} from '../../session/index.ts';
import { answerError } from '../../shell/index.ts';
import { readDrawing } from '../../pre-enrolment/steps/signature.tsx';
import { readWorth } from '../capacity-choices.tsx';
import { type AccountContext, speakerFor } from '../page.tsx';
import type { Typed } from './capacity-part.tsx';
import { showCode } from './code-page.tsx';
import { consentRoutes } from './consent-routes.tsx';
import { followRoutes } from './follow-routes.tsx';
import { DeclinePage } from './decline-page.tsx';
import { base, type ToSignDeps } from './deps.ts';
import { readForm, requestOf, show, showRefusal, withFile, type Wrong } from './frame.tsx';
import { HandPage } from './hand-page.tsx';
import { invitationRoutes } from './invitation-routes.tsx';
import { ToSignPage } from './list-page.tsx';
import { ReadPage } from './read-page.tsx';

/** Pixels across a page, enough to read small print on a telephone. */
const pageWidth = 1400;

/**
 * `/account/to-sign`: what somebody is asked to sign at a distance; `…/i/{token}` an invitation, `…/{request}` the paper, then `hand`,
 * `consent` and `decline`, or `counter` for a code; for its initiator `progress`, `replace` and `code`.
 */
export function toSignRoutes(deps: ToSignDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  for (const path of [base, `${base}/*`]) {
    routes.use(path, async (c, next) => {
      if (isTooLong(c)) return answerTooLong(c);
      await next();
      // A shared phone remembers nothing, and "back" after signing out shows nothing.
      c.header('cache-control', 'no-store');
      return undefined;
    });
  }
  routes.route('/', invitationRoutes(deps));
  const guards = [requirePerson, requireLevel(deps.levels.needed('requests'))] as const;
  routes.get(base, ...guards, async c => {
    const t = speakerFor(c);
    const lines = await deps.parties.listToSign(personOf(c));
    return show(c, deps, { title: t('to-sign.title'), body: <ToSignPage t={t} lines={lines} /> });
  });
  const path = `${base}/:requestId` as const;
  routes.get(path, ...guards, c => withFile(c, deps, file => showFile(c, deps, file)));
  routes.get(`${path}/pages/:pageId`, ...guards, c => answerPicture(c, deps));
  routes.post(`${path}/read`, ...guards, c => withFile(c, deps, file => takeReading(c, deps, file)));
  routes.get(`${path}/hand`, ...guards, c => withFile(c, deps, file => showHand(c, deps, file)));
  routes.post(`${path}/hand`, ...guards, c => withFile(c, deps, file => takeHand(c, deps, file)));
  routes.post(`${path}/counter`, ...guards, c => withFile(c, deps, file => showOwnCode(c, deps, file)));
  routes.get(`${path}/decline`, ...guards, c => withFile(c, deps, file => showDeclining(c, deps, file)));
  routes.post(`${path}/decline`, ...guards, c => withFile(c, deps, file => takeDeclining(c, deps, file)));
  routes.route('/', consentRoutes(deps));
  routes.route('/', followRoutes(deps));
  return routes;
}

function showFile(
  c: AccountContext,
  deps: ToSignDeps,
  file: ToSign,
  { wrong, typed }: { readonly wrong?: Wrong; readonly typed?: Typed } = {},
): Promise<Response> {
  const t = speakerFor(c);
  const done = c.req.query('done');
  const said = done === 'bound' ? t('to-sign.bound') : undefined;
  const body = <ReadPage t={t} file={file} formToken={c.get('formToken')} typed={typed} wrong={wrong} said={said} />;
  const title = file.nature ? file.nature.label[t.language] : t('to-sign.paper');
  return show(c, deps, { title, body, ...(wrong && { status: 422 as const }) });
}

async function showOwnCode(c: AccountContext, deps: ToSignDeps, { requestId }: ToSign): Promise<Response> {
  const code = await deps.parties.askOwnCode(personOf(c), requestId);
  return code.ok ? showCode(c, deps, code.value, `${base}/${requestId}`) : showRefusal(c, deps, code.refusal);
}

async function answerPicture(c: AccountContext, deps: ToSignDeps): Promise<Response> {
  const requestId = requestOf(c);
  const pageId = c.req.param('pageId');
  if (!requestId || pageId === undefined || !isId(pageId)) return answerError(c, 'not-found');
  const asked = { requestId, pageId: asId<PageId>(pageId), width: pageWidth };
  const picture = await deps.parties.readPage(personOf(c), asked);
  if (!picture.ok) return answerError(c, 'not-found');
  return c.body(Buffer.from(picture.value), 200, { 'content-type': 'image/jpeg' });
}

async function takeReading(c: AccountContext, deps: ToSignDeps, file: ToSign): Promise<Response> {
  const t = speakerFor(c);
  const { read, for: chosen = 'self', worth = '' } = await readForm(c);
  const typed = { for: chosen, worth };
  if (read !== 'yes') return showFile(c, deps, file, { typed, wrong: { field: 'read', message: t('to-sign.unread') } });
  const kept = await takeCapacity(c, deps, file, typed);
  if (kept.ok) return c.redirect(`${base}/${file.requestId}/hand`, 303);
  const field = kept.refusal.code.includes('.worth-') ? 'worth' : 'for';
  return showFile(c, deps, file, { typed, wrong: { field, message: t.refusal(kept.refusal) } });
}

/** For whom they sign, where they may choose: the initiator did when they began. */
async function takeCapacity(
  c: AccountContext,
  deps: ToSignDeps,
  { requestId, initiator, capacity, own }: ToSign,
  { for: chosen, worth }: Typed,
): Promise<Result<unknown>> {
  if (initiator === null || own.state !== 'bound') return ok(null);
  const found = capacity.offered.find(({ mandate }) => mandate.id === chosen)?.mandate;
  if (!found && chosen !== 'self') return refuse('mandates.unknown');
  const read = readWorth(found && found.most !== null ? worth : '');
  if (!read.ok) return read;
  const signedFor = found ? { organisationId: found.organisationId, mandateId: found.id, worth: read.value } : null;
  return deps.parties.chooseCapacity(personOf(c), { requestId, signedFor });
}

async function showHand(c: AccountContext, deps: ToSignDeps, file: ToSign, message?: string): Promise<Response> {
  const t = speakerFor(c);
  const hand = await deps.parties.readOwnHand(personOf(c), file.requestId);
  if (!hand.ok) return showRefusal(c, deps, hand.refusal);
  if (file.own.state !== 'bound') return c.redirect(`${base}/${file.requestId}`, 303);
  const wrong = message === undefined ? undefined : { field: 'signature', message };
  const props = { t, file, hand: hand.value, formToken: c.get('formToken'), wrong };
  return show(c, deps, {
    title: t('to-sign.hand-title'),
    body: <HandPage {...props} />,
    scripts: [deps.padScript],
    ...(wrong && { status: 422 as const }),
  });
}

async function takeHand(c: AccountContext, deps: ToSignDeps, file: ToSign): Promise<Response> {
  const t = speakerFor(c);
  const { action, drawing = '' } = await readForm(c);
  const next = `${base}/${file.requestId}/consent`;
  if (action === 'keep') return c.redirect(next, 303);
  const signature = signatureOf(action, drawing);
  if (!signature) return showHand(c, deps, file, t('to-sign.hand-missing'));
  const kept = await deps.parties.signByHand(personOf(c), { requestId: file.requestId, signature });
  return kept.ok ? c.redirect(next, 303) : showHand(c, deps, file, t.refusal(kept.refusal));
}

function signatureOf(action: string | undefined, drawing: string): HandwrittenSignature | undefined {
  if (action === 'specimen' || action === 'none') return { kind: action };
  const sample = readDrawing(drawing);
  return sample && { kind: 'drawn', sample };
}

interface Declining {
  readonly reason: string;
  readonly words: string;
}

function showDeclining(
  c: AccountContext,
  deps: ToSignDeps,
  file: ToSign,
  { typed = { reason: '', words: '' }, wrong }: { typed?: Declining; wrong?: { field: string; message: string } } = {},
): Response | Promise<Response> {
  const t = speakerFor(c);
  if (file.own.state !== 'bound') return c.redirect(`${base}/${file.requestId}`, 303);
  const body = <DeclinePage t={t} file={file} formToken={c.get('formToken')} typed={typed} wrong={wrong} />;
  return show(c, deps, { title: t('to-sign.decline-title'), body, ...(wrong && { status: 422 as const }) });
}

async function takeDeclining(c: AccountContext, deps: ToSignDeps, file: ToSign): Promise<Response> {
  const t = speakerFor(c);
  const { key = '', reason = '', words = '' } = await readForm(c);
  const given = { key: isId(key) ? key : crypto.randomUUID(), requestId: file.requestId, reason, words };
  const declined = await deps.parties.decline(personOf(c), given);
  if (declined.ok) return c.redirect(base, 303);
  const field = declined.refusal.code === 'parties.words-too-long' ? 'words' : 'reason';
  return showDeclining(c, deps, file, {
    typed: { reason, words },
    wrong: { field, message: t.refusal(declined.refusal) },
  });
}
