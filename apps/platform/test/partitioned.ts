import { sql } from 'kysely';
import type { Database } from '../src/platform/db/index.ts';

/**
 * Rebuilds every communal table of an empty test database as PARTITION BY HASH (commune_id), in four parts, with its keys, foreign
 * keys, indexes, triggers, policies and grants: what a city that outgrows one machine would do. `migrator` bypasses row-level
 * security. Answers the tables' names. Throws where a key, or a foreign key between two communal tables, does not hold commune_id.
 */
export async function partitionByCommune(migrator: Database): Promise<readonly string[]> {
  return migrator.transaction({}, async tx => {
    await sql`set local role shubbak_owner`.execute(tx);
    const { rows } = await communal.execute(tx);
    const tables = rows.map(row => row.name);
    const definitions = await sql<{ statement: string }>`
      with communal as (select unnest(${tables}::text[])::regclass as t)
      ${constraints} union all ${indexes} union all ${triggers} union all ${security} union all ${policies} union all ${grants}
      order by step, statement`.execute(tx);
    const drops = await sql<{ statement: string }>`
      select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement from pg_constraint
      where contype = 'f' and confrelid = any(${tables}::text[]::regclass[])
      union all select format('drop policy %I on %I.%I', policyname, schemaname, tablename) from pg_policies
      where ${ours}`.execute(tx);
    for (const { statement } of drops.rows) await sql.raw(statement).execute(tx);
    for (const name of tables) for (const statement of rebuild(name)) await sql.raw(statement).execute(tx);
    for (const { statement } of definitions.rows) await sql.raw(statement).execute(tx);
    return tables;
  });
}

/** Tables whose primary key is led by commune_id. */
const communal = sql<{ name: string }>`
  select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_index i on i.indrelid = c.oid and i.indisprimary
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'commune_id' and a.attnum = i.indkey[0]
  where c.relkind = 'r' and n.nspname not in ('graphile_worker', 'pg_catalog') order by 1`;

/** Policies of national tables ask communal ones too, so all are taken away and written anew. */
const ours = sql`schemaname not in ('graphile_worker', 'pg_catalog', 'information_schema')`;

function rebuild(name: string): readonly string[] {
  const parts = [0, 1, 2, 3].map(
    part => `create table ${name}_part${part} partition of ${name} for values with (modulus 4, remainder ${part})`,
  );
  return [
    `create table ${name}_whole (like ${name} including defaults including constraints including generated) partition by hash (commune_id)`,
    `drop table ${name}`,
    `alter table ${name}_whole rename to ${name.split('.')[1]}`,
    ...parts,
  ];
}

// Everything that `like` leaves behind, as statements to run afterwards; keys before the foreign keys that need them.
const constraints = sql`
  select case contype when 'f' then 2 else 1 end as step,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as statement
  from pg_constraint where conrelid in (select t from communal) and contype in ('p', 'u', 'f')`;
const indexes = sql`
  select 3, pg_get_indexdef(i.indexrelid) from pg_index i
  where i.indrelid in (select t from communal) and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`;
const triggers = sql`
  select 4, pg_get_triggerdef(oid) from pg_trigger where tgrelid in (select t from communal) and not tgisinternal`;
const security = sql`
  select 5, format('alter table %s enable row level security, force row level security', t) from communal`;
const policies = sql`
  select 6, format('create policy %I on %I.%I as %s for %s to %s %s %s', policyname, schemaname, tablename, permissive, cmd,
    array_to_string(roles, ','), 'using (' || qual || ')', 'with check (' || with_check || ')')
  from pg_policies where ${ours}`;
const grants = sql`
  select 7, format('grant %s on %s to %I', g.privilege_type, c.oid::regclass, r.rolname)
  from pg_class c cross join aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee
  where c.oid in (select t from communal) and g.grantee <> c.relowner
  union all
  select 7, format('grant %s (%I) on %s to %I', g.privilege_type, a.attname, a.attrelid::regclass, r.rolname)
  from pg_attribute a cross join aclexplode(a.attacl) g join pg_roles r on r.oid = g.grantee
  where a.attrelid in (select t from communal)`;
