import { type AccountId, type Language, newId, ok, type PersonId, refuse, type Result } from '../../../kernel/index.ts';
import { rebind, type Tx, violates } from '../../../platform/db/index.ts';
import { type Account, findAccount, insertAccount } from '../account-store.ts';
import { unusedNumber } from '../enrolment.ts';
import { keepDocument } from '../file.ts';
import type { IdentityDocumentId } from '../model.ts';
import { insertPerson } from '../people-store.ts';
import { insertReading } from '../reading-store.ts';
import type { NationalDependencies } from './dependencies.ts';
import { enter, type WalkPlace } from './entering.ts';
import { judge, subjectIndex, type Verdict } from './judge.ts';
import type { AnswerOutcome, BindingId, NationalAssertion, PendingAnswer } from './model.ts';
import { oweNews } from './news.ts';
import { nationalNotice } from './notice.ts';
import { browserDigest, openAnswer } from './secrets.ts';
import { deleteWalk, findAnswered, insertBinding, type Walk } from './store.ts';

/** The answer that waits for this browser, judged anew. Refused: `national.start-again`, and like `judge`. */
async function readAnswered(
  deps: NationalDependencies,
  tx: Tx,
  token: string,
): Promise<Result<{ readonly walk: Walk; readonly assertion: NationalAssertion; readonly verdict: Verdict }>> {
  const walk = await findAnswered(tx, browserDigest(deps.keys, token), deps.clock());
  if (!walk?.answerSealed) return refuse('national.start-again');
  const assertion = openAnswer(deps.keys, token, walk.id, walk.answerSealed);
  const verdict = await judge(deps, tx, assertion, walk);
  return verdict.ok ? ok({ walk, assertion, verdict: verdict.value }) : verdict;
}

/** What the person is asked: whether the account of this name is to be opened, or bound. */
export function readPending(deps: NationalDependencies, token: string): Promise<Result<PendingAnswer>> {
  return deps.db.transaction({}, async tx => {
    const read = await readAnswered(deps, tx, token);
    if (!read.ok) return read;
    const { assertion, verdict } = read.value;
    const { name, birthDate, documentNumber, documentExpiresOn, level } = assertion;
    const said = { birthDate, documentNumber, documentExpiresOn, level };
    if (verdict.kind === 'open') return ok({ kind: 'open', name, accountNumber: null, ...said });
    return ok({ kind: 'bind', name: verdict.person.name, accountNumber: verdict.account.number, ...said });
  });
}

/**
 * Opens or binds the account that the person has seen named, and lets them in: once, whoever asks first. Refused: `national.notice-changed`,
 * `national.start-again`, and like `judge`.
 */
export async function confirm(
  deps: NationalDependencies,
  token: string,
  given: { readonly noticeVersion: string; readonly language: Language; readonly place: WalkPlace },
): Promise<Result<AnswerOutcome>> {
  if (given.noticeVersion !== nationalNotice) return refuse('national.notice-changed');
  try {
    return await deps.db.transaction({}, async tx => {
      const read = await readAnswered(deps, tx, token);
      if (!read.ok) return read;
      const { walk, assertion, verdict } = read.value;
      if (!(await deleteWalk(tx, browserDigest(deps.keys, token), walk.id))) return refuse('national.start-again');
      const account =
        verdict.kind === 'open'
          ? await open(deps, tx, verdict, assertion, given.language)
          : await bind(deps, tx, verdict, assertion);
      return ok(await enter(deps, tx, account, { walk, level: assertion.level, place: given.place }));
    });
  } catch (error) {
    // A counter enrolled the same document, or another browser bound the same subject, at the same moment.
    const together = ['one_holder', 'one_account_a_subject', 'one_subject_an_account'];
    if (together.some(name => violates(error, name))) return refuse('national.start-again');
    throw error;
  }
}

/** Enrols a person at a distance: what the provider says, and nothing else; no counter has seen them, and none knows them yet. */
async function open(
  deps: NationalDependencies,
  tx: Tx,
  { facts }: Extract<Verdict, { kind: 'open' }>,
  assertion: NationalAssertion,
  language: Language,
): Promise<Account> {
  const now = deps.clock();
  const [personId, accountId] = [newId<PersonId>(now), newId<AccountId>(now)];
  await rebind(tx, { personId, accountId });
  await insertPerson(tx, { id: personId, name: facts.name, birthDate: facts.birthDate, language }, now);
  await keepDocument(tx, deps.keys, personId, { ...facts.document, id: newId<IdentityDocumentId>(now) }, now);
  const account = {
    id: accountId,
    kind: 'person',
    number: await unusedNumber(tx),
    personId,
    passwordHash: null,
    proven: assertion.level,
  } as const;
  await insertAccount(tx, account, now);
  await write(deps, tx, { accountId, personId, how: 'opened', assertion });
  return { ...account, suspended: false };
}

async function bind(
  deps: NationalDependencies,
  tx: Tx,
  { kind, account, person }: Extract<Verdict, { kind: 'bound' | 'bind' }>,
  assertion: NationalAssertion,
): Promise<Account> {
  if (kind === 'bound') return account;
  await write(deps, tx, { accountId: account.id, personId: person.id, how: 'bound', assertion });
  return (await findAccount(tx, { id: account.id })) ?? account;
}

async function write(
  deps: NationalDependencies,
  tx: Tx,
  binding: {
    readonly accountId: AccountId;
    readonly personId: PersonId;
    readonly how: 'opened' | 'bound';
    readonly assertion: NationalAssertion;
  },
): Promise<void> {
  const now = deps.clock();
  const { assertion, ...whose } = binding;
  await insertBinding(tx, {
    ...whose,
    id: newId<BindingId>(now),
    issuer: assertion.issuer,
    subject: subjectIndex(deps, assertion),
    level: assertion.level,
    noticeVersion: nationalNotice,
    boundAt: now,
  });
  const reader = { communeId: null, staffId: null };
  await insertReading(tx, binding.personId, { reader, purpose: `national-${binding.how}` }, now);
  if (binding.how === 'bound') await oweNews(tx, { personId: binding.personId, event: 'bound' }, now);
}
