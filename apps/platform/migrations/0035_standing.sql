-- What became of an act after it was made: revoked, or superseded by another one. An act is never edited; these rows are added.
create table acts.withdrawal (
  commune_id uuid not null,
  id uuid not null,
  act_id uuid not null,
  state text not null check (state in ('revoked', 'superseded')),
  reason text not null check (reason in ('wrong-person', 'signature-contested', 'officer-not-entitled', 'key-misused', 'made-in-error', 'authority-decision', 'wrong-particulars', 'wrong-pages')),
  -- The act that takes its place.
  successor_id uuid check ((state = 'superseded') = (successor_id is not null)),
  -- Words of whoever proposed it, sealed for the act's first holder.
  words_sealed bytea,
  words_for uuid check ((words_for is null) = (words_sealed is null)),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  primary key (commune_id, id),
  foreign key (commune_id, act_id) references acts.act (commune_id, id),
  foreign key (commune_id, successor_id) references acts.act (commune_id, id),
  check (successor_id <> act_id)
);
create index withdrawal_of_act on acts.withdrawal (commune_id, act_id);
create table acts.withdrawal_decision (
  commune_id uuid not null,
  withdrawal_id uuid not null,
  decision text not null check (decision in ('approved', 'declined', 'taken-back')),
  decided_by uuid not null,
  decided_at timestamptz not null,
  constraint one_withdrawal_decision primary key (commune_id, withdrawal_id),
  foreign key (commune_id, withdrawal_id) references acts.withdrawal (commune_id, id)
);
-- How an act stands; an act without a row is valid. For ever: what was withdrawn by mistake is made anew.
create table acts.standing (
  commune_id uuid not null,
  act_id uuid not null,
  withdrawal_id uuid not null,
  state text not null check (state in ('revoked', 'superseded')),
  reason text not null,
  successor_id uuid,
  since timestamptz not null,
  constraint one_standing primary key (commune_id, act_id),
  foreign key (commune_id, act_id) references acts.act (commune_id, id),
  foreign key (commune_id, withdrawal_id) references acts.withdrawal_decision (commune_id, withdrawal_id)
);

do $$
declare name text;
begin
  foreach name in array array['withdrawal', 'withdrawal_decision', 'standing'] loop
    execute format('alter table acts.%I enable row level security', name);
    execute format('alter table acts.%I force row level security', name);
    execute format('create policy commune on acts.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', name);
    execute format('grant select, insert on acts.%I to shubbak_app, shubbak_worker', name);
    execute format('create trigger append_only before update or delete or truncate on acts.%I for each statement execute function platform.refuse_change()', name);
  end loop;
end $$;

-- Whatever a program says: one proposes, another decides, and never the officer who signed the act.
create function acts.two_people() returns trigger language plpgsql as $$
declare proposer uuid; signer uuid;
begin
  select w.proposed_by, a.officer_id into proposer, signer from acts.withdrawal w
    join acts.act a on a.commune_id = w.commune_id and a.id = w.act_id
    where w.commune_id = new.commune_id and w.id = new.withdrawal_id;
  if (new.decision = 'taken-back') <> (new.decided_by = proposer) then
    raise exception 'a withdrawal takes two people';
  end if;
  if new.decision = 'approved' and new.decided_by = signer then
    raise exception 'an officer does not decide on what they signed';
  end if;
  return new;
end $$;
create trigger two_people before insert on acts.withdrawal_decision for each row execute function acts.two_people();

-- A standing says what was approved, word for word.
create function acts.as_approved() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from acts.withdrawal w
      join acts.withdrawal_decision d on d.commune_id = w.commune_id and d.withdrawal_id = w.id and d.decision = 'approved'
      where w.commune_id = new.commune_id and w.id = new.withdrawal_id and w.act_id = new.act_id and w.state = new.state
        and w.reason = new.reason and w.successor_id is not distinct from new.successor_id) then
    raise exception 'an act stands as two people decided';
  end if;
  return new;
end $$;
create trigger as_approved before insert on acts.standing for each row execute function acts.as_approved();

-- The verifier says it at once: the state, since when and why, and the number of the act that took its place.
grant select (commune_id, act_id, state, reason, successor_id, since) on acts.standing to shubbak_verify;
-- By the number and by the code printed on a paper that lies on the counter.
create index act_of_number on acts.act (commune_id, entry_number);
create index act_of_code on acts.act (commune_id, code);
