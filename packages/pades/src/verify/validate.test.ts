import { describe, expect, it } from 'vitest';
import { addTimestamp, estimateContentsSize } from '../cms/build.ts';
import { oids } from '../der/oids.ts';
import { cmsFor, now, officer, root, signPaper, timestampFor, validity } from '../fixtures/officer.ts';
import { createPaper, createStamp } from '../fixtures/paper.ts';
import { embedSignature } from '../sign/embed.ts';
import type { PrepareOptions } from '../sign/options.ts';
import { prepareSignature } from '../sign/prepare.ts';
import { createAuthority, type IssuedCertificate, issueCertificate } from '../testing/authority.ts';
import { createKey } from '../testing/certificate.ts';
import type { ValidationOptions } from './options.ts';
import type { SignatureReport } from './report.ts';
import { validate } from './validate.ts';

const trust = [root.certificate];
/** The test authority publishes no revocations. */
const relaxed = { trust, at: now, policy: { revocation: 'if-available' } } as const;
const contentsSize = estimateContentsSize(officer.chain);
const paper = createPaper();
const signed = signPaper(paper);

const judge = (pdf: Uint8Array, options: Partial<ValidationOptions> = {}) => validate(pdf, { ...relaxed, ...options });

function onlySignature(pdf: Uint8Array, options: Partial<ValidationOptions> = {}): SignatureReport {
  const { signatures } = judge(pdf, options);
  const [signature] = signatures;
  if (signature === undefined || signatures.length > 1) throw new Error('not one signature');
  return signature;
}

/** A file signed without a timestamp. */
function signBare(options: { signer?: IssuedCertificate } & Partial<PrepareOptions> = {}): Uint8Array {
  const { signer = officer, ...rest } = options;
  const prepared = prepareSignature(paper, { contentsSize: 8000, ...rest });
  return embedSignature(prepared, cmsFor(prepared, { signer, timestamped: false }));
}

const server = { critical: false, purposes: [oids.serverAuthentication] };

describe('validate', () => {
  it('passes a genuine B-T signature, and says by whom, when and of what', () => {
    const pdf = signPaper(paper, { reason: 'تصحيح الإمضاء', location: 'Anfa', name: 'أمينة', claimedTime: now });
    expect(judge(pdf)).toMatchObject({ at: now, indication: 'TOTAL-PASSED', findings: [], forgiven: [] });
    expect(onlySignature(pdf)).toMatchObject({
      kind: 'signature',
      fieldName: 'Signature1',
      conclusion: { indication: 'TOTAL-PASSED', subIndication: undefined, findings: [] },
      level: 'B-T',
      notBaseline: [],
      revision: { end: pdf.length, coversWholeFile: true },
      signer: { commonName: 'أمينة العلوي', certificate: officer.certificate },
      algorithm: { signature: 'ECDSA', digest: 'sha256' },
      claims: { reason: 'تصحيح الإمضاء', location: 'Anfa', name: 'أمينة', time: now },
      provenAt: now,
      timestamps: [
        { kind: 'signature', genTime: now, tsaName: 'Test TSA', conclusion: { indication: 'TOTAL-PASSED' } },
      ],
      changes: { class: 'none', changes: [] },
      certification: undefined,
    });
  });

  it('takes no proof from a timestamp of a time to come, nor a signer whose certificate has not begun', () => {
    const late = { notBefore: new Date('2030-01-01'), notAfter: new Date('2032-01-01') };
    const signer = issueCertificate(root, { subject: { commonName: 'Later' }, usage: 'signer', validity: late });
    const prepared = prepareSignature(paper, { contentsSize: 8000 });
    const cms = cmsFor(prepared, { signer, timestamped: false });
    const pdf = embedSignature(prepared, addTimestamp(cms, timestampFor(cms, new Date('2031-01-01'))));
    expect(judge(pdf, { at: new Date('2031-01-01') }).indication).toBe('TOTAL-PASSED');
    expect(onlySignature(pdf)).toMatchObject({
      level: 'B-B',
      provenAt: undefined,
      conclusion: { indication: 'TOTAL-FAILED', subIndication: 'NOT_YET_VALID' },
      timestamps: [{ conclusion: { subIndication: 'TIMESTAMP_ORDER_FAILURE' } }],
    });
  });

  it('takes no timestamp authority, responder or server for a signer of documents', () => {
    const usages = [{ usage: 'tsa' }, { usage: 'ocsp' }, { usage: 'signer', extendedKeyUsage: server }] as const;
    for (const usage of usages) {
      const signer = issueCertificate(root, { subject: { commonName: 'A machine' }, validity, ...usage });
      expect(onlySignature(signBare({ signer })).conclusion).toMatchObject({
        indication: 'INDETERMINATE',
        findings: [{ code: 'signer-key-usage' }],
      });
    }
    const both = { critical: true, purposes: [oids.serverAuthentication, '1.3.6.1.5.5.7.3.4'] };
    const signer = issueCertificate(root, {
      subject: { commonName: 'A person' },
      usage: 'signer',
      validity,
      extendedKeyUsage: both,
    });
    expect(onlySignature(signBare({ signer })).conclusion.findings).toEqual([]);
  });

  it('finds B-B where there is no timestamp, and no proof of when', () => {
    expect(onlySignature(signBare())).toMatchObject({ level: 'B-B', provenAt: undefined, timestamps: [] });
  });

  it('judges several signatures, each over its own revision', () => {
    const twice = signPaper(signed, {
      box: { left: 50, top: 50, width: 100, height: 50 },
      appearance: { pdf: createStamp() },
    });
    const { indication, signatures } = judge(twice);
    expect(indication).toBe('TOTAL-PASSED');
    expect(signatures.map(({ fieldName, revision, changes }) => [fieldName, revision.end, changes.class])).toEqual([
      ['Signature1', signed.length, 'form-filling'],
      ['Signature2', twice.length, 'none'],
    ]);
  });

  it('says nothing of a file without signatures, and fails one that is no PDF', () => {
    expect(judge(paper)).toMatchObject({ indication: undefined, signatures: [] });
    expect(judge(new Uint8Array(10))).toMatchObject({
      indication: 'TOTAL-FAILED',
      findings: [{ code: 'file-unreadable' }],
    });
  });

  it('throws only for what its caller hands in', () => {
    expect(() => validate(signed, { trust: [Uint8Array.of(1)] })).toThrow('certificate-malformed');
  });
});

