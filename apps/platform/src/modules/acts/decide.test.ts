import { describe, expect, test } from 'vitest';
import { newId, type PreparationId, type StaffId } from '../../kernel/index.ts';
import { decideConfirmation, reasonOf } from './decide.ts';
import type { Preparation } from './model.ts';

const now = new Date('2026-11-23T10:00:00Z');
const officer = newId<StaffId>(now);
const manifest = Buffer.from('{}');
const preparation: Preparation = {
  communeId: newId(now),
  id: newId<PreparationId>(now),
  officerId: officer,
  nonce: Buffer.alloc(32),
  createdAt: now,
  expiresAt: new Date('2026-11-23T10:10:00Z'),
  manifest,
  acts: [],
};
const free = { confirmed: false, replaced: false };
const refusal = (code: string) => ({ ok: false, refusal: { code, params: {} } });

describe('a confirmation', () => {
  test('of one’s own open preparation is taken, to its last instant', () => {
    expect(decideConfirmation(preparation, officer, free, preparation.expiresAt)).toEqual({
      ok: true,
      value: manifest,
    });
  });

  test.each([
    ['acts.other-officer', preparation, newId<StaffId>(now), free, now],
    ['acts.already-confirmed', preparation, officer, { ...free, confirmed: true }, now],
    ['acts.not-ready', { ...preparation, manifest: null }, officer, free, now],
    ['acts.preparation-replaced', preparation, officer, { ...free, replaced: true }, now],
    ['acts.preparation-lapsed', preparation, officer, free, new Date('2026-11-23T10:10:00.001Z')],
  ] as const)('is refused with %s', (code, given, by, facts, at) => {
    expect(decideConfirmation(given, by, facts, at)).toEqual(refusal(code));
  });
});

test.each([
  ['sealing.confirmed-too-late', 'confirmed-too-late'],
  ['sealing.expiry-too-far', 'confirmation-not-valid'],
  ['sealing.timestamp-outside-delegation', 'timestamp-outside-delegation'],
  ['sealing.manifest-malformed', 'confirmation-not-valid'],
  ['organisation.assertion-signature', 'confirmation-not-valid'],
  ['organisation.statement-revoked', 'delegation-ended'],
  ['organisation.delegation-ended', 'delegation-ended'],
  ['organisation.delegation-other-office', 'officer-not-entitled'],
  ['organisation.statement-altered', 'officer-not-entitled'],
  ['sealing.other-officer', 'officer-not-entitled'],
])('a sealer that refuses for ever with %s cancels the number because of %s', (code, reason) => {
  expect(reasonOf({ code, params: {} })).toBe(reason);
});
