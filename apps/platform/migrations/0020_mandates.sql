-- Organisations and the mandates of those who act for them: national, as people are; read by the communes that served them and
-- by their representatives, once `app.organisation` was set after a mandate of theirs was found to hold.
create function platform.organisation() returns uuid language sql stable
  return nullif(current_setting('app.organisation', true), '')::uuid;

create table identity.organisation (
  id uuid primary key,
  kind text not null check (kind in ('company', 'association', 'cooperative', 'public-body')),
  name_arabic text not null,
  name_latin text not null,
  legal_form text,
  -- Trade register of companies, local register of cooperatives: a number and the court that keeps it.
  register_court text,
  register_number text,
  ice text check (ice ~ '^[0-9]{15}$'),
  tax_id text,
  statutes_reference text,
  statutes_on date,
  -- Of an association: the receipt of its declaration (dahir 1-58-376, art. 5).
  receipt_number text,
  receipt_on date,
  receipt_authority text,
  receipt_kind text check (receipt_kind in ('provisional', 'final')),
  -- Of a public body: the text that made it.
  creating_text text,
  -- Seat, e-mail and telephone, under the organisation's own key.
  seat_sealed bytea not null,
  enrolled_in uuid not null,
  enrolled_by uuid not null,
  created_at timestamptz not null,
  check ((register_court is null) = (register_number is null)),
  check ((kind in ('company', 'cooperative')) = (register_number is not null)),
  check ((kind = 'association') = (receipt_number is not null and receipt_on is not null and receipt_authority is not null and receipt_kind is not null)),
  check ((kind = 'public-body') = (creating_text is not null)),
  constraint one_registration unique (kind, register_court, register_number),
  constraint one_ice unique (ice)
);
-- What was before, when the counter changed it; sealed like the rest.
create table identity.organisation_change (
  id uuid primary key,
  organisation_id uuid not null references identity.organisation (id),
  before_sealed bytea not null,
  fields text[] not null,
  reason text not null,
  changed_in uuid not null,
  changed_by uuid not null,
  at timestamptz not null
);
create index organisation_change_of on identity.organisation_change (organisation_id, at);
-- Who read the file of an organisation from where; its representatives read it.
create table identity.organisation_reading (
  id uuid primary key,
  organisation_id uuid not null references identity.organisation (id),
  read_in uuid not null,
  read_by uuid not null,
  purpose text not null check (purpose in ('enrolled', 'opened', 'found', 'found-elsewhere')),
  reason text check ((purpose = 'found-elsewhere') = (reason is not null)),
  at timestamptz not null
);
create index organisation_reading_of on identity.organisation_reading (organisation_id, at);
create table identity.known_organisation (
  commune_id uuid not null,
  organisation_id uuid not null references identity.organisation (id),
  first_known_at timestamptz not null,
  primary key (commune_id, organisation_id)
);
create table identity.known_organisation_name (
  commune_id uuid not null,
  word text collate "C" not null,
  organisation_id uuid not null,
  primary key (commune_id, word, organisation_id),
  foreign key (commune_id, organisation_id) references identity.known_organisation (commune_id, organisation_id)
);

-- Those who bind the organisation together: `needed` of the group's members.
create table identity.mandate_group (
  id uuid primary key,
  organisation_id uuid not null references identity.organisation (id),
  name text not null,
  needed int not null check (needed between 2 and 10),
  unique (organisation_id, name),
  unique (organisation_id, id)
);
create table identity.mandate (
  id uuid primary key,
  organisation_id uuid not null references identity.organisation (id),
  person_id uuid not null references identity.person (id),
  -- The mandate that this one was delegated from; it ends with it.
  parent_id uuid,
  role text not null,
  role_arabic text,
  role_latin text,
  -- Natures of act by their codes, or {all}.
  natures text[] not null check (cardinality(natures) > 0),
  -- In centimes; null without limit.
  most bigint check (most > 0),
  group_id uuid,
  may_read boolean not null,
  may_revoke boolean not null,
  -- How many times, one below the other, it may be delegated.
  delegable int not null check (delegable between 0 and 3),
  -- First and last day, both included.
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  -- What shows it; a delegation made online is its own.
  evidence_kind text check (evidence_kind in ('statutes', 'minutes', 'power-of-attorney', 'appointment', 'register-extract')),
  evidence_reference text,
  evidence_on date,
  -- Who wrote it down: a clerk of a commune, or the representative who delegated.
  recorded_in uuid,
  recorded_by uuid,
  -- The key of the command, so that a form sent twice writes one.
  command_key uuid not null,
  created_at timestamptz not null,
  unique (organisation_id, id),
  constraint one_command unique (organisation_id, command_key),
  foreign key (organisation_id, parent_id) references identity.mandate (organisation_id, id),
  foreign key (organisation_id, group_id) references identity.mandate_group (organisation_id, id),
  check ((role = 'other') = (role_arabic is not null and role_latin is not null)),
  check ((recorded_in is null) = (recorded_by is null)),
  check ((evidence_kind is null) = (evidence_reference is null) and (evidence_kind is null) = (evidence_on is null)),
  -- Without a parent it was brought to a counter, with evidence; voices are counted by the first of a chain.
  check (parent_id is not null or (recorded_in is not null and evidence_kind is not null)),
  check (parent_id is null or group_id is null)
);
create index mandate_of_person on identity.mandate (person_id);
-- Words that end a mandate. The earliest one counts, in whatever order they came.
create table identity.mandate_end (
  id uuid primary key,
  organisation_id uuid not null,
  mandate_id uuid not null,
  effective_at timestamptz not null,
  reason text not null,
  -- The representative who said so online, or the clerk who wrote it down.
  ended_by_person uuid,
  ended_in uuid,
  ended_by uuid,
  at timestamptz not null,
  foreign key (organisation_id, mandate_id) references identity.mandate (organisation_id, id),
  check ((ended_in is null) = (ended_by is null) and (ended_in is null) <> (ended_by_person is null))
);
create index mandate_end_of on identity.mandate_end (mandate_id);

