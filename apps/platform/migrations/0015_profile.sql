-- What a person's file holds beyond the name and the card, and every change of it.
alter table identity.person
  add column address_sealed bytea,
  add column birth_place_sealed bytea;
-- Names, days and sealed facts change by a command that writes down what stood there before; the person is named by the transaction.
create policy change on identity.person for update using (id = platform.person()) with check (id = platform.person());
grant update (name_arabic, name_latin, birth_date, address_sealed, birth_place_sealed) on identity.person to shubbak_app;
grant update (number_sealed, number_index) on identity.identity_document to shubbak_app;
grant delete on identity.contact to shubbak_app;

-- A changed name is found in every commune that knows the person, which a clerk of one of them may not see.
create policy own on identity.known_person for select using (person_id = platform.person());
create policy own on identity.known_name using (person_id = platform.person()) with check (person_id = platform.person());

-- What was changed in a person's file, and what waits for a second pair of eyes: kept for the person, who reads it.
create table identity.file_change (
  id uuid primary key,
  person_id uuid not null references identity.person (id),
  -- The fields of one command share it.
  proposal_id uuid not null,
  field text not null check (field ~ '^[a-z]+(-[a-z]+)*$'),
  -- The row that changed, where the file has several of a kind.
  detail_id uuid,
  -- Null: nothing stood there, or nothing stands there any more.
  old_sealed bytea,
  new_sealed bytea,
  state text not null check (state in ('made', 'awaiting', 'declined', 'expired')),
  -- Who: at a counter, the person in their own account, the national provider, two members of staff who merged two files.
  source text not null check (source in ('counter', 'person', 'provider', 'merging')),
  made_in uuid,
  made_by uuid,
  -- The kind of paper that the clerk attests to have seen.
  seen text check (seen ~ '^[a-z]+(-[a-z]+)*$'),
  -- In the clerk's words; the person reads it.
  reason text check (length(reason) <= 300),
  made_at timestamptz not null,
  expires_at timestamptz,
  second_by uuid,
  second_reason text check (length(second_reason) <= 300),
  decided_at timestamptz,
  check ((source = 'counter') = (made_in is not null and made_by is not null and seen is not null and reason is not null)),
  check ((state = 'awaiting') <= (expires_at is not null)),
  check (second_by is null or second_by <> made_by)
);
create index file_change_person on identity.file_change (person_id, made_at);
create index file_change_awaiting on identity.file_change (made_in, made_at) where state = 'awaiting';
create unique index one_change_awaiting on identity.file_change (person_id, field, detail_id) nulls not distinct where state = 'awaiting';
alter table identity.file_change enable row level security;
alter table identity.file_change force row level security;
create policy own on identity.file_change for select using (person_id = platform.person());
-- The commune that made it sees that it waits; its values open for the person's key only.
create policy made on identity.file_change for select using (made_in = platform.commune());
create policy write on identity.file_change for insert
  with check (person_id = platform.person() and (made_in is null or made_in = platform.commune()));
create policy decide on identity.file_change for update using (person_id = platform.person()) with check (person_id = platform.person());
grant select, insert on identity.file_change to shubbak_app, shubbak_worker;
grant update (state, old_sealed, new_sealed, second_by, second_reason, decided_at) on identity.file_change to shubbak_app, shubbak_worker;

-- Which fields of a file a commune lets nobody change alone; without a row, the platform's own rule holds.
create table identity.key_data_rule (
  commune_id uuid not null,
  field text not null,
  second_person boolean not null,
  primary key (commune_id, field)
);
alter table identity.key_data_rule enable row level security;
alter table identity.key_data_rule force row level security;
create policy commune on identity.key_data_rule using (commune_id = platform.commune()) with check (commune_id = platform.commune());
grant select, insert on identity.key_data_rule to shubbak_app, shubbak_worker;
grant update (second_person) on identity.key_data_rule to shubbak_app;

