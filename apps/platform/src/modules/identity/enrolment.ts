import {
  type AccountId,
  type Actor,
  asId,
  newId,
  ok,
  type PersonId,
  refuse,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import { once } from '../../platform/commands/index.ts';
import { rebind, type Tx, violates } from '../../platform/db/index.ts';
import { newAccountNumber } from './account-number.ts';
import { findAccountByNumber, insertAccount } from './account-store.ts';
import { readContacts } from './contacts.ts';
import { readDeclared } from './declared.ts';
import type { IdentityDependencies } from './dependencies.ts';
import type { NormalDocument } from './document-number.ts';
import { keepContacts, keepDocument, keepSealedFact } from './file.ts';
import type { Contacts, Enrolment, IdentityDocumentId, Person, Slip } from './model.ts';
import { findHolder, insertPerson, makeKnown } from './people-store.ts';
import { insertReading } from './reading-store.ts';
import { holds } from './policy.ts';
import { blindIndex, keyedDigest } from './protection.ts';
import { readPlain } from './profile/data.ts';
import { insertSearch } from './search-store.ts';
import { maySearch } from './searches.ts';
import { issueSlip } from './slips.ts';
import { checkContacts, checkWorld } from './training-numbers.ts';

/** A person enrolled, and the slip to print. */
export interface Enrolled {
  readonly personId: PersonId;
  readonly documentId: IdentityDocumentId;
  readonly slip: Slip;
}

interface Checked {
  readonly person: Person;
  readonly document: NormalDocument & { readonly id: IdentityDocumentId; readonly expiresOn: string };
  readonly contacts: Contacts & { readonly confirmed: readonly ('email' | 'phone')[] };
  readonly address: string;
  readonly birthPlace: string;
}

/** What a repeated command is answered with: ids only, the code is made anew. */
interface Kept {
  readonly personId: string;
  readonly documentId: string;
  readonly accountId: string;
  readonly accountNumber: string;
}

/**
 * Enrols a person: identity, document, contacts, account and slip, in one transaction. `key` is the command's
 * idempotency key: a repeated command finds the same person and prints a fresh slip. Refused: `identity.not-allowed`,
 * every mistake in what was typed, and `identity.document-known` with the `personId` who holds the document already, which
 * leaves a trace and counts like a search (`identity.too-many-searches`).
 */
export async function enrol(
  deps: IdentityDependencies,
  actor: Actor,
  enrolment: Enrolment,
  key: string,
): Promise<Result<Enrolled>> {
  if (!holds(actor, 'identity.enrol')) return refuse('identity.not-allowed');
  const now = deps.clock();
  const checked = check(enrolment, now);
  if (!checked.ok) return checked;
  // The digest alone reaches the command's row: what was typed stays out of it.
  const payload = keyedDigest(deps.keys, 'enrolment', JSON.stringify(enrolment)).toString('hex');
  const command = { communeId: actor.communeId, key, name: 'identity.enrol', actorId: actor.staffId, payload };
  try {
    return await deps.db.transaction({ communeId: actor.communeId }, async tx => {
      const kept = await once(tx, command, now, () => write(deps, tx, actor, checked.value, now));
      return kept.ok ? ok(await printed(deps, tx, actor, kept.value, now)) : kept;
    });
  } catch (error) {
    // Two counters enrolled one document at the same moment: the second learns it as if it had come later.
    if (violates(error, 'one_holder')) return refuse('identity.document-known');
    throw error;
  }
}

/** A person enrolled inside another room's transaction; their slip is printed by `printSlip`. */
export type EnrolledWithin = Pick<Enrolled, 'personId' | 'documentId'>;

/**
 * Enrols a person inside another room's transaction, which is bound to them afterwards. Refused like `enrol`. On a refusal only the
 * trace of the search was written, which the caller should let stand; a document taken by another counter at the same moment
 * violates `one_holder`.
 */
export async function enrolWithin(
  deps: IdentityDependencies,
  tx: Tx,
  actor: Actor,
  enrolment: Enrolment,
): Promise<Result<EnrolledWithin>> {
  if (!holds(actor, 'identity.enrol')) return refuse('identity.not-allowed');
  const now = deps.clock();
  const checked = check(enrolment, now);
  if (!checked.ok) return checked;
  const kept = await write(deps, tx, actor, checked.value, now);
  return kept.ok ? ok({ personId: asId(kept.value.personId), documentId: asId(kept.value.documentId) }) : kept;
}

function check(enrolment: Enrolment, now: Date): Result<Checked> {
  const declared = readDeclared(enrolment, now);
  if (!declared.ok) return declared;
  const { name, birthDate, document } = declared.value;
  const contacts = readContacts(enrolment.contacts ?? {});
  if (!contacts.ok) return contacts;
  const address = readPlain('address', enrolment.address ?? '');
  if (!address.ok) return address;
  const birthPlace = readPlain('birth-place', enrolment.birthPlace ?? '');
  if (!birthPlace.ok) return birthPlace;
  return ok({
    person: { id: newId<PersonId>(now), name, birthDate, language: enrolment.language },
    document: { ...document, id: newId<IdentityDocumentId>(now) },
    contacts: { ...contacts.value, confirmed: enrolment.confirmed ?? [] },
    address: address.value,
    birthPlace: birthPlace.value,
  });
}

async function write(
  deps: IdentityDependencies,
  tx: Tx,
  actor: StaffActor,
  { person, document, contacts, address, birthPlace }: Checked,
  now: Date,
): Promise<Result<Kept>> {
  const belongs = checkWorld(actor.communeId, document);
  if (!belongs.ok) return belongs;
  const silent = checkContacts(actor.communeId, contacts);
  if (!silent.ok) return silent;
  const allowed = await maySearch(tx, actor, now);
  if (!allowed.ok) return allowed;
  const holder = await findHolder(tx, document, blindIndex(deps.keys, document));
  if (holder !== undefined) {
    await insertSearch(tx, actor, { type: document.type, outcome: 'held' }, now);
    return refuse('identity.document-known', { personId: holder });
  }
  const accountId = newId<AccountId>(now);
  await rebind(tx, { communeId: actor.communeId, personId: person.id, accountId });
  await insertPerson(tx, person, now);
  await keepDocument(tx, deps.keys, person.id, document, now);
  await keepContacts(tx, deps.keys, person.id, contacts, now);
  if (address !== '') await keepSealedFact(tx, deps.keys, person.id, { field: 'address', text: address });
  if (birthPlace !== '') await keepSealedFact(tx, deps.keys, person.id, { field: 'birth-place', text: birthPlace });
  const accountNumber = await unusedNumber(tx);
  await insertAccount(
    tx,
    { id: accountId, kind: 'person', number: accountNumber, personId: person.id, passwordHash: null, proven: 'high' },
    now,
  );
  await makeKnown(tx, actor.communeId, person, now);
  await insertSearch(tx, actor, { type: document.type, outcome: 'enrolled' }, now);
  await insertReading(
    tx,
    person.id,
    { reader: { communeId: actor.communeId, staffId: actor.staffId }, purpose: 'enrolled' },
    now,
  );
  return ok({ personId: person.id, documentId: document.id, accountId, accountNumber });
}

/** An account number that nobody has. */
export async function unusedNumber(tx: Tx): Promise<string> {
  for (;;) {
    const number = newAccountNumber();
    if ((await findAccountByNumber(tx, number)) === undefined) return number;
  }
}

/** The last slip answered is the one that works: the answer to a lost first reply must not be a dead code. */
async function printed(
  deps: IdentityDependencies,
  tx: Tx,
  actor: StaffActor,
  kept: Kept,
  now: Date,
): Promise<Enrolled> {
  const personId = asId<PersonId>(kept.personId);
  const accountId = asId<AccountId>(kept.accountId);
  await rebind(tx, { communeId: actor.communeId, personId, accountId });
  const account = { accountId, personId, accountNumber: kept.accountNumber, printedIn: actor.communeId };
  const { slip } = await issueSlip(tx, deps.keys, account, now);
  return { personId, documentId: asId(kept.documentId), slip };
}
