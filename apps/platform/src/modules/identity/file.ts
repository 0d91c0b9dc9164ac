import type { PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findAccount } from './account-store.ts';
import type { NormalDocument } from './document-number.ts';
import { isExpired } from './facts.ts';
import type { Contacts, IdentityDocument, IdentityDocumentId, Person, PersonFile } from './model.ts';
import {
  type ContactKind,
  findPerson,
  insertContact,
  insertDocument,
  listContacts,
  listDocuments,
  type SealedDocument,
} from './people-store.ts';
import { blindIndex, type IdentityKeys, openValue, sealValue } from './protection.ts';

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
  const numberSealed = sealValue(keys, placeOfNumber(document.id), document.number);
  await insertDocument(tx, personId, { ...document, numberSealed, index: blindIndex(keys, document) }, now);
}

/** Writes the contacts that were given, sealed. */
export async function keepContacts(
  tx: Tx,
  keys: IdentityKeys,
  personId: PersonId,
  contacts: Contacts,
  now: Date,
): Promise<void> {
  for (const kind of ['email', 'phone'] as const) {
    const value = contacts[kind];
    if (value !== undefined)
      await insertContact(tx, personId, { kind, sealed: sealValue(keys, placeOfContact(personId, kind), value) }, now);
  }
}

/** A document with its number opened. */
function openDocument(keys: IdentityKeys, sealed: SealedDocument, now: Date): IdentityDocument {
  const { id, type, issuer, expiresOn } = sealed;
  return {
    id,
    type,
    issuer,
    expiresOn,
    number: openValue(keys, placeOfNumber(id), sealed.numberSealed),
    expired: isExpired(expiresOn, now),
  };
}

/** The contacts of a person, opened. */
export async function readContactsOf(tx: Tx, keys: IdentityKeys, personId: PersonId): Promise<Contacts> {
  const rows = await listContacts(tx, personId);
  return Object.fromEntries(
    rows.map(({ kind, sealed }) => [kind, openValue(keys, placeOfContact(personId, kind), sealed)]),
  );
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
  const documents = (await listDocuments(tx, personId)).map(sealed => openDocument(keys, sealed, now));
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
  return person && sealed && { ...person, document: openDocument(keys, sealed, now) };
}
