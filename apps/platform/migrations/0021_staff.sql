-- What the administrators of a commune manage without a developer: offices, staff, postings, roles of their own, absences, limits on
-- networks and stations, calendars, and the authorities in whose name officers sign.

-- An office that closed keeps its row for ever: its code stands in the numbers of its acts and is given to no other.
alter table organisation.office add column closed_on date;
grant update (name, address, organised, closed_on) on organisation.office to shubbak_app;

alter table organisation.staff add column left_at timestamptz;
grant update (left_at) on organisation.staff to shubbak_app;

-- A role that the commune composed out of the platform's permissions. A change is a further version; the last one holds.
create table organisation.role (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  primary key (commune_id, id)
);
create table organisation.role_version (
  commune_id uuid not null,
  role_id uuid not null,
  version int not null check (version > 0),
  name jsonb not null,
  -- Empty: the role is retired, and whoever is posted in it may do nothing by it.
  permissions text[] not null,
  approved_by uuid,
  made_at timestamptz not null,
  primary key (commune_id, role_id, version),
  foreign key (commune_id, role_id) references organisation.role (commune_id, id)
);

-- Who gave a posting, and for whom its holder stands in. `role` names a built-in role, or says 'composed'.
alter table organisation.posting
  add column composed_role_id uuid,
  add column granted_by uuid,
  add column approved_by uuid,
  add column covers_id uuid,
  add constraint posting_role check ((role = 'composed') = (composed_role_id is not null)),
  add constraint posting_composed_role foreign key (commune_id, composed_role_id) references organisation.role (commune_id, id),
  add constraint posting_covers foreign key (commune_id, covers_id) references organisation.staff (commune_id, id);
create index posting_staff on organisation.posting (commune_id, staff_id);

-- What takes two administrators: the content as it was proposed, and one decision at most.
create table organisation.change_proposal (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  kind text not null check (kind in ('posting', 'role', 'access')),
  content jsonb not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (commune_id, id),
  foreign key (commune_id, proposed_by) references organisation.staff (commune_id, id)
);
create table organisation.change_decision (
  commune_id uuid not null,
  proposal_id uuid not null,
  decision text not null check (decision in ('approved', 'refused', 'withdrawn')),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (commune_id, proposal_id),
  foreign key (commune_id, proposal_id) references organisation.change_proposal (commune_id, id),
  foreign key (commune_id, decided_by) references organisation.staff (commune_id, id)
);

-- Days away, both included. No reason is kept: it is nobody's business here.
create table organisation.absence (
  commune_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  first_on date not null,
  last_on date not null check (last_on >= first_on),
  entered_by uuid,
  entered_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (commune_id, id),
  foreign key (commune_id, staff_id) references organisation.staff (commune_id, id)
);
create index absence_last on organisation.absence (commune_id, last_on);
grant update (cancelled_at) on organisation.absence to shubbak_app;

-- Where a role, or the postings of an office, may be used from.
create table organisation.access_limit (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  role text,
  composed_role_id uuid,
  office_id uuid,
  networks text[] not null,
  station_needed boolean not null,
  made_by uuid,
  made_at timestamptz not null,
  lifted_at timestamptz,
  primary key (commune_id, id),
  check (role is not null or office_id is not null),
  check ((role = 'composed') is not distinct from case when role is null then null else composed_role_id is not null end),
  check (station_needed or cardinality(networks) > 0),
  foreign key (commune_id, office_id) references organisation.office (commune_id, id),
  foreign key (commune_id, composed_role_id) references organisation.role (commune_id, id)
);
grant update (lifted_at) on organisation.access_limit to shubbak_app;

-- A computer at an office, known by a secret in its browser; only the digest is here.
create table organisation.station (
  commune_id uuid not null,
  id uuid not null,
  office_id uuid not null,
  name text not null,
  token_hash bytea not null check (length(token_hash) = 32),
  registered_by uuid not null,
  registered_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (commune_id, id),
  unique (commune_id, token_hash),
  foreign key (commune_id, office_id) references organisation.office (commune_id, id)
);
grant update (revoked_at) on organisation.station to shubbak_app;

