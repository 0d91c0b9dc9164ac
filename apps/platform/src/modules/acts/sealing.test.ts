import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { Desk, later, progress, refusal } from '../../../test/desk.ts';
import { getValue } from '../../kernel/index.ts';

const database = await testDatabase();
const desk = new Desk(database);

describe('sealing', () => {
  test('waits for a timestamp authority or a sealer that is down, and is finished by recovery', async () => {
    const { acts, requests } = desk.make();
    for (const [code, options] of [
      ['sealing.timestamp-unavailable', { authorities: [{ url: 'http://127.0.0.1:9/', trust: [] }] }],
      ['sealing.sealer-unavailable', null],
    ] as const) {
      await desk.counter.restartSealer(options);
      const prepared = getValue(await acts.prepare(desk.actor, [requests.open()]));
      const [act] = progress(getValue(await desk.confirm(acts, prepared)));
      expect(act).toMatchObject({ kind: 'sealing', waitingFor: { code } });
      // Whoever looks later, in another process, reads the same reason.
      const seen = progress(getValue(await desk.make().acts.getPreparation(desk.actor, prepared.id)));
      expect(seen).toMatchObject([{ kind: 'sealing', waitingFor: { code } }]);
      expect(
        await acts.prepare(desk.actor, [{ requestId: prepared.acts[0]?.requestId ?? expect.fail(), version: 1 }]),
      ).toEqual(refusal('acts.being-sealed'));
      await desk.counter.restartSealer();
      await acts.recover();
      expect(progress(getValue(await acts.getPreparation(desk.actor, prepared.id)))).toEqual([{ kind: 'made' }]);
    }
  });

  test('under a delegation that ended before the authority’s time cancels the number and releases nothing', async () => {
    const { acts, requests } = desk.make({ clock: later(-1) });
    const short = await desk.counter.commune.appoint({ delegatedUntil: new Date(Date.now() - 10_000) });
    await desk.counter.restartSealer({ clock: later(-1) });
    const prepared = getValue(await acts.prepare(short.actor, [requests.open()]));
    const confirmed = getValue(await acts.confirm(short.actor, prepared.id, desk.assertion(prepared, short.officer)));
    expect(progress(confirmed)).toEqual([{ kind: 'cancelled', reason: 'timestamp-outside-delegation' }]);
    expect(await acts.openSealed(short.actor, prepared.acts[0]?.actId ?? expect.fail())).toEqual(
      refusal('acts.unknown'),
    );
    expect(await acts.recover()).toMatchObject({ waiting: 0 });
  });

  test('under a delegation taken back after confirming cancels the number', async () => {
    const { acts, requests } = desk.make();
    await desk.counter.restartSealer(null);
    const prepared = getValue(await acts.prepare(desk.actor, [requests.open()]));
    await desk.confirm(acts, prepared);
    await desk.revoke(desk.officer.delegation.id);
    await desk.counter.restartSealer();
    await acts.recover();
    expect(progress(getValue(await acts.getPreparation(desk.actor, prepared.id)))).toEqual([
      { kind: 'cancelled', reason: 'delegation-ended' },
    ]);
  });

  test('of a confirmation that comes to the sealer after its deadline cancels the number, and the request may be prepared anew', async () => {
    const { acts, requests } = desk.make();
    await desk.counter.restartSealer(null);
    const prepared = getValue(await acts.prepare(desk.actor, [requests.open()]));
    await desk.confirm(acts, prepared);
    await desk.counter.restartSealer({ clock: later(11) });
    await acts.recover();
    expect(progress(getValue(await acts.getPreparation(desk.actor, prepared.id)))).toEqual([
      { kind: 'cancelled', reason: 'confirmed-too-late' },
    ]);
    await desk.counter.restartSealer();
    const [request] = prepared.acts;
    const anew = getValue(
      await acts.prepare(desk.actor, [{ requestId: request?.requestId ?? expect.fail(), version: 1 }]),
    );
    expect(anew.acts[0]?.actId).not.toBe(request?.actId);
    expect(progress(getValue(await desk.confirm(acts, anew)))).toEqual([{ kind: 'made' }]);
  });

  test('of a manifest altered in the database signs nothing', async () => {
    const { acts, requests } = desk.make();
    await desk.counter.restartSealer(null);
    const prepared = getValue(await acts.prepare(desk.actor, [requests.open()]));
    await desk.confirm(acts, prepared);
    const altered = Buffer.from(prepared.manifest ?? [])
      .toString('utf8')
      .replace(/"nonce":"../, '"nonce":"00');
    await database
      .as('worker')
      .transaction({ communeId: desk.actor.communeId }, tx =>
        sql`update acts.preparation set manifest = ${Buffer.from(altered)} where id = ${prepared.id}`.execute(tx),
      );
    await desk.counter.restartSealer();
    await acts.recover();
    expect(progress(getValue(await acts.getPreparation(desk.actor, prepared.id)))).toEqual([
      { kind: 'cancelled', reason: 'confirmation-not-valid' },
    ]);
  });

  test('on a full disk keeps the act and finishes it when there is room', async () => {
    const whole = desk.make();
    const full = { ...whole.blobs, put: () => Promise.reject(new Error('ENOSPC')) };
    const { acts, requests } = desk.make();
    const prepared = getValue(await acts.prepare(desk.actor, [requests.open()]));
    const held = desk.make({ blobs: full });
    expect(progress(getValue(await desk.confirm(held.acts, prepared)))).toEqual([
      { kind: 'sealing', waitingFor: { code: 'acts.kept-for-later', params: {} } },
    ]);
    expect(held.failures).toHaveLength(1);
    await acts.recover();
    expect(progress(getValue(await acts.getPreparation(desk.actor, prepared.id)))).toEqual([{ kind: 'made' }]);
  });

  test('of a batch gives each act its own number and file', async () => {
    const { acts, requests } = desk.make();
    const prepared = getValue(
      await acts.prepare(
        desk.actor,
        Array.from({ length: 12 }, () => requests.open()),
      ),
    );
    const confirmed = getValue(await desk.confirm(acts, prepared));
    expect(new Set(progress(confirmed).map(act => act.kind))).toEqual(new Set(['made']));
    expect(new Set(confirmed.acts.map(act => act.number)).size).toBe(12);
  });
});

describe('withdrawing', () => {
  test('an unconfirmed preparation cancels its numbers; a sealed act is finished instead', async () => {
    const { acts, requests } = desk.make();
    const prepared = getValue(await acts.prepare(desk.actor, [requests.open()]));
    expect(progress(getValue(await acts.cancel(desk.actor, prepared.id)))).toEqual([
      { kind: 'cancelled', reason: 'withdrawn' },
    ]);
    const sealed = getValue(await acts.prepare(desk.actor, [requests.open()]));
    const stopped = desk.make({
      after: step => (step === 'sealed' ? Promise.reject(new Error('stopped')) : undefined),
    });
    await desk.confirm(stopped.acts, sealed);
    expect(progress(getValue(await acts.cancel(desk.actor, sealed.id)))).toEqual([{ kind: 'made' }]);
  });

  test('and confirming at once ends each number once', async () => {
    const { acts, requests, failures } = desk.make();
    const journal = () => readFileSync(join(desk.counter.folder, 'journal'), 'latin1');
    for (let round = 0; round < 8; round++) {
      const prepared = getValue(await acts.prepare(desk.actor, [requests.open()]));
      await Promise.all([desk.confirm(acts, prepared), acts.cancel(desk.actor, prepared.id), acts.recover()]);
      await acts.recover();
      const [act] = progress(getValue(await acts.getPreparation(desk.actor, prepared.id)));
      const number = `/${prepared.acts[0]?.number}"`;
      const ends = journal()
        .split('\n')
        .filter(line => line.includes(number) && !line.includes('"signed"'));
      expect(ends).toHaveLength(1);
      expect(ends[0]).toContain(act?.kind === 'made' ? '"sealed"' : '"burned"');
    }
    expect(failures).toEqual([]);
  });
});

test('whatever was played, every integer of the series has its one entry', async () => {
  const { acts } = desk.make({ clock: later(11) });
  await acts.recover();
  const check = await desk.series();
  expect([check.missing, check.reserved]).toEqual([[], 0]);
  expect(check.made + check.cancelled).toBe(check.last);
});
