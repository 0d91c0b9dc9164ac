import { sql } from 'kysely';
import { asId, type CommuneId, type OfficeId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type ComposedRoleId, isBuiltIn, type RoleName } from '../model.ts';
import type { AccessLimit, AccessLimitId, StationId } from './limit.ts';

/** The limits in force in the commune. */
export async function selectLimits(tx: Tx, communeId: CommuneId): Promise<readonly AccessLimit[]> {
  const { rows } = await sql<{
    id: string;
    role: RoleName | 'composed' | null;
    composed_role_id: string | null;
    office_id: string | null;
    networks: string[];
    station_needed: boolean;
  }>`
    select id, role, composed_role_id, office_id, networks, station_needed from organisation.access_limit
    where commune_id = ${communeId} and lifted_at is null order by id`.execute(tx);
  return rows.map(row => ({
    communeId,
    id: asId(row.id),
    role: row.role === 'composed' ? asId<ComposedRoleId>(row.composed_role_id ?? '') : row.role,
    officeId: row.office_id === null ? null : asId(row.office_id),
    networks: row.networks,
    stationNeeded: row.station_needed,
  }));
}

export async function insertLimit(
  tx: Tx,
  limit: AccessLimit,
  { by, now }: { readonly by: StaffId | null; readonly now: Date },
): Promise<void> {
  const { communeId, id, role, officeId, networks, stationNeeded } = limit;
  const composed = role !== null && !isBuiltIn(role) ? role : null;
  await sql`insert into organisation.access_limit
    (commune_id, id, role, composed_role_id, office_id, networks, station_needed, made_by, made_at)
    values (${communeId}, ${id}, ${composed === null ? role : 'composed'}, ${composed}, ${officeId}, ${networks}, ${stationNeeded}, ${by}, ${now})`.execute(
    tx,
  );
}

/** Lifts a limit; answers whether one was in force. */
export async function updateLimitLifted(tx: Tx, communeId: CommuneId, id: AccessLimitId, now: Date): Promise<boolean> {
  const { rows } = await sql`update organisation.access_limit set lifted_at = ${now}
    where commune_id = ${communeId} and id = ${id} and lifted_at is null returning id`.execute(tx);
  return rows.length === 1;
}

/** A registered computer. */
export interface Station {
  readonly id: StationId;
  readonly officeId: OfficeId;
  readonly name: string;
  readonly registeredBy: StaffId;
  readonly registeredAt: Date;
  readonly expiresAt: Date;
}

interface StationRow {
  id: string;
  office_id: string;
  name: string;
  registered_by: string;
  registered_at: Date;
  expires_at: Date;
}

function readStation(row: StationRow): Station {
  return {
    id: asId(row.id),
    officeId: asId(row.office_id),
    name: row.name,
    registeredBy: asId(row.registered_by),
    registeredAt: row.registered_at,
    expiresAt: row.expires_at,
  };
}

/** The computers registered and not revoked, those that expired too: somebody may wonder why they stopped. */
export async function selectStations(tx: Tx, communeId: CommuneId): Promise<readonly Station[]> {
  const { rows } = await sql<StationRow>`
    select id, office_id, name, registered_by, registered_at, expires_at from organisation.station
    where commune_id = ${communeId} and revoked_at is null order by office_id, name`.execute(tx);
  return rows.map(readStation);
}

export async function findStationByToken(
  tx: Tx,
  communeId: CommuneId,
  tokenHash: Buffer,
  now: Date,
): Promise<Station | undefined> {
  const { rows } = await sql<StationRow>`
    select id, office_id, name, registered_by, registered_at, expires_at from organisation.station
    where commune_id = ${communeId} and token_hash = ${tokenHash} and revoked_at is null and expires_at > ${now}`.execute(
    tx,
  );
  return rows[0] && readStation(rows[0]);
}

export async function insertStation(
  tx: Tx,
  communeId: CommuneId,
  station: Station & { readonly tokenHash: Buffer },
): Promise<void> {
  await sql`insert into organisation.station
    (commune_id, id, office_id, name, token_hash, registered_by, registered_at, expires_at)
    values (${communeId}, ${station.id}, ${station.officeId}, ${station.name}, ${station.tokenHash}, ${station.registeredBy},
      ${station.registeredAt}, ${station.expiresAt})`.execute(tx);
}

/** Revokes a computer; answers whether there was one. */
export async function updateStationRevoked(tx: Tx, communeId: CommuneId, id: StationId, now: Date): Promise<boolean> {
  const { rows } = await sql`update organisation.station set revoked_at = ${now}
    where commune_id = ${communeId} and id = ${id} and revoked_at is null returning id`.execute(tx);
  return rows.length === 1;
}
