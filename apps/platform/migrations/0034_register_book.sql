-- What the register says of each entry, in the columns of decree 2-22-047: written once, in the transaction that records the act, and
-- never changed. A mistake is put right by a further entry.

create table register.particulars (
  commune_id uuid not null,
  office_id uuid not null,
  year int not null,
  number int not null,
  kind text not null check (kind in ('legalisation', 'certified-copy', 'reissue', 'refusal', 'correction')),
  -- Nature and subject of the document: its code in the catalogue, and what that code was called then.
  subject text,
  subject_words jsonb,
  -- How the signature was recognised; null where nobody signed.
  mode text check (mode in ('presence', 'distance', 'witnesses', 'specimen', 'mixed')),
  fee int not null check (fee >= 0),
  exemplars int not null check (exemplars > 0),
  pages int not null check (pages >= 0),
  officer_id uuid not null,
  -- Name, capacity and delegation of the officer as the act prints them.
  officer jsonb not null,
  entered_at timestamptz not null,
  primary key (commune_id, office_id, year, number),
  foreign key (commune_id, office_id, year, number) references register.reservation (commune_id, office_id, year, number)
);
create index particulars_of_officer on register.particulars (commune_id, office_id, year, officer_id, number);

-- Whose signature was certified, or to whom a copy or a refusal was given.
create table register.applicant (
  commune_id uuid not null,
  id uuid not null,
  office_id uuid not null,
  year int not null,
  number int not null,
  position int not null,
  -- For whom document and address are sealed.
  person_id uuid not null,
  name_arabic text not null,
  name_latin text not null,
  document_type text,
  document_sealed bytea,
  address_sealed bytea,
  -- For whom they signed, as the paper says it.
  capacity jsonb,
  mode text check (mode in ('presence', 'distance', 'witnesses', 'specimen')),
  -- The strokes that they drew, as a blob.
  signature_sha256 bytea check (length(signature_sha256) = 32),
  primary key (commune_id, id),
  unique (commune_id, office_id, year, number, position),
  foreign key (commune_id, office_id, year, number) references register.particulars (commune_id, office_id, year, number)
);
-- Words of names, folded, by which an entry is found within one office and year.
create table register.applicant_word (
  commune_id uuid not null,
  office_id uuid not null,
  year int not null,
  word text collate "C" not null,
  number int not null,
  primary key (commune_id, office_id, year, word, number)
);

-- Who looked into the register, and for what: a page, a search, one entry whole, an extract. What was searched stands nowhere.
create table register.consultation (
  commune_id uuid not null,
  id uuid not null,
  office_id uuid not null,
  year int not null,
  staff_id uuid not null,
  purpose text not null check (purpose in ('page', 'search', 'entry', 'extract')),
  first_number int,
  last_number int,
  at timestamptz not null,
  primary key (commune_id, id)
);

