import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestCounter, testCounter } from '../../../test/act-counter.ts';
import { testDatabase } from '../../../test/database.ts';
import type { TestOfficer } from '../../../test/signing.ts';
import { writeWorld } from '../../../test/world.ts';
import { printedPages } from '../../../test/world-child.ts';
import { getValue, type StaffActor } from '../../kernel/index.ts';
import { revokeStatement } from '../organisation/index.ts';
import { checkSeries } from '../register/index.ts';
import type { Acts, PreparationView } from './index.ts';

const database = await testDatabase();
const app = database.as('app');
const worker = database.as('worker');
const system = { kind: 'system', task: 'test' } as const;

let counter: TestCounter;
let officer: TestOfficer;
let actor: StaffActor;

beforeAll(async () => {
  counter = await testCounter({ app, sealer: database.as('sealer') });
  ({ officer, actor } = await counter.commune.appoint());
  await writeWorld(counter.folder, counter.commune, actor, {
    app: database.url('app'),
    sealer: database.url('sealer'),
  });
});
beforeEach(async () => {
  await counter.restartSealer();
  ({ officer, actor } = await counter.commune.appoint());
});
afterAll(() => counter.close());

const make = (options: Partial<Parameters<TestCounter['acts']>[0]> = {}) =>
  counter.acts({ papers: printedPages(counter.folder), ...options });
const assertion = (prepared: PreparationView, by = officer) => by.passkey.assert(prepared.challenge ?? expect.fail());
const confirm = (acts: Acts, prepared: PreparationView) => acts.confirm(actor, prepared.id, assertion(prepared));
const progress = (view: PreparationView) => view.acts.map(act => act.progress);
const refusal = (code: string, params: object = {}) => ({
  ok: false,
  refusal: { code, params: expect.objectContaining(params) },
});
const later = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);

const series = async () =>
  getValue(
    await app.transaction({ communeId: counter.commune.communeId }, tx =>
      checkSeries(tx, system, { place: placeOf(), year: 2026 }),
    ),
  );
const placeOf = () => ({
  communeId: counter.commune.communeId,
  arrondissementId: null,
  officeId: counter.commune.office.id,
});
const revoke = (statementId: TestOfficer['delegation']['id']) =>
  app.transaction({ communeId: counter.commune.communeId }, async tx =>
    getValue(
      await revokeStatement(tx, system, {
        communeId: counter.commune.communeId,
        statementId,
        reason: 'left',
        now: new Date(Date.now() - 1000),
      }),
    ),
  );

describe('preparing', () => {
  test('again before confirming keeps number, code and minute, and the older preparation is closed', async () => {
    const { acts, requests } = make();
    const request = requests.open();
    const first = getValue(await acts.prepare(actor, [request]));
    const second = getValue(await acts.prepare(actor, [request]));
    expect(second.acts[0]?.face).toEqual(first.acts[0]?.face);
    expect(second.acts[0]?.actId).toBe(first.acts[0]?.actId);
    expect(await confirm(acts, first)).toEqual(refusal('acts.preparation-replaced'));
    expect(progress(getValue(await confirm(acts, second)))).toEqual([{ kind: 'made' }]);
  });

  test('a request that has its act, or is refused, or twice the same, is refused and takes no number', async () => {
    const { acts, requests } = make();
    const done = requests.open();
    await confirm(acts, getValue(await acts.prepare(actor, [done])));
    const before = await series();
    expect(await acts.prepare(actor, [done])).toEqual(refusal('acts.already-made'));
    const refused = requests.open();
    requests.refused.add(refused.requestId);
    expect(await acts.prepare(actor, [requests.open(), refused])).toEqual(refusal('requests.not-queued'));
    expect(await acts.prepare(actor, [refused, refused])).toEqual(refusal('acts.wrong-count'));
    expect(await acts.prepare(actor, [])).toEqual(refusal('acts.wrong-count', { most: 200 }));
    expect(await series()).toEqual(before);
  });

  test('without permission, delegation or credential is refused and says which', async () => {
    const { acts, requests } = make();
    expect(await acts.prepare({ ...actor, grants: [] }, [requests.open()])).toEqual(refusal('acts.not-allowed'));
    const ended = await counter.commune.appoint({ delegatedUntil: new Date(Date.now() - 60_000) });
    expect(await acts.prepare(ended.actor, [requests.open()])).toEqual(
      refusal('organisation.delegation-ended', { reference: '12/2026' }),
    );
    const copies = await counter.commune.appoint({ natures: ['certification'] });
    expect(await acts.prepare(copies.actor, [requests.open()])).toEqual(
      refusal('organisation.delegation-other-nature'),
    );
    await revoke(officer.delegation.id);
    expect(await acts.prepare(actor, [requests.open()])).toEqual(refusal('organisation.delegation-revoked'));
  });

  test('pages that cannot be made keep the number for the next try', async () => {
    let broken = true;
    const good = printedPages(counter.folder);
    const papers = {
      finalPages: (...given: Parameters<typeof good.finalPages>) =>
        broken ? Promise.reject(new Error('disk full')) : good.finalPages(...given),
    };
    const { acts, requests } = make({ papers });
    const request = requests.open();
    const { last } = await series();
    expect(await acts.prepare(actor, [request])).toEqual(refusal('acts.not-rendered'));
    broken = false;
    const prepared = getValue(await acts.prepare(actor, [request]));
    expect([prepared.acts[0]?.number, (await series()).last]).toEqual([last + 1, last + 1]);
  });
});

