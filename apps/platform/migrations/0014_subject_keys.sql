-- One data key a subject (a person, somebody not yet enrolled, an organisation), sealed with a key of the ring outside the
-- database. Whatever is sealed of a subject hangs from it: destroying the key closes all of it, in every table at once.
create table identity.subject_key (
  subject_id uuid primary key,
  -- Which key of the ring sealed it: first bytes of that key's digest.
  ring_key bytea check (length(ring_key) = 8),
  sealed_key bytea,
  created_at timestamptz not null,
  -- The subject was erased. The row stays, so that no new key is ever made in its place.
  destroyed_at timestamptz,
  check ((destroyed_at is null) = (sealed_key is not null)),
  check ((sealed_key is null) = (ring_key is null))
);
create index subject_key_ring on identity.subject_key (ring_key, subject_id);
alter table identity.subject_key enable row level security;
alter table identity.subject_key force row level security;

create function identity.keep_destroyed() returns trigger language plpgsql as $$
begin
  raise exception 'a destroyed key never comes back';
end $$;
create trigger keep_destroyed before update on identity.subject_key for each row when (old.destroyed_at is not null)
  execute function identity.keep_destroyed();

-- Whose key a transaction that is bound to no person may use: set by the vault for the one subject it was asked about.
create function platform.subject() returns uuid language sql stable
  return nullif(current_setting('app.subject', true), '')::uuid;

grant select on identity.person, identity.contact, identity.subject_key to shubbak_lookup;
create policy lookup on identity.person for select to shubbak_lookup using (true);
create policy lookup on identity.contact for select to shubbak_lookup using (true);
create policy lookup on identity.subject_key for select to shubbak_lookup using (true);

create function identity.is_person(subject uuid)
returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select exists (select 1 from identity.person p where p.id = subject) $$;

-- A person's key is for the person and for the communes that have served them, whatever a query names.
create policy own on identity.subject_key using (subject_id = platform.person()) with check (subject_id = platform.person());
create policy served on identity.subject_key for select using (
  exists (select 1 from identity.known_person k where k.commune_id = platform.commune() and k.person_id = subject_id));
create policy serve on identity.subject_key for insert with check (
  exists (select 1 from identity.known_person k where k.commune_id = platform.commune() and k.person_id = subject_id));
create policy named on identity.subject_key using (subject_id = platform.subject() and not identity.is_person(subject_id))
  with check (subject_id = platform.subject() and not identity.is_person(subject_id));
grant select, insert on identity.subject_key to shubbak_app, shubbak_worker;
grant update (sealed_key, ring_key, destroyed_at) on identity.subject_key to shubbak_app, shubbak_worker;

-- Contacts: found by a keyed digest, and only once a code has shown that the person reads them.
alter table identity.contact
  add column value_index bytea check (length(value_index) = 32),
  add column confirmed_at timestamptz;
create index contact_value on identity.contact (value_index);

-- Several persons may share an address: a family does.
create function identity.find_accounts_by_contact(contact_index bytea)
returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select a.id from identity.contact c join identity.account a on a.person_id = c.person_id
   where c.value_index = contact_index and c.confirmed_at is not null order by a.created_at, a.id limit 20 $$;

-- What a new ring key makes necessary: whose data keys hang from older ones, and what was sealed before there were data keys.
create function identity.list_older_keys(newest bytea, after uuid, at_most int)
returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select k.subject_id from identity.subject_key k
   where k.ring_key <> newest and k.subject_id > after order by k.subject_id limit at_most $$;
create function identity.count_older_keys(newest bytea)
returns bigint language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select count(*) from identity.subject_key k where k.ring_key <> newest $$;
-- Numbers and contacts of the time before data keys begin with the byte 1: the worker seals them anew.
create index identity_document_old_seal on identity.identity_document (person_id) where get_byte(number_sealed, 0) = 1;
create index contact_old_seal on identity.contact (person_id) where get_byte(value_sealed, 0) = 1;
create function identity.list_old_seals(after uuid, at_most int)
returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select s.person_id from (
     select d.person_id from identity.identity_document d where get_byte(d.number_sealed, 0) = 1
     union select c.person_id from identity.contact c where get_byte(c.value_sealed, 0) = 1) s
   where s.person_id > after order by s.person_id limit at_most $$;

create policy reseal on identity.identity_document for update to shubbak_worker
  using (person_id = platform.person()) with check (person_id = platform.person());
grant update (number_sealed) on identity.identity_document to shubbak_worker;

do $$
declare name text;
begin
  grant create on schema identity to shubbak_lookup;
  foreach name in array array['is_person', 'find_accounts_by_contact', 'list_older_keys', 'count_older_keys', 'list_old_seals'] loop
    execute format('revoke all on function identity.%I from public', name);
    execute format('grant execute on function identity.%I to shubbak_%s', name,
      case name when 'find_accounts_by_contact' then 'app' else 'worker' end);
    if name = 'is_person' then grant execute on function identity.is_person to shubbak_app, shubbak_biometrics; end if;
    execute format('alter function identity.%I owner to shubbak_lookup', name);
  end loop;
  revoke create on schema identity from shubbak_lookup;
end $$;

-- Further readings come with further rooms: the words are those of the code, the shape is checked here.
alter table identity.file_reading drop constraint file_reading_purpose_check;
alter table identity.file_reading add constraint file_reading_purpose_check check (purpose ~ '^[a-z]+(-[a-z]+)*$');

-- Fingerprint templates (ISO/IEC 19794-2, never images): a schema and a login of their own. No other login that serves people may look in.
create schema biometrics;
grant usage on schema biometrics to shubbak_biometrics;
create table biometrics.template (
  person_id uuid not null references identity.person (id),
  -- Finger position code, ISO/IEC 19794-2:2005 table 2.
  finger smallint not null check (finger between 1 and 10),
  template_sealed bytea not null,
  -- For what the person agreed to it, in which version of the sentence, and under which authorisation it was taken.
  purpose text not null check (purpose ~ '^[a-z]+(-[a-z]+)*$'),
  consent text not null,
  authorisation text not null,
  taken_in uuid not null,
  taken_by uuid not null,
  taken_at timestamptz not null,
  primary key (person_id, finger)
);
alter table biometrics.template enable row level security;
alter table biometrics.template force row level security;
create policy own on biometrics.template using (person_id = platform.person()) with check (person_id = platform.person());
grant select, insert, delete on biometrics.template to shubbak_biometrics;
grant update (template_sealed, purpose, consent, authorisation, taken_in, taken_by, taken_at) on biometrics.template to shubbak_biometrics;
-- What its transactions need besides: the person's key, whether the commune serves the person, the reading that the person sees, the command.
grant usage on schema platform, identity to shubbak_biometrics;
grant select, insert on identity.subject_key to shubbak_biometrics;
grant select on identity.known_person to shubbak_biometrics;
grant insert on identity.file_reading to shubbak_biometrics;
grant select, insert on platform.command to shubbak_biometrics;
