-- A certification that has no effect takes its reissues with it: whoever asks how one stands asks for both.
grant select (commune_id, act_id, certification_id) on acts.reissue to shubbak_verify;
