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
