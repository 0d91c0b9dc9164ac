-- What people prepare from afar is not there for the office before it is queued, also when it ended before: lists of what ended leave it out.
drop index requests.request_decided;
create index request_decided on requests.request (commune_id, office_id, state, decided_at desc, id desc)
  where decided_at is not null and not (channel = 'distance' and (state in ('draft', 'collecting', 'payable')
    or (state in ('declined', 'expired', 'abandoned') and correction is null)));

-- A command's digest is keyed outside the database from now on: those made before, by which what was asked could be guessed, go. Such a
-- command is known by its name and by who gave it.
alter table platform.command alter column payload_digest drop not null;
alter table platform.command no force row level security;
update platform.command set payload_digest = null;
alter table platform.command force row level security;

-- How many drafts of a service somebody prepares from afar, in whichever commune: no name, no place.
create function requests.count_drafts_of(person uuid, of_service text)
returns int language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select count(*)::int from requests.person_request p join requests.request r on r.commune_id = p.commune_id and r.id = p.request_id
   where p.person_id = person and p.part = 'applicant' and r.applicant_id = person and r.service = of_service
     and r.channel = 'distance' and r.state = 'draft' $$;

-- Which requests somebody applied for or signs, under their own file or one that was merged into it: for the erasure of what is theirs there.
create function requests.list_concerning(person uuid)
returns table (commune_id uuid, request_id uuid, person_id uuid, applied boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select r.commune_id, r.id, p.person_id, bool_or(p.part = 'applicant' and r.applicant_id = p.person_id)
   from requests.person_request p join requests.request r on r.commune_id = p.commune_id and r.id = p.request_id
   where p.person_id in (select person union all select identity.absorbed_by(person)) group by r.commune_id, r.id, p.person_id $$;

do $$
declare function text;
begin
  grant create on schema requests to shubbak_lookup;
  foreach function in array array['requests.count_drafts_of(uuid, text)', 'requests.list_concerning(uuid)'] loop
    execute format('revoke all on function %s from public', function);
    execute format('grant execute on function %s to shubbak_worker', function);
    if function like '%count%' then execute format('grant execute on function %s to shubbak_app', function); end if;
    execute format('alter function %s owner to shubbak_lookup', function);
  end loop;
  revoke create on schema requests from shubbak_lookup;
end $$;

-- What a request at a distance has taken in since it was begun, pages that were taken out included: bytes as they were sent, and pages.
alter table legalisation.distance
  add column taken_bytes bigint not null default 0 check (taken_bytes >= 0),
  add column taken_pages int not null default 0 check (taken_pages >= 0);
grant update (taken_bytes, taken_pages) on legalisation.distance to shubbak_app;
