-- Legalisation at a distance: where it is open, what a person has prepared, where everybody signs.

-- Whether, and since when, a commune legalises a nature of act at a distance, and which office is competent. Each decision is a row of its
-- own: the newest of those in force counts.
create table legalisation.distance_rule (
  commune_id uuid not null,
  id uuid not null,
  nature text not null,
  enabled boolean not null,
  -- The text by which the commune may, as people read it.
  basis_arabic text,
  basis_french text,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  -- The office of the person's choice, the seat of the arrondissement where they live, or one office for everybody.
  office_rule text not null check (office_rule in ('chosen', 'address', 'fixed')),
  office_id uuid,
  -- Null: the platform, when the commune was installed.
  decided_by uuid,
  decided_at timestamptz not null,
  primary key (commune_id, id),
  foreign key (commune_id, office_id) references organisation.office (commune_id, id),
  check (not enabled or (basis_arabic is not null and basis_french is not null)),
  check ((office_rule = 'fixed') = (office_id is not null))
);
create index distance_rule_nature on legalisation.distance_rule (commune_id, nature, decided_at);
create trigger append_only before update or delete or truncate on legalisation.distance_rule for each statement execute function platform.refuse_change();

-- What a request at a distance has beside its legalisation.
create table legalisation.distance (
  commune_id uuid not null,
  request_id uuid not null,
  -- The decision under which it was begun.
  rule_id uuid not null,
  -- That "do you need this?" was shown (law 55-19, art. 7), in which version.
  need_version text not null,
  need_shown_at timestamptz not null,
  -- The nature whose warning was read and passed.
  warning_read text,
  -- For whom the initiator acts; null for themselves.
  organisation_id uuid,
  mandate_id uuid,
  worth bigint check (worth >= 0),
  -- Whether the initiator signs too, and whether the others sign one after the other.
  signs boolean not null default true,
  in_turn boolean not null default false,
  -- Their own signature, drawn for this paper, or the specimen on file that they allowed for it.
  signature_sha256 bytea check (length(signature_sha256) = 32),
  signature_source text check (signature_source in ('drawn', 'specimen')),
  -- What was sent to be agreed to.
  sent_sha256 bytea check (length(sent_sha256) = 32),
  sent_at timestamptz,
  -- Who made the checks, and of which paper.
  checked_by uuid,
  checked_at timestamptz,
  checked_sha256 bytea check (length(checked_sha256) = 32),
  primary key (commune_id, request_id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id),
  foreign key (commune_id, rule_id) references legalisation.distance_rule (commune_id, id),
  check ((organisation_id is null) = (mandate_id is null)),
  check ((signature_sha256 is null) = (signature_source is null)),
  check ((sent_sha256 is null) = (sent_at is null)),
  check ((checked_by is null) = (checked_at is null))
);

-- Where somebody's signature is to stand: millimetres from the top left of a page as it came in. One field a page for each.
create table legalisation.signature_field (
  commune_id uuid not null,
  request_id uuid not null,
  party_id uuid not null,
  page_id uuid not null,
  x real not null check (x >= 0),
  y real not null check (y >= 0),
  width real not null check (width > 0),
  height real not null check (height > 0),
  primary key (commune_id, request_id, party_id, page_id),
  foreign key (commune_id, request_id) references legalisation.distance (commune_id, request_id),
  foreign key (commune_id, page_id) references documents.page (commune_id, id)
);

-- A file on its way, part by part, so that a broken connection loses nothing. `fingerprint` is a digest that the browser makes of the file's
-- name, size and date: the same file chosen again goes on. Both are deleted once the file is taken in, or after a day.
create table legalisation.upload (
  commune_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  fingerprint bytea not null check (length(fingerprint) = 32),
  length bigint not null check (length > 0),
  received bigint not null default 0 check (received between 0 and length),
  created_at timestamptz not null,
  primary key (commune_id, id),
  unique (commune_id, request_id, fingerprint),
  foreign key (commune_id, request_id) references legalisation.distance (commune_id, request_id)
);
create table legalisation.upload_part (
  commune_id uuid not null,
  upload_id uuid not null,
  starts_at bigint not null,
  bytes bytea not null,
  primary key (commune_id, upload_id, starts_at),
  foreign key (commune_id, upload_id) references legalisation.upload (commune_id, id) on delete cascade
);

do $$
declare relation text;
begin
  foreach relation in array array['distance_rule', 'distance', 'signature_field', 'upload', 'upload_part'] loop
    execute format('alter table legalisation.%I enable row level security', relation);
    execute format('alter table legalisation.%I force row level security', relation);
    execute format('create policy commune on legalisation.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', relation);
    execute format('grant select, insert on legalisation.%I to shubbak_app, shubbak_worker', relation);
  end loop;
end $$;
grant update (rule_id, warning_read, organisation_id, mandate_id, worth, signs, in_turn, signature_sha256, signature_source, sent_sha256, sent_at,
  checked_by, checked_at, checked_sha256) on legalisation.distance to shubbak_app, shubbak_worker;
grant update (x, y, width, height) on legalisation.signature_field to shubbak_app;
grant delete on legalisation.signature_field to shubbak_app;
grant update (received) on legalisation.upload to shubbak_app;
grant delete on legalisation.upload, legalisation.upload_part to shubbak_app, shubbak_worker;
