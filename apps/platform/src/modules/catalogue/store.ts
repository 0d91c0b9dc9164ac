import { sql } from 'kysely';
import { asId, type CommuneId, type LocalizedText, type StaffId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { CommunalRule, NatureAttributes, NatureRule } from './model.ts';

interface RuleRow {
  id: string;
  service: string;
  nature: string;
  rule: NatureRule | null;
  basis: LocalizedText | null;
  attributes: NatureAttributes | null;
  version: number;
  valid_from: string;
  valid_until: string | null;
  set_by: string;
  set_at: Date;
}

/** What a commune ever set for a service, the newest first; of one nature where it is given. */
export async function selectRules(
  tx: Tx,
  communeId: CommuneId,
  { service, nature = null }: { readonly service: string; readonly nature?: string | null },
): Promise<readonly CommunalRule[]> {
  const { rows } = await sql<RuleRow>`
    select id, service, nature, rule, basis, attributes, version, valid_from::text, valid_until::text, set_by, set_at
    from catalogue.nature_rule
    where commune_id = ${communeId} and service = ${service} and (${nature}::text is null or nature = ${nature})
    order by version desc`.execute(tx);
  return rows.map(row => ({
    communeId,
    id: asId(row.id),
    service: row.service,
    nature: row.nature,
    rule: row.rule,
    basis: row.basis,
    attributes: row.attributes,
    version: row.version,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    setBy: asId(row.set_by),
    setAt: row.set_at,
  }));
}

/** Writes a rule: never changed afterwards. */
export async function insertRule(tx: Tx, rule: CommunalRule): Promise<void> {
  await sql`
    insert into catalogue.nature_rule
      (commune_id, id, service, nature, rule, basis, attributes, version, valid_from, valid_until, set_by, set_at)
    values (${rule.communeId}, ${rule.id}, ${rule.service}, ${rule.nature}, ${rule.rule}, ${json(rule.basis)}::jsonb,
      ${json(rule.attributes)}::jsonb, ${rule.version}, ${rule.validFrom}, ${rule.validUntil}, ${rule.setBy}, ${rule.setAt})`.execute(
    tx,
  );
}

/** Rules of one commune are written one after the other: their versions count up. */
export async function lockRules(tx: Tx, communeId: CommuneId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`catalogue/${communeId}`}, 0))`.execute(tx);
}

/** A reason that a commune took out of its catalogue, or took in again. */
export interface ReasonSwitch {
  readonly service: string;
  readonly reason: string;
  /** Counts up for each reason: the highest counts. */
  readonly version: number;
  readonly offered: boolean;
  readonly setBy: StaffId;
  readonly setAt: Date;
}

/** Every switch of a service's reasons, the newest first. */
export async function selectSwitches(tx: Tx, communeId: CommuneId, service: string): Promise<readonly ReasonSwitch[]> {
  const { rows } = await sql<{ reason: string; version: number; offered: boolean; set_by: string; set_at: Date }>`
    select reason, version, offered, set_by, set_at from catalogue.reason_switch
    where commune_id = ${communeId} and service = ${service} order by version desc`.execute(tx);
  return rows.map(row => ({
    service,
    reason: row.reason,
    version: row.version,
    offered: row.offered,
    setBy: asId(row.set_by),
    setAt: row.set_at,
  }));
}

/** Writes a switch: never changed afterwards. */
export async function insertSwitch(tx: Tx, communeId: CommuneId, id: string, change: ReasonSwitch): Promise<void> {
  await sql`
    insert into catalogue.reason_switch (commune_id, id, service, reason, version, offered, set_by, set_at)
    values (${communeId}, ${id}, ${change.service}, ${change.reason}, ${change.version}, ${change.offered}, ${change.setBy}, ${change.setAt})`.execute(
    tx,
  );
}

function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
