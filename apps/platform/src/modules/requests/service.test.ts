import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { lendingTelescopes } from '../../../test/lending-telescopes.ts';
import {
  type CommuneId,
  getValue,
  newId,
  type OfficeId,
  ok,
  refuse,
  type RequestId,
  type StaffActor,
} from '../../kernel/index.ts';
import { createCatalogue } from '../catalogue/index.ts';
import { installCommune, type Office } from '../organisation/index.ts';
import { createRequests, runCommand, type ServiceRequest } from './index.ts';
import { newReference } from './reference.ts';

const { as } = await testDatabase();
const app = as('app');
const now = new Date('2026-11-23T10:00:00Z');
const text = (word: string) => ({ ar: word, fr: word, zgh: word, en: word });
const catalogue = createCatalogue([lendingTelescopes]);
let signing = false;
const requests = createRequests({
  clock: () => now,
  isBeingSigned: async () => signing,
  refusalReasonsOf: async (_tx, _communeId, service) =>
    catalogue.findService(service)?.refusalReasons.map(({ code }) => code),
  isSignatory: async () => false,
  dueOf: async () => 0,
  turnaroundOf: () => 1,
});

async function commune(code: string): Promise<{ readonly office: Office; readonly clerk: StaffActor }> {
  const communeId = newId<CommuneId>(now);
  const office: Office = {
    communeId,
    id: newId<OfficeId>(now),
    arrondissementId: null,
    code: 'MAA03',
    name: text('Bureau 3'),
    address: text('Rue 1'),
    kind: 'annex',
    organised: 'clerk-and-officer',
    openedOn: '2026-01-05',
  };
  const setUp = {
    commune: { id: communeId, code, name: text(code), mark: null },
    prefectures: [],
    arrondissements: [],
    offices: [office],
  };
  await app.transaction({ communeId }, async tx =>
    getValue(await installCommune(tx, { kind: 'system', task: 'test' }, setUp)),
  );
  const grants = ['requests.read', 'requests.prepare', 'requests.refuse'].map(permission => ({
    permission,
    jurisdiction: { level: 'office', officeId: office.id } as const,
  }));
  return {
    office,
    clerk: { kind: 'staff', accountId: newId(now), sessionId: newId(now), staffId: newId(now), communeId, grants },
  };
}

let here: Awaited<ReturnType<typeof commune>>;
let there: Awaited<ReturnType<typeof commune>>;
beforeAll(async () => {
  [here, there] = [await commune('CAS'), await commune('FES')];
});

const within = <T>(actor: StaffActor, work: Parameters<typeof app.transaction<T>>[1]) =>
  app.transaction({ communeId: actor.communeId }, work);
const open = async ({ office, clerk } = here) =>
  getValue(
    await within(clerk, tx => requests.open(tx, clerk, { officeId: office.id, service: 'lending-telescopes' }, now)),
  );
const at = (request: ServiceRequest) => ({ requestId: request.id, version: request.version });

