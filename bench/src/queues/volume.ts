import {
  type CommuneId,
  getValue,
  newId,
  type OfficeId,
  type StaffActor,
} from '../../../apps/platform/src/kernel/index.ts';
import { installCommune } from '../../../apps/platform/src/modules/organisation/index.ts';
import type { QueueKey } from '../../../apps/platform/src/modules/requests/index.ts';
import { type Database, withClient } from '../../../apps/platform/src/platform/db/index.ts';
import { anOffice, named } from '../city.ts';

/** A city full of requests, and who looks at its queues. */
export interface FilledCity {
  readonly communeId: CommuneId;
  readonly offices: readonly OfficeId[];
  readonly now: Date;
  /** One who reads every office's requests, and one of a single office. */
  readonly staff: { readonly city: StaffActor; readonly office: StaffActor };
  /** A line in the middle of the city's queue, and of the one office's. */
  readonly middle: QueueKey;
  readonly middleOfOffice: QueueKey;
}

/** As many offices as Casablanca has. */
const officeCount = 126;

/**
 * Loads `count` requests by SQL into a commune of 126 offices: two thirds decided in the course of a year, a quarter waiting with the offices
 * (a flood: what a city has on its worst day is a hundredth of it), the rest with their people. `migrator` passes row-level security.
 */
export async function fillCity(migratorUrl: string, app: Database, count: number): Promise<FilledCity> {
  const now = new Date('2026-11-27T10:00:00Z');
  const communeId = newId<CommuneId>(now);
  const offices = Array.from({ length: officeCount }, (_, index) => anOffice(communeId, index, now));
  const setUp = {
    commune: { id: communeId, code: 'CAS', name: named('Casablanca'), mark: null },
    prefectures: [],
    arrondissements: [],
    offices,
  };
  const system = { kind: 'system', task: 'bench' } as const;
  await app.transaction({ communeId }, async tx => getValue(await installCommune(tx, system, setUp)));
  const [first] = offices;
  if (!first) throw new Error('a city without offices');
  const city = anActor(communeId, { level: 'commune' }, now);
  const { middle, middleOfOffice } = await withClient(migratorUrl, async client => {
    await client.query(loadRequests, [communeId, offices.map(({ id }) => id), now, count]);
    await client.query(loadLeases, [communeId, city.staffId, now]);
    // As the server does by itself, in the background of a real city.
    await client.query('vacuum analyze requests.request');
    await client.query('vacuum analyze requests.lease');
    const middleOf = async (officeId: OfficeId | null): Promise<QueueKey> => {
      const found = await client.query<QueueKey>(findMiddle, [communeId, officeId]);
      const [row] = found.rows;
      if (!row) throw new Error('an empty queue');
      return row;
    };
    return { middle: await middleOf(null), middleOfOffice: await middleOf(first.id) };
  });
  const office = anActor(communeId, { level: 'office', officeId: first.id }, now);
  return { communeId, offices: offices.map(({ id }) => id), now, staff: { city, office }, middle, middleOfOffice };
}

const loadRequests = `
  insert into requests.request (commune_id, id, office_id, service, channel, state, version, reference, opened_by, opened_at,
    queued_at, decided_at, due_at, nature, rank, handed_at)
  select $1, gen_random_uuid(), ($2::uuid[])[1 + n % cardinality($2::uuid[])], 'signature-legalisation',
    case when n % 10 = 3 then 'distance' else 'counter' end, state, 3, 'B' || n, gen_random_uuid(), opened_at,
    case when state in ('queued', 'refusing', 'done', 'refused') then opened_at + interval '10 minutes' end,
    case when state in ('done', 'refused', 'abandoned') then opened_at + interval '1 hour' end,
    case when state in ('queued', 'refusing') then opened_at + interval '6 hours' end,
    (array['declaration', 'accommodation', 'power', 'lease', 'contract'])[1 + (n / 7) % 5],
    case when n % 200 = 7 then 0 when n % 50 = 3 then 1 else 2 end,
    case when n % 3 = 0 then opened_at + interval '1 hour' end
  from generate_series(1, $4::int) as n
  cross join lateral (select case
      when n % 100 < 60 then 'done' when n % 100 < 66 then 'refused' when n % 100 < 67 then 'abandoned'
      when n % 100 < 92 then 'queued' when n % 100 < 95 then 'returned' when n % 100 < 97 then 'collecting' when n % 100 < 98 then 'refusing'
      else 'draft' end as state) s
  cross join lateral (select $3::timestamptz - case when s.state in ('queued', 'refusing', 'returned')
      then random() * interval '30 days' else random() * interval '365 days' end as opened_at) o`;

const loadLeases = `
  insert into requests.lease (commune_id, request_id, holder_id, claimed_at, expires_at)
  select commune_id, id, case when row_number() over () <= 40 then $2::uuid else gen_random_uuid() end, $3,
    $3::timestamptz + interval '15 minutes'
  from requests.request where commune_id = $1 and state = 'queued' limit 2000`;

const findMiddle = `
  select rank, turn_at::text as at, id from requests.request
  where commune_id = $1 and state = 'queued' and ($2::uuid is null or office_id = $2)
  order by rank, turn_at, id offset (select count(*) / 2 from requests.request
    where commune_id = $1 and state = 'queued' and ($2::uuid is null or office_id = $2)) limit 1`;

function anActor(
  communeId: CommuneId,
  jurisdiction: StaffActor['grants'][number]['jurisdiction'],
  now: Date,
): StaffActor {
  const grants = [{ permission: 'requests.read', jurisdiction }];
  return { kind: 'staff', accountId: newId(now), sessionId: newId(now), staffId: newId(now), communeId, grants };
}
