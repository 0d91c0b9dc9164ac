-- Who signs at a counter may come on another day than the others. The sheets and the nature to which they agreed, as these stood while they
-- were there, are kept with their word: other sheets or another nature ask it of them again. `consent_over`: the request was handed over
-- since, which ends a visit before its day does. Consents given before this hold as they did.
alter table legalisation.signatory
  add column consent_paper bytea check (length(consent_paper) = 32),
  add column consent_nature text check (consent_nature <> ''),
  add column consent_over boolean not null default false;
grant update (consent_paper, consent_nature, consent_over) on legalisation.signatory to shubbak_app;
