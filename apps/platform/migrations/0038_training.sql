-- Training: a shadow of the commune, in which people work with keys, numbers and codes of its own. Ids tell it from a real one.
alter table organisation.commune drop constraint commune_code_check, add constraint commune_code_check check (code ~ '^(T-)?[A-Z]{2,4}$');
alter table organisation.office drop constraint office_code_check, add constraint office_code_check check (code ~ '^(T-)?[A-Z]{3}[0-9]{2}$');
alter table organisation.commune add constraint shadows_say_so check ((id::text like '74726169-6e69-8%') = (mark is not distinct from 'training'));

-- Offices in which everybody works in training, until somebody says otherwise: a new one before it opens.
create table organisation.training_office (
  commune_id uuid not null,
  office_id uuid not null,
  since timestamptz not null,
  until timestamptz,
  begun_by uuid not null,
  ended_by uuid,
  primary key (commune_id, office_id, since),
  foreign key (commune_id, office_id) references organisation.office (commune_id, id),
  check ((until is null) = (ended_by is null)),
  check (until is null or until > since)
);
create unique index one_training on organisation.training_office (commune_id, office_id) where until is null;
alter table organisation.training_office enable row level security;
alter table organisation.training_office force row level security;
create policy commune on organisation.training_office using (commune_id = platform.commune()) with check (commune_id = platform.commune());
grant select, insert on organisation.training_office to shubbak_app, shubbak_worker;
grant update (until, ended_by) on organisation.training_office to shubbak_app;

-- A session in training is its holder's own choice: what it does, it does in the shadow.
alter table identity.session add column training boolean not null default false;
grant update (training) on identity.session to shubbak_app;
