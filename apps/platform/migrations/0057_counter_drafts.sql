-- A counter's draft that nobody touches lapses like any other; those that are there already are given their days from now.
update requests.request set expires_at = now() + interval '90 days'
  where state = 'draft' and channel = 'counter' and decided_at is null and expires_at is null;
-- Who was awaited by a draft that lapsed is forgotten by the worker, which ends it.
grant select on legalisation.awaited, legalisation.awaited_code to shubbak_worker;
grant update (state, ended_at, person_id) on legalisation.awaited to shubbak_worker;

-- Of a request of which nothing was made, papers and drawn signatures are destroyed some time after its end, by the worker; the row tells when.
alter table requests.request add column papers_destroyed_at timestamptz;
create index request_with_papers on requests.request (commune_id, decided_at)
  where state in ('declined', 'expired', 'abandoned') and papers_destroyed_at is null;
grant update (papers_destroyed_at) on requests.request to shubbak_worker;
grant delete on documents.page, documents.document, documents.blob, legalisation.signature_field to shubbak_worker;
grant update (signature_sha256) on legalisation.signatory, legalisation.party to shubbak_worker;
grant update (signature_sealed, signed_with, consent_sentence, consent_language, consented_at) on legalisation.witness to shubbak_worker;
grant update (signature_sha256, signed_at) on certification.holder to shubbak_worker;