describe('the signer’s certificate', () => {
  const subject = { commonName: 'Signer' };
  const conclusionOf = (signer: IssuedCertificate, options: Partial<ValidationOptions> = {}) =>
    onlySignature(signBare({ signer }), options).conclusion;

  it('must lead to a trusted one', () => {
    expect(onlySignature(signed, { trust: [], timestampTrust: trust }).conclusion).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
    });
    const stranger = createAuthority({
      name: { commonName: 'Test root', organization: 'Commune', country: 'MA' },
      validity,
    });
    expect(conclusionOf(issueCertificate(stranger, { subject, usage: 'signer', validity }))).toMatchObject({
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
    });
  });

  it('must be valid when the signature is proven to have existed', () => {
    const later = new Date('2040-01-01');
    expect(onlySignature(signBare(), { at: later }).conclusion).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'OUT_OF_BOUNDS_NO_POE',
    });
    const future = { notBefore: new Date('2027-01-01'), notAfter: new Date('2028-01-01') };
    expect(conclusionOf(issueCertificate(root, { subject, usage: 'signer', validity: future }))).toMatchObject({
      indication: 'TOTAL-FAILED',
      subIndication: 'NOT_YET_VALID',
    });
  });

  it('may have expired since, while the timestamp’s has not', () => {
    const short = { notBefore: validity.notBefore, notAfter: new Date('2026-12-31') };
    const former = issueCertificate(root, { subject, usage: 'signer', validity: short });
    const prepared = prepareSignature(paper, { contentsSize });
    const pdf = embedSignature(prepared, cmsFor(prepared, { signer: former }));
    expect(onlySignature(pdf, { at: new Date('2030-01-01') }).conclusion.indication).toBe('TOTAL-PASSED');
  });

  it('must be for signatures, and strong', () => {
    expect(conclusionOf(issueCertificate(root, { subject, usage: 'ca', validity }))).toMatchObject({
      subIndication: 'CHAIN_CONSTRAINTS_FAILURE',
    });
    const key = createKey('rsa2048');
    const signer = issueCertificate(root, { subject, usage: 'signer', validity, key });
    const prepared = prepareSignature(paper, { contentsSize: 8000 });
    const pdf = embedSignature(
      prepared,
      cmsFor(prepared, { signer, algorithm: 'rsa-pkcs1-sha256', timestamped: false }),
    );
    expect(onlySignature(pdf).conclusion.indication).toBe('TOTAL-PASSED');
    const policy = { ...relaxed.policy, minimumRsaBits: 3072 };
    expect(onlySignature(pdf, { policy }).conclusion.subIndication).toBe('CRYPTO_CONSTRAINTS_FAILURE');
  });

  it('must not be of unknown revocation, unless the policy bears it', () => {
    expect(onlySignature(signBare(), { policy: {} }).conclusion).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'TRY_LATER',
      findings: [{ code: 'revocation-unknown' }],
    });
  });
});

describe('the timestamp', () => {
  it('of another signature is held against it', () => {
    const prepared = prepareSignature(paper, { contentsSize });
    const bare = cmsFor(prepared, { timestamped: false });
    const foreign = timestampFor(
      cmsFor(prepareSignature(createPaper({ pages: 2 }), { contentsSize }), { timestamped: false }),
    );
    const report = onlySignature(embedSignature(prepared, addTimestamp(bare, foreign)));
    expect(report.conclusion).toMatchObject({ indication: 'INDETERMINATE', findings: [{ code: 'timestamp-invalid' }] });
    expect(report).toMatchObject({ level: 'B-B', provenAt: undefined });
    expect(report.timestamps[0]?.conclusion.subIndication).toBe('HASH_FAILURE');
  });

  it('of an unknown authority proves nothing', () => {
    expect(onlySignature(signed, { timestampTrust: [] })).toMatchObject({
      level: 'B-B',
      provenAt: undefined,
      conclusion: { indication: 'TOTAL-PASSED' },
      timestamps: [{ conclusion: { subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' } }],
    });
  });
});
