import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MandateId, newId, type OrganisationId, type PersonId } from '../../../kernel/index.ts';
import { type Book, type Claim, covers, coversTogether, decideDelegation, mayEnd, type Occasion } from './decide.ts';
import type { JointGroup, Mandate, MandateScope } from './model.ts';

const now = new Date('2026-11-10T10:00:00Z');
const organisationId = newId<OrganisationId>(now);
const person = (): PersonId => newId<PersonId>(now);

const wholeScope: MandateScope = {
  natures: 'all',
  most: null,
  startsOn: '2026-01-01',
  endsOn: null,
  mayRead: true,
  mayRevoke: true,
  delegable: 3,
};

function aMandate(changes: Partial<Mandate> = {}): Mandate {
  return {
    ...wholeScope,
    id: newId<MandateId>(now),
    organisationId,
    personId: person(),
    parentId: null,
    role: 'manager',
    roleWords: null,
    group: null,
    evidence: null,
    ...changes,
  };
}

const bookOf = (mandates: readonly Mandate[], ends: Book['ends'] = []): Book => ({ mandates, ends });
const claimOf = ({ personId, id }: Mandate): Claim => ({ personId, mandateId: id });
const codeOf = (result: ReturnType<typeof coversTogether> | ReturnType<typeof covers>) =>
  result.ok ? 'covered' : result.refusal.code;

const natures = ['lease', 'contract', 'declaration', 'power'] as const;
const someNatures = fc.oneof(fc.constant('all' as const), fc.subarray([...natures], { minLength: 1 }));
const someWorth = fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: null });
const aDay = fc.integer({ min: 0, max: 700 }).map(days => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000));
const dayText = (at: Date) => at.toISOString().slice(0, 10);
const someScope: fc.Arbitrary<MandateScope> = fc
  .record({ natures: someNatures, most: someWorth, from: aDay, to: aDay, delegable: fc.integer({ min: 0, max: 3 }) })
  .map(({ from, to, ...rest }) => ({
    ...rest,
    startsOn: dayText(from <= to ? from : to),
    endsOn: dayText(from <= to ? to : from),
    mayRead: true,
    mayRevoke: false,
  }));
const someOccasion: fc.Arbitrary<Occasion> = fc.record({
  nature: fc.option(fc.constantFrom(...natures), { nil: null }),
  worth: someWorth,
  at: aDay.map(day => new Date(day.getTime() + 12 * 3_600_000)),
});

/** Mandates one below the other, whatever was written into each. */
const someChain = fc.array(someScope, { minLength: 2, maxLength: 4 }).map(scopes =>
  scopes.reduce<readonly Mandate[]>((chain, scope) => {
    const parentId = chain.at(-1)?.id ?? null;
    return [...chain, aMandate({ ...scope, parentId })];
  }, []),
);

