import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { openTelescopes, type Telescopes } from '../../../../test/queued.ts';
import { getValue, refuse, type StaffActor } from '../../../kernel/index.ts';
import type { ServiceRequest } from '../model.ts';

const { as } = await testDatabase();
const app = as('app');
let here: Telescopes;
let there: Telescopes;
let clerks: readonly StaffActor[];
let head: StaffActor;
beforeAll(async () => {
  [here, there] = [await openTelescopes(app), await openTelescopes(app)];
  clerks = [await here.hire('clerk'), await here.hire('clerk'), await here.hire('clerk'), await here.hire('clerk')];
  head = await here.hire('head-of-office');
});
const clerk = (index: number): StaffActor => clerks[index] ?? expect.fail();

const of = ({ id }: ServiceRequest) => ({ requestId: id });
const claim = (actor: StaffActor, request: ServiceRequest) =>
  here.within(tx => here.handling.claim(tx, actor, of(request), here.clock()));
const renew = (actor: StaffActor, request: ServiceRequest) =>
  here.within(tx => here.handling.renew(tx, actor, of(request), here.clock()));
const release = (actor: StaffActor, request: ServiceRequest) =>
  here.within(tx => here.handling.release(tx, actor, of(request), here.clock()));
const assign = (actor: StaffActor, request: ServiceRequest, to: StaffActor) =>
  here.within(tx => here.handling.assign(tx, actor, { ...of(request), to: to.staffId }, here.clock()));
const handledKinds = async (request: ServiceRequest) =>
  getValue(await here.within(tx => here.timeline.read(tx, head, of(request))))
    .map(({ what }) => what)
    .filter(what => !['opened', 'invited', 'gathered', 'paid'].includes(what));
const heldByOther = { ok: false, refusal: { code: 'requests.held-by-other' } };
const noted = { fields: [{ field: 'nature', reason: 'wrong' }], note: '' };
const returnIt = (actor: StaffActor, { id, version }: ServiceRequest) =>
  here.within(tx =>
    here.requests.change(tx, actor, { requestId: id, version }, { verb: 'return', correction: noted }, here.clock()),
  );

/** What somebody does at the same moment as others, or that time goes by. */
type Play =
  | { readonly kind: 'claim' | 'renew' | 'release' | 'assign'; readonly who: number; readonly to: number }
  | { readonly kind: 'wait'; readonly minutes: number };
const who = fc.nat(3);
const plays: fc.Arbitrary<readonly (readonly Play[])[]> = fc.array(
  fc.oneof(
    fc.array(fc.record({ kind: fc.constantFrom('claim', 'renew', 'release', 'assign'), who, to: who }), {
      minLength: 1,
      maxLength: 5,
    }),
    fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 14, 15, 16, 40) }).map(each => [each]),
  ),
  { minLength: 1, maxLength: 8 },
);

describe('two clerks never hold one request', () => {
  test('whoever claims, renews, releases and is given it, at once and with time going by', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(plays, async rounds => {
        const request = await here.queued();
        /** Leases that were answered and neither released nor taken away since: holder, and until when. */
        const held = new Map<number, Date>();
        for (const round of rounds) {
          const answers = await Promise.all(
            round.map(async play => {
              if (play.kind === 'wait') return undefined;
              const actor = clerk(play.who);
              if (play.kind === 'claim') return { play, answer: await claim(actor, request) };
              if (play.kind === 'renew') return { play, answer: await renew(actor, request) };
              if (play.kind === 'release') return { play, answer: await release(actor, request) };
              return { play, answer: await assign(head, request, clerk(play.to)) };
            }),
          );
          const [first] = round;
          if (first?.kind === 'wait') here.pass(first.minutes);
          const moved = answers.some(each => each && each.play.kind !== 'claim' && each.answer.ok);
          const now = here.clock();
          // What holds now, as each of the four would be told by acting on it.
          const free = await Promise.all(
            clerks.map(async actor => (await here.within(tx => here.isFreeFor(tx, actor, request))).ok),
          );
          const holders = [...free.keys()].filter(index => free[index] === true);
          expect(holders.length === 4 || holders.length === 1).toBe(true);
          if (!moved) {
            for (const each of answers)
              if (each?.play.kind === 'claim' && each.answer.ok && each.answer.value !== null)
                held.set(each.play.who, each.answer.value.expiresAt);
            const claimed = new Set([...held].filter(([, until]) => until > now).map(([index]) => index));
            // Nobody who was told that they have it shares it with another.
            expect(claimed.size).toBeLessThanOrEqual(1);
            for (const index of claimed) expect(holders).toEqual([index]);
          } else held.clear();
        }
      }),
      { numRuns: 25 },
    );
  });

  test('of twenty who come at once one has it, and the others are told until when', async () => {
    const request = await here.queued();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => claim(clerk(index % 4), request)));
    const had = answers.filter(({ ok }) => ok);
    expect(new Set(had.map(each => (each.ok ? each.value.holderId : '')))).toHaveLength(1);
    // The one who has it may ask again; everybody else is refused.
    expect(had).toHaveLength(5);
    const refused = answers.find(({ ok }) => !ok);
    expect(refused).toEqual(refuse('requests.held-by-other', { date: expect.any(String), until: expect.any(String) }));
  });
});

