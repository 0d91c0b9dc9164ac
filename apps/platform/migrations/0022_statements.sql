-- Statements on their way to being signed: the exact bytes that two administrators (or, for an administrator, the ceremony) are
-- asked to sign. Nothing here is believed: a statement counts once it stands in organisation.statement with its signatures, and the
-- sealer checks those again for itself.
create table organisation.statement_proposal (
  commune_id uuid not null references organisation.commune (id),
  -- The id of the statement that it becomes.
  id uuid not null,
  kind text not null check (kind in ('administrator', 'credential', 'delegation')),
  subject_id uuid not null,
  body bytea not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (commune_id, id),
  foreign key (commune_id, subject_id) references organisation.staff (commune_id, id),
  foreign key (commune_id, proposed_by) references organisation.staff (commune_id, id)
);
create table organisation.proposal_signature (
  commune_id uuid not null,
  proposal_id uuid not null,
  signed_by uuid not null,
  administrator_id uuid not null,
  assertion jsonb not null,
  signed_at timestamptz not null,
  -- One person signs once, whatever passkeys they hold.
  primary key (commune_id, proposal_id, signed_by),
  foreign key (commune_id, proposal_id) references organisation.statement_proposal (commune_id, id),
  foreign key (commune_id, signed_by) references organisation.staff (commune_id, id)
);
create table organisation.proposal_withdrawal (
  commune_id uuid not null,
  proposal_id uuid not null,
  withdrawn_by uuid not null,
  withdrawn_at timestamptz not null,
  primary key (commune_id, proposal_id),
  foreign key (commune_id, proposal_id) references organisation.statement_proposal (commune_id, id)
);
-- Who took a statement back; null where the platform did, or before this was kept.
alter table organisation.revocation add column revoked_by uuid;

do $$
declare name text;
begin
  foreach name in array array['statement_proposal', 'proposal_signature', 'proposal_withdrawal'] loop
    execute format('alter table organisation.%I enable row level security', name);
    execute format('alter table organisation.%I force row level security', name);
    execute format('create policy commune on organisation.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', name);
    execute format('grant select, insert on organisation.%I to shubbak_app', name);
  end loop;
end $$;

-- "Signed in your name today": an officer's acts, latest first, without reading the office's others.
create index act_officer on acts.act (commune_id, officer_id, recorded_at);
