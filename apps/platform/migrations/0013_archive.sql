-- Sealed files are brought to B-LTA after they are recorded, each time as a further revision (docs/act-cycle.md).
alter table acts.revision drop constraint revision_level_check;
alter table acts.revision add constraint revision_level_check check (level in ('B-T', 'B-LTA'));

-- When each act's file is next to be brought up, and what held it up. The only thing here that changes.
create table acts.archiving (
  commune_id uuid not null,
  act_id uuid not null,
  -- Not before: after a failure its patience, after a success the time to renew.
  due_at timestamptz not null,
  -- Tries since the last success.
  failures int not null check (failures >= 0),
  -- Since when it waits; null while the newest revision is good enough.
  failing_since timestamptz,
  -- Code of what held it up.
  reason text check (reason ~ '^[a-z][a-z0-9.-]{0,39}$'),
  primary key (commune_id, act_id),
  foreign key (commune_id, act_id) references acts.act (commune_id, id)
);
-- Acts recorded before this: every commune's, which the owner sees only while row-level security is not forced.
alter table acts.act no force row level security;
insert into acts.archiving (commune_id, act_id, due_at, failures) select commune_id, id, recorded_at, 0 from acts.act;
alter table acts.act force row level security;

alter table acts.archiving enable row level security;
alter table acts.archiving force row level security;
create policy commune on acts.archiving using (commune_id = platform.commune()) with check (commune_id = platform.commune());
grant insert on acts.archiving to shubbak_app, shubbak_worker;
grant select on acts.archiving to shubbak_worker;
grant update (due_at, failures, failing_since, reason) on acts.archiving to shubbak_worker;
create index archiving_due on acts.archiving (commune_id, due_at);
