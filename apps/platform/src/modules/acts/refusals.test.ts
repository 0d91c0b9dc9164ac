import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { Desk, later, progress, refusal } from '../../../test/desk.ts';
import { printedPages } from '../../../test/world-child.ts';
import { getValue, type StaffActor } from '../../kernel/index.ts';
import { keepStatement } from '../organisation/index.ts';

const database = await testDatabase();
const desk = new Desk(database);

describe('preparing', () => {
  test('again before confirming keeps number, code and minute, and the older preparation is closed', async () => {
    const { acts, requests } = desk.make();
    const request = requests.open();
    const first = getValue(await acts.prepare(desk.actor, [request]));
    const second = getValue(await acts.prepare(desk.actor, [request]));
    expect(second.acts[0]?.face).toEqual(first.acts[0]?.face);
    expect(second.acts[0]?.actId).toBe(first.acts[0]?.actId);
    expect(await desk.confirm(acts, first)).toEqual(refusal('acts.preparation-replaced'));
    expect(progress(getValue(await desk.confirm(acts, second)))).toEqual([{ kind: 'made' }]);
  });

  test('a request that has its act, or is refused, or twice the same, is refused and takes no number', async () => {
    const { acts, requests } = desk.make();
    const done = requests.open();
    await desk.confirm(acts, getValue(await acts.prepare(desk.actor, [done])));
    const before = await desk.series();
    expect(await acts.prepare(desk.actor, [done])).toEqual(refusal('acts.already-made'));
    const refused = requests.open();
    requests.refused.add(refused.requestId);
    expect(await acts.prepare(desk.actor, [requests.open(), refused])).toMatchObject({
      refusal: { code: 'acts.some-refused', errors: [{ field: refused.requestId, code: 'requests.not-queued' }] },
    });
    expect(await acts.prepare(desk.actor, [refused, refused])).toEqual(refusal('acts.wrong-count'));
    expect(await acts.prepare(desk.actor, [])).toEqual(refusal('acts.wrong-count', { most: 200 }));
    expect(await desk.series()).toEqual(before);
  });

  test('without permission, delegation or credential is refused and says which', async () => {
    const { acts, requests } = desk.make();
    expect(await acts.prepare({ ...desk.actor, grants: [] }, [requests.open()])).toEqual(refusal('acts.not-allowed'));
    const ended = await desk.counter.commune.appoint({ delegatedUntil: new Date(Date.now() - 60_000) });
    expect(await acts.prepare(ended.actor, [requests.open()])).toEqual(
      refusal('organisation.delegation-ended', { reference: '12/2026' }),
    );
    const copies = await desk.counter.commune.appoint({ natures: ['certification'] });
    expect(await acts.prepare(copies.actor, [requests.open()])).toEqual(
      refusal('organisation.delegation-other-nature'),
    );
    await desk.revoke(desk.officer.delegation.id);
    expect(await acts.prepare(desk.actor, [requests.open()])).toEqual(refusal('organisation.delegation-revoked'));
  });

  test('pages that cannot be made keep the number for the next try', async () => {
    let broken = true;
    const good = printedPages(desk.counter.folder);
    const papers = {
      finalPages: (...given: Parameters<typeof good.finalPages>) =>
        broken ? Promise.reject(new Error('disk full')) : good.finalPages(...given),
    };
    const { acts, requests } = desk.make({ papers });
    const request = requests.open();
    const { last } = await desk.series();
    expect(await acts.prepare(desk.actor, [request])).toEqual(refusal('acts.not-rendered'));
    broken = false;
    const prepared = getValue(await acts.prepare(desk.actor, [request]));
    expect([prepared.acts[0]?.number, (await desk.series()).last]).toEqual([last + 1, last + 1]);
  });
});