-- Opening hours by weekday, of one office or (no office) of every office without its own; the last that was made holds.
create table organisation.calendar_week (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  office_id uuid,
  hours jsonb not null,
  ramadan_hours jsonb not null,
  made_by uuid,
  made_at timestamptz not null,
  primary key (commune_id, id),
  foreign key (commune_id, office_id) references organisation.office (commune_id, id)
);
-- Days that are not like the others, both included: a holiday of the year, a closure, the month of Ramadan.
create table organisation.calendar_span (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  office_id uuid,
  kind text not null check (kind in ('holiday', 'closure', 'ramadan')),
  first_on date not null,
  last_on date not null check (last_on >= first_on),
  name jsonb not null,
  made_by uuid,
  made_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (commune_id, id),
  foreign key (commune_id, office_id) references organisation.office (commune_id, id)
);
grant update (cancelled_at) on organisation.calendar_span to shubbak_app;

-- Who may delegate their signature: the president of the communal council, or of an arrondissement's, for a term.
create table organisation.authority (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  arrondissement_id uuid,
  name_arabic text not null,
  name_latin text not null,
  title jsonb not null,
  -- The deed of election or appointment, as it is cited.
  deed text not null,
  first_on date not null,
  last_on date check (last_on >= first_on),
  entered_by uuid,
  entered_at timestamptz not null,
  primary key (commune_id, id),
  foreign key (commune_id, arrondissement_id) references organisation.arrondissement (commune_id, id)
);
grant update (last_on) on organisation.authority to shubbak_app;

-- What administrators did, to whom, when: ids and words of ours, never changed.
create table organisation.history (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  kind text not null check (kind ~ '^[a-z][a-z-]*$'),
  subject_id uuid not null,
  -- Null: the platform itself.
  done_by uuid,
  approved_by uuid,
  done_at timestamptz not null,
  primary key (commune_id, id)
);
create index history_subject on organisation.history (commune_id, subject_id);

do $$
declare name text;
begin
  foreach name in array array['role', 'role_version', 'change_proposal', 'change_decision', 'absence', 'access_limit', 'station', 'calendar_week', 'calendar_span', 'authority', 'history'] loop
    execute format('alter table organisation.%I enable row level security', name);
    execute format('alter table organisation.%I force row level security', name);
    execute format('create policy commune on organisation.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', name);
    execute format('grant select, insert on organisation.%I to shubbak_app', name);
  end loop;
end $$;

-- A passkey that was lost or handed back opens nothing any more; its row says whose it was.
alter table identity.passkey add column revoked_at timestamptz;
grant update (revoked_at) on identity.passkey to shubbak_app;

create index session_of_account on identity.session (account_id, seen_at);
create index passkey_of_account on identity.passkey (account_id);

-- For the list of a commune's staff: whether their accounts can be used, and when they last were. Answers nothing of persons' accounts.
create function identity.staff_account_use(accounts uuid[])
returns table (account_id uuid, passkeys bigint, code_until timestamptz, seen_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select a.id,
     (select count(*) from identity.passkey p where p.account_id = a.id and p.revoked_at is null),
     (select max(c.expires_at) from identity.activation c where c.account_id = a.id and c.used_at is null and c.replaced_at is null),
     (select max(s.seen_at) from identity.session s where s.account_id = a.id)
   from identity.account a where a.kind = 'staff' and a.id = any(accounts) $$;
revoke all on function identity.staff_account_use from public;
grant execute on function identity.staff_account_use to shubbak_app;
grant create on schema identity to shubbak_lookup;
alter function identity.staff_account_use owner to shubbak_lookup;
revoke create on schema identity from shubbak_lookup;