do $$
declare name text;
begin
  foreach name in array array['organisation', 'organisation_change', 'organisation_reading', 'known_organisation', 'known_organisation_name', 'mandate_group', 'mandate', 'mandate_end'] loop
    execute format('alter table identity.%I enable row level security', name);
    execute format('alter table identity.%I force row level security', name);
  end loop;
  foreach name in array array['known_organisation', 'known_organisation_name'] loop
    execute format('create policy commune on identity.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', name);
  end loop;
  -- The rest of an organisation's rows: for whoever was let in as its representative, and for the communes that served it.
  foreach name in array array['organisation_change', 'organisation_reading', 'mandate_group', 'mandate', 'mandate_end'] loop
    execute format('create policy represented on identity.%I using (organisation_id = platform.organisation()) with check (organisation_id = platform.organisation())', name);
    execute format('create policy served on identity.%I for select using (exists (select 1 from identity.known_organisation k where k.commune_id = platform.commune() and k.organisation_id = %I.organisation_id))', name, name);
  end loop;
  foreach name in array array['organisation_change', 'organisation_reading', 'mandate', 'mandate_end', 'mandate_group'] loop
    execute format('grant select, insert on identity.%I to shubbak_app', name);
  end loop;
  foreach name in array array['organisation_change', 'organisation_reading', 'mandate', 'mandate_end', 'mandate_group'] loop
    execute format('create trigger append_only before update or delete or truncate on identity.%I for each statement execute function platform.refuse_change()', name);
  end loop;
end $$;
grant select, insert on identity.known_organisation to shubbak_app;
grant select, insert, delete on identity.known_organisation_name to shubbak_app;

create policy represented on identity.organisation using (id = platform.organisation()) with check (id = platform.organisation());
create policy served on identity.organisation for select using (
  exists (select 1 from identity.known_organisation k where k.commune_id = platform.commune() and k.organisation_id = id));
grant select, insert on identity.organisation to shubbak_app;
grant update (name_arabic, name_latin, legal_form, register_court, register_number, ice, tax_id, statutes_reference, statutes_on,
  receipt_number, receipt_on, receipt_authority, receipt_kind, creating_text, seat_sealed) on identity.organisation to shubbak_app;
-- A person sees which mandates are their own, to be let in by one of them.
create policy own on identity.mandate for select using (person_id = platform.person());

-- Narrow look-ups: an organisation by its exact numbers, and the names of those who act for the one that was opened.
grant select on identity.organisation, identity.mandate to shubbak_lookup;
create policy lookup on identity.organisation for select to shubbak_lookup using (true);
create policy lookup on identity.mandate for select to shubbak_lookup using (true);
create function identity.find_organisation_by_register(organisation_kind text, court text, number text)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select o.id from identity.organisation o
   where o.kind = organisation_kind and o.register_court = court and o.register_number = number $$;
create function identity.find_organisation_by_ice(organisation_ice text)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select o.id from identity.organisation o where o.ice = organisation_ice $$;
create function identity.representative_names()
returns table (id uuid, name_arabic text, name_latin text) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select distinct p.id, p.name_arabic, p.name_latin from identity.mandate m join identity.person p on p.id = m.person_id
   where m.organisation_id = platform.organisation() $$;
do $$
declare name text;
begin
  grant create on schema identity to shubbak_lookup;
  foreach name in array array['find_organisation_by_register', 'find_organisation_by_ice', 'representative_names'] loop
    execute format('revoke all on function identity.%I from public', name);
    execute format('grant execute on function identity.%I to shubbak_app', name);
    execute format('alter function identity.%I owner to shubbak_lookup', name);
  end loop;
  revoke create on schema identity from shubbak_lookup;
end $$;

-- A signatory may sign for an organisation, under a mandate; `worth` is what the paper is worth, asked where a mandate is limited.
alter table legalisation.signatory add column organisation_id uuid, add column mandate_id uuid, add column worth bigint check (worth >= 0),
  add constraint whole_capacity check ((organisation_id is null) = (mandate_id is null) and (mandate_id is not null or worth is null));
grant update (organisation_id, mandate_id, worth) on legalisation.signatory to shubbak_app;

-- Acts signed for an organisation lie in its own vault too.
alter table acts.prepared_act add column organisations uuid[] not null default '{}';
create table documents.organisation_vault_item (
  organisation_id uuid not null,
  act_id uuid not null,
  commune_id uuid not null,
  added_at timestamptz not null,
  primary key (organisation_id, act_id)
);
alter table documents.organisation_vault_item enable row level security;
alter table documents.organisation_vault_item force row level security;
create policy represented on documents.organisation_vault_item for select using (organisation_id = platform.organisation());
create policy deposit on documents.organisation_vault_item for insert with check (commune_id = platform.commune());
grant select, insert on documents.organisation_vault_item to shubbak_app, shubbak_worker;
