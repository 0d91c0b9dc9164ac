-- Signed lists of a commune's acts that have no effect any more, for verifiers without a network: numbered, each holding what the one before it
-- held. The bytes name codes by a digest, and nobody. Once sealed a list is never changed.
create table acts.withdrawal_list (
  commune_id uuid not null references organisation.commune (id),
  number int not null check (number > 0),
  list bytea not null,
  this_update timestamptz not null,
  next_update timestamptz not null check (next_update > this_update),
  cms bytea,
  sealed_at timestamptz,
  primary key (commune_id, number),
  constraint sealed check ((cms is null) = (sealed_at is null))
);
alter table acts.withdrawal_list enable row level security;
alter table acts.withdrawal_list force row level security;
create policy commune on acts.withdrawal_list using (commune_id = platform.commune()) with check (commune_id = platform.commune());
grant select, insert on acts.withdrawal_list to shubbak_worker;
grant update (list, this_update, next_update, cms, sealed_at) on acts.withdrawal_list to shubbak_worker;
grant select on acts.withdrawal_list to shubbak_verify;

create function acts.keep_sealed_list() returns trigger language plpgsql as $$
begin
  if old.cms is not null then
    raise exception 'a sealed list is never changed';
  end if;
  return new;
end $$;
create trigger keep_sealed_list before update on acts.withdrawal_list for each row execute function acts.keep_sealed_list();
create trigger append_only before delete or truncate on acts.withdrawal_list for each statement execute function platform.refuse_change();