describe('a request in hand', () => {
  test('is acted on by its holder alone, until the lease runs out', async () => {
    const request = await here.queued();
    getValue(await claim(clerk(0), request));
    expect(await returnIt(clerk(1), request)).toMatchObject(heldByOther);
    expect(await here.within(tx => here.handling.hand(tx, clerk(1), of(request), here.clock()))).toMatchObject(
      heldByOther,
    );
    const signing = { communeId: here.communeId, requestId: request.id, version: request.version };
    expect(await here.within(tx => here.requests.holdForSigning(tx, clerk(1), signing))).toMatchObject(heldByOther);
    expect((await here.within(tx => here.requests.holdForSigning(tx, clerk(0), signing))).ok).toBe(true);
    here.pass(14);
    getValue(await renew(clerk(0), request));
    here.pass(14);
    expect(await returnIt(clerk(1), request)).toMatchObject(heldByOther);
    here.pass(1);
    expect(await renew(clerk(0), request)).toEqual(refuse('requests.lease-lost'));
    expect(getValue(await claim(clerk(1), request)).holderId).toBe(clerk(1).staffId);
    expect(await release(clerk(0), request)).toEqual(refuse('requests.lease-lost'));
    here.pass(1);
    expect(getValue(await returnIt(clerk(1), request)).state).toBe('returned');
    expect(await handledKinds(request)).toEqual(['claimed', 'taken-over', 'returned']);
    expect(await here.count('requests.lease', request)).toBe(0);
    expect(await claim(clerk(1), request)).toEqual(refuse('requests.not-in-this-state', { state: 'returned' }));
  });

  test('does not change its version, and is let go', async () => {
    const request = await here.queued();
    getValue(await claim(clerk(0), request));
    getValue(await release(clerk(0), request));
    getValue(await claim(clerk(1), request));
    expect(await here.reread(request, head)).toMatchObject({ version: request.version, state: 'queued' });
    expect(await handledKinds(request)).toEqual(['claimed', 'released', 'claimed']);
  });

  test('is given to a colleague by a head of office, whoever has it, and by nobody else', async () => {
    const request = await here.queued();
    getValue(await claim(clerk(0), request));
    expect(await assign(clerk(1), request, clerk(1))).toEqual(refuse('requests.not-allowed'));
    expect(await assign(head, request, await there.hire('clerk'))).toEqual(refuse('requests.colleague-cannot'));
    expect(getValue(await assign(head, request, clerk(2))).holderId).toBe(clerk(2).staffId);
    expect(await renew(clerk(0), request)).toEqual(refuse('requests.lease-lost'));
    expect(await handledKinds(request)).toEqual(['claimed', 'reassigned']);
  });

  test('is not claimed while an officer is about to sign it', async () => {
    const request = await here.queued();
    const officer = await here.hire('officer');
    const until = new Date(here.clock().getTime() + 600_000);
    here.preparing.set(request.id, { officerId: officer.staffId, until });
    expect(await claim(clerk(0), request)).toMatchObject(heldByOther);
    expect(await assign(head, request, clerk(0))).toMatchObject(heldByOther);
    expect((await claim(officer, request)).ok).toBe(true);
  });

  test('does not exist for those of another office or commune', async () => {
    const request = await here.queued();
    const elsewhere = await here.hire('clerk', here.offices[1]?.id);
    expect(await claim(elsewhere, request)).toEqual(refuse('requests.not-found'));
    const stranger = await there.hire('clerk');
    expect(await there.within(tx => there.handling.claim(tx, stranger, of(request), there.clock()))).toEqual(
      refuse('requests.not-found'),
    );
    const auditor = await here.hire('auditor');
    expect(await claim(auditor, request)).toEqual(refuse('requests.not-found'));
  });
});

describe('what is done beside', () => {
  test('handing over says that it was checked, once, and lets it go', async () => {
    const request = await here.queued();
    getValue(await claim(clerk(0), request));
    getValue(await here.within(tx => here.handling.hand(tx, clerk(0), of(request), here.clock())));
    expect(await here.within(tx => here.handling.hand(tx, clerk(0), of(request), here.clock()))).toEqual(
      refuse('requests.handed-already'),
    );
    expect((await claim(clerk(1), request)).ok).toBe(true);
  });

  test('a priority needs a reason of the list, and is not the one it has', async () => {
    const request = await here.queued();
    const urgent = { ...of(request), priority: 'urgent', reason: 'travel' } as const;
    getValue(await here.within(tx => here.handling.prioritise(tx, clerk(0), urgent, here.clock())));
    expect(await here.within(tx => here.handling.prioritise(tx, clerk(0), urgent, here.clock()))).toEqual(
      refuse('requests.priority-same'),
    );
    const [step] = getValue(await here.within(tx => here.timeline.read(tx, head, of(request)))).slice(-1);
    expect(step).toMatchObject({
      what: 'prioritised',
      data: { priority: 'urgent', reason: 'travel' },
      staffOnly: true,
    });
  });

  test('a colleague is asked and answers once; nobody answers for them', async () => {
    const request = await here.queued();
    const asked = { ...of(request), of: head.staffId, question: 'Procuration ou mandat ?' };
    const { opinionId } = getValue(await here.within(tx => here.opinions.ask(tx, clerk(0), asked, here.clock())));
    const answer = { ...of(request), opinionId, answer: 'Procuration.' };
    expect(await here.within(tx => here.opinions.answer(tx, clerk(1), answer, here.clock()))).toEqual(
      refuse('requests.opinion-unknown'),
    );
    getValue(await here.within(tx => here.opinions.answer(tx, head, answer, here.clock())));
    expect(await here.within(tx => here.opinions.answer(tx, head, answer, here.clock()))).toEqual(
      refuse('requests.opinion-answered'),
    );
    expect(getValue(await here.within(tx => here.opinions.list(tx, clerk(1), request.id)))).toMatchObject([
      { askedBy: clerk(0).staffId, askedOf: head.staffId, question: asked.question, answer: 'Procuration.' },
    ]);
    const self = { ...asked, of: clerk(0).staffId };
    expect(await here.within(tx => here.opinions.ask(tx, clerk(0), self, here.clock()))).toEqual(
      refuse('requests.colleague-cannot'),
    );
  });
});
