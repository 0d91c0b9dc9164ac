import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseSignedData } from '../cms/signed-data.ts';
import { PadesError } from '../failure.ts';
import { judge, pdfsig, qpdfCheck } from '../fixtures/judges.ts';
import { cmsFor, now, officer, policy, root, signPaper, validity } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { PdfDocument } from '../pdf/document.ts';
import { readSecurityStore } from '../pdf/security-store.ts';
import { ocspRequest } from '../revocation/ocsp.ts';
import type { RevocationSource } from '../revocation/source.ts';
import { embedSignature } from '../sign/embed.ts';
import { prepareSignature } from '../sign/prepare.ts';
import { createAuthority, issueCertificate } from '../testing/authority.ts';
import { certificatePem } from '../testing/certificate.ts';
import { createRevocationResponder, type RevocationResponder } from '../testing/revocation-responder.ts';
import { createTimestampResponder } from '../testing/timestamp-responder.ts';
import { createNonce, timestampRequest } from '../tsp/request.ts';
import { checkTimestampResponse } from '../tsp/response.ts';
import type { TimestampSource } from '../tsp/source.ts';
import type { BaselineLevel } from '../verify/report.ts';
import { cmsOf, signedFields } from '../pdf/signature-field.ts';
import { validate } from '../verify/validate.ts';
import { extendedKeyUsageOf, parseCertificate } from '../x509/certificate.ts';
import { type AugmentOptions, augment } from './augment.ts';

const day = 86_400_000;
const later = (days: number) => new Date(now.getTime() + days * day);
const trust = [root.certificate];

/** A timestamp authority of its own, so that each renewal can have another. */
function datingBy(name: string, clock: () => Date): TimestampSource {
  const { key, chain } = issueCertificate(root, { subject: { commonName: name }, usage: 'tsa', validity });
  const responder = createTimestampResponder({ key, chain, policy, clock });
  return async imprint => {
    const nonce = createNonce();
    const response = responder.respond(timestampRequest(imprint, nonce));
    return checkTimestampResponse(response, { imprint, nonce, trust, at: clock() });
  };
}

function askingOcsp(responder: RevocationResponder): RevocationSource {
  return {
    find: async (certificate, issuer) => ({ ocsps: [responder.respond(ocspRequest(certificate, issuer))], crls: [] }),
  };
}

function askingCrl(responder: RevocationResponder): RevocationSource {
  return { find: async () => ({ ocsps: [], crls: [responder.crl()] }) };
}

const nothing: RevocationSource = { find: async () => ({ ocsps: [], crls: [] }) };

/** Options at a moment some days after the signature. */
function optionsAt(days: number, more: Partial<AugmentOptions> = {}): AugmentOptions {
  const clock = () => later(days);
  const revocation = askingOcsp(createRevocationResponder({ authority: root, clock }));
  return { to: 'B-LTA', trust, clock, timestamps: datingBy(`TSA of day ${days}`, clock), revocation, ...more };
}

const storeOf = (pdf: Uint8Array) => readSecurityStore(new PdfDocument(pdf));
const countsOf = (pdf: Uint8Array) => {
  const { certificates, ocsps, crls } = storeOf(pdf);
  return [certificates.length, ocsps.length, crls.length];
};

/** What a judge must ask for himself: the status of whoever made the last document timestamp. */
function lastAuthorityStatus(pdf: Uint8Array, at: Date): Uint8Array[] {
  const stamps = signedFields(new PdfDocument(pdf)).filter(({ kind }) => kind === 'document-timestamp');
  const [last] = stamps.sort((left, right) => right.contents.start - left.contents.start);
  const carried = last === undefined ? [] : parseSignedData(cmsOf(last)).certificates.map(parseCertificate);
  const responder = createRevocationResponder({ authority: root, clock: () => at });
  return carried
    .filter(certificate => extendedKeyUsageOf(certificate) !== undefined)
    .map(certificate => responder.respond(ocspRequest(certificate, parseCertificate(root.certificate))));
}

/** Every judge at hand accepts the file, and every signature in it is passed. */
function expectAccepted(pdf: Uint8Array, signatures: number, level: BaselineLevel = 'B-LTA'): void {
  expect(qpdfCheck(pdf)).toMatchObject({ code: 0 });
  const seen = pdfsig(pdf);
  expect(seen.match(/Signature is Valid/g)).toHaveLength(signatures);
  // It cannot judge document timestamps, and says so.
  expect(opensslTimestamps(pdf)).toEqual(opensslTimestamps(pdf).map(() => expect.stringContaining('Verification: OK')));
  const at = level === 'B-LT' ? later(0.5) : later(900);
  const report = validate(pdf, { trust, at, ocsps: lastAuthorityStatus(pdf, at) });
  expect(report.findings).toEqual([]);
  const signed = report.signatures.filter(({ kind }) => kind === 'signature');
  expect(signed.map(({ conclusion, level: reached }) => [reached, conclusion.findings])).toEqual(
    Array.from({ length: signatures }, () => [level, []]),
  );
}

