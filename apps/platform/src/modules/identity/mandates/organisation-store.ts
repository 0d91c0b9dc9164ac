import { sql } from 'kysely';
import {
  asId,
  type CommuneId,
  type Id,
  newId,
  type OrganisationId,
  type PersonId,
  type PersonName,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { indexWords } from '../names.ts';
import type { CourtCode } from './courts.ts';
import type {
  LegalForm,
  OrganisationFacts,
  OrganisationFound,
  OrganisationKind,
  OrganisationReading,
  Receipt,
  Registration,
} from './organisation.ts';

interface Row {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name_arabic: string;
  readonly name_latin: string;
  readonly legal_form: LegalForm | null;
  readonly register_court: CourtCode | null;
  readonly register_number: string | null;
  readonly ice: string | null;
  readonly tax_id: string | null;
  readonly statutes_reference: string | null;
  readonly statutes_on: string | null;
  readonly receipt_number: string | null;
  readonly receipt_on: string | null;
  readonly receipt_authority: string | null;
  readonly receipt_kind: Receipt['kind'] | null;
  readonly creating_text: string | null;
  readonly seat_sealed: Buffer;
}

/** An organisation's row, its seat still sealed. */
export interface SealedOrganisation extends OrganisationFacts {
  readonly id: OrganisationId;
  readonly seatSealed: Buffer;
}

function registrationOf({ register_court: court, register_number: number }: Row): Registration | null {
  return court !== null && number !== null ? { court, number } : null;
}

function receiptOf(row: Row): Receipt | null {
  const { receipt_number: number, receipt_on: on, receipt_authority: authority, receipt_kind: kind } = row;
  return number !== null && on !== null && authority !== null && kind !== null ? { number, on, authority, kind } : null;
}

function toOrganisation(row: Row): SealedOrganisation {
  const { statutes_reference: reference, statutes_on: on } = row;
  return {
    id: asId(row.id),
    kind: row.kind,
    name: { arabic: row.name_arabic, latin: row.name_latin },
    legalForm: row.legal_form,
    registration: registrationOf(row),
    ice: row.ice,
    taxId: row.tax_id,
    statutes: reference !== null && on !== null ? { reference, on } : null,
    receipt: receiptOf(row),
    creatingText: row.creating_text,
    seatSealed: row.seat_sealed,
  };
}

const columns = sql`id, kind, name_arabic, name_latin, legal_form, register_court, register_number, ice, tax_id, statutes_reference,
  statutes_on::text, receipt_number, receipt_on::text, receipt_authority, receipt_kind, creating_text, seat_sealed`;

/** The organisations among `ids` that the transaction's scope may see. */
export async function selectOrganisations(
  tx: Tx,
  ids: readonly OrganisationId[],
): Promise<readonly SealedOrganisation[]> {
  const { rows } = await sql<Row>`
    select ${columns} from identity.organisation where id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map(toOrganisation);
}

/** The organisation entered there under that number, anywhere in the country. */
export async function findByRegister(
  tx: Tx,
  kind: OrganisationKind,
  { court, number }: Registration,
): Promise<OrganisationId | undefined> {
  return lookUp(tx, sql`identity.find_organisation_by_register(${kind}, ${court}, ${number})`);
}

/** The organisation with that ICE, anywhere in the country. */
export async function findByIce(tx: Tx, ice: string): Promise<OrganisationId | undefined> {
  return lookUp(tx, sql`identity.find_organisation_by_ice(${ice})`);
}

async function lookUp(tx: Tx, call: ReturnType<typeof sql>): Promise<OrganisationId | undefined> {
  const { rows } = await sql<{ id: string | null }>`select ${call} as id`.execute(tx);
  const id = rows[0]?.id;
  return id ? asId(id) : undefined;
}

export async function insertOrganisation(
  tx: Tx,
  { communeId, staffId }: StaffActor,
  organisation: SealedOrganisation,
  now: Date,
): Promise<void> {
  const { id, kind, name, legalForm, registration, ice, taxId, statutes, receipt, creatingText, seatSealed } =
    organisation;
  await sql`insert into identity.organisation (id, kind, name_arabic, name_latin, legal_form, register_court, register_number, ice,
      tax_id, statutes_reference, statutes_on, receipt_number, receipt_on, receipt_authority, receipt_kind, creating_text, seat_sealed,
      enrolled_in, enrolled_by, created_at)
    values (${id}, ${kind}, ${name.arabic}, ${name.latin}, ${legalForm}, ${registration?.court ?? null}, ${registration?.number ?? null},
      ${ice}, ${taxId}, ${statutes?.reference ?? null}, ${statutes?.on ?? null}, ${receipt?.number ?? null}, ${receipt?.on ?? null},
      ${receipt?.authority ?? null}, ${receipt?.kind ?? null}, ${creatingText}, ${seatSealed}, ${communeId}, ${staffId}, ${now})`.execute(
    tx,
  );
}

/** Writes the facts as they now are; what they were belongs into `insertChange`. */
export async function updateOrganisation(tx: Tx, organisation: SealedOrganisation): Promise<void> {
  const { id, name, legalForm, registration, ice, taxId, statutes, receipt, creatingText, seatSealed } = organisation;
  await sql`update identity.organisation set name_arabic = ${name.arabic}, name_latin = ${name.latin}, legal_form = ${legalForm},
      register_court = ${registration?.court ?? null}, register_number = ${registration?.number ?? null}, ice = ${ice}, tax_id = ${taxId},
      statutes_reference = ${statutes?.reference ?? null}, statutes_on = ${statutes?.on ?? null}, receipt_number = ${receipt?.number ?? null},
      receipt_on = ${receipt?.on ?? null}, receipt_authority = ${receipt?.authority ?? null}, receipt_kind = ${receipt?.kind ?? null},
      creating_text = ${creatingText}, seat_sealed = ${seatSealed} where id = ${id}`.execute(tx);
}

/** A change as it is written: what was before is sealed. */
export interface SealedChange {
  readonly id: Id<'organisation-change'>;
  readonly organisationId: OrganisationId;
  readonly beforeSealed: Buffer;
  readonly fields: readonly string[];
  readonly reason: string;
}

export async function insertChange(
  tx: Tx,
  { communeId, staffId }: StaffActor,
  change: SealedChange,
  now: Date,
): Promise<void> {
  await sql`insert into identity.organisation_change (id, organisation_id, before_sealed, fields, reason, changed_in, changed_by, at)
    values (${change.id}, ${change.organisationId}, ${change.beforeSealed}, ${[...change.fields]}::text[], ${change.reason},
      ${communeId}, ${staffId}, ${now})`.execute(tx);
}

/** Changes of an organisation, latest first. */
export async function selectChanges(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<
  readonly (SealedChange & { readonly at: Date; readonly communeId: CommuneId; readonly staffId: StaffId })[]
> {
  const { rows } = await sql<{
    id: string;
    before_sealed: Buffer;
    fields: string[];
    reason: string;
    changed_in: string;
    changed_by: string;
    at: Date;
  }>`
    select id, before_sealed, fields, reason, changed_in, changed_by, at from identity.organisation_change
    where organisation_id = ${organisationId} order by at desc, id desc limit 100`.execute(tx);
  return rows.map(row => ({
    id: asId(row.id),
    organisationId,
    beforeSealed: row.before_sealed,
    fields: row.fields,
    reason: row.reason,
    communeId: asId(row.changed_in),
    staffId: asId(row.changed_by),
    at: row.at,
  }));
}

export async function insertOrganisationReading(
  tx: Tx,
  { communeId, staffId }: StaffActor,
  reading: {
    readonly organisationId: OrganisationId;
    readonly purpose: OrganisationReading['purpose'];
    readonly reason?: string | undefined;
  },
  now: Date,
): Promise<void> {
  await sql`insert into identity.organisation_reading (id, organisation_id, read_in, read_by, purpose, reason, at)
    values (${newId(now)}, ${reading.organisationId}, ${communeId}, ${staffId}, ${reading.purpose}, ${reading.reason ?? null}, ${now})`.execute(
    tx,
  );
}

/** Who read the file of an organisation, latest first. */
export async function selectOrganisationReadings(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<readonly OrganisationReading[]> {
  const { rows } = await sql<OrganisationReading>`
    select at, read_in as "communeId", purpose, reason from identity.organisation_reading
    where organisation_id = ${organisationId} order by at desc, id desc limit 50`.execute(tx);
  return rows;
}

export async function isKnownOrganisation(
  tx: Tx,
  communeId: CommuneId,
  organisationId: OrganisationId,
): Promise<boolean> {
  const { rows } = await sql`select 1 from identity.known_organisation
    where commune_id = ${communeId} and organisation_id = ${organisationId}`.execute(tx);
  return rows.length > 0;
}

/** Makes an organisation searchable by its name as it now is in one commune. */
export async function makeOrganisationKnown(
  tx: Tx,
  communeId: CommuneId,
  { id, name }: Pick<SealedOrganisation, 'id' | 'name'>,
  now: Date,
): Promise<void> {
  await sql`insert into identity.known_organisation (commune_id, organisation_id, first_known_at)
    values (${communeId}, ${id}, ${now}) on conflict do nothing`.execute(tx);
  await sql`delete from identity.known_organisation_name where commune_id = ${communeId} and organisation_id = ${id}`.execute(
    tx,
  );
  await sql`insert into identity.known_organisation_name (commune_id, word, organisation_id)
    select ${communeId}, word, ${id} from unnest(${indexWords(name)}::text[]) as word on conflict do nothing`.execute(
    tx,
  );
}

/** Organisations known in the commune that have, for each folded word, a word of their name that begins so. */
export async function searchKnownOrganisations(
  tx: Tx,
  communeId: CommuneId,
  words: readonly string[],
  limit: number,
): Promise<readonly OrganisationFound[]> {
  const matches = words.map(
    word => sql`select organisation_id from identity.known_organisation_name
      where commune_id = ${communeId} and word >= ${word} and word < ${`${word}\u{10ffff}`}`,
  );
  const { rows } = await sql<Row>`
    select ${columns} from identity.organisation where id in (${sql.join(matches, sql` intersect `)})
    order by name_latin, id limit ${limit}`.execute(tx);
  return rows.map(toOrganisation).map(({ id, kind, name, registration }) => ({ id, kind, name, registration }));
}

/** Who acts or acted for the organisation that the transaction is bound to, by name. */
export async function selectRepresentativeNames(tx: Tx): Promise<ReadonlyMap<PersonId, PersonName>> {
  const { rows } = await sql<{ id: string; name_arabic: string; name_latin: string }>`
    select id, name_arabic, name_latin from identity.representative_names()`.execute(tx);
  return new Map(rows.map(row => [asId<PersonId>(row.id), { arabic: row.name_arabic, latin: row.name_latin }]));
}
