-- Where a member of staff is written to about their work, sealed under the staff member's own id; they and administrators keep it.
create table organisation.staff_address (
  commune_id uuid not null,
  staff_id uuid not null,
  email_sealed bytea not null,
  language text not null check (language in ('ar', 'fr', 'zgh', 'en')),
  kept_at timestamptz not null,
  primary key (commune_id, staff_id),
  foreign key (commune_id, staff_id) references organisation.staff (commune_id, id)
);
-- A message owed to one member of staff about the end of a delegation or certificate: once for each threshold. What it says is read when it leaves.
create table organisation.ending_notice (
  commune_id uuid not null,
  statement_id uuid not null,
  days int not null,
  staff_id uuid not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'refused', 'over')),
  owed_at timestamptz not null,
  settled_at timestamptz,
  primary key (commune_id, statement_id, days, staff_id),
  foreign key (commune_id, statement_id, days) references organisation.statement_warning (commune_id, statement_id, days),
  foreign key (commune_id, staff_id) references organisation.staff (commune_id, id),
  constraint settled check ((state = 'queued') = (settled_at is null))
);

do $$
declare relation text;
begin
  foreach relation in array array['staff_address', 'ending_notice'] loop
    execute format('alter table organisation.%I enable row level security', relation);
    execute format('alter table organisation.%I force row level security', relation);
    execute format('create policy commune on organisation.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', relation);
  end loop;
end $$;
grant select, insert, delete on organisation.staff_address to shubbak_app;
grant update (email_sealed, language, kept_at) on organisation.staff_address to shubbak_app;
grant select on organisation.staff_address to shubbak_worker;
grant select, insert on organisation.ending_notice to shubbak_worker;
grant update (state, settled_at) on organisation.ending_notice to shubbak_worker;
