import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';

const { as } = await testDatabase();
const migrator = as('migrator');

describe('row-level security', () => {
  test('is enabled, forced and has a policy on every table of ours', async () => {
    const { rows } = await migrator.transaction({}, tx =>
      sql<{ relation: string }>`
        select format('%I.%I', n.nspname, c.relname) as relation
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
          and (not c.relrowsecurity or not c.relforcerowsecurity or not exists (select 1 from pg_policy p where p.polrelid = c.oid))`.execute(
        tx,
      ),
    );
    expect(rows).toEqual([]);
  });

  test('cannot be lifted by a login: every table of ours is the owner’s', async () => {
    const { rows } = await migrator.transaction({}, tx =>
      sql<{ relation: string }>`
        select format('%I.%I', n.nspname, c.relname) as relation from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
          and pg_get_userbyid(c.relowner) <> 'shubbak_owner'`.execute(tx),
    );
    expect(rows).toEqual([]);
  });

  test('is on for the queue, which only its owner may touch', async () => {
    const { rows } = await migrator.transaction({}, tx =>
      sql<{ grantee: string }>`
        select distinct grantee from information_schema.role_table_grants
        where table_schema = 'graphile_worker' and grantee not in ('shubbak_jobs')`.execute(tx),
    );
    expect(rows).toEqual([]);
  });

  test('leads every communal primary and unique key with commune_id', async () => {
    const { rows } = await migrator.transaction({}, tx =>
      sql<{ index: string }>`
        select i.indexrelid::regclass::text as index
        from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'commune_id' and not a.attisdropped
        where i.indisunique and n.nspname <> 'graphile_worker' and i.indkey[0] <> a.attnum
          and c.oid::regclass::text not in ('verification.code', 'legalisation.awaited_code', 'certification.held', 'certification.organisation_held', 'documents.vault_item', 'documents.organisation_vault_item', 'identity.file_reading', 'requests.person_request')`.execute(
        tx,
      ),
    );
    expect(rows).toEqual([]);
  });

  test('cannot be passed by any login that serves people', async () => {
    const { rows } = await migrator.transaction({}, tx =>
      sql<{ name: string }>`
        select rolname as name from pg_roles
        where rolname like 'shubbak\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) order by 1`.execute(
        tx,
      ),
    );
    expect(rows.map(row => row.name)).toEqual(['shubbak_backup', 'shubbak_migrator']);
  });

  test('is kept by every view', async () => {
    const { rows } = await migrator.transaction({}, tx =>
      sql<{ view: string }>`
        select c.oid::regclass::text as view from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
          and not coalesce(c.reloptions @> array['security_invoker=true'], false)`.execute(tx),
    );
    expect(rows).toEqual([]);
  });
});

describe('rows that prove', () => {
  test.each([
    'register.reservation',
    'register.outcome',
    'acts.act',
    'acts.revision',
    'acts.leaf',
    'acts.confirmation',
    'requests.event',
    'requests.handling',
    'requests.message',
    'requests.reading',
    'identity.organisation_change',
    'identity.mandate',
    'identity.mandate_end',
  ])('%s can be neither changed nor deleted by a serving login', async relation => {
    const { rows } = await migrator.transaction({}, tx =>
      sql<{ grantee: string }>`
          select r.rolname as grantee from pg_roles r
          where r.rolname in ('shubbak_app', 'shubbak_worker', 'shubbak_sealer', 'shubbak_verify')
            and (has_table_privilege(r.rolname, ${relation}, 'update') or has_any_column_privilege(r.rolname, ${relation}, 'update')
              or has_table_privilege(r.rolname, ${relation}, 'delete') or has_table_privilege(r.rolname, ${relation}, 'truncate'))`.execute(
        tx,
      ),
    );
    expect(rows).toEqual([]);
  });

  test('are not changed by the owner either', async () => {
    const attempt = migrator.transaction({}, tx => sql`update register.outcome set reason = null`.execute(tx));
    await expect(attempt).rejects.toThrow(/never changed/);
  });
});

describe('the queue', () => {
  test('refuses a payload that is not made of ids and words', async () => {
    const attempt = as('app').transaction({}, tx =>
      sql`select platform.enqueue('notify', '{"name":"Zineb EL AMRANI"}'::jsonb)`.execute(tx),
    );
    await expect(attempt).rejects.toThrow(/carries ids/);
  });
});
