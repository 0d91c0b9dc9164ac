-- PDFs that arrive signed: kept as they are, with the judgement of their signatures that clerk and officer were shown.
alter table documents.document drop constraint document_kind_check;
alter table documents.document add constraint document_kind_check check (kind in ('scan', 'pdf', 'signed-pdf'));
alter table documents.document add column judgement jsonb;
alter table documents.document add constraint judged_when_signed check ((kind = 'signed-pdf') = (judgement is not null));
grant update (judgement) on documents.document to shubbak_app, shubbak_worker;
