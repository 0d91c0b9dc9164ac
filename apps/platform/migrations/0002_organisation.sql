-- Communes, their offices, the people who work there, and under which signed statements they may sign.
create schema organisation;
grant usage on schema organisation to shubbak_app, shubbak_worker, shubbak_sealer, shubbak_verify, shubbak_lookup;

-- National reference: which communes exist. Public knowledge.
create table organisation.commune (
  id uuid primary key,
  code text not null unique check (code ~ '^[A-Z]{2,4}$'),
  name jsonb not null,
  mark text check (mark in ('demo', 'training'))
);
alter table organisation.commune enable row level security;
alter table organisation.commune force row level security;
create policy public_reference on organisation.commune for select using (true);
create policy installed_within on organisation.commune for insert with check (id = platform.commune());
grant select, insert on organisation.commune to shubbak_app, shubbak_worker;
grant select on organisation.commune to shubbak_sealer, shubbak_verify, shubbak_lookup;

create table organisation.prefecture (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  name jsonb not null,
  primary key (commune_id, id)
);
create table organisation.arrondissement (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  prefecture_id uuid,
  code text not null check (code ~ '^[A-Z]{3}$'),
  name jsonb not null,
  primary key (commune_id, id),
  unique (commune_id, code),
  foreign key (commune_id, prefecture_id) references organisation.prefecture (commune_id, id)
);
create table organisation.office (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  arrondissement_id uuid,
  -- Stands in every EntryNumber of the office: 2026/MAA03/000127.
  code text not null check (code ~ '^[A-Z]{3}[0-9]{2}$'),
  name jsonb not null,
  address jsonb not null,
  kind text not null check (kind in ('seat', 'annex')),
  -- One person serves and signs, or a clerk hands over to an officer: each commune decides.
  organised text not null check (organised in ('one-person', 'clerk-and-officer')),
  opened_at date not null,
  primary key (commune_id, id),
  unique (commune_id, code),
  foreign key (commune_id, arrondissement_id) references organisation.arrondissement (commune_id, id)
);

create table organisation.staff (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  account_id uuid not null,
  name_arabic text not null,
  name_latin text not null,
  primary key (commune_id, id),
  unique (commune_id, account_id)
);
-- A role held somewhere for some time. Both places empty: the whole commune.
create table organisation.posting (
  commune_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  role text not null,
  arrondissement_id uuid,
  office_id uuid,
  valid_from timestamptz not null,
  valid_until timestamptz,
  primary key (commune_id, id),
  foreign key (commune_id, staff_id) references organisation.staff (commune_id, id),
  foreign key (commune_id, office_id) references organisation.office (commune_id, id),
  foreign key (commune_id, arrondissement_id) references organisation.arrondissement (commune_id, id),
  check (num_nonnulls(arrondissement_id, office_id) <= 1)
);

-- Signed statements, kept as the exact bytes that were signed, with their signatures: `credential` says which passkey and
-- which certificate an officer holds, `delegation` what the officer may sign, where and when, `administrator` whose
-- passkey may sign the other two. The columns beside the bytes serve search only; the sealer believes the bytes.
create table organisation.statement (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  kind text not null check (kind in ('administrator', 'credential', 'delegation')),
  subject_id uuid not null,
  body bytea not null,
  signatures jsonb not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  made_at timestamptz not null,
  primary key (commune_id, id),
  foreign key (commune_id, subject_id) references organisation.staff (commune_id, id)
);
create index statement_subject on organisation.statement (commune_id, subject_id, kind);
-- Taking a statement back is one more row, seen by the sealer at once.
create table organisation.revocation (
  commune_id uuid not null,
  statement_id uuid not null,
  reason text not null,
  revoked_at timestamptz not null,
  primary key (commune_id, statement_id),
  foreign key (commune_id, statement_id) references organisation.statement (commune_id, id)
);

do $$
declare name text;
begin
  foreach name in array array['prefecture', 'arrondissement', 'office', 'staff', 'posting', 'statement', 'revocation'] loop
    execute format('alter table organisation.%I enable row level security', name);
    execute format('alter table organisation.%I force row level security', name);
    execute format('create policy commune on organisation.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', name);
    execute format('grant select, insert on organisation.%I to shubbak_app, shubbak_worker', name);
  end loop;
end $$;
grant update (valid_until) on organisation.posting to shubbak_app;
grant select on organisation.revocation to shubbak_sealer;

-- Sign-in comes before any commune is known: one row, by the account alone.
grant select on organisation.staff to shubbak_lookup;
create policy before_sign_in on organisation.staff for select to shubbak_lookup using (true);
create function organisation.find_staff_of_account(account uuid)
returns table (commune_id uuid, staff_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select s.commune_id, s.id from organisation.staff s where s.account_id = account $$;
revoke all on function organisation.find_staff_of_account from public;
grant execute on function organisation.find_staff_of_account to shubbak_app;
grant create on schema organisation to shubbak_lookup;
alter function organisation.find_staff_of_account owner to shubbak_lookup;
revoke create on schema organisation from shubbak_lookup;