describe('a request', () => {
  test('is opened with a reference of its office, and every change leaves its event', async () => {
    const { clerk } = here;
    const draft = await open();
    expect(draft.reference).toMatch(/^MAA03-[0-9A-HJKMNP-TV-Z]{4}$/);
    const edited = getValue(
      await within(clerk, tx => requests.change(tx, clerk, at(draft), { verb: 'edit', what: 'lens-chosen' }, now)),
    );
    const queued = getValue(await within(clerk, tx => requests.change(tx, clerk, at(edited), { verb: 'submit' }, now)));
    expect(queued).toMatchObject({ state: 'queued', version: 3, queuedAt: now });
    const { rows } = await within(clerk, tx =>
      sql<{
        kind: string;
        version: number;
      }>`select kind, version from requests.event where request_id = ${draft.id} order by version`.execute(tx),
    );
    expect(rows).toEqual([
      { kind: 'opened', version: 1 },
      { kind: 'edited', version: 2 },
      { kind: 'submitted', version: 3 },
    ]);
  });

  test('is left as it was when the service refuses its part, whatever that wrote', async () => {
    const { clerk } = here;
    const draft = await open();
    const command = { key: randomUUID(), name: 'telescopes.choose', payload: 1 };
    const answer = await runCommand(app, clerk, command, now, async tx => {
      const changed = await requests.change(tx, clerk, at(draft), { verb: 'edit', what: 'lens-chosen' }, now);
      expect(changed.ok).toBe(true);
      return refuse('telescopes.broken');
    });
    expect(answer).toEqual(refuse('telescopes.broken'));
    expect(getValue(await within(clerk, tx => requests.read(tx, clerk, draft.id)))).toEqual(draft);
  });

  test('is changed by one of many who come at once', async () => {
    const { clerk } = here;
    const draft = await open();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        within(clerk, tx => requests.change(tx, clerk, at(draft), { verb: 'edit', what: 'lens-chosen' }, now)),
      ),
    );
    expect(answers.filter(answer => answer.ok)).toHaveLength(1);
    expect(answers.filter(answer => !answer.ok && answer.refusal.code === 'requests.changed-meanwhile')).toHaveLength(
      4,
    );
  });

  test('that is being signed can only be completed, and once', async () => {
    const { clerk } = here;
    const draft = await open();
    const queued = getValue(await within(clerk, tx => requests.change(tx, clerk, at(draft), { verb: 'submit' }, now)));
    signing = true;
    const reopened = await within(clerk, tx => requests.change(tx, clerk, at(queued), { verb: 'reopen' }, now));
    expect(reopened).toEqual(refuse('requests.being-signed'));
    expect(await within(clerk, tx => requests.verbsFor(tx, clerk, queued))).toEqual([]);
    signing = false;
    const completing = { communeId: clerk.communeId, requestId: draft.id, actId: newId(now) };
    const twice = [1, 2].map(() => within(clerk, tx => requests.complete(tx, completing, now)));
    const done = (await Promise.all(twice)).map(getValue);
    expect(done.map(({ state, version }) => [state, version])).toEqual([
      ['done', 3],
      ['done', 3],
    ]);
  });

  test('held for signing waits, and makes wait', async () => {
    const { clerk } = here;
    const draft = await open();
    const queued = getValue(await within(clerk, tx => requests.change(tx, clerk, at(draft), { verb: 'submit' }, now)));
    let reopening: Promise<{ readonly ok: boolean }> | undefined;
    const order: string[] = [];
    await within(clerk, async tx => {
      getValue(await requests.holdForSigning(tx, clerk, { communeId: clerk.communeId, ...at(queued) }));
      reopening = within(clerk, other => requests.change(other, clerk, at(queued), { verb: 'reopen' }, now)).then(
        result => {
          order.push('reopened');
          return result;
        },
      );
      // The other transaction is seen waiting for our lock before we let go.
      await expect
        .poll(async () => (await sql`select 1 from pg_locks where not granted`.execute(tx)).rows.length)
        .toBeGreaterThan(0);
      order.push('signed');
    });
    expect((await reopening)?.ok).toBe(true);
    expect(order).toEqual(['signed', 'reopened']);
  });

  test('is refused for a reason of its own service, never for another’s', async () => {
    const { clerk } = here;
    const draft = await open();
    const queued = getValue(await within(clerk, tx => requests.change(tx, clerk, at(draft), { verb: 'submit' }, now)));
    const refuseFor = (reason: string) => {
      const change = { verb: 'refuse', refusal: { reason, note: 'The sky is covered until Friday.' } } as const;
      return within(clerk, tx => requests.change(tx, clerk, at(queued), change, now));
    };
    // A reason of the legalisation of signatures.
    expect(await refuseFor('BLANK')).toEqual(refuse('requests.unknown-reason'));
    expect(getValue(await refuseFor('CLOUDS'))).toMatchObject({ state: 'refusing', refusal: { reason: 'CLOUDS' } });
  });

  test('can be signed only as it was read, and only from the queue', async () => {
    const { clerk } = here;
    const draft = await open();
    const hold = (version: number | null) =>
      within(clerk, tx =>
        requests.holdForSigning(tx, clerk, { communeId: clerk.communeId, requestId: draft.id, version }),
      );
    expect(await hold(1)).toEqual(refuse('requests.not-in-this-state', { state: 'draft' }));
    await within(clerk, tx => requests.change(tx, clerk, at(draft), { verb: 'submit' }, now));
    expect(await hold(1)).toMatchObject({ ok: false, refusal: { code: 'requests.changed-meanwhile' } });
    expect((await hold(2)).ok && (await hold(null)).ok).toBe(true);
  });
});

