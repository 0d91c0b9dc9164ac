-- Who signs at a counter what others sign at a distance agrees, as these do, to one paper as an act of one nature: kept with the attestation,
-- so that neither can change behind it.
alter table legalisation.signatory add column attested_nature text check (attested_nature <> '');
alter table legalisation.signatory drop constraint attested;
alter table legalisation.signatory
  add constraint attested check (case mode when 'distance'
    then num_nonnulls(identified_by, attested_in, attested_office, attested_nature) = 0 and num_nulls(attested_level, attested_document) = 0
    else num_nulls(identified_by, attested_in, attested_office) = 0 and attested_level is null
      and (attested_document is null) = (attested_nature is null) end);
