import { sql } from 'kysely';
import { getValue } from '../../../apps/platform/src/kernel/index.ts';
import { searchWords } from '../../../apps/platform/src/modules/identity/index.ts';
import {
  type BookSearch,
  createRegisterBook,
  type RegisterBook,
} from '../../../apps/platform/src/modules/register/index.ts';
import { entriesOf } from '../../../apps/platform/src/modules/register/book/search-store.ts';
import { type Database, databaseName } from '../../../apps/platform/src/platform/db/index.ts';
import { openInstallation } from '../installation.ts';
import { interleave, median, now, percentile } from '../measure.ts';
import { printMetric } from '../metric.ts';
import { fillRegister, type FilledRegister } from './volume.ts';

const entries = 60_000;
const rounds = 15;
/** Server time that a page of the register may take, in milliseconds. */
const allowed = 100;

/**
 * Searches of an office's register with 60,000 entries a year, as its screen asks them, beside the time that they may take and
 * beside fifty of its lines read by their key and nothing else; and the plans.
 */
export async function benchRegister(): Promise<void> {
  const installation = await openInstallation();
  const app = installation.open('app');
  const filled = await fillRegister(superuserUrl(installation.databaseUrl), app, entries);
  const book = bookOf(app, filled);
  for (const [name, search] of Object.entries(questions))
    await measure(app, filled, name, () => ask(book, filled, search));
  await measure(app, filled, 'facets', async () => {
    getValue(await book.describe(filled.reader, { officeId: filled.officeId, year: 2026 }));
  });
  for (const name of ['first', 'rare-name', 'common-name', 'two-words', 'kind'] as const)
    await explain(app, filled, name, questions[name]);
  await installation.close();
}

/** The server's own login, on the platform's database. */
function superuserUrl(serverUrl: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${databaseName}`;
  return url.toString();
}

/** What people ask, the rare and the deep among it. */
const questions = {
  first: {},
  deep: { before: 20_000 },
  number: { number: 31_415 },
  'rare-name': { name: 'kml' },
  'common-name': { name: 'mohamed' },
  'two-words': { name: 'mohamed kml' },
  beginning: { name: 'km' },
  'name-nobody-bears': { name: 'zzz' },
  kind: { kind: 'refusal' },
  'kind-nobody-asked': { kind: 'correction' },
  subject: { subject: 'lease' },
  'subject-nobody-asked': { subject: 'never' },
  day: { from: '2026-03-04', until: '2026-03-04' },
  cancelled: { state: 'cancelled' },
  reserved: { state: 'reserved' },
  'name-in-a-month': { name: 'mohamed', from: '2026-03-01', until: '2026-03-31' },
} as const satisfies Readonly<Record<string, Omit<BookSearch, 'year'>>>;

/** The book, without the rooms that it asks about acts and persons: what they add is not the register's. */
function bookOf(db: Database, { now: at }: FilledRegister): RegisterBook {
  const absent = (): Promise<never> => Promise.reject(new Error('not asked here'));
  return createRegisterBook({
    db,
    clock: () => at,
    vault: { seal: absent, openKept: absent },
    indexWords: () => [],
    searchWords,
    recordReading: () => Promise.resolve(),
    standingsOf: () => Promise.resolve(new Map()),
    drawSignature: absent,
  });
}

async function ask(
  book: RegisterBook,
  { reader, officeId }: FilledRegister,
  search: Omit<BookSearch, 'year'>,
): Promise<void> {
  getValue(await book.search(reader, officeId, { year: 2026, ...search }));
}

async function measure(app: Database, filled: FilledRegister, name: string, work: () => Promise<void>): Promise<void> {
  const times: number[] = [];
  const timed = async (each: () => Promise<unknown>): Promise<number> => {
    const start = now();
    await each();
    return now() - start;
  };
  const found = await interleave(
    {
      ours: async () => {
        const time = await timed(work);
        times.push(time);
        return time;
      },
      byKey: () => timed(() => readByKey(app, filled)),
    },
    rounds,
  );
  const metric = `register.${name}`;
  const peer = `allowed, of ${entries} entries a year`;
  printMetric({ metric: `${metric}.median`, value: found.ours, unit: 'ms', peer, peerValue: allowed });
  printMetric({ metric: `${metric}.worst`, value: percentile(times, 1), unit: 'ms', peer, peerValue: allowed });
  printMetric({
    metric: `${metric}.median`,
    value: median(times),
    unit: 'ms',
    peer: 'fifty lines by key',
    peerValue: found.byKey,
  });
}

function readByKey(app: Database, { communeId, officeId }: FilledRegister): Promise<unknown> {
  return app.transaction({ communeId }, tx =>
    sql`select * from register.particulars where commune_id = ${communeId} and office_id = ${officeId} and year = 2026
      and number between 30001 and 30050`.execute(tx),
  );
}

async function explain(
  app: Database,
  { communeId, officeId }: FilledRegister,
  name: string,
  { name: typed = '', ...search }: Omit<BookSearch, 'year'>,
): Promise<void> {
  const asked = entriesOf({ communeId, officeId, year: 2026 }, { ...search, words: searchWords(typed) }, 51);
  await app.transaction({ communeId }, async tx => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain (analyze, buffers, costs off, summary on) ${asked}`.execute(tx);
    console.log(['', name, ...rows.map(row => row['QUERY PLAN'])].join('\n'));
  });
}