-- A message that goes to an address which is no longer on file carries a sealed copy of it until it was sent.
alter table notifications.delivery add column address_sealed bytea;
grant update (address_sealed) on notifications.delivery to shubbak_worker;

-- What a person chooses alone, from home.
alter table identity.person
  -- In which script their name is shown to them first.
  add column script text not null default 'reader' check (script in ('reader', 'arabic', 'latin')),
  -- Whether papers that are ready are announced; what protects the account is always told.
  add column told_by text not null default 'email' check (told_by in ('email', 'nothing')),
  add column text_size text not null default 'usual' check (text_size in ('usual', 'large'));
grant update (language, script, told_by, text_size) on identity.person to shubbak_app;
alter table notifications.delivery drop constraint delivery_state_check;
alter table notifications.delivery add constraint delivery_state_check
  check (state in ('queued', 'sent', 'no-address', 'refused', 'unwanted'));

-- What a person's requests are, for themself and whoever may track them.
create index signatory_person on legalisation.signatory (commune_id, person_id);

-- Rights over one's data (law 09-08, art. 7 to 9), asked of one commune that holds them.
create table identity.rights_counter (
  commune_id uuid not null,
  year int not null,
  last int not null,
  primary key (commune_id, year)
);
create table identity.rights_request (
  id uuid primary key,
  person_id uuid not null references identity.person (id),
  asked_in uuid not null,
  -- Within the commune: DP/2026/000012.
  number text not null,
  kind text not null check (kind in ('access', 'rectification', 'opposition', 'erasure')),
  words_sealed bytea not null,
  channel text not null check (channel in ('online', 'counter')),
  taken_by uuid,
  -- Why this delay: article of a law, or the platform's own rule.
  basis text not null,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  reminded_at timestamptz,
  -- `granted`: an erasure that waits until the person can no longer think better of it.
  state text not null check (state in ('open', 'granted', 'done', 'refused', 'withdrawn')),
  ground text,
  answer_sealed bytea,
  answered_by uuid,
  answered_at timestamptz,
  -- When a granted erasure is executed.
  executes_at timestamptz,
  ended_at timestamptz,
  unique (asked_in, number),
  check ((channel = 'counter') = (taken_by is not null)),
  check ((state = 'refused') = (ground is not null)),
  check ((state = 'granted') <= (executes_at is not null)),
  check ((answered_by is null) = (answered_at is null))
);
create index rights_request_person on identity.rights_request (person_id, asked_at);
create index rights_request_open on identity.rights_request (asked_in, due_at) where state = 'open';
create index rights_request_granted on identity.rights_request (executes_at) where state = 'granted';
-- What happened to it, for the person and the desk.
create table identity.rights_event (
  id uuid primary key,
  request_id uuid not null references identity.rights_request (id),
  person_id uuid not null,
  kind text not null check (kind in ('asked', 'opened', 'reminded', 'granted', 'refused', 'withdrawn', 'done')),
  staff_id uuid,
  at timestamptz not null
);
create index rights_event_request on identity.rights_event (request_id, at);

-- Everything of a person as one archive, sealed for them in parts, and erased after some days.
create table identity.export (
  id uuid primary key,
  person_id uuid not null references identity.person (id),
  state text not null check (state in ('queued', 'ready', 'failed', 'erased')),
  language text not null check (language in ('ar', 'fr', 'zgh', 'en')),
  asked_at timestamptz not null,
  ready_at timestamptz,
  expires_at timestamptz not null,
  bytes bigint,
  -- Papers that were too many for one archive; each can be had by itself.
  left_out int,
  fetched_at timestamptz
);
create index export_person on identity.export (person_id, asked_at);
create index export_over on identity.export (expires_at);
create table identity.export_part (
  export_id uuid not null references identity.export (id) on delete cascade,
  part int not null,
  person_id uuid not null,
  sealed bytea not null,
  primary key (export_id, part)
);

