import {
  type CommuneId,
  getValue,
  newId,
  type OfficeId,
  type StaffActor,
} from '../../../apps/platform/src/kernel/index.ts';
import { installCommune } from '../../../apps/platform/src/modules/organisation/index.ts';
import { type Database, withClient } from '../../../apps/platform/src/platform/db/index.ts';
import { anOffice, named } from '../city.ts';

/** A register that is full, and who reads it. */
export interface FilledRegister {
  readonly communeId: CommuneId;
  readonly officeId: OfficeId;
  readonly now: Date;
  readonly reader: StaffActor;
}

/** Offices beside the one that is asked, with a tenth of its entries each. */
const others = 8;
const years = [2024, 2025, 2026];

/**
 * Loads a register by SQL: `count` entries in each of three years of one office, and a tenth as many in each of eight others. One in ten
 * bears the commonest first name; each of a thousand family names is borne by as many. `superuserUrl` lays aside what holds a
 * series to one step at a time: a million steps would take an hour.
 */
export async function fillRegister(superuserUrl: string, app: Database, count: number): Promise<FilledRegister> {
  const now = new Date('2026-11-27T10:00:00Z');
  const communeId = newId<CommuneId>(now);
  const offices = Array.from({ length: 1 + others }, (_, index) => anOffice(communeId, index, now));
  const setUp = {
    commune: { id: communeId, code: 'CAS', name: named('Casablanca'), mark: null },
    prefectures: [],
    arrondissements: [],
    offices,
  };
  const system = { kind: 'system', task: 'bench' } as const;
  await app.transaction({ communeId }, async tx => getValue(await installCommune(tx, system, setUp)));
  const [first] = offices;
  if (!first) throw new Error('a commune without offices');
  await withClient(superuserUrl, async client => {
    await client.query('set session_replication_role = replica');
    for (const { id } of offices)
      for (const year of years) {
        const entries = id === first.id ? count : count / 10;
        await client.query('insert into register.series values ($1, $2, $3, $4)', [communeId, id, year, entries]);
        await client.query(loadReservations, [communeId, id, year, entries]);
        for (const [statement, read] of steps) {
          // Tables that were just filled are known as empty, and joined as such.
          await client.query(`analyze ${read}`);
          await client.query(statement, [communeId, id, year]);
        }
      }
    // As the server does by itself, in the background of a real city.
    for (const table of ['reservation', 'outcome', 'particulars', 'applicant', 'applicant_word'])
      await client.query(`vacuum analyze register.${table}`);
  });
  const jurisdiction = { level: 'office', officeId: first.id } as const;
  const grants = ['register.read', 'register.read-applicants'].map(permission => ({ permission, jurisdiction }));
  const reader: StaffActor = {
    kind: 'staff',
    accountId: newId(now),
    sessionId: newId(now),
    staffId: newId(now),
    communeId,
    grants,
  };
  return { communeId, officeId: first.id, now, reader };
}

// A hundred entries a hundredth of a year apart would all fall on one day: they are spread over the year, as they are taken.
const loadReservations = `
  insert into register.reservation (commune_id, office_id, year, number, act_id, reserved_at)
  select $1, $2, $3, n, gen_random_uuid(), make_timestamptz($3, 1, 2, 8, 0, 0, 'UTC') + n * (interval '360 days' / $4::int)
  from generate_series(1, $4::int) as n`;

const loadOutcomes = `
  insert into register.outcome (commune_id, office_id, year, number, kind, reason, decided_at)
  select commune_id, office_id, year, number, case when number % 400 = 9 then 'cancelled' else 'made' end,
    case when number % 400 = 9 then 'lapsed' end, reserved_at + interval '1 minute'
  from register.reservation where commune_id = $1 and office_id = $2 and year = $3 and number % 20000 <> 7`;

const loadParticulars = `
  insert into register.particulars (commune_id, office_id, year, number, kind, subject, subject_words, mode, fee, exemplars, pages, officer_id,
    officer, entered_at)
  select r.commune_id, r.office_id, r.year, r.number,
    case when r.number % 1000 = 5 then 'refusal' when r.number % 4 = 0 then 'certified-copy' else 'legalisation' end,
    (array['declaration', 'accommodation', 'power', 'lease', 'contract'])[1 + r.number % 5], '{"ar": "-", "fr": "-", "zgh": "-", "en": "-"}',
    'presence', 200, 1, 2, ('00000000-0000-7000-8000-00000000000' || r.number % 4)::uuid,
    '{"name": {"arabic": "-", "latin": "-"}, "capacity": {"ar": "-", "fr": "-", "zgh": "-", "en": "-"}, "delegation": "1/2026"}', r.reserved_at
  from register.reservation r join register.outcome o using (commune_id, office_id, year, number)
  where r.commune_id = $1 and r.office_id = $2 and r.year = $3 and o.kind = 'made'`;

/** The first name by the second digit from the right, the family's by a number below a thousand. */
const loadApplicants = `
  insert into register.applicant (commune_id, id, office_id, year, number, position, person_id, name_arabic, name_latin, document_type, mode)
  select commune_id, gen_random_uuid(), office_id, year, number, 0, gen_random_uuid(), '-',
    (array['Mohamed', 'Fatima', 'Ahmed', 'Khadija', 'Youssef', 'Amina', 'Hassan', 'Zineb', 'Omar', 'Salma'])[1 + number / 10 % 10]
      || ' EL ' || translate(lpad((number * 7919 % 1000)::text, 3, '0'), '0123456789', 'bdfgklmnrs'), 'cnie', 'presence'
  from register.particulars where commune_id = $1 and office_id = $2 and year = $3`;

const loadWords = `
  insert into register.applicant_word (commune_id, office_id, year, word, number)
  select distinct commune_id, office_id, year, lower(word), number
  from register.applicant cross join lateral unnest(string_to_array(name_latin, ' ')) word
  where commune_id = $1 and office_id = $2 and year = $3`;

/** What is loaded out of the reservations, and out of which tables. */
const steps = [
  [loadOutcomes, 'register.reservation'],
  [loadParticulars, 'register.outcome'],
  [loadApplicants, 'register.particulars'],
  [loadWords, 'register.applicant'],
] as const;
