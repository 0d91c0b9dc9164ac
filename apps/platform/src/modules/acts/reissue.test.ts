import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { Desk, later, refusal } from '../../../test/desk.ts';
import { aGivenFace } from '../../../test/papers.ts';
import {
  type ActId,
  getValue,
  newId,
  type OfficeId,
  type PersonActor,
  type PersonId,
  type RequestId,
} from '../../kernel/index.ts';
import type { ReissueRequest, ReissueTerms, SealerClient } from '../sealing/index.ts';
import type { ActFacts, Acts, ReissueAsked } from './index.ts';

const database = await testDatabase();
const desk = new Desk(database);
const system = { kind: 'system', task: 'test' } as const;
const hour = 3_600_000;
const words = (text: string) => ({ ar: text, fr: text, zgh: text, en: text });
const face = {
  ...aGivenFace,
  kind: 'certified-copy' as const,
  copy: {
    document: words('Diplôme'),
    issuer: null,
    ownNumber: null,
    issuedOn: null,
    expiresOn: null,
    certification: null,
  },
};

function terms(changed: Partial<ReissueTerms> = {}): ReissueTerms {
  const until = new Date(Date.now() + hour).toISOString();
  return { original: 'a'.repeat(64), template: 'copy-1', most: 3, until, afterDelegation: 'stop', ...changed };
}

function certifying(reissues: ReissueTerms | null) {
  return (facts: ActFacts): ActFacts => ({ ...facts, nature: 'certification', face, ...(reissues && { reissues }) });
}

/** Certifies a copy, and says how to ask for it again. */
async function certify(reissues: ReissueTerms | null = terms(), changed: Partial<Parameters<Desk['make']>[0]> = {}) {
  const { officer, actor } = await desk.counter.commune.appoint({ natures: ['certification'] });
  const made = desk.make({ facts: certifying(reissues), ...changed });
  const prepared = getValue(await made.acts.prepare(actor, [made.requests.open()]));
  await made.acts.confirm(actor, prepared.id, desk.assertion(prepared, officer));
  const certification = prepared.acts[0]?.actId ?? expect.fail();
  const { communeId } = desk.counter.commune;
  const asked = (requestId: RequestId = newId(new Date())): ReissueAsked => ({
    communeId,
    certification,
    requestId,
    face: { ...face, kind: 'reissue' },
    paper: {},
    holders: [made.holder],
    organisations: [],
  });
  return { ...made, officer, asked, certification, person: personOf(made.holder) };
}

function personOf(personId: PersonId): PersonActor {
  const now = new Date();
  return { kind: 'person', accountId: newId(now), sessionId: newId(now), personId, level: 'high', steppedUpAt: null };
}

const openOf = async (acts: Acts, person: PersonActor, actId: ActId) => getValue(await acts.openSealed(person, actId));

/** Whether a file's signature carries the certificate of the commune's seal. */
const namesSeal = (bytes: Buffer) =>
  bytes.toString('latin1').toLowerCase().includes(Buffer.from('Commune seal for copies').toString('hex'));

/** Every number of the office's series has its entry, and this many acts were made since `before`. */
async function expectMade(count: number, before: Awaited<ReturnType<Desk['series']>>) {
  const after = await desk.series();
  expect(after).toMatchObject({ missing: [], reserved: 0, made: before.made + count });
  expect(after.entries).toBe(after.last);
}

/** Writes what two people decided about an act. */
function revoke(actId: ActId): Promise<void> {
  const { communeId } = desk.counter.commune;
  const [id, first, second] = [newId(new Date()), newId(new Date()), newId(new Date())];
  return database.as('app').transaction({ communeId }, async tx => {
    await sql`insert into acts.withdrawal (commune_id, id, act_id, state, reason, proposed_by, proposed_at)
      values (${communeId}, ${id}, ${actId}, 'revoked', 'made-in-error', ${first}, now())`.execute(tx);
    await sql`insert into acts.withdrawal_decision values (${communeId}, ${id}, 'approved', ${second}, now())`.execute(
      tx,
    );
    await sql`insert into acts.standing values (${communeId}, ${actId}, ${id}, 'revoked', 'made-in-error', null, now())`.execute(
      tx,
    );
  });
}

