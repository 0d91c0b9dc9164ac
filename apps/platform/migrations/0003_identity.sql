-- People and accounts: national, so that a person enrolled once is known everywhere; guarded person by person.
create schema identity;
grant usage on schema identity to shubbak_app, shubbak_worker, shubbak_lookup;

create table identity.person (
  id uuid primary key,
  name_arabic text not null,
  name_latin text not null,
  birth_date date,
  language text not null check (language in ('ar', 'fr', 'zgh', 'en')),
  created_at timestamptz not null
);
-- Numbers and contacts are sealed with the envelope key; `number_index` is the blind index that finds them.
create table identity.identity_document (
  id uuid primary key,
  person_id uuid not null references identity.person (id),
  type text not null,
  number_sealed bytea not null,
  number_index bytea not null check (length(number_index) = 32),
  issuer text not null,
  expires_on date not null,
  created_at timestamptz not null,
  constraint one_holder unique (type, issuer, number_index)
);
-- A card renewed under the same number: what it said before, and who saw the new one.
create table identity.document_renewal (
  id uuid primary key,
  document_id uuid not null references identity.identity_document (id),
  person_id uuid not null references identity.person (id),
  previous_expires_on date not null,
  seen_by_commune uuid not null,
  seen_by uuid not null,
  at timestamptz not null
);
create index identity_document_person on identity.identity_document (person_id);
create table identity.contact (
  person_id uuid not null references identity.person (id),
  kind text not null check (kind in ('email', 'phone')),
  value_sealed bytea not null,
  created_at timestamptz not null,
  primary key (person_id, kind)
);
-- What one commune's clerks may search by name: people they have served. The rest of the country is found by exact
-- document number only, with a reason.
create table identity.known_person (
  commune_id uuid not null,
  person_id uuid not null references identity.person (id),
  first_known_at timestamptz not null,
  primary key (commune_id, person_id)
);
-- One row a word of a known person's name, in either script, folded: a prefix is a range of this key, which row-level
-- security lets the index serve (comparison is leakproof, LIKE is not).
create table identity.known_name (
  commune_id uuid not null,
  word text collate "C" not null,
  person_id uuid not null,
  primary key (commune_id, word, person_id),
  foreign key (commune_id, person_id) references identity.known_person (commune_id, person_id)
);
-- Every reading of a person's file, which the person sees.
create table identity.file_reading (
  id uuid primary key,
  person_id uuid not null references identity.person (id),
  commune_id uuid,
  reader_id uuid,
  purpose text not null check (purpose in ('found-by-document', 'found-elsewhere', 'opened', 'enrolled', 'document-added', 'slip', 'own')),
  -- Why the file of a person of elsewhere was asked for, in the reader's words; the person reads it.
  reason text check ((purpose = 'found-elsewhere') = (reason is not null)),
  at timestamptz not null
);
create index file_reading_person on identity.file_reading (person_id, at);

