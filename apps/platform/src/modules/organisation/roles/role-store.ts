import { sql } from 'kysely';
import { asId, type CommuneId, type LocalizedText, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ComposedRoleId } from '../model.ts';
import type { ComposedRole } from './role.ts';

/** The last version of every role that the commune composed, retired ones included, oldest role first. */
export async function selectComposedRoles(tx: Tx, communeId: CommuneId): Promise<readonly ComposedRole[]> {
  const { rows } = await sql<{
    role_id: string;
    version: number;
    name: LocalizedText;
    permissions: string[];
    approved_by: string | null;
    made_at: Date;
  }>`
    select distinct on (role_id) role_id, version, name, permissions, approved_by, made_at
    from organisation.role_version where commune_id = ${communeId} order by role_id, version desc`.execute(tx);
  return rows.map(row => ({
    communeId,
    id: asId<ComposedRoleId>(row.role_id),
    version: row.version,
    name: row.name,
    permissions: row.permissions,
    approvedBy: row.approved_by === null ? null : asId<StaffId>(row.approved_by),
    madeAt: row.made_at,
  }));
}

/** Writes a further version of a role, and the role itself with the first. */
export async function insertRoleVersion(tx: Tx, role: ComposedRole): Promise<void> {
  const { communeId, id, version, name, permissions, approvedBy, madeAt } = role;
  await sql`insert into organisation.role (commune_id, id) values (${communeId}, ${id}) on conflict do nothing`.execute(
    tx,
  );
  await sql`insert into organisation.role_version (commune_id, role_id, version, name, permissions, approved_by, made_at)
    values (${communeId}, ${id}, ${version}, ${JSON.stringify(name)}::jsonb, ${permissions}, ${approvedBy}, ${madeAt})`.execute(
    tx,
  );
}
