-- Two files of one person become one: proposed by one member of staff, approved by another, told to both accounts, and reversible row by row.
create table identity.merge (
  commune_id uuid not null,
  id uuid not null,
  survivor_id uuid not null references identity.person (id),
  merged_id uuid not null references identity.person (id),
  state text not null check (state in ('proposed', 'approved', 'done', 'refused', 'withdrawn', 'objected', 'reversed')),
  -- Why the two look like one person, and why there are two: words of the code.
  findings text[] not null,
  reason text not null check (reason ~ '^[a-z]+(-[a-z]+)*$'),
  -- Which documents lay on the counter.
  survivor_document uuid not null,
  merged_document uuid not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  -- Not before: until then the holder of either account may object.
  due_at timestamptz,
  executed_at timestamptz,
  objected_at timestamptz,
  reversed_by uuid,
  reversed_at timestamptz,
  -- The transaction that moves rows, and no other, may call what moves them.
  moving xid8,
  primary key (commune_id, id),
  check (survivor_id <> merged_id),
  check (decided_by <> proposed_by),
  check (state not in ('approved', 'done', 'reversed') or decided_by is not null),
  check (reversed_by <> proposed_by)
);
create index merge_survivor on identity.merge (survivor_id);
create index merge_merged on identity.merge (merged_id);
-- What moved, row by row: enough to put it back.
create table identity.merge_move (
  commune_id uuid not null,
  merge_id uuid not null,
  relation text not null,
  row_id uuid not null,
  -- Whose key sealed the row before; null where nothing is sealed.
  sealed_for uuid,
  primary key (commune_id, merge_id, relation, row_id),
  foreign key (commune_id, merge_id) references identity.merge (commune_id, id)
);
do $$
declare name text;
begin
  foreach name in array array['merge', 'merge_move'] loop
    execute format('alter table identity.%I enable row level security', name);
    execute format('alter table identity.%I force row level security', name);
    execute format('create policy commune on identity.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', name);
    execute format('create policy merger on identity.%I to shubbak_merger using (true) with check (true)', name);
  end loop;
end $$;
-- The holder of either account reads that it is being merged, and may object.
create policy holder on identity.merge for select using (platform.person() in (survivor_id, merged_id));
create policy object on identity.merge for update using (platform.person() in (survivor_id, merged_id) and state in ('proposed', 'approved'))
  with check (platform.person() in (survivor_id, merged_id) and state = 'objected');
grant select, insert on identity.merge to shubbak_app, shubbak_worker;
grant update (state, decided_by, decided_at, due_at, executed_at, objected_at, reversed_by, reversed_at, moving) on identity.merge to shubbak_app, shubbak_worker;
grant select on identity.merge_move to shubbak_app, shubbak_worker;
grant usage on schema platform, identity, documents to shubbak_merger;
grant select, update on identity.merge to shubbak_merger;
grant select, insert, delete on identity.merge_move to shubbak_merger;

-- The other file stays, closed: its account opens nothing, and its history is read through the survivor's.
alter table identity.person add column merged_into uuid references identity.person (id);
create index person_merged on identity.person (merged_into) where merged_into is not null;
alter table identity.account add column closed_at timestamptz;
create policy not_closed on identity.account as restrictive for select to shubbak_app, shubbak_worker, shubbak_lookup
  using (closed_at is null);
-- Rows that came by a merge: sealed for the person they were taken of, copied by which merge.
alter table identity.identity_document add column sealed_for uuid;
alter table identity.contact add column sealed_for uuid, add column by_merge uuid;
alter table identity.known_person add column by_merge uuid;
alter table identity.known_name add column by_merge uuid;

do $$
declare name text;
begin
  foreach name in array array['identity.person', 'identity.identity_document', 'identity.document_renewal', 'identity.contact', 'identity.known_person',
    'identity.known_name', 'identity.file_reading', 'identity.account', 'identity.session', 'identity.national_binding', 'documents.vault_item'] loop
    execute format('create policy merger on %s to shubbak_merger using (true) with check (true)', name);
    execute format('grant select on %s to shubbak_merger', name);
  end loop;
end $$;
grant update (merged_into) on identity.person to shubbak_merger;
grant update (person_id, sealed_for) on identity.identity_document to shubbak_merger;
grant update (person_id) on identity.document_renewal, identity.file_reading, documents.vault_item to shubbak_merger;
grant insert, delete on identity.contact to shubbak_merger;
grant insert, delete, update (by_merge) on identity.known_person, identity.known_name to shubbak_merger;
grant update (closed_at) on identity.account to shubbak_merger;
grant update (ended_at) on identity.session to shubbak_merger;
grant update (account_id, person_id, ended_at) on identity.national_binding to shubbak_merger;

-- A person who was merged twice hangs from the last survivor.
create function identity.survivor_of(person uuid)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ with recursive chain (id) as (
     select p.merged_into from identity.person p where p.id = person and p.merged_into is not null
     union select p.merged_into from chain c join identity.person p on p.id = c.id where p.merged_into is not null)
   select c.id from chain c join identity.person p on p.id = c.id where p.merged_into is null $$;
