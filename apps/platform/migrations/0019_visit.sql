-- The one visit: who was shown to be who they say, how, by whom, and what was taken of them. National like the people themselves,
-- guarded person by person. What was read, drawn or said is sealed for the person; what is left are ids, days and words of ours.
create schema if not exists enrolment;
grant usage on schema enrolment to shubbak_app, shubbak_worker;

create table enrolment.visit (
  id uuid primary key,
  person_id uuid not null references identity.person (id),
  document_id uuid not null references identity.identity_document (id),
  -- A person enrolled at this visit, or one who was enrolled before and completed their file.
  kind text not null check (kind in ('enrolled', 'completed')),
  -- The pre-enrolment that shortened the visit, if one did, and whether the card's facts came from its machine-readable zone.
  pre_enrolment_id uuid,
  card_read text not null check (card_read in ('machine-readable', 'by-eye')),
  served_in uuid not null,
  office_id uuid not null,
  served_by uuid not null,
  -- Versions of the sentences that clerk and person agreed to, and how the person took them in.
  attestation text not null,
  notice text not null,
  consent text not null,
  notice_language text not null check (notice_language in ('ar', 'fr', 'zgh', 'en')),
  notice_mode text not null check (notice_mode in ('read', 'read-aloud')),
  -- Null where it was taken.
  specimen_skipped text,
  fingerprint_skipped text,
  -- The clerk's own words where a reason is "other".
  words_sealed bytea,
  at timestamptz not null
);
create index visit_person on enrolment.visit (person_id, at);

-- What was declared at home and what the card says, where they differ.
create table enrolment.correction (
  visit_id uuid not null references enrolment.visit (id),
  field text not null,
  person_id uuid not null references identity.person (id),
  declared_sealed bytea not null,
  card_sealed bytea not null,
  primary key (visit_id, field)
);

-- Signature specimens (ISO/IEC 19794-7, sealed). A newer visit supersedes them, nothing overwrites them.
create table enrolment.specimen (
  id uuid primary key,
  person_id uuid not null references identity.person (id),
  visit_id uuid not null references enrolment.visit (id),
  position smallint not null check (position between 1 and 3),
  sample_sealed bytea not null,
  taken_at timestamptz not null,
  superseded_at timestamptz,
  unique (visit_id, position)
);
create index specimen_person on enrolment.specimen (person_id, taken_at);

-- Who stands for a minor, by which authority and until when.
create table enrolment.guardianship (
  id uuid primary key,
  person_id uuid not null references identity.person (id),
  guardian_id uuid not null references identity.person (id),
  visit_id uuid not null references enrolment.visit (id),
  document_id uuid not null references identity.identity_document (id),
  authority text not null check (authority in ('father', 'mother', 'testamentary', 'court')),
  -- The reference of the court's decision and what was shown as evidence.
  evidence_sealed bytea not null,
  valid_from date not null,
  -- The day on which the minor comes of age: from it on nobody stands for them.
  valid_until date not null,
  ended_at timestamptz,
  check (person_id <> guardian_id)
);
create index guardianship_person on enrolment.guardianship (person_id);
create index guardianship_guardian on enrolment.guardianship (guardian_id);

-- Somebody who cannot sign or read: what they cannot, what was read to them, and the warning that the clerk gave.
create table enrolment.assistance (
  visit_id uuid primary key references enrolment.visit (id),
  person_id uuid not null references identity.person (id),
  cannot text not null check (cannot in ('sign', 'read', 'both')),
  text text not null,
  text_language text not null check (text_language in ('ar', 'fr', 'zgh', 'en')),
  warning text not null,
  at timestamptz not null
);
-- The two who heard it. Their identity is sealed with the person's file: they need no file of their own.
create table enrolment.witness (
  visit_id uuid not null references enrolment.assistance (visit_id),
  position smallint not null check (position in (1, 2)),
  person_id uuid not null references identity.person (id),
  identity_sealed bytea not null,
  primary key (visit_id, position)
);

do $$
declare name text;
begin
  foreach name in array array['visit', 'correction', 'specimen', 'guardianship', 'assistance', 'witness'] loop
    execute format('alter table enrolment.%I enable row level security', name);
    execute format('alter table enrolment.%I force row level security', name);
    execute format('create policy own on enrolment.%I using (person_id = platform.person()) with check (person_id = platform.person())', name);
    execute format('grant select, insert on enrolment.%I to shubbak_app', name);
    execute format('grant select on enrolment.%I to shubbak_worker', name);
  end loop;
end $$;
create policy guardian on enrolment.guardianship for select using (guardian_id = platform.person());
grant update (superseded_at) on enrolment.specimen to shubbak_app;
grant update (ended_at) on enrolment.guardianship to shubbak_app;
