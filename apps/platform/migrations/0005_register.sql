-- The register: per office and year, numbers without a hole. A reservation and its outcome are rows that nobody but
-- their inserter's transaction ever touches: inserted once, never changed, never deleted.
create schema register;
grant usage on schema register to shubbak_app, shubbak_worker;

create table register.series (
  commune_id uuid not null,
  office_id uuid not null,
  year int not null check (year between 2000 and 2999),
  last_number int not null check (last_number >= 0),
  primary key (commune_id, office_id, year)
);
create table register.reservation (
  commune_id uuid not null,
  office_id uuid not null,
  year int not null,
  number int not null check (number > 0),
  act_id uuid not null,
  reserved_at timestamptz not null,
  primary key (commune_id, office_id, year, number),
  unique (commune_id, act_id),
  foreign key (commune_id, office_id, year) references register.series (commune_id, office_id, year)
);
create table register.outcome (
  commune_id uuid not null,
  office_id uuid not null,
  year int not null,
  number int not null,
  kind text not null check (kind in ('made', 'cancelled')),
  -- Why a number was cancelled: a word of the code, never what somebody typed.
  reason text check ((kind = 'cancelled') = (reason is not null)),
  decided_at timestamptz not null,
  constraint one_outcome primary key (commune_id, office_id, year, number),
  foreign key (commune_id, office_id, year, number) references register.reservation (commune_id, office_id, year, number)
);

do $$
declare name text;
begin
  foreach name in array array['series', 'reservation', 'outcome'] loop
    execute format('alter table register.%I enable row level security', name);
    execute format('alter table register.%I force row level security', name);
    execute format('create policy commune on register.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', name);
    execute format('grant select, insert on register.%I to shubbak_app, shubbak_worker', name);
  end loop;
end $$;
grant update (last_number) on register.series to shubbak_app, shubbak_worker;

-- Even the owner's own hand is stopped: an entry is corrected by another entry.
create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows are never changed or deleted', tg_table_name;
end $$;
create trigger append_only before update or delete or truncate on register.reservation for each statement execute function platform.refuse_change();
create trigger append_only before update or delete or truncate on register.outcome for each statement execute function platform.refuse_change();

-- A number is the next one or it does not exist: a hole cannot be written even by a faulty program.
create function register.next_in_series() returns trigger language plpgsql as $$
begin
  if new.number <> (select last_number from register.series s
                    where s.commune_id = new.commune_id and s.office_id = new.office_id and s.year = new.year)
     or (new.number > 1 and not exists (select 1 from register.reservation r
                    where r.commune_id = new.commune_id and r.office_id = new.office_id and r.year = new.year and r.number = new.number - 1)) then
    raise exception 'entry numbers follow one another';
  end if;
  return new;
end $$;
create trigger gapless before insert on register.reservation for each row execute function register.next_in_series();

-- The counter of a series starts at 1 and takes one step at a time, each after its number was reserved: it never falls, and running
-- ahead would leave a hole that no later reservation could fill.
create function register.one_step() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.last_number <> 1 then
      raise exception 'entry numbers follow one another';
    end if;
  elsif new.last_number <> old.last_number + 1
     or not exists (select 1 from register.reservation r
                    where r.commune_id = old.commune_id and r.office_id = old.office_id and r.year = old.year and r.number = old.last_number) then
    raise exception 'entry numbers follow one another';
  end if;
  return new;
end $$;
create trigger one_step before insert or update on register.series for each row execute function register.one_step();

-- The year of a number is the civil year of Morocco in which it was reserved: nothing is entered into a register that is closed or to come.
create function register.year_of_reservation() returns trigger language plpgsql as $$
begin
  if new.year <> extract(year from new.reserved_at at time zone 'Africa/Casablanca') then
    raise exception 'a number belongs to the year in which it is reserved';
  end if;
  return new;
end $$;
create trigger own_year before insert on register.reservation for each row execute function register.year_of_reservation();
