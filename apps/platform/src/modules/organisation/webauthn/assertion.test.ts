import { describe, expect, test } from 'vitest';
import { type AssertionFaults, testPasskey } from '../../../../test/passkey.ts';
import { verifyAssertion } from './assertion.ts';

const challenge = Buffer.alloc(32, 7);
const expected = { challenge, origins: ['https://localhost'] };

describe.each(['ES256', 'EdDSA', 'RS256'] as const)('an assertion by %s', algorithm => {
  const passkey = testPasskey({ algorithm });

  test('is believed over its own challenge', () => {
    expect(verifyAssertion(passkey.assert(challenge), passkey, expected)).toEqual({ ok: true, value: { counter: 0 } });
  });

  test.each<[string, AssertionFaults]>([
    ['type', { type: 'webauthn.create' }],
    ['origin', { origin: 'https://localhost.evil.example' }],
    ['origin', { crossOrigin: true }],
    ['relying-party', { rpId: 'evil.example' }],
    ['user-absent', { flags: 0x04 }],
    ['user-unverified', { flags: 0x01 }],
    ['malformed', { flags: 0x45 }],
    ['malformed', { flags: 0x85 }],
    ['malformed', { flags: 0x15 }],
  ])('is refused for its %s', (reason, faults) => {
    const result = verifyAssertion(passkey.assert(challenge, faults), passkey, expected);
    expect(result).toEqual({ ok: false, refusal: { code: `organisation.assertion-${reason}`, params: {} } });
  });

  test('is refused over another challenge', () => {
    const result = verifyAssertion(passkey.assert(Buffer.alloc(32, 8)), passkey, expected);
    expect(result).toMatchObject({ refusal: { code: 'organisation.assertion-challenge' } });
  });

  test('is refused for another passkey and for another key', () => {
    const other = testPasskey({ algorithm });
    expect(verifyAssertion(other.assert(challenge), passkey, expected)).toMatchObject({
      refusal: { code: 'organisation.assertion-other-passkey' },
    });
    const stolen = { ...passkey, publicKey: other.publicKey };
    expect(verifyAssertion(passkey.assert(challenge), stolen, expected)).toMatchObject({
      refusal: { code: 'organisation.assertion-signature' },
    });
  });

  test('is refused when its key is not one we know', () => {
    const key = Buffer.from(passkey.publicKey, 'base64url');
    for (const bytes of [key.subarray(0, -1), Buffer.concat([key, Buffer.of(0)]), Buffer.alloc(0)]) {
      const result = verifyAssertion(
        passkey.assert(challenge),
        { ...passkey, publicKey: bytes.toString('base64url') },
        expected,
      );
      expect(result).toMatchObject({ refusal: { code: 'organisation.assertion-key' } });
    }
  });
});

test('the point of a key must be on its curve', () => {
  const passkey = testPasskey();
  const key = Buffer.from(passkey.publicKey, 'base64url');
  key.writeUInt8(key.readUInt8(40) ^ 1, 40);
  const result = verifyAssertion(
    passkey.assert(challenge),
    { ...passkey, publicKey: key.toString('base64url') },
    expected,
  );
  expect(result).toMatchObject({ refusal: { code: 'organisation.assertion-key' } });
});

test.each([
  ['https://guichet.commune.example', true],
  ['https://commune.example:8443', true],
  ['https://notcommune.example', false],
  ['not an origin', false],
])('the relying party commune.example has the origin %s: %s', (origin, known) => {
  const passkey = testPasskey({ rpId: 'commune.example' });
  const result = verifyAssertion(passkey.assert(challenge, { origin }), passkey, {
    challenge,
    origins: 'relying-party',
  });
  expect(result.ok).toBe(known);
});
