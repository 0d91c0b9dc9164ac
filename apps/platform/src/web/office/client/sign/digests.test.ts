import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PreparationView, PreparedActView } from '../../../api/contract/index.ts';
import { challengeMatches, checkFinal, coveredBytes } from './digests.ts';

const bytes = new TextEncoder().encode('%PDF-1.7 first part <000000> second part');
const byteRange = [0, 20, 28, bytes.length - 28];
const digest = createHash('sha256').update(bytes.subarray(0, 20)).update(bytes.subarray(28)).digest('hex');
const listed = { act: 'a', entry: '2026/MAA03/000001', byteRange, digest: { algorithm: 'sha256', value: digest } };
const act = { actId: 'a', number: '2026/MAA03/000001' } as PreparedActView;
const manifestOf = (...acts: readonly object[]): string => JSON.stringify({ v: 1, purpose: 'shubbak.act', acts });

describe('the bytes that are shown', () => {
  test('are those that the manifest lists', async () => {
    expect(await checkFinal(act, bytes, manifestOf(listed))).toMatchObject({ matches: true });
  });

  test('are refused when one of them differs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const altered = Uint8Array.from(bytes);
        altered[place] = (altered[place] ?? 0) ^ change;
        const inBlank = place >= 20 && place < 28;
        expect((await checkFinal(act, altered, manifestOf(listed))).matches).toBe(inBlank);
      }),
    );
  });

  test.each([
    ['no act', manifestOf()],
    ['another act', manifestOf({ ...listed, act: 'b' })],
    ['the act twice', manifestOf(listed, listed)],
    ['another number', manifestOf({ ...listed, entry: '2026/MAA03/000002' })],
    ['another digest', manifestOf({ ...listed, digest: { algorithm: 'sha256', value: '0'.repeat(64) } })],
    ['another algorithm', manifestOf({ ...listed, digest: { algorithm: 'md5', value: digest } })],
    ['another purpose', JSON.stringify({ purpose: 'shubbak.delegation', acts: [listed] })],
    ['no JSON', 'manifest'],
  ])('are refused when the manifest lists %s', async (_, manifest) => {
    expect(await checkFinal(act, bytes, manifest)).toMatchObject({ matches: false });
  });

  test.each([[[0, 20, 28, 3]], [[1, 20, 28, bytes.length - 28]], [[0, 20, 10, bytes.length - 10]], [[]]])(
    'are refused when the ranges %j do not cover the file',
    async range => {
      expect(() => coveredBytes(bytes, range)).toThrow(RangeError);
      expect(await checkFinal(act, bytes, manifestOf({ ...listed, byteRange: range }))).toMatchObject({
        matches: false,
      });
    },
  );
});

describe('the question to the passkey', () => {
  const ask = (manifest: string, over: Partial<PreparationView> = {}): Promise<boolean> => {
    const challenge = createHash('sha256').update(manifest).digest('base64url');
    return challengeMatches({ acts: [act], manifest, authentication: { challenge }, ...over } as PreparationView);
  };

  test('is about these acts', async () => {
    expect(await ask(manifestOf(listed))).toBe(true);
  });

  test('is refused when the manifest lists one more, or one less', async () => {
    expect(await ask(manifestOf(listed, { ...listed, act: 'b' }))).toBe(false);
    expect(await ask(manifestOf())).toBe(false);
  });

  test('is refused when the challenge is of another manifest', async () => {
    const challenge = createHash('sha256')
      .update(`${manifestOf(listed)} `)
      .digest('base64url');
    const authentication = { challenge } as PreparationView['authentication'];
    expect(await ask(manifestOf(listed), { authentication })).toBe(false);
  });
});