create table identity.account (
  id uuid primary key,
  kind text not null check (kind in ('person', 'staff')),
  -- What a person types to sign in and reads on the slip; staff sign in by passkey and have none.
  number text unique,
  person_id uuid references identity.person (id),
  password_hash text,
  created_at timestamptz not null,
  check ((kind = 'person') = (person_id is not null)),
  check ((kind = 'person') = (number is not null))
);
create unique index account_of_person on identity.account (person_id) where person_id is not null;
create table identity.activation (
  account_id uuid not null references identity.account (id),
  id uuid not null,
  -- Keyed digest: the code is on the slip and nowhere else.
  code_hash bytea not null unique check (length(code_hash) = 32),
  -- The commune whose counter printed it, and which tells the person; null for a code of the staff.
  printed_in uuid,
  expires_at timestamptz not null,
  used_at timestamptz,
  -- A newer slip was printed: this one is dead.
  replaced_at timestamptz,
  attempts int not null default 0,
  primary key (account_id, id)
);
create table identity.passkey (
  credential_id text primary key,
  account_id uuid not null references identity.account (id),
  public_key bytea not null,
  counter bigint not null,
  transports jsonb not null,
  backed_up boolean not null,
  simulated boolean not null,
  created_at timestamptz not null
);
create table identity.session (
  id uuid primary key,
  account_id uuid not null references identity.account (id),
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
-- Challenges handed out before a sign-in, each usable once.
create table identity.challenge (
  id uuid primary key,
  value bytea not null,
  expires_at timestamptz not null
);
-- Failed sign-ins, counted for the whole country: guessing one account from a thousand addresses is still guessing.
create table identity.failed_attempt (
  id uuid primary key,
  subject bytea not null,
  at timestamptz not null
);
create index failed_attempt_subject on identity.failed_attempt (subject, at);

do $$
declare name text;
begin
  foreach name in array array['person', 'identity_document', 'document_renewal', 'contact', 'known_person', 'known_name', 'file_reading', 'account', 'activation', 'passkey', 'session', 'challenge', 'failed_attempt'] loop
    execute format('alter table identity.%I enable row level security', name);
    execute format('alter table identity.%I force row level security', name);
  end loop;
end $$;

create policy commune on identity.known_person using (commune_id = platform.commune()) with check (commune_id = platform.commune());
grant select, insert on identity.known_person to shubbak_app, shubbak_worker;
create policy commune on identity.known_name using (commune_id = platform.commune()) with check (commune_id = platform.commune());
grant select, insert, delete on identity.known_name to shubbak_app, shubbak_worker;

-- A person sees their own file; a commune sees the people it has served.
create policy own on identity.person for select using (id = platform.person());
create policy served on identity.person for select using (
  exists (select 1 from identity.known_person k where k.commune_id = platform.commune() and k.person_id = id));
create policy enrol on identity.person for insert with check (platform.commune() is not null and id = platform.person());
grant select, insert on identity.person to shubbak_app, shubbak_worker;

create policy own on identity.identity_document for select using (person_id = platform.person());
create policy served on identity.identity_document for select using (
  exists (select 1 from identity.known_person k where k.commune_id = platform.commune() and k.person_id = identity_document.person_id));
create policy enrol on identity.identity_document for insert with check (platform.commune() is not null and person_id = platform.person());
create policy renew on identity.identity_document for update
  using (platform.commune() is not null and person_id = platform.person()) with check (person_id = platform.person());
grant select, insert on identity.identity_document to shubbak_app, shubbak_worker;
grant update (expires_on) on identity.identity_document to shubbak_app;
create policy own on identity.document_renewal for select using (person_id = platform.person());
create policy renew on identity.document_renewal for insert
  with check (seen_by_commune = platform.commune() and person_id = platform.person());
grant select, insert on identity.document_renewal to shubbak_app;

create policy own on identity.contact using (person_id = platform.person()) with check (person_id = platform.person());
create policy served on identity.contact for select using (
  exists (select 1 from identity.known_person k where k.commune_id = platform.commune() and k.person_id = contact.person_id));
grant select, insert, update on identity.contact to shubbak_app, shubbak_worker;

create policy own on identity.file_reading for select using (person_id = platform.person());
create policy write on identity.file_reading for insert with check (true);
grant select, insert on identity.file_reading to shubbak_app, shubbak_worker;

-- Accounts, passkeys and sessions of one person or one staff account: reached through app.account, set after sign-in.
create function platform.account() returns uuid language sql stable
  return nullif(current_setting('app.account', true), '')::uuid;
create policy own on identity.account using (id = platform.account() or person_id = platform.person())
  with check (id = platform.account() or person_id = platform.person());
create policy own on identity.activation using (account_id = platform.account()) with check (account_id = platform.account());
create policy own on identity.passkey using (account_id = platform.account()) with check (account_id = platform.account());
create policy own on identity.session using (account_id = platform.account()) with check (account_id = platform.account());
grant select, insert on identity.account to shubbak_app, shubbak_worker;
grant update (password_hash) on identity.account to shubbak_app, shubbak_worker;
grant select, insert on identity.activation to shubbak_app, shubbak_worker;
grant update (used_at, replaced_at, attempts) on identity.activation to shubbak_app, shubbak_worker;
grant select, insert on identity.passkey to shubbak_app, shubbak_worker;
grant update (counter) on identity.passkey to shubbak_app;
grant select, insert on identity.session to shubbak_app;
grant update (seen_at, ended_at) on identity.session to shubbak_app;

-- Challenges and attempts name nobody: a random value, a keyed digest.
create policy anyone on identity.challenge using (true) with check (true);
create policy anyone on identity.failed_attempt using (true) with check (true);
grant select, insert, delete on identity.challenge to shubbak_app, shubbak_worker;
grant select, insert, delete on identity.failed_attempt to shubbak_app, shubbak_worker;

-- Narrow look-ups for moments when neither person nor account is known yet.
grant select on identity.identity_document, identity.account, identity.activation, identity.session, identity.passkey to shubbak_lookup;
create policy lookup on identity.identity_document for select to shubbak_lookup using (true);
create policy lookup on identity.account for select to shubbak_lookup using (true);
create policy lookup on identity.activation for select to shubbak_lookup using (true);
create policy lookup on identity.session for select to shubbak_lookup using (true);
create policy lookup on identity.passkey for select to shubbak_lookup using (true);

create function identity.find_person_by_document(document_type text, document_issuer text, document_index bytea)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select d.person_id from identity.identity_document d
   where d.type = document_type and (document_issuer is null or d.issuer = document_issuer) and d.number_index = document_index
   order by d.created_at desc limit 1 $$;
create function identity.find_account_by_number(account_number text)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select a.id from identity.account a where a.number = account_number $$;
create function identity.find_account_by_activation(activation_code_hash bytea)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select a.account_id from identity.activation a where a.code_hash = activation_code_hash $$;
create function identity.find_account_by_passkey(passkey text)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select p.account_id from identity.passkey p where p.credential_id = passkey $$;
create function identity.find_account_by_session(session_token_hash bytea)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select s.account_id from identity.session s where s.token_hash = session_token_hash $$;
do $$
declare name text;
begin
  grant create on schema identity to shubbak_lookup;
  foreach name in array array['find_person_by_document', 'find_account_by_number', 'find_account_by_activation', 'find_account_by_passkey', 'find_account_by_session'] loop
    execute format('revoke all on function identity.%I from public', name);
    execute format('grant execute on function identity.%I to shubbak_app', name);
    execute format('alter function identity.%I owner to shubbak_lookup', name);
  end loop;
  revoke create on schema identity from shubbak_lookup;
end $$;
