-- Who nobody knew and was then enrolled answers one search: a diligent counter is not taken for a curious one.
alter table identity.document_search drop constraint document_search_outcome_check;
alter table identity.document_search add constraint document_search_outcome_check
  check (outcome in ('nobody', 'reason-needed', 'held', 'enrolled'));