-- Who may file and track for a person: for named services, for a time, never to sign or consent.
create table identity.helper (
  id uuid primary key,
  person_id uuid not null references identity.person (id),
  -- Null where the number that was typed is nobody's, which is not told.
  helper_id uuid references identity.person (id),
  services text[] not null check (cardinality(services) > 0),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at and ends_at <= starts_at + interval '366 days'),
  state text not null check (state in ('asked', 'agreed', 'declined', 'ended')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  ended_by text check (ended_by in ('person', 'helper', 'erasure')),
  check (helper_id is null or helper_id <> person_id),
  check ((state = 'agreed') <= (helper_id is not null))
);
create index helper_person on identity.helper (person_id, asked_at);
create index helper_helper on identity.helper (helper_id, asked_at);
create table identity.helper_act (
  id uuid primary key,
  help_id uuid not null references identity.helper (id),
  person_id uuid not null,
  helper_id uuid not null,
  service text not null,
  what text not null check (what ~ '^[a-z]+(-[a-z]+)*$'),
  at timestamptz not null
);
create index helper_act_person on identity.helper_act (person_id, at);

-- Whom the platform warned that something of theirs will be deleted.
create table identity.retention_warning (
  person_id uuid not null references identity.person (id),
  kind text not null,
  warned_at timestamptz not null,
  primary key (person_id, kind)
);

do $$
declare name text;
begin
  foreach name in array array['rights_counter', 'rights_request', 'rights_event', 'export', 'export_part', 'helper', 'helper_act', 'retention_warning'] loop
    execute format('alter table identity.%I enable row level security', name);
    execute format('alter table identity.%I force row level security', name);
  end loop;
  foreach name in array array['rights_event', 'export', 'export_part', 'helper_act', 'retention_warning'] loop
    execute format('create policy own on identity.%I using (person_id = platform.person()) with check (person_id = platform.person())', name);
  end loop;
end $$;
create policy commune on identity.rights_counter using (commune_id = platform.commune()) with check (commune_id = platform.commune());
grant select, insert on identity.rights_counter to shubbak_app, shubbak_worker;
grant update (last) on identity.rights_counter to shubbak_app, shubbak_worker;
create policy own on identity.rights_request for select using (person_id = platform.person());
create policy asked on identity.rights_request for select using (asked_in = platform.commune());
create policy ask on identity.rights_request for insert
  with check (person_id = platform.person() and asked_in = platform.commune());
create policy answer on identity.rights_request for update
  using (person_id = platform.person()) with check (person_id = platform.person());
grant select, insert on identity.rights_request to shubbak_app, shubbak_worker;
grant update (state, ground, answer_sealed, answered_by, answered_at, executes_at, ended_at, reminded_at) on identity.rights_request
  to shubbak_app, shubbak_worker;
grant select, insert on identity.rights_event, identity.helper_act, identity.retention_warning to shubbak_app, shubbak_worker;
grant select, insert on identity.export to shubbak_app, shubbak_worker;
grant update (state, ready_at, bytes, left_out, fetched_at) on identity.export to shubbak_app, shubbak_worker;
grant select, insert, delete on identity.export_part to shubbak_worker;
grant select, delete on identity.export_part to shubbak_app;
create policy own on identity.helper using (person_id = platform.person()) with check (person_id = platform.person());
create policy helping on identity.helper for select using (helper_id = platform.person());
create policy answer on identity.helper for update using (helper_id = platform.person()) with check (helper_id = platform.person());
grant select, insert on identity.helper to shubbak_app, shubbak_worker;
grant update (state, answered_at, ended_at, ended_by) on identity.helper to shubbak_app, shubbak_worker;

-- A person whom another named by account number: the number on their slip, which they gave out themselves.
create function identity.find_person_by_account_number(account_number text)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select a.person_id from identity.account a where a.number = account_number and a.password_hash is not null $$;

