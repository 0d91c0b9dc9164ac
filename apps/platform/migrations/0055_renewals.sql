-- The renewal of a certification is checked like the certification that it renews, of pages that nobody changes.

-- Of which pages a check was made: null in a draft, whose pages are compared one by one.
alter table certification.check_made add column pages_sha256 bytea check (length(pages_sha256) = 32);
-- What a page was held against: the original, or what was certified of it before.
alter table certification.page_compared add column held_against text not null default 'original'
  check (held_against in ('original', 'certified'));
create index certification_renewing on certification.certification (commune_id, renews) where renews is not null;

-- The signature that a holder draws at the counter, for the register: SHA-256 of its strokes, as those of signatories are kept.
alter table certification.holder add column signature_sha256 bytea check (length(signature_sha256) = 32);
alter table certification.holder add column signed_at timestamptz;
alter table certification.holder add check ((signature_sha256 is null) = (signed_at is null));
grant update (signature_sha256, signed_at) on certification.holder to shubbak_app;
