import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '../src/platform/db/index.ts';
import type { World } from './world-child.ts';

interface Row {
  readonly number: number;
  readonly outcome: 'reserved' | 'made' | 'cancelled';
  readonly act: string | null;
  readonly files: number;
}

/**
 * Outcomes of the register in order, after checking what must hold whatever was killed: no hole, no number that the sealer
 * gave two files, an act with its one file for each `made`, a burned number and nothing else for each `cancelled`.
 */
export async function readOutcomes(
  db: Database,
  { communeId, folder }: Pick<World, 'communeId' | 'folder'>,
): Promise<readonly Row['outcome'][]> {
  const { rows } = await db.transaction({ communeId }, tx =>
    sql<Row>`
      select r.number, coalesce(o.kind, 'reserved') as outcome, a.id as act,
        (select count(*)::int from acts.revision v where v.commune_id = a.commune_id and v.act_id = a.id) as files
      from register.reservation r left join register.outcome o using (commune_id, office_id, year, number)
      left join acts.act a using (commune_id, office_id, year, number) order by r.number`.execute(tx),
  );
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
  const journal = Map.groupBy(readJournal(folder), ({ number }) => Number(number.split('/').at(-1)));
  for (const { number, outcome, act, files } of rows) {
    const entries = journal.get(number) ?? [];
    const digests = new Set(entries.flatMap(({ digest }) => digest ?? []));
    expect(digests.size).toBeLessThanOrEqual(1);
    const ends = entries.filter(({ kind }) => kind !== 'signed').map(({ kind }) => kind);
    if (outcome === 'made') expect([number, ends, act !== null, files]).toEqual([number, ['sealed'], true, 1]);
    else expect([number, act, files]).toEqual([number, null, 0]);
    if (outcome === 'cancelled') expect([number, ends]).toEqual([number, ['burned']]);
  }
  return rows.map(({ outcome }) => outcome);
}

/** The sealer's journal, line by line; a last line that is being written is left out. */
function readJournal(folder: string): { readonly kind: string; readonly number: string; readonly digest?: string }[] {
  const whole = readFileSync(join(folder, 'journal'), 'latin1');
  const lines = whole
    .slice(0, whole.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean);
  return lines.map(line => JSON.parse(line.slice(33)));
}
