import { sql } from 'kysely';
import {
  asId,
  type CommuneId,
  type Language,
  newId,
  type PersonId,
  type StaffId,
  type PersonName,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { DocumentType, NormalDocument } from './document-number.ts';
import type { IdentityDocumentId, Person, PersonFound } from './model.ts';
import { indexWords } from './names.ts';

/** A document's row, its number still sealed. */
export interface SealedDocument {
  readonly id: IdentityDocumentId;
  readonly type: DocumentType;
  readonly numberSealed: Buffer;
  /** Of whom the number was taken: another person's file that was merged into this one. Null: of this person. */
  readonly sealedFor: PersonId | null;
  readonly issuer: string;
  readonly expiresOn: string;
}

interface PersonRow {
  readonly id: string;
  readonly name_arabic: string;
  readonly name_latin: string;
  readonly birth_date: string | null;
  readonly language: Language;
}

function toPerson(row: PersonRow): Person {
  return {
    id: asId(row.id),
    name: { arabic: row.name_arabic, latin: row.name_latin },
    birthDate: row.birth_date,
    language: row.language,
  };
}

/** The holder of a document anywhere in the country, through the narrow look-up. */
export async function findHolder(tx: Tx, document: NormalDocument, index: Buffer): Promise<PersonId | undefined> {
  const { rows } = await sql<{ id: string | null }>`
    select identity.find_person_by_document(${document.type}, ${document.issuer}, ${index}) as id`.execute(tx);
  const id = rows[0]?.id;
  return id ? asId(id) : undefined;
}

/** A person whom the transaction's scope may see. */
export async function findPerson(tx: Tx, personId: PersonId): Promise<Person | undefined> {
  const { rows } = await sql<PersonRow>`
    select id, name_arabic, name_latin, birth_date::text, language from identity.person where id = ${personId}`.execute(
    tx,
  );
  return rows[0] && toPerson(rows[0]);
}

/** The names of several persons, of those whom the transaction's scope may see. */
export async function selectNames(tx: Tx, personIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, PersonName>> {
  const { rows } = await sql<PersonRow>`
    select id, name_arabic, name_latin, birth_date::text, language from identity.person
    where id = any(${[...personIds]}::uuid[])`.execute(tx);
  return new Map(rows.map(toPerson).map(person => [person.id, person.name]));
}

export async function insertPerson(tx: Tx, person: Person, now: Date): Promise<void> {
  await sql`insert into identity.person (id, name_arabic, name_latin, birth_date, language, created_at)
    values (${person.id}, ${person.name.arabic}, ${person.name.latin}, ${person.birthDate}, ${person.language}, ${now})`.execute(
    tx,
  );
}

/** Facts of a person that are sealed in their row. */
export interface SealedFacts {
  readonly address: Buffer | null;
  readonly birthPlace: Buffer | null;
}

export async function findSealedFacts(tx: Tx, personId: PersonId): Promise<SealedFacts | undefined> {
  const { rows } = await sql<{ address: Buffer | null; birth_place: Buffer | null }>`
    select address_sealed as address, birth_place_sealed as birth_place from identity.person where id = ${personId}`.execute(
    tx,
  );
  return rows[0] && { address: rows[0].address, birthPlace: rows[0].birth_place };
}

/** In a transaction bound to the person, as the other changes of a person's row. */
export async function updateSealedFact(
  tx: Tx,
  personId: PersonId,
  { field, sealed }: { readonly field: 'address' | 'birth-place'; readonly sealed: Buffer | null },
): Promise<void> {
  const column = sql.ref(field === 'address' ? 'address_sealed' : 'birth_place_sealed');
  await sql`update identity.person set ${column} = ${sealed} where id = ${personId}`.execute(tx);
}

export async function updateBirthDate(tx: Tx, personId: PersonId, day: string): Promise<void> {
  await sql`update identity.person set birth_date = ${day} where id = ${personId}`.execute(tx);
}

/** Writes a new name, by which every commune that knows the person finds them from now on. */
export async function updateName(tx: Tx, personId: PersonId, name: PersonName): Promise<void> {
  await sql`update identity.person set name_arabic = ${name.arabic}, name_latin = ${name.latin}
    where id = ${personId}`.execute(tx);
  await sql`delete from identity.known_name where person_id = ${personId}`.execute(tx);
  await sql`insert into identity.known_name (commune_id, word, person_id)
    select k.commune_id, word, k.person_id from identity.known_person k, unnest(${indexWords(name)}::text[]) as word
    where k.person_id = ${personId}`.execute(tx);
}

export async function isKnown(tx: Tx, communeId: CommuneId, personId: PersonId): Promise<boolean> {
  const { rows } =
    await sql`select 1 from identity.known_person where commune_id = ${communeId} and person_id = ${personId}`.execute(
      tx,
    );
  return rows.length > 0;
}

/**
 * Lets one commune see a person so far as a paper of theirs needs it, in a transaction bound to that commune: their name and documents,
 * not a search by name. Nothing happens when they are known already.
 */
export async function knowPerson(
  tx: Tx,
  { communeId, personId }: { readonly communeId: CommuneId; readonly personId: PersonId },
  now: Date,
): Promise<void> {
  await sql`insert into identity.known_person (commune_id, person_id, first_known_at)
    values (${communeId}, ${personId}, ${now}) on conflict do nothing`.execute(tx);
}

/** Makes a person searchable by name in one commune; nothing happens when they already are. */
export async function makeKnown(tx: Tx, communeId: CommuneId, person: Person, now: Date): Promise<void> {
  await sql`insert into identity.known_person (commune_id, person_id, first_known_at)
    values (${communeId}, ${person.id}, ${now}) on conflict do nothing`.execute(tx);
  await sql`insert into identity.known_name (commune_id, word, person_id)
    select ${communeId}, word, ${person.id} from unnest(${indexWords(person.name)}::text[]) as word on conflict do nothing`.execute(
    tx,
  );
}

/** Persons known in the commune with, for each folded word, a word of their name that begins so; by Latin name. */
export async function searchKnown(
  tx: Tx,
  communeId: CommuneId,
  words: readonly string[],
  limit: number,
): Promise<PersonFound[]> {
  const matches = words.map(
    word => sql`select person_id from identity.known_name
      where commune_id = ${communeId} and word >= ${word} and word < ${`${word}\u{10ffff}`}`,
  );
  const { rows } = await sql<PersonRow>`
    select id, name_arabic, name_latin, birth_date::text, language from identity.person
    where id in (${sql.join(matches, sql` intersect `)}) and merged_into is null
    order by name_latin, id limit ${limit}`.execute(tx);
  return rows.map(toPerson).map(({ id, name, birthDate }) => ({ id, name, birthDate }));
}

interface DocumentRow {
  readonly id: string;
  readonly type: DocumentType;
  readonly number_sealed: Buffer;
  readonly sealed_for: string | null;
  readonly issuer: string;
  readonly expires_on: string;
}

/** The document of a person with this blind index, locked until the transaction ends. */
export async function findDocumentByIndex(
  tx: Tx,
  personId: PersonId,
  document: NormalDocument,
  index: Buffer,
): Promise<SealedDocument | undefined> {
  const { rows } = await sql<DocumentRow>`
    select id, type, number_sealed, sealed_for, issuer, expires_on::text from identity.identity_document
    where person_id = ${personId} and type = ${document.type} and issuer = ${document.issuer} and number_index = ${index}
    for update`.execute(tx);
  return rows[0] && toDocument(rows[0]);
}

function toDocument(row: DocumentRow): SealedDocument {
  return {
    id: asId(row.id),
    type: row.type,
    numberSealed: row.number_sealed,
    sealedFor: row.sealed_for === null ? null : asId(row.sealed_for),
    issuer: row.issuer,
    expiresOn: row.expires_on,
  };
}

/** The documents of a person, newest first. */
export async function listDocuments(tx: Tx, personId: PersonId): Promise<SealedDocument[]> {
  const { rows } = await sql<DocumentRow>`
    select id, type, number_sealed, sealed_for, issuer, expires_on::text from identity.identity_document
    where person_id = ${personId} order by created_at desc, id desc`.execute(tx);
  return rows.map(toDocument);
}

export async function insertDocument(
  tx: Tx,
  personId: PersonId,
  document: Omit<SealedDocument, 'sealedFor'> & { readonly index: Buffer },
  now: Date,
): Promise<void> {
  await sql`insert into identity.identity_document (id, person_id, type, number_sealed, number_index, issuer, expires_on, created_at)
    values (${document.id}, ${personId}, ${document.type}, ${document.numberSealed}, ${document.index}, ${document.issuer},
      ${document.expiresOn}, ${now})`.execute(tx);
}

/** Writes a document's number as it should have been typed. */
export async function updateTypedNumber(
  tx: Tx,
  id: IdentityDocumentId,
  { sealed, index }: { readonly sealed: Buffer; readonly index: Buffer },
): Promise<void> {
  await sql`update identity.identity_document set number_sealed = ${sealed}, number_index = ${index} where id = ${id}`.execute(
    tx,
  );
}

/** Writes the new last day of a renewed card, and what it was before. */
export async function renewDocument(
  tx: Tx,
  personId: PersonId,
  renewal: {
    readonly document: SealedDocument;
    readonly expiresOn: string;
    readonly communeId: CommuneId;
    readonly staffId: StaffId;
  },
  now: Date,
): Promise<void> {
  const { document, expiresOn, communeId, staffId } = renewal;
  await sql`insert into identity.document_renewal (id, document_id, person_id, previous_expires_on, seen_by_commune, seen_by, at)
    values (${newId(now)}, ${document.id}, ${personId}, ${document.expiresOn}, ${communeId}, ${staffId}, ${now})`.execute(
    tx,
  );
  await sql`update identity.identity_document set expires_on = ${expiresOn} where id = ${document.id}`.execute(tx);
}

/** Writes a document's number as it was, sealed anew. */
export async function updateNumber(tx: Tx, id: IdentityDocumentId, sealed: Buffer): Promise<void> {
  await sql`update identity.identity_document set number_sealed = ${sealed} where id = ${id}`.execute(tx);
}
