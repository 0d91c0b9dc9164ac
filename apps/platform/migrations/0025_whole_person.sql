-- What the worker reads of a person for their archive and takes away when they are erased: in transactions bound to the person or to
-- their account, as everywhere.
grant select on identity.mandate, identity.mandate_end, identity.mandate_group, identity.organisation, identity.known_organisation
  to shubbak_worker;
-- Its owner grants it.
set local role shubbak_lookup;
grant execute on function identity.representative_names() to shubbak_worker;
reset role;

grant select, delete on identity.app_code, identity.recovery_code, identity.document_renewal to shubbak_worker;
grant delete on identity.national_binding, notifications.personal_delivery to shubbak_worker;
create policy erase on identity.document_renewal for delete to shubbak_worker using (person_id = platform.person());

-- What was taken at visits goes, the rows that others hang from last.
grant delete on enrolment.visit, enrolment.correction, enrolment.specimen, enrolment.guardianship, enrolment.assistance, enrolment.witness
  to shubbak_worker;
-- Specimens that newer ones superseded long ago are nobody's to compare any more.
create policy over on enrolment.specimen for select to shubbak_worker using (superseded_at is not null);
create policy forget on enrolment.specimen for delete to shubbak_worker using (superseded_at is not null);