describe('what is another’s', () => {
  test('does not exist: neither through the room nor through the table', async () => {
    const draft = await open(here);
    const { clerk } = there;
    expect(await within(clerk, tx => requests.read(tx, clerk, draft.id))).toEqual(refuse('requests.not-found'));
    expect(await within(clerk, tx => requests.change(tx, clerk, at(draft), { verb: 'submit' }, now))).toEqual(
      refuse('requests.not-found'),
    );
    expect(await within(clerk, tx => requests.list(tx, clerk, { officeId: draft.officeId, state: 'draft' }))).toEqual(
      refuse('requests.not-allowed'),
    );
    const { rows } = await within(clerk, tx => sql`select 1 from requests.request where id = ${draft.id}`.execute(tx));
    expect(rows).toEqual([]);
    const smuggled = within(clerk, tx =>
      sql`update requests.request set state = 'done' where id = ${draft.id} returning id`.execute(tx),
    );
    expect((await smuggled).rows).toEqual([]);
  });

  test('a command’s key of one commune means nothing in another', async () => {
    const key = randomUUID();
    const openAt = ({ office, clerk }: typeof here) =>
      runCommand(app, clerk, { key, name: 'telescopes.open', payload: 0 }, now, async tx => {
        const opened = getValue(
          await requests.open(tx, clerk, { officeId: office.id, service: 'lending-telescopes' }, now),
        );
        return ok({ requestId: opened.id, version: 1 });
      });
    const [first, again, other] = [await openAt(here), await openAt(here), await openAt(there)].map(getValue);
    expect(again).toEqual(first);
    expect(other?.requestId).not.toBe(first?.requestId);
  });

  test('an actor without the permission is told so; somebody who is no staff finds nothing', async () => {
    const { office, clerk } = here;
    const idle = { ...clerk, grants: clerk.grants.filter(grant => grant.permission === 'requests.read') };
    const draft = await open();
    expect(await within(idle, tx => requests.change(tx, idle, at(draft), { verb: 'abandon' }, now))).toEqual(
      refuse('requests.not-allowed'),
    );
    const opening = { officeId: office.id, service: 'lending-telescopes' };
    expect(await within(idle, tx => requests.open(tx, idle, opening, now))).toEqual(refuse('requests.not-allowed'));
    const unknown = { officeId: office.id, service: 'lending-moons' };
    expect(await within(clerk, tx => requests.open(tx, clerk, unknown, now))).toEqual(
      refuse('requests.unknown-service'),
    );
    const nobody = { kind: 'anonymous' } as const;
    expect(await within(clerk, tx => requests.read(tx, nobody, draft.id))).toEqual(refuse('requests.not-found'));
  });
});

test('references are short, and do not repeat often', () => {
  const made = Array.from({ length: 200 }, () => newReference('MAA03'));
  expect(new Set(made).size).toBeGreaterThan(195);
});

test('the queue gives the oldest first', async () => {
  const { office, clerk } = await commune('RAB');
  const made: RequestId[] = [];
  for (const minute of [3, 1, 2]) {
    const draft = await open({ office, clerk });
    const later = new Date(now.getTime() + minute * 60_000);
    getValue(await within(clerk, tx => requests.change(tx, clerk, at(draft), { verb: 'submit' }, later)));
    made[minute] = draft.id;
  }
  const queue = getValue(await within(clerk, tx => requests.list(tx, clerk, { officeId: office.id, state: 'queued' })));
  expect(queue.map(request => request.id)).toEqual([made[1], made[2], made[3]]);
});
