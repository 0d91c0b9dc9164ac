-- Codes sent to an e-mail address or a phone, to show that whoever gave it reads it. They never sign anybody in by themselves.
create table identity.contact_code (
  id uuid primary key,
  -- A person, or somebody not yet enrolled.
  subject_id uuid not null,
  kind text not null check (kind in ('email', 'phone')),
  purpose text not null check (purpose in ('pre-enrolment', 'contact', 'recovery')),
  language text not null check (language in ('ar', 'fr', 'zgh', 'en')),
  value_sealed bytea not null,
  -- The code on its way: emptied as soon as the message has left.
  code_sealed bytea,
  code_digest bytea not null check (length(code_digest) = 32),
  expires_at timestamptz not null,
  attempts int not null default 0 check (attempts between 0 and 5),
  used_at timestamptz
);
create index contact_code_over on identity.contact_code (expires_at);
-- Messages sent, counted for each address, each subject and the whole country: a keyed digest, nobody's name.
create table identity.code_sending (
  id uuid primary key,
  counted bytea not null,
  at timestamptz not null
);
create index code_sending_counted on identity.code_sending (counted, at);

-- Before sign-in there is neither person nor account: a transaction sees the one code that it names.
create function identity.contact_code_named() returns uuid language sql stable
  return nullif(current_setting('app.contact_code', true), '')::uuid;
do $$
declare name text;
begin
  foreach name in array array['contact_code', 'code_sending'] loop
    execute format('alter table identity.%I enable row level security', name);
    execute format('alter table identity.%I force row level security', name);
  end loop;
end $$;
create policy named on identity.contact_code using (id = identity.contact_code_named()) with check (id = identity.contact_code_named());
create policy over on identity.contact_code for select to shubbak_worker using (expires_at < now());
create policy forget on identity.contact_code for delete to shubbak_worker using (expires_at < now());
grant select, insert on identity.contact_code to shubbak_app;
grant update (attempts, used_at) on identity.contact_code to shubbak_app;
grant select, delete on identity.contact_code to shubbak_worker;
grant update (code_sealed) on identity.contact_code to shubbak_worker;
create policy anyone on identity.code_sending using (true) with check (true);
grant select, insert on identity.code_sending to shubbak_app;
grant select, delete on identity.code_sending to shubbak_worker;
