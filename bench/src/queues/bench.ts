import { sql } from 'kysely';
import { getValue, type StaffActor } from '../../../apps/platform/src/kernel/index.ts';
import { createQueues, type QueueQuery } from '../../../apps/platform/src/modules/requests/index.ts';
import { pageOf } from '../../../apps/platform/src/modules/requests/queues/queue-store.ts';
import type { Database } from '../../../apps/platform/src/platform/db/index.ts';
import { openInstallation } from '../installation.ts';
import { median, now, percentile } from '../measure.ts';
import { printMetric } from '../metric.ts';
import { fillCity, type FilledCity } from './volume.ts';

const requests = 1_000_000;
const rounds = 15;
/** Server time that a list may take, in milliseconds. */
const allowed = 100;

/** Lists and counts of a city's queues with a million requests in the database, each beside the time that it may take, and the plans. */
export async function benchQueues(): Promise<void> {
  const installation = await openInstallation();
  const app = installation.open('app');
  const city = await fillCity(installation.url('migrator'), app, requests);
  const clock = (): Date => city.now;
  const queues = createQueues({ clock, requests: { read: () => Promise.reject(new Error('not asked here')) } });
  for (const [who, actor] of Object.entries(city.staff)) {
    for (const [name, query] of Object.entries(questions(city, who)))
      await measure(app, `queues.${who}.${name}`, actor, async tx => getValue(await queues.list(tx, actor, query)));
    await measure(app, `queues.${who}.counts`, actor, async tx => getValue(await queues.count(tx, actor)));
  }
  await explain(app, city);
  await installation.close();
}

type Work = (tx: Parameters<Parameters<Database['transaction']>[1]>[0]) => Promise<unknown>;

async function measure(app: Database, metric: string, { communeId }: StaffActor, work: Work): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = now();
    await app.transaction({ communeId }, work);
    times.push(now() - start);
  }
  const peer = `allowed, of ${requests} requests`;
  printMetric({ metric: `${metric}.median`, value: median(times), unit: 'ms', peer, peerValue: allowed });
  printMetric({ metric: `${metric}.worst`, value: percentile(times, 1), unit: 'ms', peer, peerValue: allowed });
}

/** What people ask, the rare and the deep among it. */
function questions(city: FilledCity, who: string): Readonly<Record<string, QueueQuery>> {
  const base = { state: 'queued', limit: 50 } as const;
  return {
    first: base,
    deep: { ...base, after: who === 'city' ? city.middle : city.middleOfOffice },
    late: { ...base, late: true },
    nature: { ...base, service: 'signature-legalisation', nature: 'lease' },
    'nature-nobody-asked': { ...base, service: 'signature-legalisation', nature: 'never' },
    'service-nobody-asked': { ...base, service: 'certified-copy' },
    distance: { ...base, channel: 'distance' },
    urgent: { ...base, priority: 'urgent' },
    old: { ...base, waitingDays: 20 },
    mine: { ...base, holder: city.staff.city.staffId },
    free: { ...base, holder: 'nobody' },
    returned: { ...base, state: 'returned' },
    done: { ...base, state: 'done' },
  };
}

/** The plan of the first page of the whole city, and of one nature, as the server carried it out. */
async function explain(app: Database, { communeId, offices, now: at }: FilledCity): Promise<void> {
  const asked = { communeId, offices, after: null, limit: 51, now: at };
  for (const filter of [
    { state: 'queued' },
    { state: 'queued', service: 'signature-legalisation', nature: 'lease' },
  ] as const)
    await app.transaction({ communeId }, async tx => {
      const { rows } = await sql<{ 'QUERY PLAN': string }>`
        explain (analyze, buffers, costs off, summary on) ${pageOf({ ...asked, filter })}`.execute(tx);
      console.log(['', JSON.stringify(filter), ...rows.map(row => row['QUERY PLAN'])].join('\n'));
    });
}
