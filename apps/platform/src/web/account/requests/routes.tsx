import { Hono } from 'hono';
import type { ReactElement } from 'react';
import { asId, isId, type Refusal, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import { personOf, requireLevel, requirePerson, type SessionEnv } from '../../session/index.ts';
import { answerError } from '../../shell/index.ts';
import { type AccountContext, type AccountDeps, answerPage, readHolder, speakerFor } from '../page.tsx';
import { sectionsOf } from '../sections.ts';
import { AbandonPage } from './abandon-page.tsx';
import { type FilePageProps, RequestPage } from './file-page.tsx';
import { RequestsPage } from './list-page.tsx';
import type { OwnRequestFile } from './own-requests.ts';

const base = '/account/requests';

/** `/account/requests`: the person’s own requests; `…/{id}` one of them, `…/messages` to write to the office, `…/send-again` to send it back with an answer, `…/again` to take it up again, `…/abandon` to give it up. */
export function ownRequestRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  const guards = [requirePerson, requireLevel(deps.levels.needed('requests'))] as const;
  routes.get(base, ...guards, async c => {
    const t = speakerFor(c);
    const lines = await deps.ownRequests.list(personOf(c));
    const begin = sectionsOf(deps).find(({ href }) => href === '/account/legalise')?.href;
    const body = <RequestsPage t={t} lines={lines} now={new Date()} beginAt={begin} />;
    return answer(c, deps, { title: t('own-requests.title'), body });
  });
  routes.get(`${base}/:requestId`, ...guards, c => showFile(c, deps));
  routes.post(`${base}/:requestId/messages`, ...guards, c => takeMessage(c, deps));
  routes.post(`${base}/:requestId/send-again`, ...guards, requireLevel(deps.levels.needed('copies')), c =>
    sendAgain(c, deps),
  );
  const toAsk = requireLevel(deps.levels.needed('legalise'));
  routes.post(`${base}/:requestId/again`, ...guards, toAsk, c => takeUpAgain(c, deps));
  routes.on(['GET', 'POST'], `${base}/:requestId/abandon`, ...guards, c => answerAbandoning(c, deps));
  return routes;
}

async function answer(
  c: AccountContext,
  deps: AccountDeps,
  page: { readonly title: string; readonly body: ReactElement; readonly status?: 422 },
): Promise<Response> {
  const { name: holder } = await readHolder(deps, personOf(c));
  return answerPage(c, deps, { ...page, holder, narrow: true });
}

/** The request that the address names, where it concerns this person. Refused: `requests.not-found`. */
async function openFile(c: AccountContext, { ownRequests }: AccountDeps): Promise<Result<OwnRequestFile>> {
  const id = c.req.param('requestId');
  return id !== undefined && isId(id)
    ? ownRequests.open(personOf(c), asId<RequestId>(id))
    : refuse('requests.not-found');
}

async function showFile(
  c: AccountContext,
  deps: AccountDeps,
  { typed, answered, refused }: Pick<FilePageProps, 'typed' | 'answered'> & { readonly refused?: string } = {},
): Promise<Response> {
  const t = speakerFor(c);
  const found = await openFile(c, deps);
  if (!found.ok) return answerError(c, 'not-found');
  const file = found.value;
  if (file.unread > 0) await deps.ownRequests.markRead(personOf(c), file.id);
  const notice = refused === undefined ? noticeOf(c, file) : ({ state: 'stop', text: refused } as const);
  const body = (
    <RequestPage
      t={t}
      file={file}
      now={new Date()}
      formToken={c.get('formToken')}
      formKey={crypto.randomUUID()}
      notice={notice}
      typed={typed}
      answered={answered}
    />
  );
  return answer(c, deps, {
    title: file.what[t.language],
    body,
    ...((typed ?? answered ?? refused) !== undefined && { status: 422 }),
  });
}

/** What the reader has just done, as the address that they were sent to says. */
function noticeOf(c: AccountContext, { state, reference }: OwnRequestFile): FilePageProps['notice'] {
  const t = speakerFor(c);
  const done = c.req.query('done');
  if (done === 'sent') return { state: 'ok', text: t('own-requests.sent') };
  if (done === 'sent-again' && state === 'queued') return { state: 'ok', text: t('own-requests.sent-again') };
  if (done === 'abandoned' && state === 'abandoned')
    return { state: 'ok', text: t('own-requests.abandoned', { reference }) };
  return undefined;
}

async function takeMessage(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const found = await openFile(c, deps);
  if (!found.ok) return answerError(c, 'not-found');
  const { id: requestId } = found.value;
  const { text, key } = await readForm(c);
  const written = await deps.ownRequests.write(personOf(c), { requestId, text, key });
  if (written.ok) return c.redirect(`${base}/${requestId}?done=sent#messages`, 303);
  return showFile(c, deps, { typed: { text, error: sayRefusal(c, written.refusal) } });
}

async function sendAgain(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const found = await openFile(c, deps);
  if (!found.ok || !found.value.maySendAgain) return answerError(c, 'not-found');
  const { id: requestId } = found.value;
  const { text, key, version } = await readForm(c);
  const asked = { requestId, version: Number(version), text, key };
  const sent = await deps.ownRequests.sendAgain(personOf(c), asked);
  if (sent.ok) return c.redirect(`${base}/${requestId}?done=sent-again`, 303);
  return showFile(c, deps, { answered: { text, error: sayRefusal(c, sent.refusal) } });
}

async function takeUpAgain(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const found = await openFile(c, deps);
  if (!found.ok || !found.value.mayOpenAgain) return answerError(c, 'not-found');
  const { key } = await readForm(c);
  const opened = await deps.ownRequests.openAgain(personOf(c), { requestId: found.value.id, key });
  if (opened.ok) return c.redirect(`/account/legalise/${opened.value.requestId}`, 303);
  return showFile(c, deps, { refused: sayRefusal(c, opened.refusal) });
}

async function answerAbandoning(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const found = await openFile(c, deps);
  if (!found.ok) return answerError(c, 'not-found');
  const file = found.value;
  const t = speakerFor(c);
  let error: string | undefined;
  if (c.req.method === 'POST') {
    const { version, key } = await readForm(c);
    const asked = { requestId: file.id, version: Number(version), key };
    const abandoned = await deps.ownRequests.abandon(personOf(c), asked);
    if (abandoned.ok) return c.redirect(`${base}/${file.id}?done=abandoned`, 303);
    error = sayRefusal(c, abandoned.refusal);
  } else if (!file.mayAbandon) return c.redirect(`${base}/${file.id}`, 303);
  const forms = { formToken: c.get('formToken'), formKey: crypto.randomUUID() };
  const body = <AbandonPage t={t} file={file} {...forms} error={error} />;
  return answer(c, deps, {
    title: t('own-requests.abandon-title'),
    body,
    ...(error !== undefined && { status: 422 as const }),
  });
}

/** What every room says to staff of a request, said to the person whose it is. */
function sayRefusal(c: AccountContext, refusal: Refusal): string {
  const t = speakerFor(c);
  const own = `own-requests.${refusal.code.split('.').at(-1)}`;
  return t.has(own) ? t.refusal({ ...refusal, code: own }) : t.refusal(refusal);
}

async function readForm(c: AccountContext): Promise<{ text: string; key: string; version: string }> {
  const fields = await c.req.parseBody();
  const read = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' ? value : '';
  };
  return { text: read('text').replaceAll('\r\n', '\n'), key: read('key'), version: read('version') };
}