create function identity.absorbed_by(person uuid)
returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ with recursive chain (id) as (
     select p.id from identity.person p where p.merged_into = person
     union select p.id from chain c join identity.person p on p.merged_into = c.id)
   select c.id from chain c $$;
create policy absorbed on identity.subject_key using (identity.survivor_of(subject_id) = platform.person())
  with check (identity.survivor_of(subject_id) = platform.person());
create policy absorbed_served on identity.subject_key for select using (
  exists (select 1 from identity.known_person k where k.commune_id = platform.commune() and k.person_id = identity.survivor_of(subject_id)));

-- Whether a person is in a merge that is neither over nor refused, in whichever commune.
create function identity.is_being_merged(person uuid)
returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select exists (select 1 from identity.merge m where person in (m.survivor_id, m.merged_id) and m.state in ('proposed', 'approved')) $$;
-- Which persons, anywhere, have a document with one of these blind indexes.
create function identity.find_persons_by_indexes(indexes bytea[])
returns table (person_id uuid, type text, issuer text, number_index bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select d.person_id, d.type, d.issuer, d.number_index from identity.identity_document d where d.number_index = any(indexes) limit 20 $$;
create index identity_document_number on identity.identity_document (number_index);

-- Moves the rows of this schema. Only for a merge that two members of staff decided, in the transaction that marked it so.
create function identity.move_rows(merge_id uuid)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m record;
begin
  select * into strict m from identity.merge g where g.id = merge_id and g.state = 'done' and g.moving = pg_current_xact_id()
    and g.decided_by <> g.proposed_by;
  update identity.person set merged_into = m.survivor_id where id = m.merged_id and merged_into is null;
  if not found then raise exception 'merged already'; end if;
  with moved as (
    update identity.identity_document set person_id = m.survivor_id, sealed_for = coalesce(sealed_for, m.merged_id)
    where person_id = m.merged_id returning id, old.sealed_for as before)
  insert into identity.merge_move select m.commune_id, m.id, 'identity.identity_document', id, before from moved;
  with moved as (update identity.document_renewal set person_id = m.survivor_id where person_id = m.merged_id returning id)
  insert into identity.merge_move select m.commune_id, m.id, 'identity.document_renewal', id from moved;
  with moved as (update identity.file_reading set person_id = m.survivor_id where person_id = m.merged_id returning id)
  insert into identity.merge_move select m.commune_id, m.id, 'identity.file_reading', id from moved;
  -- An address that was confirmed for the other account does not open this one: the survivor confirms it anew.
  insert into identity.contact (person_id, kind, value_sealed, value_index, confirmed_at, created_at, sealed_for, by_merge)
    select m.survivor_id, kind, value_sealed, value_index, null, created_at, coalesce(sealed_for, m.merged_id), m.id
    from identity.contact where person_id = m.merged_id on conflict do nothing;
  insert into identity.known_person (commune_id, person_id, first_known_at, by_merge)
    select commune_id, m.survivor_id, first_known_at, m.id from identity.known_person where person_id = m.merged_id on conflict do nothing;
  insert into identity.known_name (commune_id, word, person_id, by_merge)
    select commune_id, word, m.survivor_id, m.id from identity.known_name where person_id = m.merged_id on conflict do nothing;
  update identity.account set closed_at = m.executed_at where person_id = m.merged_id;
  update identity.session s set ended_at = m.executed_at from identity.account a
    where a.person_id = m.merged_id and s.account_id = a.id and s.ended_at is null;
  -- Who came in through a provider goes on doing so, into the account that stays open; where that has a binding of its own, or there
  -- is none to come into, the other one ends, and the provider may be bound anew.
  with moved as (
    update identity.national_binding b set account_id = a.id, person_id = m.survivor_id from identity.account a
    where b.person_id = m.merged_id and b.ended_at is null and a.person_id = m.survivor_id and a.closed_at is null
      and not exists (select 1 from identity.national_binding o where o.account_id = a.id and o.issuer = b.issuer and o.ended_at is null)
    returning b.id)
  insert into identity.merge_move select m.commune_id, m.id, 'identity.national_binding', id from moved;
  with ended as (
    update identity.national_binding set ended_at = m.executed_at where person_id = m.merged_id and ended_at is null returning id)
  insert into identity.merge_move select m.commune_id, m.id, 'identity.national_binding/ended', id from ended;
end $$;

-- Puts back what `move_rows` moved, and takes away what it copied unless it was used since.
create function identity.restore_rows(merge_id uuid)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m record;
begin
  select * into strict m from identity.merge g where g.id = merge_id and g.state = 'reversed' and g.moving = pg_current_xact_id();
  update identity.person set merged_into = null where id = m.merged_id and merged_into = m.survivor_id;
  if not found then raise exception 'not merged'; end if;
  update identity.identity_document d set person_id = m.merged_id, sealed_for = v.sealed_for from identity.merge_move v
    where v.commune_id = m.commune_id and v.merge_id = m.id and v.relation = 'identity.identity_document' and d.id = v.row_id;
  update identity.document_renewal d set person_id = m.merged_id from identity.merge_move v
    where v.commune_id = m.commune_id and v.merge_id = m.id and v.relation = 'identity.document_renewal' and d.id = v.row_id;
  update identity.file_reading d set person_id = m.merged_id from identity.merge_move v
    where v.commune_id = m.commune_id and v.merge_id = m.id and v.relation = 'identity.file_reading' and d.id = v.row_id;
  delete from identity.contact where person_id = m.survivor_id and by_merge = m.id;
  update identity.known_person k set by_merge = null where k.person_id = m.survivor_id and k.by_merge = m.id
    and exists (select 1 from identity.file_reading r where r.person_id = m.survivor_id and r.commune_id = k.commune_id and r.at > m.executed_at);
  update identity.known_name n set by_merge = null where n.person_id = m.survivor_id and n.by_merge = m.id
    and exists (select 1 from identity.known_person k where k.commune_id = n.commune_id and k.person_id = m.survivor_id and k.by_merge is null)
    and exists (select 1 from identity.known_name o where o.person_id = m.survivor_id and o.word = n.word and o.by_merge is null);
  delete from identity.known_name where person_id = m.survivor_id and by_merge = m.id;
  delete from identity.known_person where person_id = m.survivor_id and by_merge = m.id;
  update identity.account set closed_at = null where person_id = m.merged_id;
  update identity.national_binding b set account_id = a.id, person_id = m.merged_id from identity.merge_move v, identity.account a
    where v.commune_id = m.commune_id and v.merge_id = m.id and v.relation = 'identity.national_binding' and b.id = v.row_id
      and a.person_id = m.merged_id;
  -- What the merge ended is in force again, unless its person bound the provider elsewhere since.
  update identity.national_binding b set ended_at = null from identity.merge_move v
    where v.commune_id = m.commune_id and v.merge_id = m.id and v.relation = 'identity.national_binding/ended' and b.id = v.row_id
      and not exists (select 1 from identity.national_binding o where o.issuer = b.issuer and o.ended_at is null
        and (o.subject_index = b.subject_index or o.account_id = b.account_id));
end $$;

-- The papers of the vault, for the room that keeps them.
create function documents.move_vault_items(merge_id uuid)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m record;
begin
  select * into strict m from identity.merge g where g.id = merge_id and g.state = 'done' and g.moving = pg_current_xact_id();
  with moved as (
    update documents.vault_item v set person_id = m.survivor_id where v.person_id = m.merged_id
      and not exists (select 1 from documents.vault_item o where o.person_id = m.survivor_id and o.act_id = v.act_id) returning act_id)
  insert into identity.merge_move select m.commune_id, m.id, 'documents.vault_item', act_id from moved;
end $$;
create function documents.restore_vault_items(merge_id uuid)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m record;
begin
  select * into strict m from identity.merge g where g.id = merge_id and g.state = 'reversed' and g.moving = pg_current_xact_id();
  update documents.vault_item d set person_id = m.merged_id from identity.merge_move v
    where v.commune_id = m.commune_id and v.merge_id = m.id and v.relation = 'documents.vault_item'
      and d.person_id = m.survivor_id and d.act_id = v.row_id;
end $$;

-- Whether a person signs a request that is not decided yet, in whichever commune: it names a document that would move.
grant usage on schema legalisation, requests to shubbak_lookup;
grant select on legalisation.signatory, requests.request, identity.merge to shubbak_lookup;
create policy lookup on legalisation.signatory for select to shubbak_lookup using (true);
create policy lookup on requests.request for select to shubbak_lookup using (true);
create policy lookup on identity.merge for select to shubbak_lookup using (true);
create function legalisation.signs_open_request(person uuid)
returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select exists (select 1 from legalisation.signatory s join requests.request r on r.commune_id = s.commune_id and r.id = s.request_id
     where s.person_id = person and r.state in ('draft', 'queued')) $$;

do $$
declare
  function text;
  owner text;
begin
  grant create on schema identity, documents, legalisation to shubbak_merger, shubbak_lookup;
  foreach function in array array['identity.survivor_of', 'identity.absorbed_by', 'identity.is_being_merged', 'identity.find_persons_by_indexes',
    'legalisation.signs_open_request', 'identity.move_rows', 'identity.restore_rows', 'documents.move_vault_items', 'documents.restore_vault_items'] loop
    owner := case when function like '%\_rows' or function like '%\_items' then 'shubbak_merger' else 'shubbak_lookup' end;
    execute format('revoke all on function %s from public', function);
    execute format('grant execute on function %s to shubbak_app, shubbak_worker', function);
    if function = 'identity.survivor_of' then grant execute on function identity.survivor_of to shubbak_biometrics; end if;
    execute format('alter function %s owner to %s', function, owner);
  end loop;
  revoke create on schema identity, documents, legalisation from shubbak_merger, shubbak_lookup;
end $$;
