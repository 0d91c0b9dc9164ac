import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { withClient } from './provision.ts';

const directory = fileURLToPath(new URL('../../../migrations/', import.meta.url));

const silent = new Logger(() => () => undefined);

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

function readMigrations(): readonly Migration[] {
  return readdirSync(directory)
    .filter(name => name.endsWith('.sql'))
    .toSorted()
    .map(name => {
      const text = readFileSync(`${directory}${name}`, 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    });
}

/**
 * Brings the database up to date: the jobs' own tables first, then ours in order, each in its own transaction and
 * owned by `shubbak_owner`. Throws when an applied migration was edited afterwards.
 */
export async function migrate(migratorUrl: string, jobsUrl: string): Promise<void> {
  await withClient(migratorUrl, async client => {
    await client.query(`select pg_advisory_lock(hashtext('shubbak.migrate'))`);
    await client.query('set role shubbak_owner');
    await migrateJobs(client, jobsUrl);
    await client.query(`
      create schema if not exists platform;
      create table if not exists platform.migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from platform.migration',
    );
    const applied = new Map(rows.map(row => [row.name, row.checksum]));
    for (const migration of readMigrations()) await apply(client, migration, applied.get(migration.name));
  });
}

/** The queue makes its own schema; it may do so for this moment only. */
async function migrateJobs(client: pg.Client, jobsUrl: string): Promise<void> {
  const database = pg.escapeIdentifier(new URL(jobsUrl).pathname.slice(1));
  await client.query(`grant create on database ${database} to shubbak_jobs`);
  try {
    await runMigrations({ connectionString: jobsUrl, logger: silent });
  } finally {
    await client.query(`revoke create on database ${database} from shubbak_jobs`);
  }
}

async function apply(client: pg.Client, { name, text, checksum }: Migration, known: string | undefined): Promise<void> {
  if (known === checksum) return;
  if (known !== undefined)
    throw new Error(`Migration ${name} was changed after it had been applied: write a new one instead.`);
  // Whatever role an earlier migration left behind, each makes what the owner owns.
  await client.query('set role shubbak_owner');
  await client.query('begin');
  try {
    // One that took another role for a grant must not leave it to the next.
    await client.query('set local role shubbak_owner');
    await client.query(text);
    await client.query('insert into platform.migration (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed: ${error instanceof pg.DatabaseError ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
