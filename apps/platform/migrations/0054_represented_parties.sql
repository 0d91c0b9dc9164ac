-- Whoever was invited to sign says for whom before they consent; whose place is given to another address leaves no organisation behind.
grant update (organisation_id, mandate_id, worth) on legalisation.party to shubbak_app;
