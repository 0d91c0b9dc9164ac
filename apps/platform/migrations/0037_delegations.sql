-- At how many offices one delegate may sign at once: each setting is a row, the highest version counts, null is no limit.
create table organisation.delegation_cap (
  commune_id uuid not null references organisation.commune (id),
  version int not null check (version > 0),
  most int check (most > 0),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (commune_id, version),
  foreign key (commune_id, set_by) references organisation.staff (commune_id, id)
);
-- Delegations given for the days that somebody is away: they end with the absence. The id is the proposal's, which the statement keeps.
create table organisation.delegation_cover (
  commune_id uuid not null,
  delegation_id uuid not null,
  absence_id uuid not null,
  primary key (commune_id, delegation_id),
  foreign key (commune_id, delegation_id) references organisation.statement_proposal (commune_id, id),
  foreign key (commune_id, absence_id) references organisation.absence (commune_id, id)
);
create index delegation_cover_absence on organisation.delegation_cover (commune_id, absence_id);
-- A delegate's signature and initials as they drew them: sealed strokes. A newer pair takes the place of an older one.
create table organisation.delegation_specimen (
  commune_id uuid not null,
  delegation_id uuid not null,
  version int not null check (version > 0),
  signature_sealed bytea not null,
  initials_sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (commune_id, delegation_id, version),
  foreign key (commune_id, delegation_id) references organisation.statement (commune_id, id),
  foreign key (commune_id, recorded_by) references organisation.staff (commune_id, id)
);
-- That a delegation or certificate is about to end: told once at thirty days, at seven and at one.
create table organisation.statement_warning (
  commune_id uuid not null,
  statement_id uuid not null,
  days int not null check (days in (1, 7, 30)),
  raised_at timestamptz not null,
  primary key (commune_id, statement_id, days),
  foreign key (commune_id, statement_id) references organisation.statement (commune_id, id)
);

do $$
declare relation text;
begin
  foreach relation in array array['delegation_cap', 'delegation_cover', 'delegation_specimen', 'statement_warning'] loop
    execute format('alter table organisation.%I enable row level security', relation);
    execute format('alter table organisation.%I force row level security', relation);
    execute format('create policy commune on organisation.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', relation);
    execute format('grant select on organisation.%I to shubbak_app, shubbak_worker', relation);
    execute format('create trigger append_only before update or delete or truncate on organisation.%I for each statement execute function platform.refuse_change()', relation);
  end loop;
end $$;
grant insert on organisation.delegation_cap, organisation.delegation_cover, organisation.delegation_specimen to shubbak_app;
grant insert on organisation.statement_warning to shubbak_worker;
