import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { augment } from '../augment/augment.ts';
import { amendEntries, text } from '../fixtures/forger/forgery.ts';
import { qpdf } from '../fixtures/judges.ts';
import { now, policy, root, signPaper, validity } from '../fixtures/officer.ts';
import { createPaper, createStamp } from '../fixtures/paper.ts';
import { ocspRequest } from '../revocation/ocsp.ts';
import { issueCertificate } from '../testing/authority.ts';
import { createRevocationResponder } from '../testing/revocation-responder.ts';
import { createTimestampResponder } from '../testing/timestamp-responder.ts';
import { createNonce, timestampRequest } from '../tsp/request.ts';
import { checkTimestampResponse } from '../tsp/response.ts';
import { validate } from './validate.ts';

const trust = [root.certificate];
const judge = (pdf: Uint8Array) => validate(pdf, { trust, at: now, policy: { revocation: 'if-available' } });

const dating = issueCertificate(root, { subject: { commonName: 'Archive TSA' }, usage: 'tsa', validity });
const clock = () => now;
const responder = createTimestampResponder({ key: dating.key, chain: dating.chain, policy, clock });
const revocations = createRevocationResponder({ authority: root, clock });

/** To B-LTA, or again. */
async function archive(pdf: Uint8Array): Promise<Uint8Array> {
  const augmented = await augment(pdf, {
    to: 'B-LTA',
    trust,
    clock,
    timestamps: async imprint => {
      const nonce = createNonce();
      const response = responder.respond(timestampRequest(imprint, nonce));
      return checkTimestampResponse(response, { imprint, nonce, trust, at: now });
    },
    revocation: {
      find: async (certificate, issuer) => ({
        ocsps: [revocations.respond(ocspRequest(certificate, issuer))],
        crls: [],
      }),
    },
  });
  return augmented.toBytes();
}

const stamp = { pdf: createStamp() };

/** A form with a text field to fill, and an empty field to sign. */
const form = (shape: 'table' | 'stream') =>
  createPaper({
    shape,
    pageEntries: '/Annots 104 0 R',
    catalogEntries: '/AcroForm 103 0 R',
    objects: {
      100: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Officer) /Rect [0 0 99 99] /P 10 0 R >>',
      101: '<< /FT /Tx /T (Amount) /Kids [102 0 R] >>',
      102: '<< /Type /Annot /Subtype /Widget /Parent 101 0 R /Rect [0 0 99 9] /P 10 0 R >>',
      103: '<< /Fields [101 0 R 100 0 R] /DA (/Helv 0 Tf) >>',
      104: '[102 0 R 100 0 R]',
    },
  });

const papers: Readonly<Record<string, () => Uint8Array>> = {
  'cross-reference table': () => createPaper({ pages: 2 }),
  'cross-reference stream': () => createPaper({ shape: 'stream', pages: 2 }),
  'form with a table': () => form('table'),
  'form with a stream': () => form('stream'),
  'written by qpdf': () => qpdf(createPaper({ pages: 2 })),
  'linearized by qpdf': () => qpdf(createPaper({ pages: 2 }), '--linearize'),
  'object streams by qpdf': () => qpdf(form('table'), '--object-streams=generate'),
};

/** What honest people do to a file, one after the other. */
const steps: Readonly<Record<string, (pdf: Uint8Array, count: number) => Uint8Array | Promise<Uint8Array>>> = {
  sign: pdf => signPaper(pdf),
  stamp: (pdf, count) =>
    signPaper(pdf, { appearance: stamp, box: { left: 20, top: 20 + 100 * count, width: 200, height: 100 } }),
  archive,
};

const expectNoAlarm = (pdf: Uint8Array, signatures: number) => {
  const report = judge(pdf);
  expect(report.signatures.map(({ conclusion, changes }) => [conclusion.findings, changes.class === 'other'])).toEqual(
    Array.from({ length: signatures }, () => [[], false]),
  );
  expect(report).toMatchObject({ indication: 'TOTAL-PASSED', findings: [] });
};

describe('genuine files raise no alarm', () => {
  it.each(Object.entries(papers))('%s: signed, stamped and archived in any order', async (_, create) => {
    const paper = create();
    const run = async (names: readonly string[]) => {
      let pdf = signPaper(paper);
      for (const [count, name] of names.entries()) pdf = (await steps[name]?.(pdf, count)) ?? pdf;
      expectNoAlarm(pdf, judge(pdf).signatures.length);
    };
    const orders = fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 4 });
    await fc.assert(fc.asyncProperty(orders, run), { numRuns: 4, seed: 3 });
  });

  it.each(['table', 'stream'] as const)(
    'a form certified, filled, signed in its field and archived: %s',
    async shape => {
      const certified = signPaper(form(shape), { certify: { permissions: 2 } });
      const filled = amendEntries(certified, { 101: { V: text('100') } });
      expectNoAlarm(filled, 1);
      const signed = signPaper(filled, { fieldName: 'Officer', appearance: stamp });
      expectNoAlarm(signed, 2);
      expectNoAlarm(await archive(await archive(signed)), 4);
    },
  );

  it('a form of which one field is locked and another filled', () => {
    const locked = signPaper(form('table'), { lock: { action: 'Include', fields: ['Officer'] } });
    expectNoAlarm(amendEntries(locked, { 101: { V: text('100') } }), 1);
    const lockedAmount = signPaper(form('table'), { lock: { action: 'Include', fields: ['Amount'] } });
    const [signature] = judge(amendEntries(lockedAmount, { 101: { V: text('100') } })).signatures;
    expect(signature?.conclusion.findings).toMatchObject([{ code: 'changed-locked-field' }]);
  });

  it('certified against all change, and archived', async () => {
    const certified = signPaper(createPaper(), { certify: { permissions: 1 } });
    expectNoAlarm(await archive(certified), 2);
  });
});
