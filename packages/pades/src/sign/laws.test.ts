import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRevisions } from '../changes/compare.ts';
import type { SignatureAlgorithm } from '../cms/algorithm.ts';
import { opensslCms, pdfsig, qpdf, qpdfCheck } from '../fixtures/judges.ts';
import { now, officerFor, root } from '../fixtures/officer.ts';
import { createPaper, createStamp } from '../fixtures/paper.ts';
import { PdfDocument } from '../pdf/document.ts';
import { verifyOwnSignature } from '../verify/own-signature.ts';
import { type SignOptions, signPdf } from './sign.ts';
import { softwareSigner } from './software-signer.ts';

const algorithms: readonly SignatureAlgorithm[] = [
  'ecdsa-p256-sha256',
  'ecdsa-p384-sha384',
  'ed25519',
  'rsa-pkcs1-sha256',
  'rsa-pkcs1-sha512',
  'rsa-pss-sha256',
];
const signers = new Map(
  algorithms.map(algorithm => {
    // PSS by a plain RSA key, as most certificates have: poppler's NSS verifies no key that is bound to PSS.
    const { key, chain } = officerFor(algorithm === 'rsa-pss-sha256' ? 'rsa-pkcs1-sha256' : algorithm);
    return [algorithm, softwareSigner(key, chain, algorithm)];
  }),
);

function missing(): never {
  throw new Error('an algorithm without a signer');
}

const widget = '/FT /Sig /Type /Annot /Subtype /Widget /Rect [50 50 250 150] /F 4 /P 10 0 R';

/** A paper with an empty field `Visa`, of many shapes. */
const paper = fc
  .record({
    pages: fc.integer({ min: 1, max: 3 }),
    shape: fc.constantFrom('table' as const, 'stream' as const, 'hybrid' as const),
    rotation: fc.constantFrom(0, 90, 180, 270),
    rewritten: fc.constantFrom<readonly string[] | undefined>(
      undefined,
      ['--linearize'],
      ['--object-streams=generate'],
      ['--linearize', '--object-streams=generate'],
    ),
    cut: fc.boolean(),
  })
  .map(({ pages, shape, rotation, rewritten, cut }) => {
    const made = createPaper({
      pages,
      shape,
      pageEntries: `/Rotate ${rotation} /Annots [100 0 R]`,
      catalogEntries: '/AcroForm << /Fields [100 0 R] >>',
      objects: { 100: `<< /T (Visa) ${widget} >>` },
    });
    const file = rewritten === undefined ? made : qpdf(made, ...rewritten);
    return { file: cut ? file.subarray(0, -1) : file, pages };
  });

const signature = fc.record({
  algorithm: fc.constantFrom(...algorithms),
  inVisa: fc.boolean(),
  page: fc.nat(2),
  seen: fc.boolean(),
  role: fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), { nil: undefined }),
  reason: fc.option(fc.string({ unit: 'grapheme', maxLength: 30 }), { nil: undefined }),
});

const stamp = { pdf: createStamp() };

describe('any number of signatures, by any algorithm, on any shape of file', () => {
  it('all stay valid for every judge, and each input is a prefix of its output', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        paper,
        fc.array(signature, { minLength: 1, maxLength: 4 }),
        async ({ file, pages }, signatures) => {
          let current: Uint8Array = file;
          let visaIsFree = true;
          for (const { algorithm, inVisa, page, seen, role, reason } of signatures) {
            const existing: boolean = inVisa && visaIsFree;
            const place: SignOptions = existing
              ? { fieldName: 'Visa', ...(seen ? { appearance: stamp } : {}) }
              : {
                  page: page % pages,
                  ...(seen ? { box: { left: 9, top: 9, width: 90, height: 45 }, appearance: stamp } : {}),
                };
            visaIsFree &&= !existing;
            const signed = await signPdf(current, signers.get(algorithm) ?? missing(), {
              ...place,
              ...(role === undefined ? {} : { claimedRoles: [role] }),
              ...(reason === undefined ? {} : { reason }),
            });
            const next = signed.toBytes();
            expect(Buffer.from(next.subarray(0, current.length)).equals(current)).toBe(true);
            expect(compareRevisions(new PdfDocument(current), new PdfDocument(next)).class).toBe('form-filling');
            const options = { trust: [root.certificate], original: current, withoutTimestampAt: now };
            expect(verifyOwnSignature(next, options).failures).toEqual([]);
            if (algorithm !== 'ed25519') expect(opensslCms(next, root.certificate)).toMatchObject({ code: 0 });
            current = next;
          }
          expect(qpdfCheck(current)).toMatchObject({ code: 0 });
          // This poppler's NSS does not know Ed25519.
          const judged = signatures.filter(({ algorithm }) => algorithm !== 'ed25519');
          expect(pdfsig(current).match(/Signature is Valid\./g) ?? []).toHaveLength(judged.length);
        },
      ),
      { numRuns: 10, seed: 20_261_128 },
    );
  });
});
