import { sql } from 'kysely';
import { asId, type CommuneId, type OfficeId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { CommunalLanguages } from './languages.ts';

interface LanguageRow {
  id: string;
  office_id: string | null;
  version: number;
  reads: string[] | null;
  rule: 'warn' | 'refuse' | null;
  set_by: string;
  set_at: Date;
}

/** What a commune ever set, for itself and for its offices, the newest first. */
export async function selectLanguageRules(tx: Tx, communeId: CommuneId): Promise<readonly CommunalLanguages[]> {
  const { rows } = await sql<LanguageRow>`
    select id, office_id, version, reads, rule, set_by, set_at from catalogue.language_rule
    where commune_id = ${communeId} order by version desc`.execute(tx);
  return rows.map(row => ({
    communeId,
    id: asId(row.id),
    officeId: row.office_id === null ? null : asId<OfficeId>(row.office_id),
    version: row.version,
    set: row.reads === null || row.rule === null ? null : { reads: row.reads, rule: row.rule },
    setBy: asId(row.set_by),
    setAt: row.set_at,
  }));
}

/** Writes a rule: never changed afterwards. */
export async function insertLanguageRule(tx: Tx, rule: CommunalLanguages): Promise<void> {
  const { communeId, id, officeId, version, set, setBy, setAt } = rule;
  await sql`
    insert into catalogue.language_rule (commune_id, id, office_id, version, reads, rule, set_by, set_at)
    values (${communeId}, ${id}, ${officeId}, ${version}, ${set && [...set.reads]}::text[], ${set?.rule ?? null}, ${setBy}, ${setAt})`.execute(
    tx,
  );
}