describe('a delegated mandate', () => {
  test('never covers more than the one above it, even when its row says so', () => {
    fc.assert(
      fc.property(someChain, someOccasion, (chain, occasion) => {
        const book = bookOf(chain);
        const [below, above] = [chain.at(-1), chain.at(-2)];
        if (!below || !above) throw new Error('a chain has two links');
        if (covers(book, claimOf(below), occasion).ok)
          expect(codeOf(covers(book, claimOf(above), occasion))).toBe('covered');
      }),
    );
  });

  test('is refused at the desk wherever it would be wider, and only there', () => {
    fc.assert(
      fc.property(someScope, someScope, someOccasion, (outer, inner, occasion) => {
        const parent = aMandate(outer);
        const child = aMandate({ ...inner, parentId: parent.id });
        const decided = decideDelegation(parent, inner, child.personId);
        // What is let through covers by itself only what its parent covers.
        if (
          decided.ok &&
          covers(bookOf([aMandate({ ...child, id: child.id, parentId: null })]), claimOf(child), occasion).ok
        ) {
          expect(codeOf(covers(bookOf([parent]), claimOf(parent), occasion))).toBe('covered');
        }
      }),
    );
  });

  test('names what is too wide', () => {
    const parent = aMandate({ natures: ['lease'], most: 10_000, endsOn: '2026-12-31', mayRevoke: false, delegable: 1 });
    const narrow: MandateScope = { ...parent, delegable: 0 };
    const to = person();
    const refused = (changes: Partial<MandateScope>, heir = to) => {
      const decided = decideDelegation(parent, { ...narrow, ...changes }, heir);
      return decided.ok ? 'allowed' : decided.refusal.code;
    };
    expect(refused({})).toBe('allowed');
    expect(refused({ natures: ['lease', 'power'] })).toBe('mandates.wider-natures');
    expect(refused({ natures: 'all' })).toBe('mandates.wider-natures');
    expect(refused({ most: 10_001 })).toBe('mandates.wider-worth');
    expect(refused({ most: null })).toBe('mandates.wider-worth');
    expect(refused({ endsOn: '2027-01-01' })).toBe('mandates.wider-dates');
    expect(refused({ endsOn: null })).toBe('mandates.wider-dates');
    expect(refused({ startsOn: '2025-12-31' })).toBe('mandates.wider-dates');
    expect(refused({ mayRevoke: true })).toBe('mandates.wider-rights');
    expect(refused({ delegable: 1 })).toBe('mandates.too-deep');
    expect(refused({}, parent.personId)).toBe('mandates.to-oneself');
    expect(codeOf(decideDelegation(aMandate({ delegable: 0 }), narrow, to))).toBe('mandates.not-delegable');
  });

  test('ends with any mandate above it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -10, max: 10 }), (which, minutes) => {
        const chain: Mandate[] = [];
        for (let link = 0; link < 4; link += 1) {
          chain.push(aMandate({ parentId: chain.at(-1)?.id ?? null, delegable: 3 - link }));
        }
        const [ended, last] = [chain[which], chain.at(-1)];
        if (!ended || !last) throw new Error('a chain has four links');
        const effectiveAt = new Date(now.getTime() + minutes * 60_000);
        const book = bookOf(chain, [{ mandateId: ended.id, effectiveAt }]);
        const code = codeOf(covers(book, claimOf(last), { nature: 'lease', worth: 1, at: now }));
        const gone = which === 3 ? 'mandates.revoked' : 'mandates.parent-ended';
        expect(code).toBe(minutes <= 0 ? gone : 'covered');
      }),
    );
  });
});

describe('a mandate', () => {
  test('covers nothing outside its days, beyond its worth, outside its natures, or once it has ended', () => {
    fc.assert(
      fc.property(someScope, someOccasion, fc.option(aDay, { nil: undefined }), (scope, occasion, effectiveAt) => {
        const mandate = aMandate(scope);
        const ends = effectiveAt ? [{ mandateId: mandate.id, effectiveAt }] : [];
        const covered = covers(bookOf([mandate], ends), claimOf(mandate), occasion).ok;
        const today = dayText(occasion.at);
        const inDays = today >= scope.startsOn && today <= (scope.endsOn ?? '9999');
        const inNature =
          scope.natures === 'all' || (occasion.nature !== null && scope.natures.includes(occasion.nature));
        const inWorth = scope.most === null || (occasion.worth !== null && occasion.worth <= scope.most);
        const before = !effectiveAt || occasion.at < effectiveAt;
        expect(covered).toBe(inDays && inNature && inWorth && before);
      }),
    );
  });

  test('ends by civil days in Morocco: the last day is whole', () => {
    const mandate = aMandate({ endsOn: '2026-11-10' });
    const at = (text: string): Occasion => ({ nature: 'lease', worth: null, at: new Date(text) });
    expect(codeOf(covers(bookOf([mandate]), claimOf(mandate), at('2026-11-10T22:30:00Z')))).toBe('covered');
    expect(codeOf(covers(bookOf([mandate]), claimOf(mandate), at('2026-11-11T00:30:00Z')))).toBe('mandates.expired');
  });

  test('of somebody else covers nobody', () => {
    const mandate = aMandate();
    const other = { personId: person(), mandateId: mandate.id };
    expect(codeOf(covers(bookOf([mandate]), other, { nature: 'lease', worth: null, at: now }))).toBe(
      'mandates.unknown',
    );
  });

  test('gives the same answer for an instant in whatever order words of ending came', () => {
    const instants = fc.array(aDay, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(instants, fc.integer(), someOccasion, (days, seed, occasion) => {
        const mandate = aMandate();
        const ends = days.map(effectiveAt => ({ mandateId: mandate.id, effectiveAt }));
        const turned = ends
          .map((_, index) => ends[(index + Math.abs(seed)) % ends.length] ?? ends[0])
          .flatMap(e => e ?? []);
        const answer = (order: Book['ends']) => codeOf(covers(bookOf([mandate], order), claimOf(mandate), occasion));
        expect(answer(turned)).toBe(answer(ends));
        expect(answer(ends.toReversed())).toBe(answer(ends));
      }),
    );
  });
});