describe('confirming', () => {
  test('with another officer’s passkey, or by another officer, is refused', async () => {
    const { acts, requests } = desk.make();
    const other = await desk.counter.commune.appoint();
    const prepared = getValue(await acts.prepare(desk.actor, [requests.open()]));
    expect(await acts.confirm(desk.actor, prepared.id, desk.assertion(prepared, other.officer))).toEqual(
      refusal('organisation.assertion-other-passkey'),
    );
    expect(await acts.confirm(other.actor, prepared.id, desk.assertion(prepared, other.officer))).toEqual(
      refusal('acts.other-officer'),
    );
  });

  test('with the assertion of another preparation is refused', async () => {
    const { acts, requests } = desk.make();
    const [one, two] = [
      getValue(await acts.prepare(desk.actor, [requests.open()])),
      getValue(await acts.prepare(desk.actor, [requests.open()])),
    ];
    expect(await acts.confirm(desk.actor, two.id, desk.assertion(one))).toEqual(
      refusal('organisation.assertion-challenge'),
    );
  });

  test('twice by the same click is one; a second gesture is refused', async () => {
    const { acts, requests, failures } = desk.make();
    const prepared = getValue(await acts.prepare(desk.actor, [requests.open()]));
    const given = desk.assertion(prepared);
    const [once, again] = await Promise.all([
      acts.confirm(desk.actor, prepared.id, given),
      acts.confirm(desk.actor, prepared.id, given),
    ]);
    expect([progress(getValue(once)), progress(getValue(again))]).toEqual([[{ kind: 'made' }], [{ kind: 'made' }]]);
    // Both sealed side by side, and the second found the act recorded.
    expect(failures).toEqual([]);
    expect(await desk.confirm(acts, prepared)).toEqual(refusal('acts.already-confirmed'));
  });

  test('when its time is over, or after the request was refused, is refused', async () => {
    const { acts, requests } = desk.make();
    const late = getValue(await acts.prepare(desk.actor, [requests.open()]));
    expect(await desk.confirm(desk.make({ clock: later(11) }).acts, late)).toEqual(refusal('acts.preparation-lapsed'));
    const request = requests.open();
    const prepared = getValue(await acts.prepare(desk.actor, [request]));
    requests.refused.add(request.requestId);
    expect(await desk.confirm(acts, prepared)).toEqual(refusal('requests.not-queued'));
  });

  test('what was changed since it was prepared is refused: the officer read another version', async () => {
    const { acts, requests } = desk.make();
    const request = requests.open();
    const prepared = getValue(await acts.prepare(desk.actor, [request]));
    requests.versions.set(request.requestId, 2);
    expect(await desk.confirm(acts, prepared)).toEqual(refusal('requests.changed'));
  });

  test.each(['altered', 'lost'])(
    'pages %s on disk since are refused, and preparing again makes them anew',
    async how => {
      const { acts, requests, blobs } = desk.make();
      const request = requests.open();
      const prepared = getValue(await acts.prepare(desk.actor, [request]));
      const sha256 = prepared.acts[0]?.rendered?.preparedSha256 ?? expect.fail();
      const path = join(desk.counter.folder, 'blobs', prepared.communeId, sha256.slice(0, 2), sha256);
      rmSync(path);
      if (how === 'altered') writeFileSync(path, 'other pages');
      expect(await desk.confirm(acts, prepared)).toEqual(refusal('acts.pages-lost'));
      expect(getValue(await acts.getPreparation(desk.actor, prepared.id)).confirmed).toBe(false);
      const again = getValue(await acts.prepare(desk.actor, [request]));
      expect(again.acts[0]?.rendered?.preparedSha256).toBe(sha256);
      expect(again.acts[0]?.number).toBe(prepared.acts[0]?.number);
      expect(progress(getValue(await desk.confirm(acts, again)))).toEqual([{ kind: 'made' }]);
      expect((await blobs.get(prepared.communeId, sha256)).length).toBeGreaterThan(100);
    },
  );

  test('under a delegation taken back since is refused, also when another has taken its place', async () => {
    const { acts, requests } = desk.make();
    const prepared = getValue(await acts.prepare(desk.actor, [requests.open()]));
    await desk.revoke(desk.officer.delegation.id);
    expect(await desk.confirm(acts, prepared)).toEqual(refusal('organisation.delegation-revoked'));
    // The paper cites the one that was taken back.
    const { communeId, office, signing } = desk.counter.commune;
    const { staffId } = desk.officer;
    const { statements } = await signing.appoint({ staffId, offices: [office.id] });
    const keeping = { ceremonyKey: signing.ceremonyKey, now: new Date() };
    await database
      .as('app')
      .transaction({ communeId }, async tx =>
        getValue(await keepStatement(tx, { kind: 'system', task: 'test' }, statements.delegation, keeping)),
      );
    expect(await desk.confirm(acts, prepared)).toEqual(refusal('acts.delegation-changed'));
  });

  test('another’s preparation cannot be seen, withdrawn or guessed', async () => {
    const { acts, requests } = desk.make();
    const prepared = getValue(await acts.prepare(desk.actor, [requests.open()]));
    const clerk: StaffActor = { ...(await desk.counter.commune.appoint()).actor, grants: [] };
    expect(await acts.getPreparation(clerk, prepared.id)).toEqual(refusal('acts.preparation-unknown'));
    expect(await acts.openFinalPages(clerk, prepared.id, prepared.acts[0]?.actId ?? expect.fail())).toEqual(
      refusal('acts.preparation-unknown'),
    );
    expect(await acts.cancel(clerk, prepared.id)).toEqual(refusal('acts.other-officer'));
  });

  test('the manifest tells the browser where to hash, and the digest is that of the final bytes', async () => {
    const { acts, requests } = desk.make();
    const prepared = getValue(await acts.prepare(desk.actor, [requests.open()]));
    const manifest = JSON.parse(Buffer.from(prepared.manifest ?? []).toString('utf8'));
    const bytes = getValue(
      await acts.openFinalPages(desk.actor, prepared.id, prepared.acts[0]?.actId ?? expect.fail()),
    );
    const [from, length, resume, rest] = manifest.acts[0].byteRange;
    const ranges = Buffer.concat([bytes.subarray(from, length), bytes.subarray(resume, resume + rest)]);
    expect(Buffer.from(await crypto.subtle.digest('SHA-256', ranges)).toString('hex')).toBe(
      manifest.acts[0].digest.value,
    );
    expect(resume + rest).toBe(bytes.length);
  });
});
