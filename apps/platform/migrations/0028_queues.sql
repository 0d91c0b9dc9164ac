-- Work on requests: who has one in hand, what was done about it beside its changes, messages, readings, and the order of queues.

-- In which order requests wait: urgent ones first, then the one that is expected first. The nature is the service's own word.
alter table requests.request
  add column nature text,
  -- 0 urgent, 1 high, 2 usual: small numbers come first, as dates do.
  add column rank smallint not null default 2 check (rank between 0 and 2),
  -- Since when a clerk has checked it and an officer may have it; null while somebody still has to look.
  add column handed_at timestamptz,
  add column turn_at timestamptz not null generated always as (coalesce(due_at, queued_at, opened_at)) stored;
grant update (nature, rank, handed_at) on requests.request to shubbak_app, shubbak_worker;

-- One index an order and filter, each leading to a page of an office's queue without reading past it. What is decided has no turn.
create index request_turn on requests.request (commune_id, office_id, state, rank, turn_at, id) where decided_at is null;
create index request_turn_service on requests.request (commune_id, office_id, state, service, rank, turn_at, id) where decided_at is null;
create index request_turn_nature on requests.request (commune_id, office_id, state, service, nature, rank, turn_at, id) where decided_at is null;
create index request_turn_channel on requests.request (commune_id, office_id, state, channel, rank, turn_at, id) where decided_at is null;
create index request_oldest on requests.request (commune_id, office_id, state, queued_at, id) where decided_at is null;
create index request_decided on requests.request (commune_id, office_id, state, decided_at desc, id desc) where decided_at is not null;
create index request_lapsing on requests.request (commune_id, expires_at) where decided_at is null and expires_at is not null;

-- Who has a request in hand now, and until when. An expired row counts for nothing; the next one takes its place.
create table requests.lease (
  commune_id uuid not null,
  request_id uuid not null,
  holder_id uuid not null,
  claimed_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > claimed_at),
  primary key (commune_id, request_id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id)
);
create index lease_holder on requests.lease (commune_id, holder_id, expires_at);

-- What was done about a request without changing it: ids and words of the code only.
create table requests.handling (
  commune_id uuid not null,
  request_id uuid not null,
  position int not null check (position > 0),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  -- Null: the platform itself.
  actor_id uuid,
  -- The colleague whom it concerns.
  colleague_id uuid,
  data jsonb not null,
  at timestamptz not null,
  primary key (commune_id, request_id, position),
  foreign key (commune_id, request_id) references requests.request (commune_id, id)
);

-- What a colleague was asked and answered. Words are sealed under the request's own key.
create table requests.opinion (
  commune_id uuid not null,
  request_id uuid not null,
  id uuid not null,
  asked_by uuid not null,
  asked_of uuid not null,
  question_sealed bytea not null,
  asked_at timestamptz not null,
  answer_sealed bytea,
  answered_at timestamptz,
  primary key (commune_id, request_id, id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id),
  check ((answer_sealed is null) = (answered_at is null)),
  check (asked_by <> asked_of)
);
create index opinion_waiting on requests.opinion (commune_id, asked_of, asked_at) where answered_at is null;

-- Messages between the applicant and the office, sealed under the request's own key; and how far each side has read.
create table requests.message (
  commune_id uuid not null,
  request_id uuid not null,
  id uuid not null,
  side text not null check (side in ('applicant', 'office')),
  -- Who wrote for the office; the applicant is the request's own.
  staff_id uuid check ((side = 'office') = (staff_id is not null)),
  body_sealed bytea not null,
  at timestamptz not null,
  primary key (commune_id, request_id, id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id)
);
create table requests.message_mark (
  commune_id uuid not null,
  request_id uuid not null,
  side text not null check (side in ('applicant', 'office')),
  read_until timestamptz not null,
  primary key (commune_id, request_id, side),
  foreign key (commune_id, request_id) references requests.request (commune_id, id)
);

-- Which member of staff opened the file of a request, and when: the applicant sees it.
create table requests.reading (
  commune_id uuid not null,
  request_id uuid not null,
  id uuid not null,
  reader_id uuid not null,
  at timestamptz not null,
  primary key (commune_id, request_id, id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id)
);
create index reading_latest on requests.reading (commune_id, request_id, reader_id, at);

do $$
declare relation text;
begin
  foreach relation in array array['requests.lease', 'requests.handling', 'requests.opinion', 'requests.message', 'requests.message_mark', 'requests.reading'] loop
    execute format('alter table %s enable row level security', relation);
    execute format('alter table %s force row level security', relation);
    execute format('create policy commune on %s using (commune_id = platform.commune()) with check (commune_id = platform.commune())', relation);
    execute format('grant select, insert on %s to shubbak_app, shubbak_worker', relation);
  end loop;
  foreach relation in array array['requests.handling', 'requests.message', 'requests.reading'] loop
    execute format('create trigger append_only before update or delete or truncate on %s for each statement execute function platform.refuse_change()', relation);
  end loop;
end $$;
grant update (holder_id, claimed_at, expires_at), delete on requests.lease to shubbak_app, shubbak_worker;
grant update (answer_sealed, answered_at) on requests.opinion to shubbak_app;
grant update (read_until) on requests.message_mark to shubbak_app;
