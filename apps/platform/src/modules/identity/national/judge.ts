import { ok, type PersonId, refuse, type Result } from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { type Account, findAccount } from '../account-store.ts';
import { readDeclared } from '../declared.ts';
import type { NormalDocument } from '../document-number.ts';
import type { Person } from '../model.ts';
import { findHolder, findPerson } from '../people-store.ts';
import { insertReading } from '../reading-store.ts';
import { blindIndex, keyedDigest } from '../protection.ts';
import { agree, isMinor, mayBind } from './decide.ts';
import type { NationalDependencies } from './dependencies.ts';
import type { NationalAssertion } from './model.ts';
import { findBoundAccount, listBindings, type Walk } from './store.ts';

/** The person's account: bound already, or to be bound once they say yes; or an account to be opened. */
export type Verdict =
  | { readonly kind: 'bound' | 'bind'; readonly account: Account; readonly person: Person }
  | { readonly kind: 'open'; readonly facts: DeclaredFacts };
type DeclaredFacts = Extract<ReturnType<typeof readDeclared>, { ok: true }>['value'];

/** What a provider's subject is found by. */
export function subjectIndex(deps: Pick<NationalDependencies, 'keys'>, { issuer, subject }: NationalAssertion): Buffer {
  return keyedDigest(deps.keys, 'national-subject', `${issuer}|${subject}`);
}

/**
 * Whose account an assertion opens. Leaves the transaction bound to the person and the account, where there are. Refused:
 * `national.disagrees` (the file with that number is of somebody else, or says other things: a counter must look; the person reads of it),
 * `national.other-account` (somebody else is signed in), `national.bound-otherwise`, `national.level-too-low`, `national.minor`, and
 * what is wrong with the card.
 */
export async function judge(
  deps: NationalDependencies,
  tx: Tx,
  assertion: NationalAssertion,
  { begunBy }: Pick<Walk, 'begunBy'>,
): Promise<Result<Verdict>> {
  const now = deps.clock();
  const { name, birthDate, documentNumber: number, documentExpiresOn: expiresOn } = assertion;
  const facts = readDeclared({ name, birthDate, document: { type: 'cnie', number, expiresOn } }, now);
  if (!facts.ok) return facts;
  const boundTo = await findBoundAccount(tx, assertion.issuer, subjectIndex(deps, assertion));
  if (boundTo !== undefined) {
    await rebind(tx, { accountId: boundTo });
    const found = await readHolder(tx, (await findAccount(tx, { id: boundTo }))?.personId ?? undefined);
    return found ? judgeFile(deps, tx, { ...found, kind: 'bound', assertion, begunBy }) : refuse('national.refused');
  }
  if (!mayBind(assertion.level)) return refuse('national.level-too-low');
  const found = await readHolder(tx, await holderOf(deps, tx, facts.value.document));
  if (found) return judgeFile(deps, tx, { ...found, kind: 'bind', assertion, begunBy });
  if (begunBy) return refuse('national.other-account');
  return isMinor(birthDate, now) ? refuse('national.minor') : ok({ kind: 'open', facts: facts.value });
}

/** A minor's card and an adult's bear the same number. */
async function holderOf(deps: NationalDependencies, tx: Tx, document: NormalDocument): Promise<PersonId | undefined> {
  for (const type of ['cnie', 'minor'] as const) {
    const holder = await findHolder(tx, { ...document, type }, blindIndex(deps.keys, { ...document, type }));
    if (holder !== undefined) return holder;
  }
  return undefined;
}

/** Binds the transaction to a person and their account, and reads both. */
async function readHolder(
  tx: Tx,
  personId: PersonId | undefined,
): Promise<{ readonly account: Account; readonly person: Person } | undefined> {
  if (personId === undefined) return undefined;
  await rebind(tx, { personId });
  const [person, account] = [await findPerson(tx, personId), await findAccount(tx, { personId })];
  if (!person || !account) return undefined;
  await rebind(tx, { personId, accountId: account.id });
  return { account, person };
}

async function judgeFile(
  deps: NationalDependencies,
  tx: Tx,
  found: {
    readonly kind: 'bound' | 'bind';
    readonly account: Account;
    readonly person: Person;
    readonly assertion: NationalAssertion;
    readonly begunBy: Walk['begunBy'];
  },
): Promise<Result<Verdict>> {
  const { kind, account, person, assertion, begunBy } = found;
  if (begunBy && begunBy.accountId !== account.id) return refuse('national.other-account');
  if (!agree(person, assertion)) {
    const reader = { communeId: null, staffId: null };
    await insertReading(tx, person.id, { reader, purpose: 'national-disagreed' }, deps.clock());
    return refuse('national.disagrees');
  }
  if (kind === 'bind') {
    const bindings = await listBindings(tx, account.id);
    if (bindings.some(({ endedAt }) => endedAt === null)) return refuse('national.bound-otherwise');
  }
  return ok({ kind, account, person });
}
