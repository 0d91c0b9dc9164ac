import { sql } from 'kysely';
import {
  type AccountId,
  asId,
  type CommuneId,
  type Jurisdiction,
  type LocalizedText,
  type OfficeId,
  type PersonName,
  type StaffId,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import {
  type Arrondissement,
  type Commune,
  type ComposedRoleId,
  type GivenPosting,
  isBuiltIn,
  type Office,
  type OfficeOnRecord,
  type PostingId,
  type Prefecture,
  type RoleName,
  type Staff,
} from './model.ts';

interface OfficeRow {
  commune_id: string;
  id: string;
  arrondissement_id: string | null;
  code: string;
  name: LocalizedText;
  address: LocalizedText;
  kind: Office['kind'];
  organised: Office['organised'];
  opened_on: string;
}
interface PostingRow {
  commune_id: string;
  id: string;
  staff_id: string;
  role: RoleName | 'composed';
  composed_role_id: string | null;
  granted_by: string | null;
  approved_by: string | null;
  covers_id: string | null;
  arrondissement_id: string | null;
  office_id: string | null;
  valid_from: Date;
  valid_until: Date | null;
}

const officeColumns = sql`commune_id, id, arrondissement_id, code, name, address, kind, organised, opened_at::text as opened_on`;

// Each insert answers whether the row is there afterwards: false when another one holds its code or account.

export async function insertCommune(tx: Tx, { id, code, name, mark }: Commune): Promise<boolean> {
  await sql`insert into organisation.commune (id, code, name, mark)
    values (${id}, ${code}, ${JSON.stringify(name)}::jsonb, ${mark}) on conflict do nothing`.execute(tx);
  const { rows } = await sql`select id from organisation.commune where id = ${id}`.execute(tx);
  return rows.length === 1;
}

export async function insertPrefecture(tx: Tx, { communeId, id, name }: Prefecture): Promise<boolean> {
  await sql`insert into organisation.prefecture (commune_id, id, name)
    values (${communeId}, ${id}, ${JSON.stringify(name)}::jsonb) on conflict do nothing`.execute(tx);
  return true;
}

export async function insertArrondissement(tx: Tx, arrondissement: Arrondissement): Promise<boolean> {
  const { communeId, id, prefectureId, code, name } = arrondissement;
  await sql`insert into organisation.arrondissement (commune_id, id, prefecture_id, code, name)
    values (${communeId}, ${id}, ${prefectureId}, ${code}, ${JSON.stringify(name)}::jsonb) on conflict do nothing`.execute(
    tx,
  );
  const { rows } = await sql`
    select id from organisation.arrondissement where commune_id = ${communeId} and id = ${id}`.execute(tx);
  return rows.length === 1;
}

/** Inserts many at once: a city has more than a hundred. Answers the code of the first that is not there afterwards. */
export async function insertOffices(
  tx: Tx,
  communeId: CommuneId,
  offices: readonly Office[],
): Promise<string | undefined> {
  await sql`insert into organisation.office (commune_id, id, arrondissement_id, code, name, address, kind, organised, opened_at)
    select ${communeId}::uuid, o.id, o."arrondissementId", o.code, o.name, o.address, o.kind, o.organised, o."openedOn"
    from jsonb_to_recordset(${JSON.stringify(offices)}::jsonb) as o (id uuid, "arrondissementId" uuid, code text, name jsonb,
      address jsonb, kind text, organised text, "openedOn" date)
    on conflict do nothing`.execute(tx);
  const there = new Set((await selectEveryOffice(tx, communeId)).map(({ id }) => id));
  return offices.find(({ id }) => !there.has(id))?.code;
}

export async function insertStaff(tx: Tx, { communeId, id, accountId, name }: Staff): Promise<boolean> {
  await sql`insert into organisation.staff (commune_id, id, account_id, name_arabic, name_latin)
    values (${communeId}, ${id}, ${accountId}, ${name.arabic}, ${name.latin}) on conflict do nothing`.execute(tx);
  return (await findStaff(tx, communeId, id)) !== undefined;
}

/** Inserts a posting once: the same id again changes nothing. */
export async function insertPosting(tx: Tx, posting: GivenPosting): Promise<void> {
  const { communeId, id, staffId, role, jurisdiction, validFrom, validUntil, grantedBy, approvedBy, coversId } =
    posting;
  const arrondissementId = jurisdiction.level === 'arrondissement' ? jurisdiction.arrondissementId : null;
  const officeId = jurisdiction.level === 'office' ? jurisdiction.officeId : null;
  await sql`insert into organisation.posting
    (commune_id, id, staff_id, role, composed_role_id, arrondissement_id, office_id, valid_from, valid_until, granted_by, approved_by, covers_id)
    values (${communeId}, ${id}, ${staffId}, ${isBuiltIn(role) ? role : 'composed'}, ${isBuiltIn(role) ? null : role}, ${arrondissementId},
      ${officeId}, ${validFrom}, ${validUntil}, ${grantedBy}, ${approvedBy}, ${coversId})
    on conflict do nothing`.execute(tx);
}

/** Ends a posting at `at` unless it ends earlier; answers whether there is such a posting. */
export async function updatePostingEnd(tx: Tx, communeId: CommuneId, id: PostingId, at: Date): Promise<boolean> {
  const { rows } = await sql`update organisation.posting set valid_until = least(valid_until, ${at})
    where commune_id = ${communeId} and id = ${id} returning id`.execute(tx);
  return rows.length === 1;
}

export async function selectCommunes(tx: Tx): Promise<readonly Commune[]> {
  const { rows } = await sql<{ id: string; code: string; name: LocalizedText; mark: Commune['mark'] }>`
    select id, code, name, mark from organisation.commune order by code`.execute(tx);
  return rows.map(({ id, code, name, mark }) => ({ id: asId(id), code, name, mark }));
}

export async function selectPrefectures(tx: Tx, communeId: CommuneId): Promise<readonly Prefecture[]> {
  const { rows } = await sql<{ id: string; name: LocalizedText }>`
    select id, name from organisation.prefecture where commune_id = ${communeId} order by id`.execute(tx);
  return rows.map(({ id, name }) => ({ communeId, id: asId(id), name }));
}

export async function selectArrondissements(tx: Tx, communeId: CommuneId): Promise<readonly Arrondissement[]> {
  const { rows } = await sql<{ id: string; prefecture_id: string | null; code: string; name: LocalizedText }>`
    select id, prefecture_id, code, name from organisation.arrondissement where commune_id = ${communeId} order by code`.execute(
    tx,
  );
  return rows.map(({ id, prefecture_id: prefecture, code, name }) => ({
    communeId,
    id: asId(id),
    prefectureId: prefecture === null ? null : asId(prefecture),
    code,
    name,
  }));
}

/** The offices of the commune that are not closed. */
export async function selectOffices(tx: Tx, communeId: CommuneId): Promise<readonly Office[]> {
  const { rows } = await sql<OfficeRow>`
    select ${officeColumns} from organisation.office where commune_id = ${communeId} and closed_on is null order by code`.execute(
    tx,
  );
  return rows.map(readOffice);
}

/** Every office that the commune ever had. */
export async function selectEveryOffice(tx: Tx, communeId: CommuneId): Promise<readonly OfficeOnRecord[]> {
  const { rows } = await sql<OfficeRow & { closed_on: string | null }>`
    select ${officeColumns}, closed_on::text as closed_on from organisation.office where commune_id = ${communeId} order by code`.execute(
    tx,
  );
  return rows.map(row => ({ ...readOffice(row), closedOn: row.closed_on }));
}

/** Writes what may change of an office: never its code, its arrondissement or its kind. */
export async function updateOffice(
  tx: Tx,
  { communeId, id, name, address, organised, closedOn }: OfficeOnRecord,
): Promise<void> {
  await sql`update organisation.office set name = ${JSON.stringify(name)}::jsonb, address = ${JSON.stringify(address)}::jsonb,
    organised = ${organised}, closed_on = ${closedOn} where commune_id = ${communeId} and id = ${id}`.execute(tx);
}

export async function findOffice(tx: Tx, communeId: CommuneId, id: OfficeId): Promise<Office | undefined> {
  const { rows } = await sql<OfficeRow>`
    select ${officeColumns} from organisation.office where commune_id = ${communeId} and id = ${id}`.execute(tx);
  return rows[0] && readOffice(rows[0]);
}

export async function findStaff(tx: Tx, communeId: CommuneId, id: StaffId): Promise<Staff | undefined> {
  const { rows } = await sql<{ account_id: string; name_arabic: string; name_latin: string }>`
    select account_id, name_arabic, name_latin from organisation.staff where commune_id = ${communeId} and id = ${id}`.execute(
    tx,
  );
  const [row] = rows;
  return (
    row && { communeId, id, accountId: asId(row.account_id), name: { arabic: row.name_arabic, latin: row.name_latin } }
  );
}

/** The narrow look-up before sign-in: it passes row-level security and answers ids only. */
/** Up to `most` members of staff one of whose names contains the text, whatever its case. */
export async function selectStaffNamed(
  tx: Tx,
  communeId: CommuneId,
  text: string,
  most: number,
): Promise<readonly Staff[]> {
  const { rows } = await sql<{ id: string; account_id: string; name_arabic: string; name_latin: string }>`
    select id, account_id, name_arabic, name_latin from organisation.staff
    where commune_id = ${communeId} and (strpos(lower(name_latin), lower(${text})) > 0 or strpos(name_arabic, ${text}) > 0)
    order by name_latin, id limit ${most}`.execute(tx);
  return rows.map(row => ({
    communeId,
    id: asId(row.id),
    accountId: asId(row.account_id),
    name: { arabic: row.name_arabic, latin: row.name_latin },
  }));
}

/** The names of several members of staff, to be printed in a list. */
export async function selectStaffNames(
  tx: Tx,
  communeId: CommuneId,
  ids: readonly StaffId[],
): Promise<ReadonlyMap<StaffId, PersonName>> {
  const { rows } = await sql<{ id: string; name_arabic: string; name_latin: string }>`
    select id, name_arabic, name_latin from organisation.staff where commune_id = ${communeId} and id = any(${ids}::uuid[])`.execute(
    tx,
  );
  return new Map(rows.map(row => [asId<StaffId>(row.id), { arabic: row.name_arabic, latin: row.name_latin }]));
}

export async function findStaffByAccount(
  tx: Tx,
  accountId: AccountId,
): Promise<{ readonly communeId: CommuneId; readonly staffId: StaffId } | undefined> {
  const { rows } = await sql<{ commune_id: string; staff_id: string }>`
    select commune_id, staff_id from organisation.find_staff_of_account(${accountId}) order by staff_id limit 1`.execute(
    tx,
  );
  return rows[0] && { communeId: asId(rows[0].commune_id), staffId: asId(rows[0].staff_id) };
}

const postingColumns = sql`commune_id, id, staff_id, role, composed_role_id, arrondissement_id, office_id, valid_from, valid_until,
  granted_by, approved_by, covers_id`;

/** Every posting of a member of staff, or of everybody, past and to come. */
export async function selectPostings(
  tx: Tx,
  communeId: CommuneId,
  staffId: StaffId | null,
): Promise<readonly GivenPosting[]> {
  const { rows } = await sql<PostingRow>`
    select ${postingColumns} from organisation.posting
    where commune_id = ${communeId} and (${staffId}::uuid is null or staff_id = ${staffId}) order by valid_from, id`.execute(
    tx,
  );
  return rows.map(readPosting);
}

/** Names of those whose posting at an office itself is in force at an instant. */
export async function selectNamesPostedAt(
  tx: Tx,
  { communeId, officeId, at }: { readonly communeId: CommuneId; readonly officeId: OfficeId; readonly at: Date },
): Promise<readonly PersonName[]> {
  const { rows } = await sql<{ name_arabic: string; name_latin: string }>`
    select s.name_arabic, s.name_latin from organisation.staff s
    where s.commune_id = ${communeId} and s.left_at is null and exists (
      select 1 from organisation.posting p where p.commune_id = s.commune_id and p.staff_id = s.id and p.office_id = ${officeId}
        and p.valid_from <= ${at} and (p.valid_until is null or p.valid_until > ${at}))`.execute(tx);
  return rows.map(row => ({ arabic: row.name_arabic, latin: row.name_latin }));
}

function readPosting(row: PostingRow): GivenPosting {
  const nullable = (id: string | null): StaffId | null => (id === null ? null : asId(id));
  return {
    communeId: asId(row.commune_id),
    id: asId(row.id),
    staffId: asId(row.staff_id),
    role: row.role === 'composed' ? asId<ComposedRoleId>(row.composed_role_id ?? '') : row.role,
    jurisdiction: readJurisdiction(row),
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    grantedBy: nullable(row.granted_by),
    approvedBy: nullable(row.approved_by),
    coversId: nullable(row.covers_id),
  };
}

function readJurisdiction({ arrondissement_id: arrondissementId, office_id: officeId }: PostingRow): Jurisdiction {
  if (officeId !== null) return { level: 'office', officeId: asId(officeId) };
  if (arrondissementId !== null) return { level: 'arrondissement', arrondissementId: asId(arrondissementId) };
  return { level: 'commune' };
}

function readOffice(row: OfficeRow): Office {
  return {
    communeId: asId(row.commune_id),
    id: asId(row.id),
    arrondissementId: row.arrondissement_id === null ? null : asId(row.arrondissement_id),
    code: row.code,
    name: row.name,
    address: row.address,
    kind: row.kind,
    organised: row.organised,
    openedOn: row.opened_on,
  };
}
