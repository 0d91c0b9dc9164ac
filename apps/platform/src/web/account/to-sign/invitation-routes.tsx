import { Hono } from 'hono';
import { asId, groupCode, isId, type Refusal } from '../../../kernel/index.ts';
import type { ContactCodeId } from '../../../modules/identity/index.ts';
import type { InvitationSeen } from '../../../modules/legalisation/index.ts';
import { personOf, requirePerson, type SessionEnv } from '../../session/index.ts';
import { answerError } from '../../shell/index.ts';
import { type AccountContext, answerPage, speakerFor } from '../page.tsx';
import { base, type ToSignDeps } from './deps.ts';
import { readForm, show, showRefusal } from './frame.tsx';
import { DeniedPage, InvitationDoor, NamePage, ProvePage } from './invitation-page.tsx';

const path = `${base}/i/:token`;

/** `/account/to-sign/i/{token}`: where the link of an invitation leads. Opening it changes nothing; each answer is a form. */
export function invitationRoutes(deps: ToSignDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.get(path, c => {
    if (tokenOf(c) === undefined) return answerError(c, 'not-found');
    return c.get('actor').kind === 'person' ? look(c, deps) : showDoor(c, deps);
  });
  routes.post(`${path}/code`, requirePerson, c => sendCode(c, deps));
  routes.post(`${path}/prove`, requirePerson, c => prove(c, deps));
  routes.post(`${path}/yes`, requirePerson, async c => {
    const bound = await deps.parties.bind(personOf(c), tokenOf(c) ?? '');
    return bound.ok
      ? c.redirect(`${base}/${bound.value.requestId}?done=bound`, 303)
      : look(c, deps, { refusal: bound.refusal, field: 'yes' });
  });
  routes.post(`${path}/no`, requirePerson, async c => {
    await deps.parties.deny(personOf(c), tokenOf(c) ?? '');
    const t = speakerFor(c);
    return show(c, deps, { title: t('to-sign.denied-title'), body: <DeniedPage t={t} /> });
  });
  // A form's address, typed or opened again after signing in, leads to the page that holds it.
  routes.get(`${path}/:step`, c => c.redirect(c.req.path.replace(/\/[a-z]+$/, ''), 303));
  return routes;
}

function tokenOf(c: AccountContext): string | undefined {
  const token = c.req.param('token');
  // A code that counters take too, or a link as it was before these.
  return token !== undefined && (counterCodeOf(token) !== undefined || /^[\w-]{22}$/.test(token)) ? token : undefined;
}

/** The token as an office takes it, in groups; undefined for a link of before. */
function counterCodeOf(token: string): string | undefined {
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(token) ? groupCode(token) : undefined;
}

function showDoor(c: AccountContext, deps: ToSignDeps): Promise<Response> {
  const t = speakerFor(c);
  const code = counterCodeOf(tokenOf(c) ?? '');
  const body = <InvitationDoor t={t} path={c.req.path} code={code} national={deps.national.offered} />;
  return answerPage(c, deps, { title: t('to-sign.invited'), body, narrow: true });
}

interface Failed {
  readonly refusal: Refusal;
  readonly field: string;
  readonly codeId?: string | undefined;
}

async function look(c: AccountContext, deps: ToSignDeps, failed?: Failed, codeId?: string): Promise<Response> {
  const seen = await deps.parties.look(personOf(c), tokenOf(c) ?? '');
  if (!seen.ok) return showRefusal(c, deps, seen.refusal);
  if (seen.value.kind === 'bound') return c.redirect(`${base}/${seen.value.requestId}`, 303);
  return ask(c, deps, seen.value, failed, codeId ?? failed?.codeId);
}

function ask(
  c: AccountContext,
  deps: ToSignDeps,
  seen: Exclude<InvitationSeen, { kind: 'bound' }>,
  failed: Failed | undefined,
  codeId: string | undefined,
): Promise<Response> {
  const t = speakerFor(c);
  const wrong = failed && { field: failed.field, message: t.refusal(failed.refusal) };
  const shared = { t, path: `${base}/i/${tokenOf(c) ?? ''}`, formToken: c.get('formToken'), wrong };
  const page =
    seen.kind === 'prove'
      ? { title: t('to-sign.prove-title'), body: <ProvePage {...shared} seen={seen} codeId={codeId} /> }
      : { title: t('to-sign.name-title'), body: <NamePage {...shared} seen={seen} /> };
  return show(c, deps, { ...page, ...(failed && { status: 422 as const }) });
}

async function sendCode(c: AccountContext, deps: ToSignDeps): Promise<Response> {
  const token = tokenOf(c) ?? '';
  // The code that was sent before still works where another is refused.
  const { 'code-id': earlier = '' } = await readForm(c);
  const sent = await deps.parties.sendCode(personOf(c), { token, language: speakerFor(c).language });
  if (sent.ok) return look(c, deps, undefined, sent.value.codeId);
  return look(c, deps, { refusal: sent.refusal, field: 'send', codeId: isId(earlier) ? earlier : undefined });
}

async function prove(c: AccountContext, deps: ToSignDeps): Promise<Response> {
  const { code = '', 'code-id': codeId = '' } = await readForm(c);
  const token = tokenOf(c) ?? '';
  if (!isId(codeId)) return look(c, deps);
  const proven = await deps.parties.proveContact(personOf(c), { token, codeId: asId<ContactCodeId>(codeId), code });
  return proven.ok
    ? c.redirect(`${base}/i/${token}`, 303)
    : look(c, deps, { refusal: proven.refusal, field: 'code', codeId });
}
