-- Whoever is awaited to sign a request at a distance, or partly at a counter: who they are said to be, how they are reached, what became of it.
create table legalisation.party (
  commune_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  position int not null,
  -- Parties of one turn sign in parallel; a turn begins when the one before it has consented.
  turn int not null check (turn between 1 and 20),
  -- Where they are written to, and what the initiator calls them: sealed under the party's own id.
  contact_kind text check (contact_kind in ('email', 'phone')),
  contact_sealed bytea,
  name_sealed bytea not null,
  language text not null check (language in ('ar', 'fr', 'zgh', 'en')),
  person_id uuid,
  state text not null check (state in ('awaited', 'invited', 'bound', 'consented', 'declined')),
  -- How they signed: at a distance, or attested by a member of staff at a counter.
  attested text check (attested in ('distance', 'counter')),
  -- For whom they sign, where not for themselves.
  organisation_id uuid,
  mandate_id uuid,
  worth bigint,
  identity_document_id uuid,
  signature_sha256 bytea check (length(signature_sha256) = 32),
  decline_reason text,
  decline_words_sealed bytea,
  invited_at timestamptz,
  reminded_at timestamptz,
  opened_at timestamptz,
  -- When somebody who opened the invitation said that they are not the one it names.
  denied_at timestamptz,
  bound_at timestamptz,
  consented_at timestamptz,
  declined_at timestamptz,
  primary key (commune_id, id),
  unique (commune_id, request_id, position),
  -- One person is one party of a request.
  constraint one_party_a_person unique (commune_id, request_id, person_id),
  foreign key (commune_id, request_id) references requests.request (commune_id, id),
  check ((contact_kind is null) = (contact_sealed is null)),
  check ((organisation_id is null) = (mandate_id is null)),
  check ((state = 'consented') = (consented_at is not null)),
  check ((state = 'consented') = (attested is not null)),
  check ((state = 'declined') = (declined_at is not null)),
  check ((state = 'declined') = (decline_reason is not null)),
  check (state not in ('bound', 'declined') or person_id is not null),
  check (state <> 'invited' or person_id is null)
);
create index party_of_request on legalisation.party (commune_id, request_id, turn, position);

-- A link that was sent to a party. It opens a question and no paper; its token is kept as a digest, and sealed until the message has left.
create table legalisation.invitation (
  commune_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  party_id uuid not null,
  token_digest bytea not null check (length(token_digest) = 32),
  token_sealed bytea,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  sent_at timestamptz,
  -- Who has entered a code that was sent to the invited address.
  proven_for uuid,
  proven_at timestamptz,
  -- Used, or its address was replaced, or its request is over.
  ended_at timestamptz,
  primary key (commune_id, id),
  check ((proven_for is null) = (proven_at is null)),
  foreign key (commune_id, party_id) references legalisation.party (commune_id, id) on delete cascade
);
create index invitation_token on legalisation.invitation (token_digest);
create index invitation_party on legalisation.invitation (commune_id, party_id);

-- What a party was shown and asked to say yes to: the exact bytes, for once and for some minutes.
create table legalisation.consent_question (
  commune_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  party_id uuid not null,
  statement bytea not null,
  expires_at timestamptz not null,
  primary key (commune_id, id),
  foreign key (commune_id, party_id) references legalisation.party (commune_id, id) on delete cascade
);

-- A consent as it was given: the bytes, and what proves that this person said yes to these bytes. Never changed.
create table legalisation.consent (
  commune_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  party_id uuid not null,
  person_id uuid not null,
  statement bytea not null,
  statement_sha256 bytea not null check (length(statement_sha256) = 32),
  document_sha256 bytea not null check (length(document_sha256) = 32),
  method text not null check (method in ('passkey', 'password-and-code', 'national')),
  level text not null check (level in ('substantial', 'high')),
  evidence jsonb not null,
  at timestamptz not null,
  primary key (commune_id, id),
  -- One statement is agreed to once.
  unique (commune_id, statement_sha256),
  foreign key (commune_id, request_id) references requests.request (commune_id, id)
);
create index consent_party on legalisation.consent (commune_id, party_id, at);
create trigger append_only before update or delete or truncate on legalisation.consent for each statement execute function platform.refuse_change();

