import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId, type PersonId } from '../../kernel/index.ts';
import { isEverybodyValid } from './decide.ts';
import { file, signatory } from './file.fixture.ts';
import type { KnownSignatory, LegalisationFile } from './model.ts';

const now = new Date('2026-11-23T10:00:00Z');
const consent = { sentence: '2026-11', language: 'ar', at: now } as const;
const identity = {
  name: { arabic: 'سعيد', latin: 'Saïd' },
  birthDate: '1970-01-01',
  document: { type: 'cnie', number: 'BE220174', issuer: 'MA', expiresOn: '2031-01-01' },
} as const;
const assistance = {
  cannot: 'both',
  inPlace: 'fingerprint',
  readAloud: { sentence: 'r', language: 'ar' },
  warning: 'w',
} as const;

/** What may happen to a request while it is prepared, to the k-th of those who sign or are awaited. */
const happening = fc.record({
  what: fc.constantFrom(
    'join',
    'await',
    'come',
    'stop',
    'sign',
    'agree',
    'witnesses',
    'witness-agrees',
    'presence',
    'expire',
    'leave',
  ),
  k: fc.nat(4),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const fresh = (): KnownSignatory => ({
  ...signatory,
  personId: newId<PersonId>(now),
  signedAt: null,
  consent: null,
});

/** The file after something happened, as the room's commands write it. */
function after(before: LegalisationFile, { what, k }: Happening): LegalisationFile {
  const { signatories, awaited } = before;
  const change = (make: (each: KnownSignatory) => KnownSignatory): LegalisationFile => ({
    ...before,
    signatories: signatories.map((each, index) => (index === k ? make(each) : each)),
  });
  const asked = { signedAt: null, consent: null } as const;
  switch (what) {
    case 'join':
      return { ...before, signatories: [...signatories, fresh()] };
    case 'await':
      return { ...before, awaited: [...awaited, { ...identity, id: newId(now), addedAt: now, codeUntil: null }] };
    case 'come':
      // Identified, signed and agreed at once, elsewhere.
      return awaited[k]
        ? {
            ...before,
            awaited: awaited.toSpliced(k, 1),
            signatories: [...signatories, { ...fresh(), signedAt: now, consent }],
          }
        : before;
    case 'stop':
      return { ...before, awaited: awaited.toSpliced(k, 1) };
    case 'sign':
      return change(each => ({ ...each, signedAt: now }));
    case 'agree':
      return change(each => ({ ...each, consent }));
    case 'witnesses':
      return change(each => ({
        ...each,
        ...asked,
        mode: 'witnesses',
        assistance,
        witnesses: ([1, 2] as const).map(position => ({ ...identity, position, signedWith: null, consent: null })),
      }));
    case 'witness-agrees':
      return change(each => {
        const next = each.witnesses.findIndex(witness => witness.consent === null);
        return {
          ...each,
          witnesses: each.witnesses.map((witness, index) =>
            index === next ? { ...witness, signedWith: 'mark' as const, consent } : witness,
          ),
        };
      });
    case 'presence':
      return change(each => ({ ...each, ...asked, mode: 'presence', assistance: null, witnesses: [] }));
    case 'expire':
      return change(each => ({
        ...each,
        person: { ...each.person, document: { ...each.person.document, expired: true } },
      }));
    default:
      return { ...before, signatories: signatories.toSpliced(k, 1) };
  }
}

/** The rule in its own words, told without the room's code. */
function isWhole({ signatories, awaited }: LegalisationFile): boolean {
  if (awaited.length > 0 || signatories.length === 0) return false;
  for (const { person, consent: agreed, signedAt, mode, witnesses } of signatories) {
    if (person.document.expired || agreed === null) return false;
    if (mode === 'presence' && signedAt === null) return false;
    if (mode === 'witnesses' && (witnesses.length !== 2 || witnesses.some(witness => witness.consent === null)))
      return false;
  }
  return true;
}

test('whatever happens in whatever order, nothing may be signed before everybody is valid and nobody is awaited', () => {
  let whole = 0;
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 24 }), happenings => {
      let current: LegalisationFile = { ...file, signatories: [{ ...fresh(), signedAt: now, consent }], awaited: [] };
      for (const each of happenings) {
        current = after(current, each);
        if (isWhole(current)) whole += 1;
        expect(isEverybodyValid(current)).toBe(isWhole(current));
      }
    }),
    { numRuns: 400 },
  );
  // The random sequences reach files that may be signed, and not only the others.
  expect(whole).toBeGreaterThan(10);
});
