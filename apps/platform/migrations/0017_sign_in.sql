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
