import { sql } from 'kysely';
import { asId, type CommuneId, type PersonId, type RequestId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Verdict } from '../documents/index.ts';
import type { AheadId } from './model.ts';

/** A paper scanned at home, as it is kept: what names the original is sealed. */
export interface KeptAhead {
  readonly communeId: CommuneId;
  readonly id: AheadId;
  readonly personId: PersonId;
  readonly reference: string;
  readonly kind: string | null;
  readonly sealed: Buffer | null;
  readonly issuedOn: string | null;
  readonly expiresOn: string | null;
  readonly madeAt: Date;
  readonly lapsesAt: Date;
  readonly usedIn: RequestId | null;
  readonly pages: number;
}

/** Writes a new one; answers false when its reference is taken in the commune. */
export async function insertAhead(tx: Tx, ahead: Omit<KeptAhead, 'usedIn' | 'pages'>): Promise<boolean> {
  const { rows } = await sql`
    insert into certification.ahead (commune_id, id, person_id, reference, kind, particulars, sealed_for, issued_on, expires_on, made_at, lapses_at)
    values (${ahead.communeId}, ${ahead.id}, ${ahead.personId}, ${ahead.reference}, ${ahead.kind}, ${ahead.sealed},
      ${ahead.sealed && ahead.personId}, ${ahead.issuedOn}, ${ahead.expiresOn}, ${ahead.madeAt}, ${ahead.lapsesAt})
    on conflict (commune_id, reference) do nothing returning id`.execute(tx);
  return rows.length === 1;
}

interface AheadRow {
  commune_id: string;
  id: string;
  person_id: string;
  reference: string;
  kind: string | null;
  particulars: Buffer | null;
  issued_on: string | null;
  expires_on: string | null;
  made_at: Date;
  lapses_at: Date;
  used_in: string | null;
  pages: number;
}

/** Papers that people scanned ahead in a commune and that still wait at `now`, latest first. */
export async function selectAhead(
  tx: Tx,
  communeId: CommuneId,
  personIds: readonly PersonId[],
  now: Date,
): Promise<readonly KeptAhead[]> {
  const { rows } = await sql<AheadRow>`
    select a.commune_id, a.id, a.person_id, a.reference, a.kind, a.particulars, a.issued_on::text, a.expires_on::text, a.made_at, a.lapses_at,
      a.used_in, (select count(*)::int from certification.ahead_page p where p.commune_id = a.commune_id and p.ahead_id = a.id) as pages
    from certification.ahead a
    where a.commune_id = ${communeId} and a.person_id = any(${[...personIds]}::uuid[]) and a.lapses_at > ${now}
    order by a.made_at desc, a.id desc limit 50`.execute(tx);
  return rows.map(row => ({
    communeId: asId(row.commune_id),
    id: asId(row.id),
    personId: asId(row.person_id),
    reference: row.reference,
    kind: row.kind,
    sealed: row.particulars,
    issuedOn: row.issued_on,
    expiresOn: row.expires_on,
    madeAt: row.made_at,
    lapsesAt: row.lapses_at,
    usedIn: row.used_in === null ? null : asId(row.used_in),
    pages: row.pages,
  }));
}

/** Writes in which request one was used, once; answers whether it was free. */
export async function updateUsed(
  tx: Tx,
  { communeId, id }: Pick<KeptAhead, 'communeId' | 'id'>,
  requestId: RequestId,
): Promise<boolean> {
  const { rows } = await sql`
    update certification.ahead set used_in = ${requestId} where commune_id = ${communeId} and id = ${id} and used_in is null
    returning id`.execute(tx);
  return rows.length === 1;
}

/** A page of one, sealed. */
export interface KeptPage {
  readonly position: number;
  readonly sealed: Buffer;
  readonly mm: { readonly width: number; readonly height: number };
  readonly verdicts: readonly Verdict[];
}

/** Adds a page. */
export async function insertAheadPage(
  tx: Tx,
  { communeId, id }: Pick<KeptAhead, 'communeId' | 'id'>,
  page: KeptPage,
): Promise<void> {
  await sql`
    insert into certification.ahead_page (commune_id, ahead_id, position, picture, width_mm, height_mm, quality)
    values (${communeId}, ${id}, ${page.position}, ${page.sealed}, ${page.mm.width}, ${page.mm.height},
      ${JSON.stringify(page.verdicts)}::jsonb)`.execute(tx);
}

/** The pages of one, in order. */
export async function selectAheadPages(
  tx: Tx,
  { communeId, id }: Pick<KeptAhead, 'communeId' | 'id'>,
): Promise<readonly KeptPage[]> {
  const { rows } = await sql<{
    position: number;
    picture: Buffer;
    width_mm: number;
    height_mm: number;
    quality: readonly Verdict[];
  }>`
    select position, picture, width_mm, height_mm, quality from certification.ahead_page
    where commune_id = ${communeId} and ahead_id = ${id} order by position`.execute(tx);
  return rows.map(row => ({
    position: row.position,
    sealed: row.picture,
    mm: { width: row.width_mm, height: row.height_mm },
    verdicts: row.quality,
  }));
}

/** Takes one away, its pages with it; answers whether it was there. */
export async function deleteAhead(tx: Tx, { communeId, id }: Pick<KeptAhead, 'communeId' | 'id'>): Promise<boolean> {
  const { rows } = await sql`
    delete from certification.ahead where commune_id = ${communeId} and id = ${id} returning id`.execute(tx);
  await sql`delete from certification.held where item_id = ${id} and item = 'ahead'`.execute(tx);
  return rows.length === 1;
}

/** Takes away what waited too long, and what was used and is now part of a request; answers how many. */
export async function deleteLapsed(tx: Tx, communeId: CommuneId, now: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from certification.ahead where commune_id = ${communeId} and (lapses_at <= ${now} or used_in is not null) returning id`.execute(
    tx,
  );
  for (const { id } of rows)
    await sql`delete from certification.held where item_id = ${id} and item = 'ahead'`.execute(tx);
  return rows.length;
}
