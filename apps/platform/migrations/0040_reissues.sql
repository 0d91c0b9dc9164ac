-- A certification on its way to be issued again: its reserved number, its final pages, and all that they display. No officer signs it: the one
-- who certified authorised it, and the commune's seal is put on it.
create table acts.reissue (
  commune_id uuid not null,
  act_id uuid not null,
  request_id uuid not null,
  -- The certification that is issued again.
  certification_id uuid not null,
  office_id uuid not null,
  year int not null,
  number int not null,
  code text not null,
  face jsonb not null,
  paper jsonb not null,
  holders uuid[] not null,
  organisations uuid[] not null,
  content_sha256 bytea,
  prepared_sha256 bytea,
  prepared_state jsonb,
  settled_at timestamptz,
  waiting_for jsonb,
  begun_at timestamptz not null,
  primary key (commune_id, act_id),
  unique (commune_id, request_id),
  foreign key (commune_id, certification_id) references acts.authorisation (commune_id, act_id)
);
create index unsettled_reissue on acts.reissue (commune_id, begun_at) where settled_at is null;
create index reissue_of_certification on acts.reissue (commune_id, certification_id);
alter table acts.reissue enable row level security;
alter table acts.reissue force row level security;
create policy commune on acts.reissue using (commune_id = platform.commune()) with check (commune_id = platform.commune());
grant select, insert on acts.reissue to shubbak_app, shubbak_worker;
grant update (content_sha256, prepared_sha256, prepared_state, settled_at, waiting_for) on acts.reissue to shubbak_app, shubbak_worker;