describe('confirming', () => {
  test('with another officer’s passkey, or by another officer, is refused', async () => {
    const { acts, requests } = make();
    const other = await counter.commune.appoint();
    const prepared = getValue(await acts.prepare(actor, [requests.open()]));
    expect(await acts.confirm(actor, prepared.id, assertion(prepared, other.officer))).toEqual(
      refusal('organisation.assertion-other-passkey'),
    );
    expect(await acts.confirm(other.actor, prepared.id, assertion(prepared, other.officer))).toEqual(
      refusal('acts.other-officer'),
    );
  });

  test('with the assertion of another preparation is refused', async () => {
    const { acts, requests } = make();
    const [one, two] = [
      getValue(await acts.prepare(actor, [requests.open()])),
      getValue(await acts.prepare(actor, [requests.open()])),
    ];
    expect(await acts.confirm(actor, two.id, assertion(one))).toEqual(refusal('organisation.assertion-challenge'));
  });

  test('twice by the same click is one; a second gesture is refused', async () => {
    const { acts, requests } = make();
    const prepared = getValue(await acts.prepare(actor, [requests.open()]));
    const given = assertion(prepared);
    const [once, again] = await Promise.all([
      acts.confirm(actor, prepared.id, given),
      acts.confirm(actor, prepared.id, given),
    ]);
    expect([progress(getValue(once)), progress(getValue(again))]).toEqual([[{ kind: 'made' }], [{ kind: 'made' }]]);
    expect(await confirm(acts, prepared)).toEqual(refusal('acts.already-confirmed'));
  });

  test('when its time is over, or after the request was refused, is refused', async () => {
    const { acts, requests } = make();
    const late = getValue(await acts.prepare(actor, [requests.open()]));
    expect(await confirm(make({ clock: later(11) }).acts, late)).toEqual(refusal('acts.preparation-lapsed'));
    const request = requests.open();
    const prepared = getValue(await acts.prepare(actor, [request]));
    requests.refused.add(request.requestId);
    expect(await confirm(acts, prepared)).toEqual(refusal('requests.not-queued'));
  });

  test('what was changed since it was prepared is refused: the officer read another version', async () => {
    const { acts, requests } = make();
    const request = requests.open();
    const prepared = getValue(await acts.prepare(actor, [request]));
    requests.versions.set(request.requestId, 2);
    expect(await confirm(acts, prepared)).toEqual(refusal('requests.changed'));
  });

  test('under a delegation taken back since is refused', async () => {
    const { acts, requests } = make();
    const prepared = getValue(await acts.prepare(actor, [requests.open()]));
    await revoke(officer.delegation.id);
    expect(await confirm(acts, prepared)).toEqual(refusal('organisation.delegation-revoked'));
  });

  test('another’s preparation cannot be seen, withdrawn or guessed', async () => {
    const { acts, requests } = make();
    const prepared = getValue(await acts.prepare(actor, [requests.open()]));
    const clerk: StaffActor = { ...(await counter.commune.appoint()).actor, grants: [] };
    expect(await acts.getPreparation(clerk, prepared.id)).toEqual(refusal('acts.preparation-unknown'));
    expect(await acts.openFinalPages(clerk, prepared.id, prepared.acts[0]?.actId ?? expect.fail())).toEqual(
      refusal('acts.preparation-unknown'),
    );
    expect(await acts.cancel(clerk, prepared.id)).toEqual(refusal('acts.other-officer'));
  });

  test('the manifest tells the browser where to hash, and the digest is that of the final bytes', async () => {
    const { acts, requests } = make();
    const prepared = getValue(await acts.prepare(actor, [requests.open()]));
    const manifest = JSON.parse(Buffer.from(prepared.manifest ?? []).toString('utf8'));
    const bytes = getValue(await acts.openFinalPages(actor, prepared.id, prepared.acts[0]?.actId ?? expect.fail()));
    const [from, length, resume, rest] = manifest.acts[0].byteRange;
    const ranges = Buffer.concat([bytes.subarray(from, length), bytes.subarray(resume, resume + rest)]);
    expect(Buffer.from(await crypto.subtle.digest('SHA-256', ranges)).toString('hex')).toBe(
      manifest.acts[0].digest.value,
    );
    expect(resume + rest).toBe(bytes.length);
  });
});

