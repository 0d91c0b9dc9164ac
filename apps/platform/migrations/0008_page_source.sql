-- The file that a scanned page was read from, exactly as it arrived. Several pages may come from one file (TIFF).
alter table documents.page add column source_sha256 bytea;
alter table documents.page add foreign key (commune_id, source_sha256) references documents.blob (commune_id, sha256);
