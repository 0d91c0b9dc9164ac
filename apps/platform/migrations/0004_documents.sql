-- Immutable files. A blob is known by its SHA-256 within one commune and never shared across: that would leak existence.
create schema documents;
grant usage on schema documents to shubbak_app, shubbak_worker, shubbak_verify;

create table documents.blob (
  commune_id uuid not null,
  sha256 bytea not null check (length(sha256) = 32),
  length bigint not null check (length > 0),
  media_type text not null,
  stored_at timestamptz not null,
  primary key (commune_id, sha256)
);
-- One paper as it came in: a stack of scanned pages, or one PDF rebuilt clean.
create table documents.document (
  commune_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  kind text not null check (kind in ('scan', 'pdf')),
  -- For a PDF: what arrived, what was rebuilt from it, and what the rebuilding dropped.
  source_sha256 bytea,
  clean_sha256 bytea,
  dropped jsonb not null default '[]',
  proposed_language text check (proposed_language in ('ar', 'fr')),
  created_at timestamptz not null,
  primary key (commune_id, id),
  unique (commune_id, request_id),
  foreign key (commune_id, source_sha256) references documents.blob (commune_id, sha256),
  foreign key (commune_id, clean_sha256) references documents.blob (commune_id, sha256)
);
create table documents.page (
  commune_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  position int not null check (position >= 0),
  -- For a scan: the page as it was taken in, and as it stands after turning and cropping. A PDF's pages have no picture.
  taken_sha256 bytea,
  taken_width_mm real not null check (taken_width_mm > 0),
  taken_height_mm real not null check (taken_height_mm > 0),
  image_sha256 bytea,
  width_mm real not null check (width_mm > 0),
  height_mm real not null check (height_mm > 0),
  rotation int not null default 0 check (rotation in (0, 90, 180, 270)),
  crop jsonb,
  quality jsonb not null,
  removed_at timestamptz,
  primary key (commune_id, id),
  foreign key (commune_id, document_id) references documents.document (commune_id, id),
  foreign key (commune_id, taken_sha256) references documents.blob (commune_id, sha256),
  foreign key (commune_id, image_sha256) references documents.blob (commune_id, sha256)
);
create index page_of_document on documents.page (commune_id, document_id, position);

do $$
declare name text;
begin
  foreach name in array array['blob', 'document', 'page'] loop
    execute format('alter table documents.%I enable row level security', name);
    execute format('alter table documents.%I force row level security', name);
    execute format('create policy commune on documents.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', name);
    execute format('grant select, insert on documents.%I to shubbak_app, shubbak_worker', name);
  end loop;
end $$;
grant select on documents.blob to shubbak_verify;
grant update (source_sha256, clean_sha256, dropped, kind, proposed_language) on documents.document to shubbak_app, shubbak_worker;
grant update (position, image_sha256, width_mm, height_mm, rotation, crop, quality, removed_at) on documents.page to shubbak_app;

-- National: which sealed papers a person holds, and where they are kept.
create table documents.vault_item (
  person_id uuid not null,
  act_id uuid not null,
  commune_id uuid not null,
  added_at timestamptz not null,
  primary key (person_id, act_id)
);
alter table documents.vault_item enable row level security;
alter table documents.vault_item force row level security;
create policy own on documents.vault_item for select using (person_id = platform.person());
create policy deposit on documents.vault_item for insert with check (commune_id = platform.commune());
grant select, insert on documents.vault_item to shubbak_app, shubbak_worker;
