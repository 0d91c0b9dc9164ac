-- Whoever was erased does not come in again through the national provider, and may be bound anew under another account.
grant update (ended_at) on identity.national_binding to shubbak_worker;
