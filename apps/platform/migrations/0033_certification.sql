-- Originals shown once at a counter, and the certified copies made of them.
create schema certification;
grant usage on schema certification to shubbak_app, shubbak_worker, shubbak_merger;

-- What a certification adds to its request.
create table certification.certification (
  commune_id uuid not null,
  request_id uuid not null,
  kind text,
  -- Version of the rule by which the kind was judged.
  rule_version text,
  -- Issuer and own number of the original, sealed for whose it is.
  particulars bytea,
  sealed_for uuid,
  issued_on date,
  expires_on date,
  stamp_languages text check (stamp_languages in ('ar', 'fr', 'ar+fr', 'ar+zgh', 'ar+en')),
  -- On what terms the copy may be issued again: as usual in the commune, as somebody chose, or never.
  reissues text not null default 'usual' check (reissues in ('usual', 'chosen', 'none')),
  most int check (most between 1 and 10000),
  until date,
  -- The Original whose certification this one renews.
  renews uuid,
  primary key (commune_id, request_id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id),
  check ((particulars is null) = (sealed_for is null)),
  check ((reissues = 'chosen') = (most is not null and until is not null))
);
-- Whose the original is: a person, or an organisation for which somebody shows it.
create table certification.holder (
  commune_id uuid not null,
  request_id uuid not null,
  person_id uuid not null,
  position int not null,
  identity_document_id uuid not null,
  -- Null for somebody who renews at a distance: their session is their word.
  identified_by uuid,
  identified_at timestamptz not null,
  organisation_id uuid,
  mandate_id uuid,
  primary key (commune_id, request_id, person_id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id),
  check ((organisation_id is null) = (mandate_id is null))
);
-- Each check by whoever made it.
create table certification.check_made (
  commune_id uuid not null,
  request_id uuid not null,
  check_code text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (commune_id, request_id, check_code),
  foreign key (commune_id, request_id) references requests.request (commune_id, id)
);
-- That somebody held a page against the original: this very picture of it.
create table certification.page_compared (
  commune_id uuid not null,
  request_id uuid not null,
  page_id uuid not null,
  image_sha256 bytea not null check (length(image_sha256) = 32),
  compared_by uuid not null,
  compared_at timestamptz not null,
  primary key (commune_id, request_id, page_id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id)
);

-- An original that was shown and certified; its pages are those of its request.
create table certification.original (
  commune_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  act_id uuid not null,
  office_id uuid not null,
  kind text not null,
  particulars bytea not null,
  sealed_for uuid not null,
  issued_on date,
  expires_on date,
  stamp_languages text not null,
  -- SHA-256 over the digests of its pages: what the officer authorised copies of.
  pages_sha256 bytea not null check (length(pages_sha256) = 32),
  deposited_at timestamptz not null,
  primary key (commune_id, id),
  unique (commune_id, act_id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id)
);
-- Each copy asked for at a distance: its own request, and the act that came of it.
create table certification.reissue (
  commune_id uuid not null,
  request_id uuid not null,
  original_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  act_id uuid,
  primary key (commune_id, request_id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id),
  foreign key (commune_id, original_id) references certification.original (commune_id, id)
);
create index reissue_of_original on certification.reissue (commune_id, original_id, asked_at);

-- Scanned at home before the visit, so that the counter only compares; dropped when its time is over.
create table certification.ahead (
  commune_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- What is said at the counter: "7K3D-M2XQ".
  reference text not null,
  kind text,
  particulars bytea,
  sealed_for uuid,
  issued_on date,
  expires_on date,
  made_at timestamptz not null,
  lapses_at timestamptz not null,
  used_in uuid,
  primary key (commune_id, id),
  unique (commune_id, reference),
  check ((particulars is null) = (sealed_for is null))
);
-- Its pages, each sealed for its person: nothing of them lies in the folder of files before the visit.
create table certification.ahead_page (
  commune_id uuid not null,
  ahead_id uuid not null,
  position int not null check (position >= 0),
  picture bytea not null,
  width_mm real not null check (width_mm > 0),
  height_mm real not null check (height_mm > 0),
  quality jsonb not null,
  primary key (commune_id, ahead_id, position),
  foreign key (commune_id, ahead_id) references certification.ahead (commune_id, id) on delete cascade
);
create index ahead_of_person on certification.ahead (commune_id, person_id);
create index ahead_lapsing on certification.ahead (commune_id, lapses_at) where used_in is null;

