import {
  type AccountId,
  type MandateId,
  newId,
  ok,
  type OrganisationId,
  type PersonActor,
  type PersonId,
  refuse,
  type Result,
} from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { readAccountNumber } from '../account-number.ts';
import { findAccount, findAccountByNumber } from '../account-store.ts';
import { attempt } from '../attempts.ts';
import { searchWords } from '../names.ts';
import { findPerson } from '../people-store.ts';
import { readBook } from './book.ts';
import { decideDelegation, stands } from './decide.ts';
import type { MandatesDependencies } from './dependencies.ts';
import { insertMandate, lockMandates } from './mandate-store.ts';
import type { MandateScope } from './model.ts';
import { readRole, readScope, type TypedRole } from './read-mandate.ts';

/** What a representative gives to somebody else out of a mandate of theirs. */
export interface Delegation extends TypedRole {
  readonly organisationId: OrganisationId;
  readonly mandateId: MandateId;
  readonly scope: MandateScope;
  /** Whom: by account number, with their name as it stands on their document, so that a slip of the finger reaches nobody. */
  readonly to: { readonly accountNumber: string; readonly name: string };
}

/**
 * Delegates a mandate to another enrolled person, within what it covers. `key` is the form's own: sent twice it writes one. Refused:
 * `mandates.unknown` (not a mandate of the actor's), those of `stands`, of `decideDelegation`, of `readScope` and `readRole`,
 * `mandates.delegate-unknown` (number and name do not belong together, or to nobody: one answer), `identity.wait` after many of those,
 * mistakes in the number.
 */
export async function delegate(
  deps: MandatesDependencies,
  actor: PersonActor,
  asked: Delegation,
  key: string,
): Promise<Result<MandateId>> {
  const role = readRole(asked);
  if (!role.ok) return role;
  const scope = readScope(asked.scope, deps.natures);
  if (!scope.ok) return scope;
  const to = await findDelegate(deps, actor, asked.to);
  if (!to.ok) return to;
  const now = deps.clock();
  const { personId } = actor;
  const { organisationId, mandateId } = asked;
  return deps.db.transaction({ personId, organisationId }, async tx => {
    await lockMandates(tx, organisationId, 'exclusive');
    const book = await readBook(tx, organisationId);
    const parent = book.mandates.find(each => each.id === mandateId && each.personId === personId);
    if (!parent) return refuse('mandates.unknown');
    const standing = stands(book, parent, now);
    if (!standing.ok) return standing;
    const decided = decideDelegation(parent, scope.value, to.value);
    if (!decided.ok) return decided;
    const mandate = {
      ...scope.value,
      ...role.value,
      id: newId<MandateId>(now),
      organisationId,
      personId: to.value,
      parentId: mandateId,
      group: null,
      evidence: null,
    };
    return ok(await insertMandate(tx, mandate, { recorder: null, key }, now));
  });
}

/** Whoever tries numbers out is slowed down by the account that tries, as by a password. */
async function findDelegate(
  deps: MandatesDependencies,
  actor: PersonActor,
  to: Delegation['to'],
): Promise<Result<PersonId>> {
  const number = readAccountNumber(to.accountNumber);
  if (!number.ok) return number;
  return attempt(deps, { subject: `mandates.delegate/${actor.accountId}` }, () =>
    deps.db.transaction({}, async tx => {
      const person = await findHolderOfAccount(tx, number.value);
      const folded = (text: string): string => searchWords(text).toSorted().join(' ');
      const typed = folded(to.name);
      const same = person && [person.name.latin, person.name.arabic].some(name => folded(name) === typed);
      return same && typed !== '' ? ok(person.id) : refuse('mandates.delegate-unknown');
    }),
  );
}

async function findHolderOfAccount(tx: Tx, number: string) {
  const accountId: AccountId | undefined = await findAccountByNumber(tx, number);
  if (!accountId) return undefined;
  await rebind(tx, { accountId });
  const personId = (await findAccount(tx, { id: accountId }))?.personId;
  if (!personId) return undefined;
  await rebind(tx, { personId });
  return findPerson(tx, personId);
}
