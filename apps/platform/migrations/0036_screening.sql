-- What a commune allows, warns about and refuses. The service's declaration is the default; rows here are only added, and the newest that
-- holds on a day counts on that day.
create schema catalogue;
grant usage on schema catalogue to shubbak_app, shubbak_worker;
create table catalogue.nature_rule (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  service text not null,
  nature text not null,
  -- Null: what the service declares counts again.
  rule text check (rule in ('allow', 'warn', 'refuse')),
  -- Why, with the article, in every language of the platform.
  basis jsonb,
  attributes jsonb,
  -- Counts up for each nature: the highest that holds on a day is the rule of that day.
  version int not null check (version > 0),
  -- Both days included.
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (commune_id, id),
  unique (commune_id, service, nature, version),
  check ((rule in ('warn', 'refuse')) is not true or basis is not null),
  foreign key (commune_id, set_by) references organisation.staff (commune_id, id)
);
-- A reason for refusing that the commune took out of its catalogue, or took in again: the newest row counts.
create table catalogue.reason_switch (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  service text not null,
  reason text not null,
  version int not null check (version > 0),
  offered boolean not null,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (commune_id, id),
  unique (commune_id, service, reason, version),
  foreign key (commune_id, set_by) references organisation.staff (commune_id, id)
);

-- That a warning (of a nature, of a part of the paper that looks blank) was read before the request was handed over, and by whom.
create table legalisation.warning_read (
  commune_id uuid not null,
  request_id uuid not null,
  -- Names what was warned about: the nature and the version of its rule, or the picture and the part of it.
  warning text not null,
  read_by uuid not null,
  read_at timestamptz not null,
  primary key (commune_id, request_id, warning),
  foreign key (commune_id, request_id) references requests.request (commune_id, id)
);

do $$
declare relation text;
begin
  foreach relation in array array['catalogue.nature_rule', 'catalogue.reason_switch', 'legalisation.warning_read'] loop
    execute format('alter table %s enable row level security', relation);
    execute format('alter table %s force row level security', relation);
    execute format('create policy commune on %s using (commune_id = platform.commune()) with check (commune_id = platform.commune())', relation);
    execute format('grant select on %s to shubbak_app, shubbak_worker', relation);
    execute format('grant insert on %s to shubbak_app', relation);
    execute format('create trigger append_only before update or delete or truncate on %s for each statement execute function platform.refuse_change()', relation);
  end loop;
end $$;
