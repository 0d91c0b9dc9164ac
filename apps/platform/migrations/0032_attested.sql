-- Who attested a signature: a member of staff at an office, maybe of another commune; or, at a distance, the session of the person,
-- of which level and over which document. `identified_at` is the instant of either.
alter table legalisation.signatory
  alter column identified_by drop not null,
  -- The commune and the office of the member of staff.
  add column attested_in uuid,
  add column attested_office uuid,
  add column attested_level text check (attested_level in ('low', 'substantial', 'high')),
  add column attested_document bytea check (length(attested_document) = 32);
-- Until now signatories were identified at the office of their request alone.
update legalisation.signatory s set attested_in = s.commune_id, attested_office = r.office_id
  from requests.request r where r.commune_id = s.commune_id and r.id = s.request_id;
alter table legalisation.signatory
  add constraint attested check (case mode when 'distance'
    then num_nonnulls(identified_by, attested_in, attested_office) = 0 and num_nulls(attested_level, attested_document) = 0
    else num_nulls(identified_by, attested_in, attested_office) = 0 and num_nonnulls(attested_level, attested_document) = 0 end);

-- Where somebody was attested at another office than the request's: the office as papers name it, and who attested there, frozen. How a
-- specimen was compared; how somebody who cannot sign or read was heard.
alter table legalisation.signatory
  add column attested_place jsonb,
  add column comparison jsonb,
  add column assistance jsonb,
  add constraint compared check ((mode = 'specimen') = (comparison is not null)),
  add constraint assisted check ((mode = 'witnesses') = (assistance is not null));
grant update (mode, comparison, assistance) on legalisation.signatory to shubbak_app;

-- The two who heard somebody who cannot sign or read. They need no file of their own: their identity and what they drew are sealed with
-- the signatory's key, and the act names them.
create table legalisation.witness (
  commune_id uuid not null,
  request_id uuid not null,
  person_id uuid not null,
  position smallint not null check (position in (1, 2)),
  identity_sealed bytea not null,
  signature_sealed bytea,
  signed_with text check (signed_with in ('signature', 'mark')),
  consent_sentence text,
  consent_language text check (consent_language in ('ar', 'fr', 'zgh', 'en')),
  consented_at timestamptz,
  primary key (commune_id, request_id, person_id, position),
  foreign key (commune_id, request_id, person_id) references legalisation.signatory (commune_id, request_id, person_id) on delete cascade,
  check (num_nonnulls(signature_sealed, signed_with, consent_sentence, consent_language, consented_at) in (0, 5))
);

-- From when to when a commune lets a signature be recognised by a specimen on file (dahir of 25 July 1915), by which decision and why.
create table legalisation.specimen_rule (
  commune_id uuid not null,
  id uuid not null,
  basis text not null,
  reason text not null,
  starts_on date not null,
  ends_on date,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (commune_id, id)
);

-- Somebody who will sign later, maybe at an office of another commune. Who it is is sealed under the row's own id; that key goes when they
-- have come or are no longer awaited.
create table legalisation.awaited (
  commune_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  state text not null check (state in ('awaited', 'come', 'withdrawn')),
  identity_sealed bytea not null,
  added_by uuid not null,
  added_at timestamptz not null,
  ended_at timestamptz,
  -- Who came.
  person_id uuid,
  primary key (commune_id, id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id),
  check ((state = 'come') = (person_id is not null)),
  check ((state = 'awaited') = (ended_at is null))
);
create index awaited_of_request on legalisation.awaited (commune_id, request_id);
-- National: the keyed digest of the code on the waiting slip leads any office to the request's commune. One living code a person.
create table legalisation.awaited_code (
  code_digest bytea primary key check (length(code_digest) = 32),
  commune_id uuid not null,
  awaited_id uuid not null,
  expires_at timestamptz not null
);
create index awaited_code_of on legalisation.awaited_code (commune_id, awaited_id);
-- Who typed such a code at a counter and what came of it, in the commune of the counter.
create table legalisation.awaited_opening (
  commune_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  outcome text not null check (outcome in ('nobody', 'found', 'attested')),
  awaited_id uuid,
  at timestamptz not null,
  primary key (commune_id, id),
  check ((outcome = 'nobody') = (awaited_id is null))
);
create index awaited_opening_of on legalisation.awaited_opening (commune_id, staff_id, at);

do $$
declare name text;
begin
  foreach name in array array['witness', 'specimen_rule', 'awaited', 'awaited_code', 'awaited_opening'] loop
    execute format('alter table legalisation.%I enable row level security', name);
    execute format('alter table legalisation.%I force row level security', name);
    execute format('create policy commune on legalisation.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', name);
    execute format('grant select, insert on legalisation.%I to shubbak_app', name);
  end loop;
end $$;
grant select on legalisation.witness to shubbak_worker;
grant delete, update (signature_sealed, signed_with, consent_sentence, consent_language, consented_at) on legalisation.witness to shubbak_app;
grant update (ends_on) on legalisation.specimen_rule to shubbak_app;
grant update (state, ended_at, person_id) on legalisation.awaited to shubbak_app;
grant delete on legalisation.awaited_code to shubbak_app;
create trigger append_only before update or delete or truncate on legalisation.awaited_opening
  for each statement execute function platform.refuse_change();

-- The one way from a code to a request of whichever commune: nothing but where to look is answered, and only while the code lives.
grant usage on schema legalisation to shubbak_lookup;
grant select on legalisation.awaited_code to shubbak_lookup;
create policy lookup on legalisation.awaited_code for select to shubbak_lookup using (true);
create function legalisation.find_awaited(digest bytea, moment timestamptz)
returns table (commune_id uuid, awaited_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select c.commune_id, c.awaited_id from legalisation.awaited_code c where c.code_digest = digest and c.expires_at > moment $$;
revoke all on function legalisation.find_awaited(bytea, timestamptz) from public;
grant execute on function legalisation.find_awaited(bytea, timestamptz) to shubbak_app;
grant create on schema legalisation to shubbak_lookup;
alter function legalisation.find_awaited(bytea, timestamptz) owner to shubbak_lookup;
revoke create on schema legalisation from shubbak_lookup;
