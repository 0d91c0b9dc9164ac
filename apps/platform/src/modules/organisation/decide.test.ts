import { describe, expect, test } from 'vitest';
import { type CommuneId, newId, type OfficeId, type StaffId } from '../../kernel/index.ts';
import { chooseCredential, chooseDelegation, type KeptStatement } from './decide.ts';
import type { CredentialBody, DelegationBody } from './statements/statement.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const commune = newId<CommuneId>(now);
const staffId = newId<StaffId>(now);
const office = newId<OfficeId>(now);
const everywhere = { ar: 'x', fr: 'x', zgh: 'x', en: 'x' };
const signed = { body: new Uint8Array(), signatures: [] };

const delegation = (
  change: Partial<DelegationBody> = {},
  revokedAt: Date | null = null,
): KeptStatement<DelegationBody> => ({
  statement: signed,
  revokedAt,
  body: {
    v: 1,
    kind: 'delegation',
    id: newId(now),
    commune,
    subject: staffId,
    validFrom: '2026-01-01T00:00:00.000Z',
    validUntil: '2027-01-01T00:00:00.000Z',
    capacity: everywhere,
    reference: '12/2026',
    offices: [office],
    natures: ['legalisation'],
    grantor: everywhere,
    ...change,
  },
});
const occasion = { officer: staffId, office, nature: 'legalisation', at: now } as const;
const elsewhere = { offices: [newId<OfficeId>(now)] };
const over = { validFrom: '2025-01-01T00:00:00.000Z', validUntil: '2026-11-23T10:00:00.000Z' };

describe('the delegation for an act', () => {
  test('is the longest of those that allow it', () => {
    const longer = delegation({ validUntil: '2028-01-01T00:00:00.000Z' });
    expect(chooseDelegation([delegation(over), delegation(), longer], occasion)).toEqual({ ok: true, value: longer });
  });

  test.each([
    ['none', []],
    ['other-office', [delegation(elsewhere)]],
    ['other-nature', [delegation(elsewhere), delegation({ natures: ['certification'] })]],
    ['ended', [delegation(elsewhere), delegation(over)]],
    ['not-yet', [delegation(over), delegation({ validFrom: '2026-12-01T00:00:00.000Z' })]],
    ['revoked', [delegation(over), delegation({}, now)]],
  ])('is missing for a reason: %s', (reason, delegations) => {
    expect(chooseDelegation(delegations, occasion)).toMatchObject({
      refusal: { code: `organisation.delegation-${reason}` },
    });
  });

  test('that is taken back later still allows what came before', () => {
    expect(chooseDelegation([delegation({}, new Date(now.getTime() + 1))], occasion).ok).toBe(true);
  });
});

describe('the credential of an officer', () => {
  const credential = (
    change: Partial<CredentialBody> = {},
    revokedAt: Date | null = null,
  ): KeptStatement<CredentialBody> => ({
    statement: signed,
    revokedAt,
    body: {
      v: 1,
      kind: 'credential',
      id: newId(now),
      commune,
      subject: staffId,
      validFrom: '2026-01-01T00:00:00.000Z',
      validUntil: '2027-01-01T00:00:00.000Z',
      passkey: { credentialId: 'a', publicKey: 'b', rpId: 'localhost' },
      certificate: 'AA==',
      ...change,
    },
  });
  const asked = { officer: staffId, at: now };

  test('is the newest in force', () => {
    const newer = credential({ validFrom: '2026-06-01T00:00:00.000Z' });
    expect(chooseCredential([credential(), newer], asked)).toEqual({ ok: true, value: newer });
    const takenBack = { ...newer, revokedAt: now };
    expect(chooseCredential([takenBack], asked)).toMatchObject({
      refusal: { code: 'organisation.credential-revoked' },
    });
    expect(chooseCredential([takenBack, credential()], asked).ok).toBe(true);
  });

  test.each([
    ['none', [credential({ subject: newId<StaffId>(now) })]],
    ['ended', [credential(over)]],
    ['not-yet', [credential({ validFrom: '2026-12-01T00:00:00.000Z' })]],
  ])('is missing for a reason: %s', (reason, credentials) => {
    expect(chooseCredential(credentials, asked)).toMatchObject({
      refusal: { code: `organisation.credential-${reason}` },
    });
  });
});
