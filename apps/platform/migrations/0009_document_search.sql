-- A number of a document that was tried at a counter and opened no file: nobody holds it, or the reader gave no reason, or
-- somebody else's document was laid down as a person's own. Who, when and which kind of document; never the number, nor whose it is.
create table identity.document_search (
  commune_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  document_type text not null,
  outcome text not null check (outcome in ('nobody', 'reason-needed', 'held')),
  at timestamptz not null,
  primary key (commune_id, id)
);
create index document_search_of_staff on identity.document_search (commune_id, staff_id, at);
alter table identity.document_search enable row level security;
alter table identity.document_search force row level security;
create policy commune on identity.document_search using (commune_id = platform.commune()) with check (commune_id = platform.commune());
grant select, insert on identity.document_search to shubbak_app;
