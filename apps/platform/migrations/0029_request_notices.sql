-- Word to people of each step of their requests, by mail or text message.
-- One step may happen to a request more than once: `occasion` is the transaction that made it.
alter table notifications.delivery add column occasion text not null default '' check (occasion ~ '^[0-9]*$');
alter table notifications.delivery drop constraint delivery_commune_id_person_id_template_subject_id_key;
alter table notifications.delivery
  add constraint delivery_once unique (commune_id, person_id, template, subject_id, occasion);
alter table notifications.delivery drop constraint delivery_channel_check;
alter table notifications.delivery add constraint delivery_channel_check check (channel in ('email', 'sms'));
-- By which way it left is known when it leaves.
grant update (channel) on notifications.delivery to shubbak_worker;

alter table identity.person drop constraint person_told_by_check;
alter table identity.person add constraint person_told_by_check check (told_by in ('email', 'phone', 'nothing'));

-- Somebody was taken for another at a counter: the request is not theirs to see.
grant delete on requests.person_request to shubbak_app;
create policy leave on requests.person_request for delete using (commune_id = platform.commune() and person_id = platform.person());

-- How many requests that are not decided concern a person, in whichever commune: what hinders joining their files, and erasing them.
grant select on requests.person_request to shubbak_lookup;
create policy lookup on requests.person_request for select to shubbak_lookup using (true);
create function requests.count_open_of(person uuid)
returns int language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select count(*)::int from requests.request r where r.state not in ('done', 'refused', 'declined', 'expired', 'abandoned')
     and (r.commune_id, r.id) in (
       select commune_id, request_id from requests.person_request where person_id = person
       union all select commune_id, request_id from legalisation.signatory where person_id = person) $$;
revoke all on function requests.count_open_of(uuid) from public;
grant execute on function requests.count_open_of(uuid) to shubbak_app, shubbak_worker;
grant create on schema requests to shubbak_lookup;
alter function requests.count_open_of(uuid) owner to shubbak_lookup;
revoke create on schema requests from shubbak_lookup;
-- It knew of signatories only.
set local role shubbak_lookup;
drop function legalisation.signs_open_request(uuid);
set local role shubbak_owner;
