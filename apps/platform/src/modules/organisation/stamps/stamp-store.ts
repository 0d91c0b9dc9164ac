import { sql } from 'kysely';
import { asId, type CommuneId, type Id, type OfficeId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { StampSetting } from './stamp.ts';

/** The latest settings of a commune: its own under null, and of each office that has one; or those two that concern one office. */
export async function selectStamps(
  tx: Tx,
  communeId: CommuneId,
  officeId: OfficeId | null = null,
): Promise<ReadonlyMap<OfficeId | null, StampSetting>> {
  const { rows } = await sql<{ office_id: string | null; languages: StampSetting }>`
    select distinct on (office_id) office_id, languages from organisation.stamp_setting
    where commune_id = ${communeId} and (${officeId}::uuid is null or office_id is null or office_id = ${officeId}::uuid)
    order by office_id, made_at desc, id desc`.execute(tx);
  return new Map(rows.map(row => [row.office_id === null ? null : asId<OfficeId>(row.office_id), row.languages]));
}

export async function insertStamp(
  tx: Tx,
  communeId: CommuneId,
  set: {
    readonly id: Id<'stamp-setting'>;
    readonly officeId: OfficeId | null;
    readonly languages: StampSetting;
    readonly by: StaffId;
    readonly now: Date;
  },
): Promise<void> {
  await sql`insert into organisation.stamp_setting (commune_id, id, office_id, languages, made_by, made_at)
    values (${communeId}, ${set.id}, ${set.officeId}, ${set.languages}, ${set.by}, ${set.now})`.execute(tx);
}
