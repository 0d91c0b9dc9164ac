import { sql } from 'kysely';
import { asId, type CommuneId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { DistanceRule, OfficeRule } from './model.ts';

interface RuleRow {
  id: string;
  nature: string;
  enabled: boolean;
  basis_arabic: string | null;
  basis_french: string | null;
  valid_from: string;
  valid_until: string | null;
  office_rule: OfficeRule['kind'];
  office_id: string | null;
  decided_by: string | null;
  decided_at: Date;
}

/** Every decision of a commune, newest first. */
export async function selectRules(tx: Tx, communeId: CommuneId): Promise<readonly DistanceRule[]> {
  const { rows } = await sql<RuleRow>`
    select id, nature, enabled, basis_arabic, basis_french, valid_from::text, valid_until::text, office_rule, office_id, decided_by, decided_at
    from legalisation.distance_rule where commune_id = ${communeId} order by decided_at desc, id desc`.execute(tx);
  return rows.map(readRule);
}

/** Writes a decision: never changed afterwards. */
export async function insertRule(tx: Tx, communeId: CommuneId, rule: DistanceRule): Promise<void> {
  const officeId = rule.office.kind === 'fixed' ? rule.office.officeId : null;
  await sql`
    insert into legalisation.distance_rule (commune_id, id, nature, enabled, basis_arabic, basis_french, valid_from, valid_until, office_rule,
      office_id, decided_by, decided_at)
    values (${communeId}, ${rule.id}, ${rule.nature}, ${rule.enabled}, ${rule.basis?.arabic ?? null}, ${rule.basis?.french ?? null},
      ${rule.validFrom}, ${rule.validUntil}, ${rule.office.kind}, ${officeId}, ${rule.decidedBy}, ${rule.decidedAt})`.execute(
    tx,
  );
}

function readRule(row: RuleRow): DistanceRule {
  const { basis_arabic: arabic, basis_french: french, office_id: officeId } = row;
  return {
    id: asId(row.id),
    nature: row.nature,
    enabled: row.enabled,
    basis: arabic !== null && french !== null ? { arabic, french } : null,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    office:
      row.office_rule === 'fixed' && officeId !== null ? { kind: 'fixed', officeId: asId(officeId) } : openRule(row),
    decidedBy: row.decided_by === null ? null : asId(row.decided_by),
    decidedAt: row.decided_at,
  };
}

function openRule({ office_rule: kind }: RuleRow): OfficeRule {
  if (kind === 'fixed') throw new Error('a fixed office without its name');
  return { kind };
}