describe('a joint group', () => {
  const occasion: Occasion = { nature: 'lease', worth: 1, at: now };
  const groupOfSize = (needed: number): JointGroup => ({ id: newId(now), name: 'Gérance', needed });

  test('binds with as many distinct people as it needs, and with no fewer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 6 }), (needed, present) => {
        const group = groupOfSize(needed);
        const members = Array.from({ length: 6 }, () => aMandate({ group }));
        const claims = members.slice(0, present).map(claimOf);
        const code = codeOf(coversTogether(bookOf(members), claims, occasion));
        expect(code).toBe(present >= needed ? 'covered' : 'mandates.joint-missing');
      }),
    );
  });

  test('counts the same person once, under however many mandates', () => {
    const group = groupOfSize(2);
    const personId = person();
    const twice = [aMandate({ group, personId }), aMandate({ group, personId, role: 'treasurer' })];
    expect(codeOf(coversTogether(bookOf(twice), twice.map(claimOf), occasion))).toBe('mandates.joint-missing');
    const [one] = twice;
    if (!one) throw new Error('two were made');
    expect(codeOf(coversTogether(bookOf(twice), [claimOf(one), claimOf(one)], occasion))).toBe(
      'mandates.joint-missing',
    );
  });

  test('counts a member and their own delegate as one voice, and delegates of two members as two', () => {
    const group = groupOfSize(2);
    const [a, b] = [aMandate({ group }), aMandate({ group })];
    const forA = aMandate({ parentId: a.id, delegable: 0 });
    const forB = aMandate({ parentId: b.id, delegable: 0 });
    const both = aMandate({ parentId: b.id, delegable: 0, personId: forA.personId });
    const book = bookOf([a, b, forA, forB, both]);
    const together = (...mandates: Mandate[]) => codeOf(coversTogether(book, mandates.map(claimOf), occasion));
    expect(together(a, forA)).toBe('mandates.joint-missing');
    expect(together(forA, both)).toBe('mandates.joint-missing');
    expect(together(forA, forB)).toBe('covered');
    expect(together(a, both)).toBe('covered');
  });

  test('does not hold back somebody who signs alone', () => {
    const group = groupOfSize(2);
    const alone = aMandate();
    expect(codeOf(coversTogether(bookOf([aMandate({ group }), alone]), [claimOf(alone)], occasion))).toBe('covered');
  });
});

describe('ending a mandate', () => {
  test('is for its holder, for those it was delegated from, and for who may revoke, but never upwards', () => {
    const manager = aMandate({ mayRevoke: false });
    const delegate = aMandate({ parentId: manager.id, mayRevoke: true, delegable: 0 });
    const stranger = aMandate({ mayRevoke: false });
    const head = aMandate({ mayRevoke: true });
    const book = bookOf([manager, delegate, stranger, head]);
    const may = (who: Mandate, whose: Mandate) => mayEnd(book, who.personId, whose, now);
    expect(may(manager, manager)).toBe(true);
    expect(may(manager, delegate)).toBe(true);
    expect(may(delegate, manager)).toBe(false);
    expect(may(stranger, delegate)).toBe(false);
    expect(may(head, manager)).toBe(true);
    const ended = bookOf(book.mandates, [{ mandateId: head.id, effectiveAt: now }]);
    expect(mayEnd(ended, head.personId, manager, now)).toBe(false);
  });
});
