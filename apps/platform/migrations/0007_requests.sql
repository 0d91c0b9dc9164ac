-- The life of a request, and what a legalisation adds to it.
create schema requests;
grant usage on schema requests to shubbak_app, shubbak_worker;
create table requests.request (
  commune_id uuid not null,
  id uuid not null,
  office_id uuid not null,
  service text not null,
  channel text not null check (channel in ('counter')),
  state text not null check (state in ('draft', 'queued', 'done', 'refused', 'abandoned')),
  -- Every change names the version it was made on: two clerks on one request cannot overwrite each other.
  version int not null check (version > 0),
  reference text not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  queued_at timestamptz,
  decided_at timestamptz,
  refusal jsonb,
  primary key (commune_id, id),
  unique (commune_id, office_id, reference)
);
create index request_queue on requests.request (commune_id, office_id, state, queued_at);
-- What happened, by whom, when: ids and words of the code only.
create table requests.event (
  commune_id uuid not null,
  request_id uuid not null,
  version int not null,
  kind text not null,
  actor_id uuid,
  data jsonb not null,
  at timestamptz not null,
  primary key (commune_id, request_id, version),
  foreign key (commune_id, request_id) references requests.request (commune_id, id)
);

create schema legalisation;
grant usage on schema legalisation to shubbak_app, shubbak_worker;
create table legalisation.legalisation (
  commune_id uuid not null,
  request_id uuid not null,
  nature text,
  -- Version of the rule by which the nature was judged.
  rule_version text,
  stamp_languages text,
  -- Page index, and millimetres from the top left of the page as it is displayed.
  stamp_place jsonb,
  exemplars int not null default 1 check (exemplars between 1 and 20),
  checks jsonb not null default '[]',
  primary key (commune_id, request_id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id)
);
create table legalisation.signatory (
  commune_id uuid not null,
  request_id uuid not null,
  person_id uuid not null,
  position int not null,
  identity_document_id uuid not null,
  mode text not null check (mode in ('presence', 'distance', 'witnesses', 'specimen')),
  identified_by uuid not null,
  identified_at timestamptz not null,
  -- The strokes drawn on the pad, as a blob; the register keeps that signature.
  signature_sha256 bytea,
  signed_at timestamptz,
  consented_at timestamptz,
  -- The exact sentence that was accepted: its version, and the language in which it was shown.
  consent_sentence text,
  consent_language text check (consent_language in ('ar', 'fr', 'zgh', 'en')),
  primary key (commune_id, request_id, person_id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id)
);

create schema notifications;
grant usage on schema notifications to shubbak_app, shubbak_worker;
-- What was sent to whom, by reference; the address is read at the moment of sending and never copied here.
create table notifications.delivery (
  commune_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  template text not null,
  subject_id uuid not null,
  channel text not null check (channel in ('email')),
  -- `refused`: the mail server said no for good; sending again would not help.
  state text not null check (state in ('queued', 'sent', 'no-address', 'refused')),
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (commune_id, id),
  unique (commune_id, person_id, template, subject_id)
);

do $$
declare relation text;
begin
  foreach relation in array array['requests.request', 'requests.event', 'legalisation.legalisation', 'legalisation.signatory', 'notifications.delivery'] loop
    execute format('alter table %s enable row level security', relation);
    execute format('alter table %s force row level security', relation);
    execute format('create policy commune on %s using (commune_id = platform.commune()) with check (commune_id = platform.commune())', relation);
    execute format('grant select, insert on %s to shubbak_app, shubbak_worker', relation);
  end loop;
end $$;
grant update (state, version, queued_at, decided_at, refusal) on requests.request to shubbak_app, shubbak_worker;
grant update (nature, rule_version, stamp_languages, stamp_place, exemplars, checks) on legalisation.legalisation to shubbak_app;
grant update (signature_sha256, signed_at, consented_at, consent_sentence, consent_language) on legalisation.signatory to shubbak_app;
grant delete on legalisation.signatory to shubbak_app;
grant update (state, sent_at) on notifications.delivery to shubbak_worker;
create trigger append_only before update or delete or truncate on requests.event for each statement execute function platform.refuse_change();