-- Erasing a person is the worker's, in a transaction bound to them: the login that serves pages can delete none of this. What stays are
-- rows without anything personal, to which acts and registers refer.
create policy erase on identity.known_person for delete to shubbak_worker using (person_id = platform.person());
create policy erase on identity.file_reading for delete to shubbak_worker using (person_id = platform.person());
create policy erase on identity.file_change for delete to shubbak_worker using (person_id = platform.person());
grant update (name_arabic, name_latin, birth_date, address_sealed, birth_place_sealed) on identity.person to shubbak_worker;
grant update (number_index) on identity.identity_document to shubbak_worker;
grant delete on identity.contact, identity.known_person, identity.file_reading, identity.file_change, identity.passkey,
  identity.export, identity.retention_warning to shubbak_worker;
grant update (number) on identity.account to shubbak_worker;
grant select on identity.session to shubbak_worker;
grant update (ended_at) on identity.session to shubbak_worker;
create policy erase on documents.vault_item for delete to shubbak_worker using (person_id = platform.person());
grant delete on documents.vault_item to shubbak_worker;

-- Keeping house: what nobody needs any more, whoever's it is, some at a time.
create function identity.sweep(kind text, before timestamptz, at_most int)
returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare swept int;
begin
  case kind
    when 'readings' then
      delete from identity.file_reading where id in (select id from identity.file_reading where at < before limit at_most);
    when 'changes' then
      delete from identity.file_change where id in
        (select id from identity.file_change where state <> 'awaiting' and made_at < before limit at_most);
    when 'sessions' then
      delete from identity.session where id in
        (select id from identity.session where least(coalesce(ended_at, expires_at), expires_at) < before limit at_most);
    when 'exports' then
      delete from identity.export where id in (select id from identity.export where expires_at < before limit at_most);
    when 'helpers' then
      delete from identity.helper_act where help_id in
        (select id from identity.helper where coalesce(ended_at, ends_at) < before limit at_most);
      delete from identity.helper where coalesce(ended_at, ends_at) < before
        and not exists (select 1 from identity.helper_act a where a.help_id = helper.id);
    when 'rights-requests' then
      delete from identity.rights_event where request_id in
        (select id from identity.rights_request where ended_at < before limit at_most);
      delete from identity.rights_request where ended_at < before
        and not exists (select 1 from identity.rights_event e where e.request_id = rights_request.id);
    when 'searches' then
      delete from identity.document_search where id in (select id from identity.document_search where at < before limit at_most);
  end case;
  get diagnostics swept = row_count;
  return swept;
end $$;
-- Accounts that were opened and that nobody has used since an instant.
create function identity.list_inactive(since timestamptz, at_most int)
returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select a.person_id from identity.account a
   where a.kind = 'person' and a.password_hash is not null and a.created_at < since
     and not exists (select 1 from identity.session s where s.account_id = a.id and s.seen_at >= since)
   order by a.person_id limit at_most $$;
do $$
declare name text;
begin
  foreach name in array array['file_reading', 'file_change', 'session', 'export', 'export_part', 'helper', 'helper_act', 'rights_request',
    'rights_event', 'document_search'] loop
    execute format('grant select, delete on identity.%I to shubbak_lookup', name);
    execute format('create policy sweep on identity.%I for delete to shubbak_lookup using (true)', name);
    if name <> 'session' then execute format('create policy swept on identity.%I for select to shubbak_lookup using (true)', name); end if;
  end loop;
  grant create on schema identity to shubbak_lookup;
  foreach name in array array['find_person_by_account_number', 'sweep', 'list_inactive'] loop
    execute format('revoke all on function identity.%I from public', name);
    execute format('grant execute on function identity.%I to shubbak_%s', name,
      case name when 'find_person_by_account_number' then 'app' else 'worker' end);
    execute format('alter function identity.%I owner to shubbak_lookup', name);
  end loop;
  revoke create on schema identity from shubbak_lookup;
end $$;
