-- From the officer's click to the recorded act. `docs/act-cycle.md` tells it in numbered lines.
create schema acts;
grant usage on schema acts to shubbak_app, shubbak_worker, shubbak_verify;

-- One gesture of an officer over one or several acts: what the passkey is asked to sign, and until when.
create table acts.preparation (
  commune_id uuid not null,
  id uuid not null,
  officer_id uuid not null,
  manifest bytea,
  challenge bytea check (length(challenge) = 32),
  nonce bytea not null check (length(nonce) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (commune_id, id)
);
-- An act on its way: its reserved number, the final pages with the signature still blank, and all that they display.
create table acts.prepared_act (
  commune_id uuid not null,
  preparation_id uuid not null,
  act_id uuid not null,
  position int not null,
  request_id uuid not null,
  -- The version of the request that the officer read: another one must be prepared anew.
  request_version int,
  office_id uuid not null,
  year int not null,
  number int not null,
  delegation_id uuid not null,
  credential_id uuid not null,
  code text not null,
  -- Frozen here: everything the paper shows, where its pages come from, and whose vaults the act will enter.
  face jsonb not null,
  paper jsonb not null,
  holders uuid[] not null,
  -- Filled when the pages are rendered.
  content_sha256 bytea,
  prepared_sha256 bytea,
  prepared_state jsonb,
  byte_range_digest bytea,
  -- When the act's entry was decided: what recovery need not look at again.
  settled_at timestamptz,
  primary key (commune_id, preparation_id, act_id),
  foreign key (commune_id, preparation_id) references acts.preparation (commune_id, id)
);
create index prepared_act_of_act on acts.prepared_act (commune_id, act_id);
create index prepared_act_of_request on acts.prepared_act (commune_id, request_id);
create index unsettled_act on acts.prepared_act (commune_id, act_id) where settled_at is null;
-- The officer's assertion: from here the act will be finished or cancelled, whatever dies meanwhile.
create table acts.confirmation (
  commune_id uuid not null,
  preparation_id uuid not null,
  assertion bytea not null,
  assertion_sha256 bytea not null,
  confirmed_at timestamptz not null,
  constraint one_confirmation primary key (commune_id, preparation_id),
  foreign key (commune_id, preparation_id) references acts.preparation (commune_id, id)
);
-- The recorded act: what an entry of the register says for ever.
create table acts.act (
  commune_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  preparation_id uuid not null,
  kind text not null check (kind in ('legalisation')),
  office_id uuid not null,
  year int not null,
  number int not null,
  entry_number text not null,
  code text not null,
  face jsonb not null,
  -- The part of the face that a bare code shows: no identity number, names masked.
  public_face jsonb not null,
  officer_id uuid not null,
  delegation_id uuid not null,
  content_sha256 bytea not null,
  assertion_sha256 bytea not null,
  timestamped_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (commune_id, id),
  unique (commune_id, office_id, year, number),
  unique (commune_id, request_id)
);
-- The sealed file, and later its augmented successors: a revision is its own blob, never an edit.
create table acts.revision (
  commune_id uuid not null,
  act_id uuid not null,
  revision int not null check (revision > 0),
  level text not null check (level in ('B-T')),
  sha256 bytea not null,
  length bigint not null,
  recorded_at timestamptz not null,
  primary key (commune_id, act_id, revision),
  foreign key (commune_id, act_id) references acts.act (commune_id, id)
);
-- Apart and erasable: destroying the salt severs the person from the leaf; a new generation renews a leaked KEY.
create table acts.secret (
  commune_id uuid not null,
  act_id uuid not null,
  salt bytea,
  key_generation int not null check (key_generation > 0),
  primary key (commune_id, act_id),
  foreign key (commune_id, act_id) references acts.act (commune_id, id)
);
-- What the public log will bind, complete, waiting for the sequencer.
create table acts.leaf (
  commune_id uuid not null,
  act_id uuid not null,
  revision int not null,
  commitment bytea not null check (length(commitment) = 32),
  fields jsonb not null,
  made_at timestamptz not null,
  primary key (commune_id, act_id, revision),
  foreign key (commune_id, act_id, revision) references acts.revision (commune_id, act_id, revision)
);

do $$
declare name text;
begin
  foreach name in array array['preparation', 'prepared_act', 'confirmation', 'act', 'revision', 'secret', 'leaf'] loop
    execute format('alter table acts.%I enable row level security', name);
    execute format('alter table acts.%I force row level security', name);
    execute format('create policy commune on acts.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', name);
    execute format('grant select, insert on acts.%I to shubbak_app, shubbak_worker', name);
  end loop;
  foreach name in array array['confirmation', 'act', 'revision', 'leaf'] loop
    execute format('create trigger append_only before update or delete or truncate on acts.%I for each statement execute function platform.refuse_change()', name);
  end loop;
end $$;
grant update (manifest, challenge) on acts.preparation to shubbak_app, shubbak_worker;
grant update (content_sha256, prepared_sha256, prepared_state, byte_range_digest, settled_at) on acts.prepared_act to shubbak_app, shubbak_worker;
grant update (salt, key_generation) on acts.secret to shubbak_app, shubbak_worker;

-- The verifier reads what a bare code may show, and which file belongs to it: never the full face.
grant select (commune_id, id, kind, entry_number, code, public_face, office_id, timestamped_at, recorded_at) on acts.act to shubbak_verify;
grant select on acts.revision to shubbak_verify;
grant select (commune_id, act_id, key_generation) on acts.secret to shubbak_verify;

-- National directory: which commune keeps the act behind a printed code. Hashes only.
create schema verification;
grant usage on schema verification to shubbak_app, shubbak_worker, shubbak_verify;
create table verification.code (
  code_hash bytea primary key check (length(code_hash) = 32),
  commune_id uuid not null,
  act_id uuid not null
);
alter table verification.code enable row level security;
alter table verification.code force row level security;
create policy look_up on verification.code for select to shubbak_verify using (true);
create policy publish on verification.code for insert with check (commune_id = platform.commune());
grant insert on verification.code to shubbak_app, shubbak_worker;
grant select on verification.code to shubbak_verify;
