import pg from 'pg';
import { type Config, type DatabaseLogin, databaseLogins, readDatabasePassword } from '../config/index.ts';

/** Name of the database inside the server. */
export const databaseName = 'shubbak';

/** Roles without login: the owner of every object, of the narrow look-ups before sign-in, and of what moves rows between two files of one person. */
const groups = ['shubbak_owner', 'shubbak_lookup', 'shubbak_merger'] as const;
/** Only these two pass row-level security, where the server lets us; no process that serves people uses either. */
const bypassing: readonly DatabaseLogin[] = ['migrator', 'backup'];

/**
 * Makes the roles and the database if they are missing and sets the logins' passwords. Needs a login that may create
 * roles and databases, no superuser; safe to run at every start. Throws when the server is older than PostgreSQL 18.
 */
export async function provision(provisioningUrl: string, config: Pick<Config, 'secretsDir'>): Promise<void> {
  await withClient(provisioningUrl, async client => {
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`);
    if (Number(rows[0]?.version) < 180_000) throw new Error('Shubbak needs PostgreSQL 18 or later.');
    // One start at a time: two replicas may come up together.
    await client.query(`select pg_advisory_lock(hashtext('shubbak.provision'))`);
    for (const group of groups) await ensureRole(client, group, 'nologin');
    const { canBypass, isSuperuser } = await powersOf(client);
    for (const login of databaseLogins)
      await ensureLogin(client, login, { password: readDatabasePassword(config, login), canBypass });
    await client.query('grant shubbak_owner to shubbak_migrator');
    if (isSuperuser) await client.query('grant pg_read_all_data to shubbak_backup');
    // The owner may hand a function to the role whose rights it must run with; it inherits none of them.
    await client.query(
      'grant shubbak_lookup, shubbak_merger, shubbak_jobs to shubbak_owner with inherit false, set true',
    );
    await ensureDatabase(client, databaseName);
  });
}

async function ensureRole(client: pg.Client, name: string, options: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name]);
  if (rowCount === 0) await client.query(`create role ${pg.escapeIdentifier(name)} ${options}`);
}

/**
 * What the provisioning login can give: passing row-level security only when it passes it itself, reading everything only as
 * superuser (PostgreSQL 18, CREATE ROLE). Where it cannot, migrations do without and `shubbak_backup` reads nothing.
 */
async function powersOf(client: pg.Client): Promise<{ readonly canBypass: boolean; readonly isSuperuser: boolean }> {
  const { rows } = await client.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
    'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
  );
  const [self] = rows;
  return { canBypass: self?.rolsuper === true || self?.rolbypassrls === true, isSuperuser: self?.rolsuper === true };
}

async function ensureLogin(
  client: pg.Client,
  login: DatabaseLogin,
  { password, canBypass }: { readonly password: string; readonly canBypass: boolean },
): Promise<void> {
  const name = `shubbak_${login}`;
  await ensureRole(client, name, 'login');
  const bypass = bypassing.includes(login) ? 'bypassrls' : 'nobypassrls';
  await client.query(
    `alter role ${pg.escapeIdentifier(name)} ${canBypass ? bypass : ''} password ${pg.escapeLiteral(password)}`,
  );
}

/** Makes a database owned by `shubbak_owner` that only our logins may connect to. */
export async function ensureDatabase(client: pg.Client, name: string, template = 'template0'): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  const quoted = pg.escapeIdentifier(name);
  if (rowCount === 0) {
    // The provisioning login of a managed server is no superuser: it must be a member to give ownership away.
    await client.query('grant shubbak_owner to current_user');
    await client.query(`create database ${quoted} owner shubbak_owner template ${pg.escapeIdentifier(template)}`);
  }
  await client.query(`revoke all on database ${quoted} from public`);
  for (const login of databaseLogins) await client.query(`grant connect on database ${quoted} to shubbak_${login}`);
}

/** The address of our database for one login, derived from the provisioning address. */
export function loginUrl(
  provisioningUrl: string,
  config: Pick<Config, 'secretsDir'>,
  login: DatabaseLogin,
  database = databaseName,
): string {
  const url = new URL(provisioningUrl);
  url.username = `shubbak_${login}`;
  url.password = readDatabasePassword(config, login);
  url.pathname = `/${database}`;
  return url.toString();
}

/** Runs `work` with one connection of its own, closed afterwards. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
