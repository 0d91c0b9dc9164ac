import type { PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findAccount } from './account-store.ts';
import type { NormalDocument } from './document-number.ts';
import { isExpired } from './facts.ts';
import type { Contacts, IdentityDocument, IdentityDocumentId, Person, PersonFile } from './model.ts';
import { type ContactKind, listContacts, putContact, updateContact } from './contact-store.ts';
import {
  findPerson,
  findSealedFacts,
  insertDocument,
  listDocuments,
  type SealedDocument,
  updateNumber,
  updateSealedFact,
  updateTypedNumber,
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

/** Writes the contacts that were given, sealed. Those that no code has `confirmed` as this person's find no account. */
export async function keepContacts(
  tx: Tx,
  keys: IdentityKeys,
  personId: PersonId,
  { confirmed, ...contacts }: Contacts & { readonly confirmed: readonly ContactKind[] },
  now: Date,
): Promise<void> {
  for (const kind of ['email', 'phone'] as const) {
    const value = contacts[kind];
    if (value !== undefined)
      await keepContact(tx, keys, personId, { kind, value, confirmed: confirmed.includes(kind) }, now);
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

/** Writes the number of a document of the file as it should have been typed. */
export async function keepNumber(
  tx: Tx,
  keys: IdentityKeys,
  personId: PersonId,
  document: NormalDocument & { readonly id: IdentityDocumentId },
): Promise<void> {
  // A document that came from a merged file stays sealed for the person it was taken of.
  const kept = (await listDocuments(tx, personId)).find(({ id }) => id === document.id);
  const subject = kept?.sealedFor ?? personId;
  const sealed = await createSubjectVault(keys).seal(
    tx,
    subject,
    placeOfNumber(document.id),
    Buffer.from(document.number),
  );
  await updateTypedNumber(tx, document.id, { sealed, index: blindIndex(keys, document) });
}

const placeOfFact = (personId: PersonId, field: 'address' | 'birth-place'): string =>
  `identity.person/${personId}/${field}`;

/** Writes an address or a birth place, sealed; an empty text takes it away. */
export async function keepSealedFact(
  tx: Tx,
  keys: IdentityKeys,
  personId: PersonId,
  { field, text }: { readonly field: 'address' | 'birth-place'; readonly text: string },
): Promise<void> {
  const vault = createSubjectVault(keys);
  const sealed = text === '' ? null : await vault.seal(tx, personId, placeOfFact(personId, field), Buffer.from(text));
  await updateSealedFact(tx, personId, { field, sealed });
}

/** The sealed facts of a person's row, opened; absent ones left out. */
async function readFacts(
  tx: Tx,
  keys: IdentityKeys,
  personId: PersonId,
): Promise<Pick<PersonFile, 'address' | 'birthPlace'>> {
  const facts = await findSealedFacts(tx, personId);
  const vault = createSubjectVault(keys);
  const open = async (
    field: 'address' | 'birth-place',
    sealed: Buffer | null | undefined,
  ): Promise<string | undefined> =>
    sealed ? String(await vault.open(tx, personId, placeOfFact(personId, field), sealed)) : undefined;
  const address = await open('address', facts?.address);
  const birthPlace = await open('birth-place', facts?.birthPlace);
  return { ...(address !== undefined && { address }), ...(birthPlace !== undefined && { birthPlace }) };
}

/** Where a person lives, on one line; undefined when nobody has said it, or outside the transaction's scope. */
export async function readAddress(tx: Tx, keys: IdentityKeys, personId: PersonId): Promise<string | undefined> {
  return (await readFacts(tx, keys, personId)).address;
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
    documents.map(({ id, numberSealed, sealedFor }) => ({
      subject: sealedFor ?? personId,
      place: placeOfNumber(id),
      sealed: numberSealed,
    })),
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

/** Several documents of a person, opened; those that are not in the file are left out. */
export async function readMoved(
  tx: Tx,
  keys: IdentityKeys,
  personId: PersonId,
  ids: readonly IdentityDocumentId[],
): Promise<readonly Pick<IdentityDocument, 'id' | 'number'>[]> {
  const kept = (await listDocuments(tx, personId)).filter(({ id }) => ids.includes(id));
  return openDocuments(tx, keys, personId, kept, new Date(0));
}

/** The numbers of a person's documents. */
export async function readNumbersOf(tx: Tx, keys: IdentityKeys, personId: PersonId): Promise<string[]> {
  const documents = await openDocuments(tx, keys, personId, await listDocuments(tx, personId), new Date(0));
  return documents.map(({ number }) => number);
}

/** The contacts of a person, opened. */
export async function readContactsOf(tx: Tx, keys: IdentityKeys, personId: PersonId): Promise<Contacts> {
  const rows = await listContacts(tx, personId);
  const values = await createSubjectVault(keys).openAll(
    tx,
    rows.map(({ kind, sealed, sealedFor }) => {
      const subject = sealedFor ?? personId;
      return { subject, place: placeOfContact(subject, kind), sealed };
    }),
  );
  return Object.fromEntries(rows.map(({ kind }, at) => [kind, String(values[at])]));
}

/** Seals under the person's data key what was sealed before persons had one, and gives contacts their index. */
export async function sealFileAnew(tx: Tx, keys: IdentityKeys, personId: PersonId): Promise<void> {
  const vault = createSubjectVault(keys);
  for (const { id, numberSealed, sealedFor } of await listDocuments(tx, personId)) {
    const [subject, place] = [sealedFor ?? personId, placeOfNumber(id)];
    const clear = await vault.open(tx, subject, place, numberSealed);
    await updateNumber(tx, id, await vault.seal(tx, subject, place, clear));
  }
  for (const { kind, sealed, sealedFor } of await listContacts(tx, personId)) {
    const subject = sealedFor ?? personId;
    const clear = await vault.open(tx, subject, placeOfContact(subject, kind), sealed);
    const again = await vault.seal(tx, subject, placeOfContact(subject, kind), clear);
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
  const facts = await readFacts(tx, keys, personId);
  const activated = account.passwordHash !== null;
  return { ...person, ...facts, documents, contacts, accountNumber: account.number, activated };
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
