-- Codes sent to an e-mail address or a phone, to show that whoever gave it reads it. They never sign anybody in by themselves.
create table identity.contact_code (
  id uuid primary key,
  -- A person, or somebody not yet enrolled.
  subject_id uuid not null,
  kind text not null check (kind in ('email', 'phone')),
  purpose text not null check (purpose in ('pre-enrolment', 'contact', 'recovery')),
  language text not null check (language in ('ar', 'fr', 'zgh', 'en')),
  value_sealed bytea not null,
  -- The code on its way: emptied as soon as the message has left.
  code_sealed bytea,
  code_digest bytea not null check (length(code_digest) = 32),
  expires_at timestamptz not null,
  attempts int not null default 0 check (attempts between 0 and 5),
  used_at timestamptz
);
create index contact_code_over on identity.contact_code (expires_at);
-- Messages sent, counted for each address, each subject and the whole country: a keyed digest, nobody's name.
create table identity.code_sending (
  id uuid primary key,
  counted bytea not null,
  at timestamptz not null
);
create index code_sending_counted on identity.code_sending (counted, at);

-- Before sign-in there is neither person nor account: a transaction sees the one code that it names.
create function identity.contact_code_named() returns uuid language sql stable
  return nullif(current_setting('app.contact_code', true), '')::uuid;
do $$
declare name text;
begin
  foreach name in array array['contact_code', 'code_sending'] loop
    execute format('alter table identity.%I enable row level security', name);
    execute format('alter table identity.%I force row level security', name);
  end loop;
end $$;
create policy named on identity.contact_code using (id = identity.contact_code_named()) with check (id = identity.contact_code_named());
create policy over on identity.contact_code for select to shubbak_worker using (expires_at < now());
create policy forget on identity.contact_code for delete to shubbak_worker using (expires_at < now());
grant select, insert on identity.contact_code to shubbak_app;
grant update (attempts, used_at) on identity.contact_code to shubbak_app;
grant select, delete on identity.contact_code to shubbak_worker;
grant update (code_sealed) on identity.contact_code to shubbak_worker;
create policy anyone on identity.code_sending using (true) with check (true);
grant select, insert on identity.code_sending to shubbak_app;
grant select, delete on identity.code_sending to shubbak_worker;

-- One walk to the national identity provider and back. Its secrets are the browser's: here are digests, and an answer sealed
-- under a key that only the browser's cookie makes.
create table identity.national_walk (
  id uuid primary key,
  browser_digest bytea not null unique check (length(browser_digest) = 32),
  issuer text not null,
  -- Whose session it was begun in, where somebody was signed in: the answer is theirs, or nobody's.
  account_id uuid references identity.account (id),
  session_id uuid,
  next_path text not null,
  shared_device boolean not null,
  begun_at timestamptz not null,
  -- One walk brings one answer.
  answered_at timestamptz,
  -- What the provider said, while its person is asked whether to go on.
  answer_sealed bytea,
  expires_at timestamptz not null,
  check ((account_id is null) = (session_id is null)),
  check (answered_at is not null or answer_sealed is null)
);
create index national_walk_over on identity.national_walk (expires_at);
-- Accounts that open through the provider: by a keyed digest of what the provider calls their person towards us.
create table identity.national_binding (
  id uuid primary key,
  account_id uuid not null references identity.account (id),
  person_id uuid not null references identity.person (id),
  issuer text not null,
  subject_index bytea not null check (length(subject_index) = 32),
  -- `opened`: the account was opened at a distance; `bound`: a counter had opened it.
  how text not null check (how in ('opened', 'bound')),
  level text not null check (level in ('low', 'substantial', 'high')),
  -- Version of the notice of law 09-08 that the person read and agreed to.
  notice_version text not null,
  bound_at timestamptz not null,
  ended_at timestamptz
);
create unique index one_account_a_subject on identity.national_binding (issuer, subject_index) where ended_at is null;
create unique index one_subject_an_account on identity.national_binding (issuer, account_id) where ended_at is null;
create index national_binding_person on identity.national_binding (person_id);

create function identity.national_browser() returns bytea language sql stable
  return decode(nullif(current_setting('app.national_browser', true), ''), 'hex');
do $$
declare name text;
begin
  foreach name in array array['national_walk', 'national_binding'] loop
    execute format('alter table identity.%I enable row level security', name);
    execute format('alter table identity.%I force row level security', name);
  end loop;
end $$;
-- A transaction sees the walks of the one browser that it names.
create policy browser on identity.national_walk using (browser_digest = identity.national_browser())
  with check (browser_digest = identity.national_browser());
create policy over on identity.national_walk for select to shubbak_worker using (expires_at < now());
create policy forget on identity.national_walk for delete to shubbak_worker using (expires_at < now());
grant select, insert, delete on identity.national_walk to shubbak_app;
grant update (answered_at, answer_sealed) on identity.national_walk to shubbak_app;
grant select, delete on identity.national_walk to shubbak_worker;
create policy own on identity.national_binding using (account_id = platform.account() or person_id = platform.person())
  with check (account_id = platform.account() and person_id = platform.person());
create policy ending on identity.national_binding for update using (account_id = platform.account()) with check (account_id = platform.account());
grant select, insert on identity.national_binding to shubbak_app;
grant update (ended_at) on identity.national_binding to shubbak_app;
grant select on identity.national_binding to shubbak_worker;

-- At a distance there is no commune: the new person and their document are written in the scope of their own new account.
create policy at_a_distance on identity.person for insert to shubbak_app
  with check (id = platform.person() and platform.account() is not null and platform.commune() is null);
create policy at_a_distance on identity.identity_document for insert to shubbak_app
  with check (person_id = platform.person() and platform.account() is not null and platform.commune() is null);

grant select on identity.national_binding to shubbak_lookup;
create policy lookup on identity.national_binding for select to shubbak_lookup using (true);
create function identity.find_account_by_national_subject(provider text, subject bytea)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select b.account_id from identity.national_binding b
   where b.issuer = provider and b.subject_index = subject and b.ended_at is null $$;
grant create on schema identity to shubbak_lookup;
revoke all on function identity.find_account_by_national_subject(text, bytea) from public;
grant execute on function identity.find_account_by_national_subject(text, bytea) to shubbak_app;
alter function identity.find_account_by_national_subject(text, bytea) owner to shubbak_lookup;
revoke create on schema identity from shubbak_lookup;
