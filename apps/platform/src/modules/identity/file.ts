import type { PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findAccount } from './account-store.ts';
import type { NormalDocument } from './document-number.ts';
import { isExpired } from './facts.ts';
import type { Contacts, IdentityDocument, IdentityDocumentId, Person, PersonFile } from './model.ts';
import {
  type ContactKind,
  findPerson,
  insertDocument,
  listContacts,
  listDocuments,
  putContact,
  type SealedDocument,
  updateContact,
  updateNumber,
} from './people-store.ts';
import { blindIndex, contactIndex, type IdentityKeys } from './protection.ts';
import { createSubjectVault } from './subject-vault.ts';

/** Where a sealed value stands: moved to another row it does not open. */
const placeOfNumber = (id: IdentityDocumentId): string => `identity.identity_document/${id}/number`;
const placeOfContact = (personId: PersonId, kind: ContactKind): string => `identity.contact/${personId}/${kind}`;

/** Writes a document with its number sealed. */
export async function keepDocument(
  tx: Tx,
  keys: IdentityKeys,
  personId: PersonId,
  document: NormalDocument & { readonly id: IdentityDocumentId; readonly expiresOn: string },
  now: Date,
): Promise<void> {
  const numberSealed = await createSubjectVault(keys).seal(
    tx,
    personId,
    placeOfNumber(document.id),
    Buffer.from(document.number),
  );
  await insertDocument(tx, personId, { ...document, numberSealed, index: blindIndex(keys, document) }, now);
}

/** Writes the contacts that were given, sealed. Nobody has shown yet that they are this person's: they find no account. */
export async function keepContacts(
  tx: Tx,
  keys: IdentityKeys,
  personId: PersonId,
  contacts: Contacts,
  now: Date,
): Promise<void> {
  for (const kind of ['email', 'phone'] as const) {
    const value = contacts[kind];
    if (value !== undefined) await keepContact(tx, keys, personId, { kind, value, confirmed: false }, now);
  }
}

/**
 * Writes one contact in the place of the earlier one, sealed and with its blind index. `value` is as `readContacts` gives it. `confirmed`:
 * a code sent there came back, so that from now on it finds the person's account.
 */
export async function keepContact(
  tx: Tx,
  keys: IdentityKeys,
  personId: PersonId,
  { kind, value, confirmed }: { readonly kind: ContactKind; readonly value: string; readonly confirmed: boolean },
  now: Date,
): Promise<void> {
  const place = placeOfContact(personId, kind);
  const sealed = await createSubjectVault(keys).seal(tx, personId, place, Buffer.from(value));
  const index = contactIndex(keys, kind, value);
  await putContact(tx, personId, { kind, sealed, index, confirmedAt: confirmed ? now : null }, now);
}

/** Documents with their numbers opened. */
async function openDocuments(
  tx: Tx,
  keys: IdentityKeys,
  personId: PersonId,
  documents: readonly SealedDocument[],
  now: Date,
): Promise<IdentityDocument[]> {
  const numbers = await createSubjectVault(keys).openAll(
    tx,
    documents.map(({ id, numberSealed }) => ({ subject: personId, place: placeOfNumber(id), sealed: numberSealed })),
  );
  return documents.map(({ id, type, issuer, expiresOn }, at) => ({
    id,
    type,
    issuer,
    expiresOn,
    number: String(numbers[at]),
    expired: isExpired(expiresOn, now),
  }));
}

/** The contacts of a person, opened. */
export async function readContactsOf(tx: Tx, keys: IdentityKeys, personId: PersonId): Promise<Contacts> {
  const rows = await listContacts(tx, personId);
  const values = await createSubjectVault(keys).openAll(
    tx,
    rows.map(({ kind, sealed }) => ({ subject: personId, place: placeOfContact(personId, kind), sealed })),
  );
  return Object.fromEntries(rows.map(({ kind }, at) => [kind, String(values[at])]));
}

/** Seals under the person's data key what was sealed before persons had one, and gives contacts their index. */
export async function sealFileAnew(tx: Tx, keys: IdentityKeys, personId: PersonId): Promise<void> {
  const vault = createSubjectVault(keys);
  for (const { id, numberSealed } of await listDocuments(tx, personId)) {
    const clear = await vault.open(tx, personId, placeOfNumber(id), numberSealed);
    await updateNumber(tx, id, await vault.seal(tx, personId, placeOfNumber(id), clear));
  }
  for (const { kind, sealed } of await listContacts(tx, personId)) {
    const clear = await vault.open(tx, personId, placeOfContact(personId, kind), sealed);
    const again = await vault.seal(tx, personId, placeOfContact(personId, kind), clear);
    await updateContact(tx, personId, { kind, sealed: again, index: contactIndex(keys, kind, String(clear)) });
  }
}

/** The whole file, inside a scope bound to the person. Undefined when the scope may not see them. */
export async function readFile(
  tx: Tx,
  keys: IdentityKeys,
  personId: PersonId,
  now: Date,
): Promise<PersonFile | undefined> {
  const person = await findPerson(tx, personId);
  const account = await findAccount(tx, { personId });
  if (!person || !account?.number) return undefined;
  const documents = await openDocuments(tx, keys, personId, await listDocuments(tx, personId), now);
  const contacts = await readContactsOf(tx, keys, personId);
  return { ...person, documents, contacts, accountNumber: account.number, activated: account.passwordHash !== null };
}

/** A person and the document that identified them, as an act prints them. */
export interface IdentifiedPerson extends Person {
  readonly document: IdentityDocument;
}

/** Inside another room's transaction: the person and one document, undefined when the scope may not see either. */
export async function readIdentified(
  tx: Tx,
  keys: IdentityKeys,
  asked: { readonly personId: PersonId; readonly documentId: IdentityDocumentId },
  now: Date,
): Promise<IdentifiedPerson | undefined> {
  const person = await findPerson(tx, asked.personId);
  const sealed = (await listDocuments(tx, asked.personId)).find(document => document.id === asked.documentId);
  const [document] = sealed ? await openDocuments(tx, keys, asked.personId, [sealed], now) : [];
  return person && document && { ...person, document };
}
