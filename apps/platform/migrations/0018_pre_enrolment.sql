-- What people declare at home before their one visit. National: the code opens it at any counter. Everything personal is sealed
-- under the pre-enrolment's own id; a transaction sees one of them, the one that app.pre_enrolment names.
create schema if not exists enrolment;
grant usage on schema enrolment to shubbak_app, shubbak_worker, shubbak_lookup;

create function enrolment.pre_enrolment_in_hand() returns uuid language sql stable
  return nullif(current_setting('app.pre_enrolment', true), '')::uuid;

create table enrolment.pre_enrolment (
  id uuid primary key,
  state text not null check (state in ('draft', 'sent', 'used')),
  language text not null check (language in ('ar', 'fr', 'zgh', 'en')),
  -- Keyed digests: the secret is in the browser and on the person's paper, the code on the paper that they bring.
  secret_digest bytea not null unique check (length(secret_digest) = 32),
  code_digest bytea unique check (length(code_digest) = 32),
  facts_sealed bytea,
  signature_sealed bytea,
  -- Consent: which text of the notice, and when. It stays when the rest is gone.
  notice_version text,
  consented_at timestamptz,
  created_at timestamptz not null,
  saved_at timestamptz not null,
  sent_at timestamptz,
  expires_at timestamptz not null,
  -- When the person was told that it will soon be erased.
  warned_at timestamptz,
  used_at timestamptz,
  used_for uuid,
  check ((notice_version is null) = (consented_at is null)),
  check ((state = 'draft') = (code_digest is null)),
  check ((state = 'draft') = (sent_at is null)),
  check ((state = 'used') = (used_at is not null)),
  check ((state = 'used') = (used_for is not null)),
  -- What was taken over at the visit is not kept twice.
  check (state <> 'used' or (facts_sealed is null and signature_sealed is null))
);
create index pre_enrolment_expiry on enrolment.pre_enrolment (expires_at) where state <> 'used';

-- Who typed a code at a counter and what came of it. It stays when the pre-enrolment is erased.
create table enrolment.opening (
  commune_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  pre_enrolment_id uuid,
  outcome text not null check (outcome in ('found', 'nobody', 'read')),
  at timestamptz not null,
  primary key (commune_id, id),
  check ((outcome = 'nobody') = (pre_enrolment_id is null))
);
create index opening_of_staff on enrolment.opening (commune_id, staff_id, at);

-- Drafts begun and codes missed, counted by a keyed digest of where they came from: against floods and guessing.
create table enrolment.attempt (
  id uuid primary key,
  subject bytea not null check (length(subject) = 32),
  at timestamptz not null
);
create index attempt_subject on enrolment.attempt (subject, at);

do $$
declare name text;
begin
  foreach name in array array['pre_enrolment', 'opening', 'attempt'] loop
    execute format('alter table enrolment.%I enable row level security', name);
    execute format('alter table enrolment.%I force row level security', name);
  end loop;
end $$;

create policy in_hand on enrolment.pre_enrolment
  using (id = enrolment.pre_enrolment_in_hand()) with check (id = enrolment.pre_enrolment_in_hand());
grant select, insert, delete on enrolment.pre_enrolment to shubbak_app;
grant update (state, language, code_digest, facts_sealed, signature_sealed, notice_version, consented_at, saved_at, sent_at, expires_at,
  used_at, used_for) on enrolment.pre_enrolment to shubbak_app;
grant select, delete on enrolment.pre_enrolment to shubbak_worker;
grant update (warned_at) on enrolment.pre_enrolment to shubbak_worker;

create policy commune on enrolment.opening using (commune_id = platform.commune()) with check (commune_id = platform.commune());
grant select, insert on enrolment.opening to shubbak_app;

-- Attempts name nobody: a keyed digest.
create policy anyone on enrolment.attempt using (true) with check (true);
grant select, insert on enrolment.attempt to shubbak_app;
grant select, delete on enrolment.attempt to shubbak_worker;

-- Narrow look-ups for moments when it is not known yet which pre-enrolment is meant.
grant select (id, state, secret_digest, code_digest, expires_at, warned_at) on enrolment.pre_enrolment to shubbak_lookup;
create policy lookup on enrolment.pre_enrolment for select to shubbak_lookup using (true);

create function enrolment.find_pre_enrolment_by_secret(digest bytea)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select p.id from enrolment.pre_enrolment p where p.secret_digest = digest $$;
create function enrolment.find_pre_enrolment_by_code(digest bytea)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select p.id from enrolment.pre_enrolment p where p.code_digest = digest $$;
-- What nobody came for, or came back to, oldest first.
create function enrolment.list_expired_pre_enrolments(by timestamptz, most int)
returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select p.id from enrolment.pre_enrolment p where p.state <> 'used' and p.expires_at <= by order by p.expires_at limit most $$;
-- What ends by then and whose person was not told.
create function enrolment.list_expiring_pre_enrolments(by timestamptz, most int)
returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select p.id from enrolment.pre_enrolment p
   where p.state = 'sent' and p.warned_at is null and p.expires_at <= by order by p.expires_at limit most $$;
do $$
declare name text;
begin
  grant create on schema enrolment to shubbak_lookup;
  foreach name in array array['find_pre_enrolment_by_secret(bytea)', 'find_pre_enrolment_by_code(bytea)',
    'list_expired_pre_enrolments(timestamptz, int)', 'list_expiring_pre_enrolments(timestamptz, int)'] loop
    execute format('revoke all on function enrolment.%s from public', name);
    execute format('grant execute on function enrolment.%s to %I', name,
      case when name like 'find%' then 'shubbak_app' else 'shubbak_worker' end);
    execute format('alter function enrolment.%s owner to shubbak_lookup', name);
  end loop;
  revoke create on schema enrolment from shubbak_lookup;
end $$;