-- A mistake that somebody found in an entry, and what should stand there.
create table register.correction (
  commune_id uuid not null,
  id uuid not null,
  office_id uuid not null,
  year int not null,
  number int not null,
  field text not null check (field in ('subject', 'exemplars', 'mode', 'name', 'document', 'address')),
  -- Which applicant, where the field is one's; both values are then sealed for that person.
  applicant_id uuid,
  person_id uuid,
  old_value jsonb,
  new_value jsonb,
  old_sealed bytea,
  new_sealed bytea,
  reason text not null check (reason in ('misread', 'mistyped', 'wrong-paper', 'changed-since')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  primary key (commune_id, id),
  foreign key (commune_id, office_id, year, number) references register.particulars (commune_id, office_id, year, number),
  check ((applicant_id is null) = (field in ('subject', 'exemplars', 'mode'))),
  check ((applicant_id is null) = (person_id is null)),
  check (applicant_id is not null or (old_sealed is null and new_sealed is null)),
  check (applicant_id is null or (old_value is null and new_value is null and new_sealed is not null))
);
create index correction_of_entry on register.correction (commune_id, office_id, year, number);
-- What became of it, decided once. One that was approved has an entry of its own: its number in the series of that year.
create table register.correction_decision (
  commune_id uuid not null,
  correction_id uuid not null,
  decision text not null check (decision in ('approved', 'declined', 'withdrawn')),
  decided_by uuid not null,
  decided_at timestamptz not null,
  entry_year int check ((decision = 'approved') = (entry_year is not null)),
  entry_number int check ((decision = 'approved') = (entry_number is not null)),
  constraint one_decision primary key (commune_id, correction_id),
  foreign key (commune_id, correction_id) references register.correction (commune_id, id)
);

-- The second copy: a signed extract of an office's day, each naming the one before it. Its bytes are fixed before they are signed.
create table register.day_extract (
  commune_id uuid not null,
  id uuid not null,
  office_id uuid not null,
  day date not null,
  entries int not null,
  -- SHA-256 of what the extract says, as canonical JSON (RFC 8785): the register must always say the same of that day.
  content_sha256 bytea not null check (length(content_sha256) = 32),
  -- Of the file of the extract before it; null for an office's first.
  previous_sha256 bytea check (length(previous_sha256) = 32),
  -- The pages with the signature still blank, and where it goes.
  prepared_sha256 bytea not null check (length(prepared_sha256) = 32),
  prepared_state jsonb not null,
  made_at timestamptz not null,
  primary key (commune_id, id),
  constraint one_extract_a_day unique (commune_id, office_id, day)
);
-- The file, sealed: written once.
create table register.day_extract_file (
  commune_id uuid not null,
  extract_id uuid not null,
  sha256 bytea not null check (length(sha256) = 32),
  length bigint not null,
  sealed_at timestamptz not null,
  constraint one_file primary key (commune_id, extract_id),
  foreign key (commune_id, extract_id) references register.day_extract (commune_id, id)
);
-- When it reached a place outside the platform.
create table register.day_extract_delivery (
  commune_id uuid not null,
  extract_id uuid not null,
  destination text not null,
  delivered_at timestamptz not null,
  constraint one_delivery primary key (commune_id, extract_id, destination),
  foreign key (commune_id, extract_id) references register.day_extract_file (commune_id, extract_id)
);
-- What is entered or decided on a day is looked up by its moment.
create index reservation_of_day on register.reservation (commune_id, office_id, reserved_at);
create index cancelled_entry on register.outcome (commune_id, office_id, year, number) where kind = 'cancelled';
create index particulars_of_subject on register.particulars (commune_id, office_id, year, subject, number);
create index outcome_of_day on register.outcome (commune_id, office_id, decided_at);

do $$
declare name text;
begin
  foreach name in array array['particulars', 'applicant', 'applicant_word', 'consultation', 'correction', 'correction_decision', 'day_extract', 'day_extract_file', 'day_extract_delivery'] loop
    execute format('alter table register.%I enable row level security', name);
    execute format('alter table register.%I force row level security', name);
    execute format('create policy commune on register.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', name);
    execute format('grant select, insert on register.%I to shubbak_app, shubbak_worker', name);
    execute format('create trigger append_only before update or delete or truncate on register.%I for each statement execute function platform.refuse_change()', name);
  end loop;
end $$;

-- Four eyes, whatever a program says: nobody approves what they proposed, and only the proposer takes a proposal back.
create function register.two_people() returns trigger language plpgsql as $$
declare proposer uuid;
begin
  select proposed_by into proposer from register.correction c where c.commune_id = new.commune_id and c.id = new.correction_id;
  if (new.decision = 'withdrawn') <> (new.decided_by = proposer) then
    raise exception 'a correction takes two people';
  end if;
  if new.decision = 'approved' and not exists (select 1 from register.reservation r
      where r.commune_id = new.commune_id and r.act_id = new.correction_id and r.year = new.entry_year and r.number = new.entry_number) then
    raise exception 'a correction is an entry of the register';
  end if;
  return new;
end $$;
create trigger two_people before insert on register.correction_decision for each row execute function register.two_people();
