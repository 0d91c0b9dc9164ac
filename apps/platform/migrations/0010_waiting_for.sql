-- What holds a confirmed act up, as code and params: whoever looks at it later reads the reason too, not only who confirmed.
alter table acts.prepared_act add column waiting_for jsonb;
grant update (waiting_for) on acts.prepared_act to shubbak_app, shubbak_worker;