/** What `openssl ts -verify` says of each document timestamp over its byte range. */
function opensslTimestamps(pdf: Uint8Array): string[] {
  const stamps = signedFields(new PdfDocument(pdf)).filter(({ kind }) => kind === 'document-timestamp');
  return stamps.map(field => {
    const [, length = 0, resume = 0, rest = 0] = field.byteRange;
    const covered = Buffer.concat([pdf.subarray(0, length), pdf.subarray(resume, resume + rest)]);
    const files = { data: covered, 'token.der': cmsOf(field), 'ca.pem': certificatePem(root.certificate) };
    const args = ['-data', 'data', '-in', 'token.der', '-token_in', '-CAfile', 'ca.pem'];
    return judge('openssl', files, ['ts', '-verify', ...args, '-attime', String(later(1).getTime() / 1000)]).output;
  });
}

describe('augment', () => {
  it.each(['table', 'stream', 'hybrid'] as const)(
    'adds validation data and a timestamp in one update: %s',
    async shape => {
      const signed = signPaper(createPaper({ shape }));
      const augmented = await augment(signed, optionsAt(1));
      const pdf = augmented.toBytes();
      expect(augmented.segments[0]).toBe(signed);
      expect(Buffer.compare(pdf.subarray(0, signed.length), signed)).toBe(0);
      const update = Buffer.from(pdf.subarray(signed.length)).toString('latin1');
      expect(update.split('startxref')).toHaveLength(2);
      // An appearance would make a timestamp the filling of a form, to readers of a file that allows none.
      expect(update).not.toContain('/AP');
      expect(countsOf(pdf)).toEqual([3, 2, 0]); // root, officer, authority of timestamps
      expect(augmented.timestamps.map(({ genTime }) => genTime)).toEqual([later(1)]);
      expectAccepted(pdf, 1);
    },
  );

  it.each([1, 2, 3] as const)('is allowed on a file certified with permissions %s', async permissions => {
    const signed = signPaper(createPaper(), { certify: { permissions } });
    expectAccepted((await augment(signed, optionsAt(1))).toBytes(), 1);
  });

  it.each([14, 15])('writes no store under a number that the update gives to something else: %i', async number => {
    const signed = signPaper(createPaper({ catalogEntries: `/DSS ${number} 0 R` }));
    const pdf = (await augment(signed, optionsAt(1))).toBytes();
    expect(countsOf(pdf)).toEqual([3, 2, 0]);
    expectAccepted(pdf, 1);
  });

  it('brings up some signatures where others are trusted by nobody here', async () => {
    const stranger = createAuthority({ name: { commonName: 'Stranger' }, validity });
    const signer = issueCertificate(stranger, { subject: { commonName: 'Unknown' }, usage: 'signer', validity });
    const prepared = prepareSignature(createPaper(), { contentsSize: 8192 });
    const signed = signPaper(embedSignature(prepared, cmsFor(prepared, { signer })), { fieldName: 'Ours' });
    await expect(augment(signed, optionsAt(1))).rejects.toMatchObject({ code: 'augment-untrusted' });
    const pdf = (await augment(signed, optionsAt(1, { fields: ['Ours'] }))).toBytes();
    expect(qpdfCheck(pdf)).toMatchObject({ code: 0 });
    const at = later(900);
    const { signatures } = validate(pdf, { trust, at, ocsps: lastAuthorityStatus(pdf, at) });
    expect(signatures.map(({ fieldName, level, path }) => [fieldName, level, path.length])).toEqual([
      ['Signature1', expect.anything(), 0],
      ['Ours', 'B-LTA', 2],
      [expect.anything(), undefined, 2],
    ]);
    const unknown = augment(signed, optionsAt(1, { fields: ['Nobody’s'] }));
    await expect(unknown).rejects.toMatchObject({ code: 'augment-unsigned' });
  });

  it('adds validation data alone, and nothing when it is there', async () => {
    const signed = signPaper(createPaper());
    const { added, timestamps, ...file } = await augment(signed, optionsAt(0, { to: 'B-LT' }));
    expect([added.certificates.length, added.ocsps.length, added.crls.length, timestamps.length]).toEqual([3, 2, 0, 0]);
    const pdf = file.toBytes();
    expectAccepted(pdf, 1, 'B-LT');
    const again = await augment(pdf, optionsAt(3, { to: 'B-LT', revocation: nothing }));
    expect(again.segments).toEqual([pdf]);
  });

  it('keeps one CRL for all', async () => {
    const clock = () => later(1);
    const revocation = askingCrl(createRevocationResponder({ authority: root, clock }));
    const pdf = (await augment(signPaper(createPaper()), optionsAt(1, { revocation }))).toBytes();
    expect(storeOf(pdf).crls.length).toBeLessThanOrEqual(2);
    expectAccepted(pdf, 1);
  });

  it('is renewed again and again: the last timestamp’s data, then a new one', async () => {
    let pdf = (await augment(signPaper(createPaper()), optionsAt(1))).toBytes();
    const kept = countsOf(pdf);
    for (const [round, days] of [300, 600].entries()) {
      const before = pdf;
      const renewed = await augment(pdf, optionsAt(days));
      pdf = renewed.toBytes();
      expect(Buffer.compare(pdf.subarray(0, before.length), before)).toBe(0);
      // The new authority’s certificate of the round before, and its status.
      expect([renewed.added.certificates.length, renewed.added.ocsps.length]).toEqual([1, 1]);
      expect(countsOf(pdf)).toEqual([(kept[0] ?? 0) + round + 1, (kept[1] ?? 0) + round + 1, 0]);
    }
    expectAccepted(pdf, 1);
  });

  it('serves five signatures at once', async () => {
    let pdf: Uint8Array = createPaper();
    for (let count = 0; count < 5; count++) pdf = signPaper(pdf);
    const augmented = (await augment(pdf, optionsAt(2))).toBytes();
    expect(countsOf(augmented)).toEqual([3, 2, 0]);
    expectAccepted(augmented, 5);
  });

  it('dates a signature without timestamp first', async () => {
    const prepared = prepareSignature(createPaper(), { contentsSize: 4096 });
    const signed = embedSignature(prepared, cmsFor(prepared, { timestamped: false }));
    // Two authorities in turn: the judge below asks for the status of the last one alone.
    const turns = ['First TSA', 'Second TSA'].map(name => datingBy(name, () => later(1)));
    const timestamps: TimestampSource = async imprint =>
      (turns.shift() ?? datingBy('Third TSA', () => later(1)))(imprint);
    const augmented = await augment(signed, optionsAt(1, { timestamps }));
    expect(augmented.timestamps.map(({ tsaName }) => tsaName)).toEqual(['First TSA', 'Second TSA']);
    expectAccepted(augmented.toBytes(), 1);
  });

  it('refuses to leave anything out, and names the certificate', async () => {
    const attempt = augment(signPaper(createPaper()), optionsAt(1, { revocation: nothing }));
    await expect(attempt).rejects.toMatchObject({ code: 'revocation-incomplete' });
    await expect(attempt).rejects.toThrow('Test TSA');
    const unreachable: RevocationSource = {
      find: async () => {
        throw new PadesError('revocation-unreachable', 'down');
      },
    };
    const failing = augment(signPaper(createPaper()), optionsAt(1, { revocation: unreachable }));
    await expect(failing).rejects.toMatchObject({ code: 'revocation-incomplete' });
  });

  it('refuses a signer revoked before signing, and keeps the word of a later revocation', async () => {
    const clock = () => later(1);
    const responder = createRevocationResponder({ authority: root, clock });
    const options = optionsAt(1, { revocation: askingOcsp(responder) });
    responder.revoke(officer.certificate, later(0.5));
    const pdf = (await augment(signPaper(createPaper()), options)).toBytes();
    expectAccepted(pdf, 1);
    responder.revoke(officer.certificate, later(-1));
    const attempt = augment(signPaper(createPaper()), options);
    await expect(attempt).rejects.toMatchObject({ code: 'certificate-revoked' });
  });

  it('checks a delegated responder’s own certificate, and keeps that as well', async () => {
    const clock = () => later(1);
    const delegate = issueCertificate(root, { subject: { commonName: 'OCSP' }, usage: 'ocsp', validity });
    const delegated = createRevocationResponder({ authority: root, clock, delegate });
    const own = createRevocationResponder({ authority: root, clock });
    const revocation: RevocationSource = {
      find: async (certificate, issuer) => {
        const isDelegate = Buffer.compare(certificate.der, delegate.certificate) === 0;
        return askingOcsp(isDelegate ? own : delegated).find(certificate, issuer);
      },
    };
    const pdf = (await augment(signPaper(createPaper()), optionsAt(1, { revocation }))).toBytes();
    expect(countsOf(pdf)).toEqual([3, 3, 0]);
  });

  it('refuses what it cannot make good', async () => {
    const stranger = createAuthority({ name: { commonName: 'Stranger' }, validity });
    const signed = signPaper(createPaper());
    await expect(augment(createPaper(), optionsAt(1))).rejects.toMatchObject({ code: 'augment-unsigned' });
    const foreign = augment(signed, optionsAt(1, { trust: [stranger.certificate], timestampTrust: trust }));
    await expect(foreign).rejects.toMatchObject({ code: 'augment-untrusted' });
    const altered = Buffer.from(signed);
    altered[altered.indexOf('A paper')] = 0x42;
    await expect(augment(altered, optionsAt(1))).rejects.toMatchObject({ code: 'augment-unverified' });
    const wrong: TimestampSource = async () => datingBy('TSA', () => later(1))({ digest: new Uint8Array(32) });
    const stamped = augment(signed, optionsAt(1, { timestamps: wrong }));
    await expect(stamped).rejects.toMatchObject({ code: 'timestamp-imprint-mismatch' });
  });

  it('gives equal data for equal answers', async () => {
    const signed = signPaper(createPaper());
    const digestOf = (pdf: Uint8Array) =>
      storeOf(pdf).certificates.map(({ der }) => createHash('sha256').update(der).digest('hex'));
    const [one, two] = [await augment(signed, optionsAt(1)), await augment(signed, optionsAt(1))];
    expect(digestOf(one.toBytes())).toEqual(digestOf(two.toBytes()));
  });
});
