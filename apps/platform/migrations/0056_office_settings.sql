-- The languages in which an office stamps where nobody chooses others: each setting is a row, the latest counts. Without an office it is the
-- commune's. As the paper: in the language of its pages; as the commune: what the commune sets.
create table organisation.stamp_setting (
  commune_id uuid not null references organisation.commune (id),
  id uuid not null,
  office_id uuid,
  languages text not null check (languages in ('ar', 'fr', 'ar+fr', 'ar+zgh', 'ar+en', 'as-paper', 'as-commune')),
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (commune_id, id),
  check (office_id is not null or languages <> 'as-commune'),
  foreign key (commune_id, office_id) references organisation.office (commune_id, id),
  foreign key (commune_id, made_by) references organisation.staff (commune_id, id)
);
create index stamp_setting_latest on organisation.stamp_setting (commune_id, office_id, made_at desc, id desc);
alter table organisation.stamp_setting enable row level security;
alter table organisation.stamp_setting force row level security;
create policy commune on organisation.stamp_setting using (commune_id = platform.commune()) with check (commune_id = platform.commune());
grant select on organisation.stamp_setting to shubbak_app, shubbak_worker;
grant insert on organisation.stamp_setting to shubbak_app;
create trigger append_only before update or delete or truncate on organisation.stamp_setting
  for each statement execute function platform.refuse_change();

-- Days on which an office opens all the same, within hours of their own: they win over holidays, national ones too, and over closures, unless
-- the days are of the commune and the closure is of the office.
alter table organisation.calendar_span drop constraint calendar_span_kind_check;
alter table organisation.calendar_span add constraint calendar_span_kind_check check (kind in ('holiday', 'closure', 'ramadan', 'open'));
alter table organisation.calendar_span add column hours jsonb;
alter table organisation.calendar_span add constraint hours_of_open_days
  check ((kind = 'open') = (hours is not null) and (hours is null or jsonb_typeof(hours) = 'array' and jsonb_array_length(hours) > 0));
