import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CommuneId, newId, type OfficeId, type StaffId } from '../../../kernel/index.ts';
import { usualHours, usualRamadanHours } from '../calendars/calendar.ts';
import type { KeptStatement } from '../decide.ts';
import type { CredentialBody, DelegationBody } from '../statements/statement.ts';
import { checkCap } from './cap.ts';
import { gapsAt, signersAt } from './coverage.ts';
import { isFollowed, thresholdOf } from './ending.ts';

const now = new Date('2026-11-10T09:00:00Z');
const commune = newId<CommuneId>(now);
const officer = newId<StaffId>(now);
const offices = [1, 2, 3, 4].map(() => newId<OfficeId>(now));
const [first, second] = [offices[0] ?? expect.fail(), offices[1] ?? expect.fail()];
const text = { ar: 'م', fr: 'o', zgh: 'o', en: 'o' };
const signed = { body: new Uint8Array(), signatures: [] };
const dayOf = (day: number): string => new Date(Date.UTC(2026, 10, day)).toISOString();

function delegation(
  from: number,
  until: number,
  { where = [first], revoked = null as number | null, subject = officer } = {},
): KeptStatement<DelegationBody> {
  const body = {
    v: 1 as const,
    kind: 'delegation' as const,
    id: newId<DelegationBody['id']>(now),
    commune,
    subject,
    capacity: text,
    grantor: text,
    reference: '14/2026',
    offices: [...where],
    natures: ['legalisation' as const],
    validFrom: dayOf(from),
    validUntil: dayOf(until),
  };
  return { body, statement: signed, revokedAt: revoked === null ? null : new Date(dayOf(revoked)) };
}

function key(from: number, until: number, subject = officer): KeptStatement<CredentialBody> {
  const passkey = { credentialId: 'x', publicKey: 'x', rpId: 'x' };
  const common = { v: 1 as const, commune, subject, validFrom: dayOf(from), validUntil: dayOf(until) };
  const body = {
    ...common,
    kind: 'credential' as const,
    id: newId<CredentialBody['id']>(now),
    passkey,
    certificate: 'x',
  };
  return { body, statement: signed, revokedAt: null };
}

describe('the cap of offices per delegate', () => {
  const span = fc
    .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 28 }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const);
  const reach = fc.tuple(span, fc.subarray(offices, { minLength: 1 }), fc.option(fc.integer({ min: 1, max: 29 })));

  test('holds at every moment of the new delegation, and counts what was taken back until then', () => {
    fc.assert(
      fc.property(reach, fc.array(reach, { maxLength: 4 }), fc.integer({ min: 1, max: 4 }), (wanted, before, most) => {
        const make = ([[from, until], where, revoked]: typeof wanted) => delegation(from, until, { where, revoked });
        const held = before.map(make);
        const [[from, until], where] = wanted;
        // Day by day, since everything begins and ends at midnight.
        const counts = Array.from({ length: until - from }, (_, ahead) => {
          const there = new Set<string>(where);
          const at = dayOf(from + ahead);
          for (const { body, revokedAt } of held)
            if (body.validFrom <= at && at < body.validUntil && (!revokedAt || at < revokedAt.toISOString()))
              for (const office of body.offices) there.add(office);
          return there.size;
        });
        expect(checkCap(delegation(from, until, { where }).body, held, most).ok).toBe(Math.max(...counts) <= most);
      }),
    );
  });

  test('is none where the commune set none, and says what it is where it refuses', () => {
    const wanted = delegation(1, 20, { where: [first, second] }).body;
    expect(checkCap(wanted, [], null).ok).toBe(true);
    expect(checkCap(wanted, [], 1)).toMatchObject({
      refusal: { code: 'organisation.delegation-cap', params: { most: 1, offices: 2 } },
    });
  });
});

describe('ends that come near', () => {
  test('are told at thirty days, seven and one; not what is taken back, past or not begun', () => {
    expect(thresholdOf(delegation(1, 60), now)).toBeUndefined();
    expect(thresholdOf(delegation(1, 35), now)).toBe(30);
    expect(thresholdOf(delegation(1, 17), now)).toBe(7);
    expect(thresholdOf(delegation(1, 11), now)).toBe(1);
    expect(thresholdOf(delegation(1, 10), now)).toBeUndefined();
    expect(thresholdOf(delegation(1, 17, { revoked: 5 }), now)).toBeUndefined();
    expect(thresholdOf(delegation(12, 17), now)).toBeUndefined();
  });

  test('are told of what nothing follows: at every office, without a day between', () => {
    const ends = delegation(1, 17, { where: [first, second] });
    expect(isFollowed(ends, [ends, delegation(17, 40, { where: [first] })])).toBe(false);
    expect(isFollowed(ends, [ends, delegation(18, 40, { where: [first, second] })])).toBe(false);
    expect(
      isFollowed(ends, [ends, delegation(17, 40, { where: [first] }), delegation(10, 30, { where: [second] })]),
    ).toBe(true);
    expect(isFollowed(key(1, 17), [key(10, 40)])).toBe(true);
    expect(isFollowed(key(1, 17), [key(10, 40, newId<StaffId>(now))])).toBe(false);
  });
});

describe('who may sign at an office', () => {
  const calendar = { hours: usualHours, ramadanHours: usualRamadanHours, spans: [] };
  const gaps = (facts: Parameters<typeof gapsAt>[0], days = 14) =>
    gapsAt(facts, { office: first, calendar, nature: 'legalisation' }, { today: '2026-11-10', days }).map(
      ({ firstOn, lastOn }) => [firstOn.slice(8), lastOn.slice(8)],
    );

  test('needs a delegation there and a key, and may until the first of them ends', () => {
    const facts = { delegations: [delegation(1, 40)], credentials: [key(1, 20)], absences: [] };
    expect(signersAt(facts, first, now)).toMatchObject([{ staffId: officer, until: new Date(dayOf(20)) }]);
    expect(signersAt(facts, second, now)).toEqual([]);
    expect(signersAt({ ...facts, credentials: [] }, first, now)).toEqual([]);
  });

  test('is nobody on the open days of a gap: closed days neither make one nor end one', () => {
    const facts = { delegations: [delegation(1, 12)], credentials: [key(1, 60)], absences: [] };
    // The 14th, 15th, 21st and 22nd are a week-end, the 18th a holiday.
    expect(gaps(facts)).toEqual([['12', '23']]);
    const covered = { ...facts, delegations: [...facts.delegations, delegation(16, 40)] };
    expect(gaps(covered)).toEqual([['12', '13']]);
    expect(gaps({ ...covered, absences: [{ staffId: officer, firstOn: '2026-11-19', lastOn: '2026-11-20' }] })).toEqual(
      [
        ['12', '13'],
        ['19', '20'],
      ],
    );
  });
});
