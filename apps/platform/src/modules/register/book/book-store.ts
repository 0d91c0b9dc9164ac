import { sql } from 'kysely';
import { asId, type CommuneId, type OfficeId, type PersonName, type StaffId } from '../../../kernel/index.ts';
import { asSha256, type Sha256 } from '../../../platform/blobs/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { EntryPlace } from '../model.ts';
import type {
  Applicant,
  ApplicantId,
  ApplicantMode,
  EntryKind,
  ListedApplicant,
  NumberedPlace,
  Particulars,
} from './model.ts';

/** A series: an office and a year. */
export type Series = Omit<EntryPlace, 'number'>;

/** Writes the columns of an entry; answers false when they stand there already. */
export async function insertParticulars(
  tx: Tx,
  { communeId, officeId, year, number }: EntryPlace,
  given: Particulars,
  now: Date,
): Promise<boolean> {
  const words = given.subject && JSON.stringify(given.subject.words);
  const { rows } = await sql`
    insert into register.particulars (commune_id, office_id, year, number, kind, subject, subject_words, mode, fee, exemplars, pages,
      officer_id, officer, entered_at)
    values (${communeId}, ${officeId}, ${year}, ${number}, ${given.kind}, ${given.subject?.code ?? null}, ${words}::jsonb, ${given.mode},
      ${given.fee}, ${given.exemplars}, ${given.pages}, ${given.officerId}, ${JSON.stringify(given.officer)}::jsonb, ${now})
    on conflict do nothing returning number`.execute(tx);
  return rows.length === 1;
}

/** An applicant as a row keeps them. */
export interface SealedApplicant extends Omit<Applicant, 'document' | 'address'> {
  readonly id: ApplicantId;
  readonly position: number;
  readonly document: { readonly type: string } | null;
  readonly documentSealed: Buffer | null;
  readonly addressSealed: Buffer | null;
}

/** Writes one applicant of an entry. */
export async function insertApplicant(
  tx: Tx,
  { communeId, officeId, year, number }: EntryPlace,
  given: SealedApplicant,
): Promise<void> {
  const organisation = given.organisation && JSON.stringify(given.organisation);
  await sql`
    insert into register.applicant (commune_id, id, office_id, year, number, position, person_id, name_arabic, name_latin, document_type,
      document_sealed, address_sealed, capacity, mode, signature_sha256)
    values (${communeId}, ${given.id}, ${officeId}, ${year}, ${number}, ${given.position}, ${given.personId}, ${given.name.arabic},
      ${given.name.latin}, ${given.document?.type ?? null}, ${given.documentSealed}, ${given.addressSealed}, ${organisation}::jsonb,
      ${given.mode}, ${given.signature === null ? null : Buffer.from(given.signature, 'hex')})`.execute(tx);
}

/** Writes the words under which an entry is found; those that stand there already stay. */
export async function insertWords(
  tx: Tx,
  { communeId, officeId, year, number }: EntryPlace,
  words: readonly string[],
): Promise<void> {
  await sql`
    insert into register.applicant_word (commune_id, office_id, year, word, number)
    select ${communeId}, ${officeId}, ${year}, word, ${number} from unnest(${[...words]}::text[]) word
    on conflict do nothing`.execute(tx);
}

interface ParticularsRow {
  year: number;
  number: number;
  kind: EntryKind;
  subject: string | null;
  subject_words: NonNullable<Particulars['subject']>['words'] | null;
  mode: Particulars['mode'];
  fee: number;
  exemplars: number;
  pages: number;
  officer_id: string;
  officer: Particulars['officer'];
}

const keyOf = ({ year, number }: NumberedPlace): string => `${year}/${number}`;

/** The columns of several entries of an office, by `year/number`; entries without any are absent. */
export async function selectParticulars(
  tx: Tx,
  { communeId, officeId, places }: Office & { readonly places: readonly NumberedPlace[] },
): Promise<ReadonlyMap<string, Particulars>> {
  const { rows } = await sql<ParticularsRow>`
    select p.* from register.particulars p
    join unnest(${places.map(({ year }) => year)}::int[], ${places.map(({ number }) => number)}::int[]) as asked(year, number)
      on p.year = asked.year and p.number = asked.number
    where p.commune_id = ${communeId} and p.office_id = ${officeId}`.execute(tx);
  return new Map(rows.map(row => [keyOf(row), readParticulars(row)]));
}

