-- What every room stands on: the scope functions that row-level security reads, the commands already answered, and the
-- one narrow door to the job queue.
create schema if not exists platform;
grant usage on schema platform to shubbak_app, shubbak_worker, shubbak_sealer, shubbak_verify, shubbak_lookup;

create function platform.commune() returns uuid language sql stable
  return nullif(current_setting('app.commune', true), '')::uuid;
create function platform.person() returns uuid language sql stable
  return nullif(current_setting('app.person', true), '')::uuid;

-- The platform's own record of what it did to itself: no row of anybody's.
alter table platform.migration enable row level security;
alter table platform.migration force row level security;
create policy owner_only on platform.migration to shubbak_owner using (true) with check (true);

-- A command that was answered is answered the same way again (the same click twice, a lost reply).
create table platform.command (
  commune_id uuid not null,
  key uuid not null,
  name text not null,
  actor_id uuid not null,
  payload_digest bytea not null check (length(payload_digest) = 32),
  answer jsonb not null,
  at timestamptz not null,
  primary key (commune_id, key)
);
alter table platform.command enable row level security;
alter table platform.command force row level security;
create policy commune on platform.command using (commune_id = platform.commune()) with check (commune_id = platform.commune());
grant select, insert on platform.command to shubbak_app, shubbak_worker;

-- The job queue belongs to shubbak_jobs, whose tables have row-level security without a policy. Rooms enqueue through
-- this function only, in the transaction that makes the job necessary; a payload carries ids, numbers and task words,
-- never what somebody typed.
create function platform.enqueue(task text, payload jsonb, job_key text default null, run_at timestamptz default null)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (
    select 1 from jsonb_each(payload) as field(name, value)
    where jsonb_typeof(value) not in ('string', 'number', 'boolean')
       or (jsonb_typeof(value) = 'string' and (value #>> '{}') !~ '^([0-9a-f-]{36}|[a-z][a-z0-9.-]{0,39})$')
  ) then
    raise exception 'a job carries ids, not data';
  end if;
  perform graphile_worker.add_job(task, payload => payload::json, job_key => enqueue.job_key, run_at => enqueue.run_at, max_attempts => 25);
end $$;
revoke all on function platform.enqueue from public;
grant execute on function platform.enqueue to shubbak_app, shubbak_worker;
-- It must act as the queue's owner, the only role that the queue's row-level security lets in.
grant create, usage on schema platform to shubbak_jobs;
alter function platform.enqueue owner to shubbak_jobs;
revoke create on schema platform from shubbak_jobs;
