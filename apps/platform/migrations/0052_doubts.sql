-- A clerk's marks of doubt on the pages of a request. Rows are only added: who ends a mark, and how, is a row of its own.
create table requests.doubt (
  commune_id uuid not null,
  request_id uuid not null,
  id uuid not null,
  page_id uuid not null,
  -- Beginning of the digest of what was looked at: a page that was turned, cut or scanned again since is another picture.
  picture text not null check (picture ~ '^[0-9a-f]{16}$'),
  -- Millimetres from the upper left corner of the page as displayed; all null: the whole page.
  x_mm real check (x_mm >= 0),
  y_mm real check (y_mm >= 0),
  width_mm real check (width_mm > 0),
  height_mm real check (height_mm > 0),
  -- A word of the catalogue.
  reason text not null check (reason ~ '^[a-z]+(-[a-z]+)*$'),
  -- What the clerk wrote, sealed under the request's own key.
  words_sealed bytea,
  marked_by uuid not null,
  marked_at timestamptz not null,
  primary key (commune_id, request_id, id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id),
  check (num_nulls(x_mm, y_mm, width_mm, height_mm) in (0, 4))
);
-- Withdrawn by whoever marked it, or settled by an officer. Until then no act is made of the request.
create table requests.doubt_end (
  commune_id uuid not null,
  request_id uuid not null,
  doubt_id uuid not null,
  how text not null check (how in ('withdrawn', 'settled')),
  ended_by uuid not null,
  ended_at timestamptz not null,
  primary key (commune_id, request_id, doubt_id),
  foreign key (commune_id, request_id, doubt_id) references requests.doubt (commune_id, request_id, id)
);

-- In which languages the text of a document is written, with the share of each; null where no text could be read.
alter table documents.document add column languages jsonb;
grant update (languages) on documents.document to shubbak_app, shubbak_worker;

-- Which languages an office reads, and what becomes of a paper in another one. Rows are only added; the newest counts.
create table catalogue.language_rule (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  -- Null: every office of the commune that has no rule of its own.
  office_id uuid,
  version int not null check (version > 0),
  -- Null: what stands above counts again, the commune's rule for an office, the usual languages for the commune.
  reads text[] check (cardinality(reads) between 1 and 20),
  rule text check (rule in ('warn', 'refuse')),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (commune_id, id),
  unique nulls not distinct (commune_id, office_id, version),
  check ((reads is null) = (rule is null)),
  foreign key (commune_id, set_by) references organisation.staff (commune_id, id),
  foreign key (commune_id, office_id) references organisation.office (commune_id, id)
);

do $$
declare relation text;
begin
  foreach relation in array array['requests.doubt', 'requests.doubt_end', 'catalogue.language_rule'] loop
    execute format('alter table %s enable row level security', relation);
    execute format('alter table %s force row level security', relation);
    execute format('create policy commune on %s using (commune_id = platform.commune()) with check (commune_id = platform.commune())', relation);
    execute format('grant select on %s to shubbak_app, shubbak_worker', relation);
    execute format('grant insert on %s to shubbak_app', relation);
    execute format('create trigger append_only before update or delete or truncate on %s for each statement execute function platform.refuse_change()', relation);
  end loop;
end $$;
