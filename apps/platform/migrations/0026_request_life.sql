-- The whole life of a request: at the counter or at a distance, collecting consents, payable, returned to be mended, refused by a signed paper.
alter table requests.request
  drop constraint request_channel_check,
  add constraint request_channel_check check (channel in ('counter', 'distance')),
  drop constraint request_state_check,
  add constraint request_state_check check (state in ('draft', 'collecting', 'payable', 'queued', 'returned', 'refusing', 'done', 'refused', 'declined', 'expired', 'abandoned')),
  alter column opened_by drop not null,
  -- Whose request it is: known at once at a distance, and at the counter when somebody with an account is identified.
  add column applicant_id uuid,
  add column due_at timestamptz,
  add column expires_at timestamptz,
  -- What the office asked to be mended: places on the screen with a code each, and words for the applicant.
  add column correction jsonb,
  add column resubmission_of uuid,
  -- One that a clerk did not open was opened by its applicant.
  add constraint somebody_opened check (opened_by is not null or applicant_id is not null);
grant update (applicant_id, due_at, expires_at, correction) on requests.request to shubbak_app, shubbak_worker;

-- Who made a step: a member of staff, a person in their account, or the platform itself.
alter table requests.event
  add column actor_kind text not null default 'staff' check (actor_kind in ('staff', 'person', 'platform'));

-- National: which requests concern a person, and where they are kept.
create table requests.person_request (
  person_id uuid not null,
  commune_id uuid not null,
  request_id uuid not null,
  part text not null check (part in ('applicant', 'signatory')),
  added_at timestamptz not null,
  primary key (person_id, request_id, part)
);
alter table requests.person_request enable row level security;
alter table requests.person_request force row level security;
create policy own on requests.person_request for select using (person_id = platform.person());
create policy enter on requests.person_request for insert with check (commune_id = platform.commune());
grant select, insert on requests.person_request to shubbak_app, shubbak_worker;