describe('a certification', () => {
  test('is issued again at once, dated and numbered, under the commune’s seal and naming who certified', async () => {
    const { acts, asked, person, certification } = await certify();
    const { actId } = getValue(await acts.reissue(person, asked()));
    const original = await openOf(acts, person, certification);
    const again = await openOf(acts, person, actId);
    expect(again.act.kind).toBe('reissue');
    expect(again.act.entryNumber).not.toBe(original.act.entryNumber);
    expect(again.act.face.copy?.certification).toMatchObject({
      number: original.act.entryNumber,
      instant: original.act.face.instant?.toISOString(),
      officer: original.act.face.officer.name,
    });
    expect(namesSeal(again.bytes)).toBe(true);
    expect(namesSeal(original.bytes)).toBe(false);
  });

  test('that two people revoke is issued no more, and takes its reissues with it', async () => {
    const { acts, asked, person, certification } = await certify();
    const { actId } = getValue(await acts.reissue(person, asked()));
    expect((await openOf(acts, person, actId)).standing).toBeNull();
    await revoke(certification);
    expect((await openOf(acts, person, actId)).standing).toMatchObject({ state: 'revoked', reason: 'made-in-error' });
    expect(await acts.reissue(person, asked())).toEqual(refusal('acts.withdrawn-already'));
  });

  test('gives the same act to the same request, and no more than its officer allowed to many at once', async () => {
    const { acts, asked, person } = await certify(terms({ most: 3 }));
    const before = await desk.series();
    const first = asked();
    const same = await Promise.all([acts.reissue(person, first), acts.reissue(person, first)]);
    expect(new Set(same.map(each => getValue(each).actId)).size).toBe(1);
    const others = await Promise.all(Array.from({ length: 6 }, () => acts.reissue(person, asked())));
    expect(others.filter(({ ok }) => ok)).toHaveLength(2);
    expect(others.filter(({ ok }) => !ok)).toEqual(
      Array.from({ length: 4 }, () => refusal('acts.reissue-exhausted', { most: 3 })),
    );
    await expectMade(3, before);
    expect((await desk.series()).last).toBe(before.last + 3);
  });

  test('that its officer did not let be issued again is not, nor for somebody who does not hold it', async () => {
    const bare = await certify(null);
    expect(await bare.acts.reissue(bare.person, bare.asked())).toEqual(refusal('acts.reissue-not-authorised'));
    const { acts, asked } = await certify();
    expect(await acts.reissue(personOf(newId(new Date())), asked())).toEqual(refusal('acts.unknown'));
  });

  test('is issued no more once the delegation is taken back, even where it was to outlast it', async () => {
    const { acts, asked, person, officer } = await certify(terms({ afterDelegation: 'go-on' }));
    await desk.revoke(officer.delegation.id);
    expect(await acts.reissue(person, asked())).toEqual(refusal('acts.reissue-delegation-revoked'));
  });
});

describe('the sealer judges for itself', () => {
  test('a platform whose clock is behind reserves a number, and the sealer has it cancelled', async () => {
    const until = new Date(Date.now() + hour / 2).toISOString();
    const { acts, asked, person } = await certify(terms({ until }));
    const before = await desk.series();
    await desk.counter.restartSealer({ clock: later(60) });
    expect(await acts.reissue(person, asked())).toMatchObject(
      refusal('sealing.reissue-ended', { date: until.slice(0, 10) }),
    );
    const after = await desk.series();
    expect(after).toMatchObject({ last: before.last + 1, cancelled: before.cancelled + 1, made: before.made });
  });

  test('counts by its own journal after a restart too, and believes no terms but those that were confirmed', async () => {
    const asked: ReissueRequest[] = [];
    const { sealer } = desk.counter;
    const listening: SealerClient = {
      ...sealer,
      reissue: request => {
        asked.push(request);
        return sealer.reissue(request);
      },
    };
    const certified = await certify(terms({ most: 1 }), { sealer: listening });
    getValue(await certified.acts.reissue(certified.person, certified.asked()));
    await desk.counter.restartSealer();
    const [request] = asked;
    if (!request) throw new Error('nothing was asked of the sealer');
    const other = { ...request.reissue, act: newId<ActId>(new Date()), number: 900_000, digest: 'b'.repeat(64) };
    expect(await sealer.reissue({ ...request, reissue: other })).toMatchObject({ code: 'sealing.reissue-exhausted' });
    const manifest = Buffer.from(request.certification.manifest, 'base64').toString('utf8');
    const more = Buffer.from(manifest.replace('"most":1', '"most":9')).toString('base64');
    const raised = { ...request, certification: { ...request.certification, manifest: more }, reissue: other };
    expect(await sealer.reissue(raised)).toMatchObject({ kind: 'refused', code: 'organisation.assertion-challenge' });
    const elsewhere = { ...other, office: newId<OfficeId>(new Date()) };
    expect(await sealer.reissue({ ...request, reissue: elsewhere })).toMatchObject({
      code: 'sealing.reissue-other-office',
    });
    expect(await sealer.reissue({ ...request, reissue: { ...other, template: 'copy-2' } })).toMatchObject({
      code: 'sealing.reissue-other-template',
    });
  });
});

describe('a reissue that dies under way', () => {
  test.each(['reserved', 'rendered', 'sealed', 'stored', 'recorded'] as const)(
    'after %s is finished once',
    async step => {
      const { asked } = await certify();
      const before = await desk.series();
      const dying = desk.make({
        facts: certifying(terms()),
        after: reached => {
          if (reached === step) throw new Error('killed');
        },
      });
      const once = asked();
      await expect(dying.acts.reissue(system, once)).rejects.toThrow('killed');
      const { acts } = desk.make();
      await acts.recover();
      getValue(await acts.reissue(system, once));
      await expectMade(1, before);
    },
  );

  test('waits for a sealer that is down', async () => {
    const { acts, asked, person } = await certify();
    const before = await desk.series();
    await desk.counter.restartSealer(null);
    const waiting = getValue(await acts.reissue(person, asked()));
    expect(waiting.waitingFor).toMatchObject({ code: 'sealing.sealer-unavailable' });
    await desk.counter.restartSealer();
    await acts.recover();
    await expectMade(1, before);
    expect((await openOf(acts, person, waiting.actId)).act.kind).toBe('reissue');
  });
});