do $$
declare relation text;
begin
  foreach relation in array array['certification', 'holder', 'check_made', 'page_compared', 'original', 'reissue', 'ahead', 'ahead_page'] loop
    execute format('alter table certification.%I enable row level security', relation);
    execute format('alter table certification.%I force row level security', relation);
    execute format('create policy commune on certification.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', relation);
    execute format('grant select, insert on certification.%I to shubbak_app, shubbak_worker', relation);
  end loop;
end $$;
grant update (kind, rule_version, particulars, sealed_for, issued_on, expires_on, stamp_languages, reissues, most, until) on certification.certification to shubbak_app;
grant update (organisation_id, mandate_id) on certification.holder to shubbak_app;
grant delete on certification.holder, certification.check_made, certification.page_compared to shubbak_app;
grant update (act_id) on certification.reissue to shubbak_app, shubbak_worker;
grant update (kind, particulars, sealed_for, issued_on, expires_on, used_in) on certification.ahead to shubbak_app;
grant delete on certification.ahead, certification.ahead_page to shubbak_app, shubbak_worker;

-- National: which Originals, and which papers scanned ahead, are whose, and where they are kept.
create table certification.held (
  person_id uuid not null,
  item_id uuid not null,
  item text not null check (item in ('original', 'ahead')),
  commune_id uuid not null,
  added_at timestamptz not null,
  primary key (person_id, item_id)
);
create table certification.organisation_held (
  organisation_id uuid not null,
  item_id uuid not null,
  commune_id uuid not null,
  added_at timestamptz not null,
  primary key (organisation_id, item_id)
);
alter table certification.held enable row level security;
alter table certification.held force row level security;
create policy own on certification.held for select using (person_id = platform.person());
create policy deposit on certification.held for insert with check (commune_id = platform.commune());
create policy let_go on certification.held for delete using (person_id = platform.person() or commune_id = platform.commune());
alter table certification.organisation_held enable row level security;
alter table certification.organisation_held force row level security;
create policy represented on certification.organisation_held for select using (organisation_id = platform.organisation());
create policy deposit on certification.organisation_held for insert with check (commune_id = platform.commune());
grant select, insert on certification.held, certification.organisation_held to shubbak_app, shubbak_worker;
grant delete on certification.held to shubbak_app, shubbak_worker;

-- Two files of one person become one: Originals follow.
create policy merger on certification.held to shubbak_merger using (true) with check (true);
grant select, update (person_id) on certification.held to shubbak_merger;
create function certification.move_held_items(merge_id uuid)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m record;
begin
  select * into strict m from identity.merge g where g.id = merge_id and g.state = 'done' and g.moving = pg_current_xact_id();
  with moved as (
    update certification.held h set person_id = m.survivor_id where h.person_id = m.merged_id and h.item = 'original'
      and not exists (select 1 from certification.held o where o.person_id = m.survivor_id and o.item_id = h.item_id) returning item_id)
  insert into identity.merge_move select m.commune_id, m.id, 'certification.held', item_id from moved;
end $$;
create function certification.restore_held_items(merge_id uuid)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m record;
begin
  select * into strict m from identity.merge g where g.id = merge_id and g.state = 'reversed' and g.moving = pg_current_xact_id();
  update certification.held h set person_id = m.merged_id from identity.merge_move v
    where v.commune_id = m.commune_id and v.merge_id = m.id and v.relation = 'certification.held'
      and h.person_id = m.survivor_id and h.item_id = v.row_id;
end $$;

do $$
declare
  function text;
begin
  grant create on schema certification to shubbak_merger;
  foreach function in array array['certification.move_held_items', 'certification.restore_held_items'] loop
    execute format('revoke all on function %s from public', function);
    execute format('grant execute on function %s to shubbak_app, shubbak_worker', function);
    execute format('alter function %s owner to shubbak_merger', function);
  end loop;
  revoke create on schema certification from shubbak_merger;
end $$;
