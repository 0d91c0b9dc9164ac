import { describe, expect, it } from 'vitest';
import { augment } from '../augment/augment.ts';
import { estimateContentsSize } from '../cms/build.ts';
import { cmsFor, now, officer, root, signPaper, timestampAuthority } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { ocspRequest } from '../revocation/ocsp.ts';
import { embedSignature } from '../sign/embed.ts';
import { prepareSignature } from '../sign/prepare.ts';
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