describe('sealing', () => {
  test('waits for a timestamp authority or a sealer that is down, and is finished by recovery', async () => {
    const { acts, requests } = make();
    for (const [code, options] of [
      ['sealing.timestamp-unavailable', { authority: { url: 'http://127.0.0.1:9/', trust: [] } }],
      ['sealing.sealer-unavailable', null],
    ] as const) {
      await counter.restartSealer(options);
      const prepared = getValue(await acts.prepare(actor, [requests.open()]));
      const [act] = progress(getValue(await confirm(acts, prepared)));
      expect(act).toMatchObject({ kind: 'sealing', waitingFor: { code } });
      expect(
        await acts.prepare(actor, [{ requestId: prepared.acts[0]?.requestId ?? expect.fail(), version: 1 }]),
      ).toEqual(refusal('acts.being-sealed'));
      await counter.restartSealer();
      await acts.recover();
      expect(progress(getValue(await acts.getPreparation(actor, prepared.id)))).toEqual([{ kind: 'made' }]);
    }
  });

  test('under a delegation that ended before the authority’s time cancels the number and releases nothing', async () => {
    const { acts, requests } = make({ clock: later(-1) });
    const short = await counter.commune.appoint({ delegatedUntil: new Date(Date.now() - 10_000) });
    await counter.restartSealer({ clock: later(-1) });
    const prepared = getValue(await acts.prepare(short.actor, [requests.open()]));
    const confirmed = getValue(await acts.confirm(short.actor, prepared.id, assertion(prepared, short.officer)));
    expect(progress(confirmed)).toEqual([{ kind: 'cancelled', reason: 'timestamp-outside-delegation' }]);
    expect(await acts.openSealed(short.actor, prepared.acts[0]?.actId ?? expect.fail())).toEqual(
      refusal('acts.unknown'),
    );
    expect(await acts.recover()).toMatchObject({ waiting: 0 });
  });

  test('under a delegation taken back after confirming cancels the number', async () => {
    const { acts, requests } = make();
    await counter.restartSealer(null);
    const prepared = getValue(await acts.prepare(actor, [requests.open()]));
    await confirm(acts, prepared);
    await revoke(officer.delegation.id);
    await counter.restartSealer();
    await acts.recover();
    expect(progress(getValue(await acts.getPreparation(actor, prepared.id)))).toEqual([
      { kind: 'cancelled', reason: 'delegation-ended' },
    ]);
  });

  test('of a confirmation that comes to the sealer after its deadline cancels the number, and the request may be prepared anew', async () => {
    const { acts, requests } = make();
    await counter.restartSealer(null);
    const prepared = getValue(await acts.prepare(actor, [requests.open()]));
    await confirm(acts, prepared);
    await counter.restartSealer({ clock: later(11) });
    await acts.recover();
    expect(progress(getValue(await acts.getPreparation(actor, prepared.id)))).toEqual([
      { kind: 'cancelled', reason: 'confirmed-too-late' },
    ]);
    await counter.restartSealer();
    const [request] = prepared.acts;
    const anew = getValue(await acts.prepare(actor, [{ requestId: request?.requestId ?? expect.fail(), version: 1 }]));
    expect(anew.acts[0]?.actId).not.toBe(request?.actId);
    expect(progress(getValue(await confirm(acts, anew)))).toEqual([{ kind: 'made' }]);
  });

  test('of a manifest altered in the database signs nothing', async () => {
    const { acts, requests } = make();
    await counter.restartSealer(null);
    const prepared = getValue(await acts.prepare(actor, [requests.open()]));
    await confirm(acts, prepared);
    const altered = Buffer.from(prepared.manifest ?? [])
      .toString('utf8')
      .replace(/"nonce":"../, '"nonce":"00');
    await worker.transaction({ communeId: actor.communeId }, tx =>
      sql`update acts.preparation set manifest = ${Buffer.from(altered)} where id = ${prepared.id}`.execute(tx),
    );
    await counter.restartSealer();
    await acts.recover();
    expect(progress(getValue(await acts.getPreparation(actor, prepared.id)))).toEqual([
      { kind: 'cancelled', reason: 'confirmation-not-valid' },
    ]);
  });

  test('on a full disk keeps the act and finishes it when there is room', async () => {
    const whole = make();
    const full = { ...whole.blobs, put: () => Promise.reject(new Error('ENOSPC')) };
    const { acts, requests } = make();
    const prepared = getValue(await acts.prepare(actor, [requests.open()]));
    const held = make({ blobs: full });
    expect(progress(getValue(await confirm(held.acts, prepared)))).toEqual([
      { kind: 'sealing', waitingFor: { code: 'acts.kept-for-later', params: {} } },
    ]);
    expect(held.failures).toHaveLength(1);
    await acts.recover();
    expect(progress(getValue(await acts.getPreparation(actor, prepared.id)))).toEqual([{ kind: 'made' }]);
  });

  test('of a batch gives each act its own number and file', async () => {
    const { acts, requests } = make();
    const prepared = getValue(
      await acts.prepare(
        actor,
        Array.from({ length: 12 }, () => requests.open()),
      ),
    );
    const confirmed = getValue(await confirm(acts, prepared));
    expect(new Set(progress(confirmed).map(act => act.kind))).toEqual(new Set(['made']));
    expect(new Set(confirmed.acts.map(act => act.number)).size).toBe(12);
  });
});

describe('withdrawing', () => {
  test('an unconfirmed preparation cancels its numbers; a sealed act is finished instead', async () => {
    const { acts, requests } = make();
    const prepared = getValue(await acts.prepare(actor, [requests.open()]));
    expect(progress(getValue(await acts.cancel(actor, prepared.id)))).toEqual([
      { kind: 'cancelled', reason: 'withdrawn' },
    ]);
    const sealed = getValue(await acts.prepare(actor, [requests.open()]));
    const stopped = make({ after: step => (step === 'sealed' ? Promise.reject(new Error('stopped')) : undefined) });
    await confirm(stopped.acts, sealed);
    expect(progress(getValue(await acts.cancel(actor, sealed.id)))).toEqual([{ kind: 'made' }]);
  });

  test('and confirming at once ends each number once', async () => {
    const { acts, requests } = make();
    const journal = () => readFileSync(join(counter.folder, 'journal'), 'latin1');
    for (let round = 0; round < 8; round++) {
      const prepared = getValue(await acts.prepare(actor, [requests.open()]));
      await Promise.all([confirm(acts, prepared), acts.cancel(actor, prepared.id), acts.recover()]);
      await acts.recover();
      const [act] = progress(getValue(await acts.getPreparation(actor, prepared.id)));
      const number = `/${prepared.acts[0]?.number}"`;
      const ends = journal()
        .split('\n')
        .filter(line => line.includes(number) && !line.includes('"signed"'));
      expect(ends).toHaveLength(1);
      expect(ends[0]).toContain(act?.kind === 'made' ? '"sealed"' : '"burned"');
    }
  });
});

test('whatever was played, every integer of the series has its one entry', async () => {
  const { acts } = make({ clock: later(11) });
  await acts.recover();
  const check = await series();
  expect([check.missing, check.reserved]).toEqual([[], 0]);
  expect(check.made + check.cancelled).toBe(check.last);
});