do $$
declare relation text;
begin
  foreach relation in array array['party', 'invitation', 'consent_question', 'consent'] loop
    execute format('alter table legalisation.%I enable row level security', relation);
    execute format('alter table legalisation.%I force row level security', relation);
    execute format('create policy commune on legalisation.%I using (commune_id = platform.commune()) with check (commune_id = platform.commune())', relation);
    execute format('grant select, insert on legalisation.%I to shubbak_app, shubbak_worker', relation);
  end loop;
end $$;
grant update (turn, contact_kind, contact_sealed, name_sealed, language, person_id, state, attested, identity_document_id, signature_sha256,
  decline_reason, decline_words_sealed, invited_at, reminded_at, opened_at, denied_at, bound_at, consented_at, declined_at)
  on legalisation.party to shubbak_app, shubbak_worker;
grant delete on legalisation.party, legalisation.consent_question to shubbak_app, shubbak_worker;
grant update (token_sealed, sent_at, proven_for, proven_at, ended_at) on legalisation.invitation to shubbak_app, shubbak_worker;
grant delete on legalisation.invitation to shubbak_app, shubbak_worker;

-- Who has not answered: few among all that there are.
create index party_waiting on legalisation.party (invited_at) where state in ('invited', 'bound');

-- Narrow look-ups for moments when the commune is not known yet: whoever opens a link; jobs that remind.
grant usage on schema legalisation to shubbak_lookup;
grant select (commune_id, id, request_id, party_id, token_digest) on legalisation.invitation to shubbak_lookup;
create policy lookup on legalisation.invitation for select to shubbak_lookup using (true);
grant select (commune_id, id, request_id, state, invited_at, reminded_at) on legalisation.party to shubbak_lookup;
create policy lookup on legalisation.party for select to shubbak_lookup using (true);
create function legalisation.find_invitation(digest bytea)
returns table (commune_id uuid, id uuid, request_id uuid, party_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select i.commune_id, i.id, i.request_id, i.party_id from legalisation.invitation i where i.token_digest = digest $$;
-- Parties whom nobody has reminded since `last`, and those of requests that end by `ending` whom nobody has reminded since `lately`.
create function legalisation.list_to_remind(last timestamptz, ending timestamptz, lately timestamptz, most int)
returns table (commune_id uuid, request_id uuid, party_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select p.commune_id, p.request_id, p.id
   from legalisation.party p join requests.request r on r.commune_id = p.commune_id and r.id = p.request_id
   where p.state in ('invited', 'bound') and r.state = 'collecting'
     and (coalesce(p.reminded_at, p.invited_at) <= last
       or r.expires_at <= ending and coalesce(p.reminded_at, p.invited_at) <= lately)
   order by p.invited_at limit most $$;
do $$
declare function text;
begin
  grant create on schema legalisation to shubbak_lookup;
  foreach function in array array['find_invitation(bytea)',
    'list_to_remind(timestamptz, timestamptz, timestamptz, int)'] loop
    execute format('revoke all on function legalisation.%s from public', function);
    execute format('grant execute on function legalisation.%s to %I', function,
      case when function like 'find%' then 'shubbak_app' else 'shubbak_worker' end);
    execute format('alter function legalisation.%s owner to shubbak_lookup', function);
  end loop;
  revoke create on schema legalisation from shubbak_lookup;
end $$;

-- Codes that show who reads the address that was invited.
alter table identity.contact_code drop constraint contact_code_purpose_check;
alter table identity.contact_code add constraint contact_code_purpose_check
  check (purpose in ('pre-enrolment', 'contact', 'recovery', 'invitation'));
