-- How people sign in: how surely each account's person is known, by which way each session was opened, and what else than a
-- password opens one.

-- How the person's identity was proven: at the counter (high), through the national provider (its level). Staff are known by their
-- commune, not by us. `suspended_at`: the account was recovered at a distance; until identity is proven again it counts as low
-- and nothing but the new password opens it.
alter table identity.account
  add column proven text check (proven in ('low', 'substantial', 'high')),
  add column suspended_at timestamptz;
-- Every account of a person so far was opened at a counter. The owner sees rows only while row-level security is not forced.
alter table identity.account no force row level security;
update identity.account set proven = 'high' where kind = 'person';
alter table identity.account force row level security;
alter table identity.account add constraint person_is_proven check ((kind = 'person') = (proven is not null));
grant update (proven, suspended_at) on identity.account to shubbak_app;

-- Sessions of before are staff's, or were opened with a slip or a password: the lower of the two until they end.
alter table identity.session
  add column level text not null default 'low' check (level in ('low', 'substantial', 'high')),
  add column method text not null default 'password' check (method in
    ('slip', 'password', 'password-and-code', 'password-and-recovery-code', 'passkey', 'national', 'recovery')),
  -- When the person last proved again, in this session, that it is they who act.
  add column stepped_up_at timestamptz,
  -- The person said that the device is not theirs: short idling, and nothing remembered.
  add column shared_device boolean not null default false,
  -- Family of browser and system, such as firefox/android; never the whole string that browsers send.
  add column device text not null default '' check (device ~ '^([a-z-]{1,20}/[a-z-]{1,20})?$');
alter table identity.session alter column level drop default, alter column method drop default;
-- The token changes with the level: what opened a lower session never opens a higher one.
grant update (token_hash, level, method, stepped_up_at) on identity.session to shubbak_app;

-- Passkeys of persons have a name of their owner's; staff's have none. `level`: how surely the person was known when it was bound.
alter table identity.passkey
  add column name text not null default '' check (length(name) <= 60),
  add column level text not null default 'high' check (level in ('low', 'substantial', 'high')),
  -- WebAuthn Level 3 §6.1.3: may be copied to other devices; `backed_up` says whether it was, when last seen.
  add column backup_eligible boolean not null default false,
  add column last_used_at timestamptz;
grant update (name, backed_up, last_used_at) on identity.passkey to shubbak_app;
grant delete on identity.passkey to shubbak_app;
-- A challenge answers one question, and where somebody is signed in already, for one account.
alter table identity.challenge
  add column purpose text not null default 'staff' check (purpose in ('staff', 'sign-in', 'step-up', 'registration')),
  add column account_id uuid;

-- The secret of an authenticator app (RFC 6238), sealed under the person's key.
create table identity.app_code (
  account_id uuid primary key references identity.account (id),
  secret_sealed bytea not null,
  -- How surely the person was known when it was bound.
  level text not null check (level in ('low', 'substantial', 'high')),
  created_at timestamptz not null,
  -- Null until a right code has shown that the app holds the secret.
  confirmed_at timestamptz,
  -- The last step of thirty seconds whose code was used: no code works twice.
  last_step bigint not null default 0
);
-- Codes kept on paper for the day when the app is lost: keyed digests, each used once.
create table identity.recovery_code (
  account_id uuid not null references identity.account (id),
  code_hash bytea not null check (length(code_hash) = 32),
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);
-- Browsers that an account was opened in before, by the digest of a token of their own; never a shared device.
create table identity.known_device (
  account_id uuid not null references identity.account (id),
  token_hash bytea not null check (length(token_hash) = 32),
  first_seen_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (account_id, token_hash)
);
-- What happened to the ways into an account, for its person to see.
create table identity.security_event (
  account_id uuid not null references identity.account (id),
  id uuid not null,
  kind text not null check (kind ~ '^[a-z-]{1,40}$'),
  at timestamptz not null,
  session_id uuid,
  device text not null default '' check (device ~ '^([a-z-]{1,20}/[a-z-]{1,20})?$'),
  -- Shown first in the account until the person says that they have seen it.
  seen_at timestamptz,
  primary key (account_id, id)
);
create index security_event_at on identity.security_event (account_id, at);

do $$
declare name text;
begin
  foreach name in array array['app_code', 'recovery_code', 'known_device', 'security_event'] loop
    execute format('alter table identity.%I enable row level security', name);
    execute format('alter table identity.%I force row level security', name);
    execute format('create policy own on identity.%I using (account_id = platform.account()) with check (account_id = platform.account())', name);
  end loop;
end $$;
grant select, insert, delete on identity.app_code to shubbak_app;
grant update (confirmed_at, last_step) on identity.app_code to shubbak_app;
grant select, insert, delete on identity.recovery_code to shubbak_app;
grant update (used_at) on identity.recovery_code to shubbak_app;
grant select, insert, delete on identity.known_device to shubbak_app;
grant update (seen_at) on identity.known_device to shubbak_app;
grant select, insert on identity.security_event to shubbak_app;
grant update (seen_at) on identity.security_event to shubbak_app;

-- What is over a year old serves nobody any more.
create policy over on identity.session for select to shubbak_worker using (expires_at < now() - interval '1 year');
create policy forget on identity.session for delete to shubbak_worker using (expires_at < now() - interval '1 year');
create policy over on identity.known_device for select to shubbak_worker using (seen_at < now() - interval '1 year');
create policy forget on identity.known_device for delete to shubbak_worker using (seen_at < now() - interval '1 year');
create policy over on identity.security_event for select to shubbak_worker using (at < now() - interval '1 year');
create policy forget on identity.security_event for delete to shubbak_worker using (at < now() - interval '1 year');
grant select, delete on identity.session, identity.known_device, identity.security_event to shubbak_worker;

-- Messages about one's own account: of no commune.
create table notifications.personal_delivery (
  person_id uuid not null,
  id uuid not null,
  template text not null,
  subject_id uuid not null,
  state text not null check (state in ('queued', 'sent', 'no-address', 'refused')),
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (person_id, id),
  unique (person_id, template, subject_id)
);
alter table notifications.personal_delivery enable row level security;
alter table notifications.personal_delivery force row level security;
create policy own on notifications.personal_delivery using (person_id = platform.person()) with check (person_id = platform.person());
grant select, insert on notifications.personal_delivery to shubbak_app, shubbak_worker;
grant update (state, sent_at) on notifications.personal_delivery to shubbak_worker;
