import { describe, expect, it } from 'vitest';
import { augment } from '../augment/augment.ts';
import { estimateContentsSize } from '../cms/build.ts';
import { amend, withEntries } from '../fixtures/forger/forgery.ts';
import { cmsFor, now, officer, root, signPaper, timestampAuthority, validity } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { dictionary, PdfReference, PdfStream } from '../pdf/model.ts';
import { ocspRequest } from '../revocation/ocsp.ts';
import { embedSignature } from '../sign/embed.ts';
import { prepareSignature } from '../sign/prepare.ts';
import { createAuthority, issueCertificate } from '../testing/authority.ts';
import { createRevocationResponder } from '../testing/revocation-responder.ts';
import { type Certificate, parseCertificate } from '../x509/certificate.ts';
import type { ValidationOptions } from './options.ts';
import { validate } from './validate.ts';

const day = 86_400_000;
const moment = (days: number) => new Date(now.getTime() + days * day);
const issuer = parseCertificate(root.certificate);

/** Answers about officer and timestamp authority as of `clock`, the officer perhaps revoked. */
function material(clock: Date, revokedAt?: Date): Pick<ValidationOptions, 'ocsps' | 'crls'> {
  const responder = createRevocationResponder({ authority: root, clock: () => clock });
  if (revokedAt !== undefined) responder.revoke(officer.certificate, revokedAt);
  const ocsps = [officer, timestampAuthority].map(({ certificate }) =>
    responder.respond(ocspRequest(parseCertificate(certificate), issuer)),
  );
  return { ocsps, crls: [responder.crl()] };
}

const timestamped = signPaper(createPaper());

function bare(): Uint8Array {
  const prepared = prepareSignature(createPaper(), { contentsSize: estimateContentsSize(officer.chain) });
  return embedSignature(prepared, cmsFor(prepared, { timestamped: false }));
}

function judged(pdf: Uint8Array, given: Pick<ValidationOptions, 'ocsps' | 'crls'>, at: Date) {
  const [signature] = validate(pdf, { trust: [root.certificate], at, ...given }).signatures;
  if (signature === undefined) throw new Error('nothing judged');
  return signature;
}

describe('revocation', () => {
  it('known to be good after signing lets a signature pass, by OCSP or CRL alone', () => {
    const { ocsps = [], crls = [] } = material(moment(1));
    for (const given of [{ ocsps }, { crls }]) {
      const { conclusion, path } = judged(timestamped, given, moment(1));
      expect(conclusion).toMatchObject({ indication: 'TOTAL-PASSED' });
      expect(path.map(({ revocation }) => revocation)).toEqual(['good', 'trusted']);
    }
  });

  it('known by material outside the file makes no B-LT: the file does not hold it', () => {
    expect(judged(timestamped, material(moment(1)), moment(1)).level).toBe('B-T');
  });

  it('makes no B-LT where an authority of the path was handed in beside the file', () => {
    const between = createAuthority({ name: { commonName: 'Between' }, validity, issuer: root });
    const signer = issueCertificate(between, { subject: { commonName: 'Officer' }, usage: 'signer', validity });
    const prepared = prepareSignature(createPaper(), { contentsSize: estimateContentsSize(signer.chain) });
    const cms = cmsFor(prepared, { signer: { ...signer, chain: [signer.certificate] } });
    const lists = [root, between].map(authority => createRevocationResponder({ authority, clock: () => now }).crl());
    const withStore = (certificates: readonly Uint8Array[]) =>
      amend(embedSignature(prepared, cms), (update, document) => {
        const streams = (ders: readonly Uint8Array[]) =>
          ders.map(der => {
            const reference = update.allocate();
            update.write(reference, new PdfStream(new Map(), der));
            return reference;
          });
        const DSS = dictionary({ Certs: streams(certificates), CRLs: streams(lists) });
        update.write(new PdfReference(1), withEntries(document, 1, { DSS }));
      });
    const levelOf = (pdf: Uint8Array) =>
      validate(pdf, { trust: [root.certificate], at: now, certificates: [between.certificate] }).signatures[0]?.level;
    expect(levelOf(withStore([]))).toBe('B-T');
    expect(levelOf(withStore([between.certificate]))).toBe('B-LT');
  });

  it('before the signature, or without proof that the signature is older, does not pass', () => {
    const revoked = material(moment(1), moment(-1));
    expect(judged(timestamped, revoked, moment(1))).toMatchObject({
      conclusion: { indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' },
      path: [{ revocation: 'revoked', revokedAt: moment(-1) }, { revocation: 'trusted' }],
    });
    const afterwards = material(moment(2), moment(1));
    expect(judged(bare(), afterwards, moment(2)).conclusion.subIndication).toBe('REVOKED_NO_POE');
  });

  it('after the moment that a timestamp proves does no harm', () => {
    const { conclusion, path } = judged(timestamped, material(moment(2), moment(1)), moment(2));
    expect(conclusion.indication).toBe('TOTAL-PASSED');
    expect(path[0]).toMatchObject({ revocation: 'revoked', revokedAt: moment(1) });
  });

  it('known to be good only for a time before the signature is unknown', () => {
    const stale = material(moment(-10));
    expect(judged(timestamped, stale, moment(1)).conclusion).toMatchObject({
      subIndication: 'TRY_LATER',
      findings: [{ code: 'revocation-unknown' }],
    });
  });

  it('said by a response of the future is not believed', () => {
    expect(judged(timestamped, material(moment(5)), moment(1)).conclusion.subIndication).toBe('TRY_LATER');
  });
});

describe('newer word from outside', () => {
  it('takes no level from a file that speaks for itself', async () => {
    const clock = () => moment(1);
    const responder = createRevocationResponder({ authority: root, clock });
    const revocation = {
      find: async (certificate: Certificate, by: Certificate) => ({
        ocsps: [responder.respond(ocspRequest(certificate, by))],
        crls: [],
      }),
    };
    const timestamps = () => Promise.reject(new Error('nobody is asked'));
    const trust = [root.certificate];
    const augmented = await augment(timestamped, { to: 'B-LT', trust, clock, revocation, timestamps });
    expect(judged(augmented.toBytes(), material(moment(1.5)), moment(1.6)).level).toBe('B-LT');
  });
});