interface Office {
  readonly communeId: CommuneId;
  readonly officeId: OfficeId;
}

interface ApplicantRow {
  year: number;
  number: number;
  id: string;
  person_id: string;
  position: number;
  name_arabic: string;
  name_latin: string;
  document_type: string | null;
  document_sealed: Buffer | null;
  address_sealed: Buffer | null;
  capacity: PersonName | null;
  mode: ApplicantMode | null;
  signature_sha256: Buffer | null;
}

/** An applicant read back, with the place of their entry. */
export interface KeptApplicant extends SealedApplicant {
  readonly place: NumberedPlace;
}

/** The applicants of several entries of an office, in their order. */
export async function selectApplicants(
  tx: Tx,
  { communeId, officeId, places }: Office & { readonly places: readonly NumberedPlace[] },
): Promise<readonly KeptApplicant[]> {
  const { rows } = await sql<ApplicantRow>`
    select a.* from register.applicant a
    join unnest(${places.map(({ year }) => year)}::int[], ${places.map(({ number }) => number)}::int[]) as asked(year, number)
      on a.year = asked.year and a.number = asked.number
    where a.commune_id = ${communeId} and a.office_id = ${officeId} order by a.year, a.number, a.position`.execute(tx);
  return rows.map(readApplicant);
}

/** An applicant as a page lists them; `named` says whether the reader sees names. */
export function listApplicant(
  { id, personId, name, organisation, mode, signature }: KeptApplicant,
  named: boolean,
): ListedApplicant {
  return {
    id,
    personId,
    name: named ? name : null,
    organisation: named ? organisation : null,
    mode,
    signed: signature !== null,
  };
}

/** Notes that somebody looked into the register. */
export async function insertConsultation(
  tx: Tx,
  { communeId, officeId, year }: Series,
  consultation: {
    readonly id: string;
    readonly staffId: StaffId;
    readonly purpose: 'page' | 'search' | 'entry' | 'extract';
    readonly first: number | null;
    readonly last: number | null;
    readonly at: Date;
  },
): Promise<void> {
  const { id, staffId, purpose, first, last, at } = consultation;
  await sql`
    insert into register.consultation (commune_id, id, office_id, year, staff_id, purpose, first_number, last_number, at)
    values (${communeId}, ${id}, ${officeId}, ${year}, ${staffId}, ${purpose}, ${first}, ${last}, ${at})`.execute(tx);
}

function readParticulars(row: ParticularsRow): Particulars {
  return {
    kind: row.kind,
    subject: row.subject !== null && row.subject_words ? { code: row.subject, words: row.subject_words } : null,
    mode: row.mode,
    fee: row.fee,
    exemplars: row.exemplars,
    pages: row.pages,
    officerId: asId(row.officer_id),
    officer: row.officer,
  };
}

function readApplicant(row: ApplicantRow): KeptApplicant {
  return {
    place: { year: row.year, number: row.number },
    id: asId(row.id),
    personId: asId(row.person_id),
    position: row.position,
    name: { arabic: row.name_arabic, latin: row.name_latin },
    document: row.document_type === null ? null : { type: row.document_type },
    documentSealed: row.document_sealed,
    addressSealed: row.address_sealed,
    organisation: row.capacity,
    mode: row.mode,
    signature: row.signature_sha256 && row.signature_sha256.toString('hex'),
  };
}

/** Those of some blobs that are the signature of no applicant of the commune's registers, and of no extract of them. */
export async function selectUnregistered(
  tx: Tx,
  communeId: CommuneId,
  blobs: readonly Sha256[],
): Promise<readonly Sha256[]> {
  const { rows } = await sql<{ sha256: Buffer }>`
    select b.sha256 from unnest(${blobs.map(each => Buffer.from(each, 'hex'))}::bytea[]) as b (sha256)
    where not exists (select from register.applicant a where a.commune_id = ${communeId} and a.signature_sha256 = b.sha256)
      and not exists (select from register.day_extract e where e.commune_id = ${communeId}
        and b.sha256 in (e.content_sha256, e.prepared_sha256))
      and not exists (select from register.day_extract_file f where f.commune_id = ${communeId} and f.sha256 = b.sha256)`.execute(
    tx,
  );
  return rows.map(({ sha256 }) => asSha256(sha256));
}
