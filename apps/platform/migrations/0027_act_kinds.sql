-- Acts of every kind: a signature legalised, a copy certified, that certification issued again, a request refused.
alter table acts.act
  drop constraint act_kind_check,
  add constraint act_kind_check check (kind in ('legalisation', 'certified-copy', 'reissue', 'refusal'));
alter table acts.prepared_act
  -- What delegations call it: a refusal is signed under the nature of what was asked.
  add column nature text not null default 'legalisation' check (nature in ('legalisation', 'certification')),
  -- On what terms the officer lets a certification be issued again, as the manifest says it.
  add column reissues jsonb;

-- What an officer authorised with the passkey that confirmed a certification: how often it may be issued again, of which original, until when.
create table acts.authorisation (
  commune_id uuid not null,
  -- The certification.
  act_id uuid not null,
  original_sha256 bytea not null check (length(original_sha256) = 32),
  template text not null,
  most int not null check (most > 0),
  until timestamptz not null,
  -- Whether it ends with the officer's delegation, or goes on to its own end. A delegation taken back ends it always.
  after_delegation text not null check (after_delegation in ('stop', 'go-on')),
  delegation_id uuid not null,
  recorded_at timestamptz not null,
  primary key (commune_id, act_id),
  foreign key (commune_id, act_id) references acts.act (commune_id, id)
);
alter table acts.authorisation enable row level security;
alter table acts.authorisation force row level security;
create policy commune on acts.authorisation using (commune_id = platform.commune()) with check (commune_id = platform.commune());
grant select, insert on acts.authorisation to shubbak_app, shubbak_worker;
create trigger append_only before update or delete or truncate on acts.authorisation for each statement execute function platform.refuse_change();
