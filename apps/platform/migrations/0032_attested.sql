-- Who attested a signature: a member of staff at an office, maybe of another commune; or, at a distance, the session of the person,
-- of which level and over which document. `identified_at` is the instant of either.
alter table legalisation.signatory
  alter column identified_by drop not null,
  -- The commune and the office of the member of staff.
  add column attested_in uuid,
  add column attested_office uuid,
  add column attested_level text check (attested_level in ('low', 'substantial', 'high')),
  add column attested_document bytea check (length(attested_document) = 32);
-- Until now signatories were identified at the office of their request alone.
update legalisation.signatory s set attested_in = s.commune_id, attested_office = r.office_id
  from requests.request r where r.commune_id = s.commune_id and r.id = s.request_id;
alter table legalisation.signatory
  add constraint attested check (case mode when 'distance'
    then num_nonnulls(identified_by, attested_in, attested_office) = 0 and num_nulls(attested_level, attested_document) = 0
    else num_nulls(identified_by, attested_in, attested_office) = 0 and num_nonnulls(attested_level, attested_document) = 0 end);
