import { Kysely, type KyselyPlugin, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { AccountId, CommuneId, OrganisationId, PersonId } from '../../kernel/index.ts';

// int8 holds byte lengths and counters here, all far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A transaction whose row-level security is bound to one scope. Rooms write SQL against it with Kysely's `sql`. */
export type Tx = Transaction<Record<never, never>>;

/**
 * What row-level security lets a transaction see: the rows of one commune, of one person, both, or neither (then only
 * what is national and public, and the narrow look-up functions).
 */
export interface Scope {
  readonly communeId?: CommuneId;
  readonly personId?: PersonId;
  /** Rows of one account: its password, passkeys and sessions. */
  readonly accountId?: AccountId;
  /** Rows of one organisation: set once a mandate was found that lets its reader in. */
  readonly organisationId?: OrganisationId;
}

export interface Database {
  /** Runs `work` in one transaction bound to `scope`; commits when it resolves, rolls back when it throws. */
  transaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Whether the server answers: for /health. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/** How a pool is opened: `size` connections, and the key (32 bytes) of digests that its transactions keep; none where commands are never run. */
export interface Opening {
  readonly size?: number;
  readonly digestKey?: Buffer;
  /** Whatever looks at queries on their way. */
  readonly plugins?: KyselyPlugin[];
}

const digestKeys = new WeakMap<Tx, Buffer>();

/** The key of digests that are kept instead of what somebody wrote. Throws for a database that was opened without one. */
export function digestKeyOf(tx: Tx): Buffer {
  const key = digestKeys.get(tx);
  if (!key) throw new Error('the database was opened without a key for digests');
  return key;
}

/** Opens a pool under the login in `url`. */
export function openDatabase(url: string, { size = 10, digestKey, plugins = [] }: Opening = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
  });
  // An idle connection that breaks is replaced at the next use; without a listener Node would end the process.
  pool.on('error', () => undefined);
  // One that breaks under a transaction fails that transaction, which is told; the client says it once more by itself.
  pool.on('connect', client => void client.on('error', () => undefined));
  const kysely = new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool }), plugins });
  return {
    transaction: (scope, work) =>
      kysely.transaction().execute(async tx => {
        if (digestKey) digestKeys.set(tx, digestKey);
        await bind(tx, scope);
        return work(tx);
      }),
    ping: async () => {
      try {
        await sql`select 1`.execute(kysely);
        return true;
      } catch {
        return false;
      }
    },
    close: () => kysely.destroy(),
  };
}

/** Narrows or widens a transaction that has just learnt whom it serves (a new person, a signed-in account). */
export async function rebind(tx: Tx, scope: Scope): Promise<void> {
  await bind(tx, scope);
}

/** Settings are local to the transaction (third argument), so a pooled connection carries nothing to its next user. */
async function bind(tx: Tx, scope: Scope): Promise<void> {
  await sql`select set_config('app.commune', ${scope.communeId ?? ''}, true), set_config('app.person', ${scope.personId ?? ''}, true),
    set_config('app.account', ${scope.accountId ?? ''}, true), set_config('app.organisation', ${scope.organisationId ?? ''}, true)`.execute(
    tx,
  );
}

/** Whether `error` is PostgreSQL's violation of the constraint called `name`: how a store recognises "already there". */
export function violates(error: unknown, name: string): boolean {
  return error instanceof pg.DatabaseError && error.constraint === name;
}
