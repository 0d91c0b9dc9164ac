import { Hono } from 'hono';
import { asId, isId, isLanguage, type PartyId } from '../../../kernel/index.ts';
import { contactTyped, type Followed, type PartyProgress } from '../../../modules/legalisation/index.ts';
import { personOf, requireLevel, requirePerson, type SessionEnv } from '../../session/index.ts';
import { answerError } from '../../shell/index.ts';
import { type AccountContext, speakerFor } from '../page.tsx';
import { base, type ToSignDeps } from './deps.ts';
import { showCode } from './code-page.tsx';
import { ProgressPage, ReplacePage, type TypedAddress } from './follow-page.tsx';
import { readForm, requestOf, show, showRefusal, type Wrong } from './frame.tsx';

const path = `${base}/:requestId` as const;

/**
 * `/account/to-sign/{request}/progress`, `…/replace/{party}` and `…/code/{party}`, for who made the request: how everybody stands, another
 * address, and a code for who signs at a counter.
 */
export function followRoutes(deps: ToSignDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  const guards = [requirePerson, requireLevel(deps.levels.needed('requests'))] as const;
  routes.get(`${path}/progress`, ...guards, c =>
    withFollowed(c, deps, file => {
      const t = speakerFor(c);
      const replaced = c.req.query('done') === 'replaced';
      const body = <ProgressPage t={t} file={file} formToken={c.get('formToken')} replaced={replaced} />;
      return show(c, deps, { title: t('to-sign.progress-title'), body });
    }),
  );
  routes.post(`${path}/code/:partyId`, ...guards, c => withFollowed(c, deps, file => showCodeFor(c, deps, file)));
  routes.get(`${path}/replace/:partyId`, ...guards, c =>
    withParty(c, deps, (file, party) => showReplacing(c, deps, { file, party })),
  );
  routes.post(`${path}/replace/:partyId`, ...guards, c =>
    withParty(c, deps, (file, party) => takeReplacing(c, deps, { file, party })),
  );
  return routes;
}

async function withFollowed(
  c: AccountContext,
  deps: ToSignDeps,
  work: (file: Followed) => Response | Promise<Response>,
): Promise<Response> {
  const requestId = requestOf(c);
  const file = requestId && (await deps.parties.follow(personOf(c), requestId));
  return file?.ok ? work(file.value) : answerError(c, 'not-found');
}

function withParty(
  c: AccountContext,
  deps: ToSignDeps,
  work: (file: Followed, party: PartyProgress) => Response | Promise<Response>,
): Promise<Response> {
  return withFollowed(c, deps, file => {
    const party = file.parties.find(({ id }) => id === c.req.param('partyId'));
    if (!party) return answerError(c, 'not-found');
    return party.mayReplace ? work(file, party) : c.redirect(`${base}/${file.requestId}/progress`, 303);
  });
}

/** The code that the initiator hands to somebody who signs at a counter: shown once, kept nowhere. */
async function showCodeFor(c: AccountContext, deps: ToSignDeps, { requestId }: Followed): Promise<Response> {
  const partyId = c.req.param('partyId');
  if (partyId === undefined || !isId(partyId)) return answerError(c, 'not-found');
  const code = await deps.parties.askCodeFor(personOf(c), { requestId, partyId: asId<PartyId>(partyId) });
  return code.ok ? showCode(c, deps, code.value, `${base}/${requestId}/progress`) : showRefusal(c, deps, code.refusal);
}

interface Replacing {
  readonly file: Followed;
  readonly party: PartyProgress;
  readonly typed?: TypedAddress;
  readonly wrong?: Wrong;
}

function showReplacing(c: AccountContext, deps: ToSignDeps, replacing: Replacing): Promise<Response> {
  const t = speakerFor(c);
  const { file, party, wrong } = replacing;
  const typed = replacing.typed ?? { name: party.name, contact: '', atCounter: false, language: party.language };
  const body = <ReplacePage {...{ t, file, party, typed, wrong }} formToken={c.get('formToken')} />;
  return show(c, deps, { title: t('to-sign.replace-title'), body, ...(wrong && { status: 422 as const }) });
}

async function takeReplacing(c: AccountContext, deps: ToSignDeps, { file, party }: Replacing): Promise<Response> {
  const t = speakerFor(c);
  const form = await readForm(c);
  const { key = '', version = '', name = '', contact = '' } = form;
  const language = isLanguage(form['language']) ? form['language'] : party.language;
  const atCounter = form['way'] === 'counter';
  const replaced = await deps.parties.replaceAddress(personOf(c), {
    key: isId(key) ? key : crypto.randomUUID(),
    requestId: file.requestId,
    version: Number(version) || 0,
    partyId: party.id,
    name,
    contact: atCounter ? null : contactTyped(contact),
    language,
  });
  if (replaced.ok) return c.redirect(`${base}/${file.requestId}/progress?done=replaced`, 303);
  const field = replaced.refusal.code.startsWith('parties.name') ? 'name' : 'contact';
  const wrong = { field, message: t.refusal(replaced.refusal) };
  return showReplacing(c, deps, { file, party, typed: { name, contact, atCounter, language }, wrong });
}
