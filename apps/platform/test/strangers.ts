import { createHash, sign } from 'node:crypto';
import {
  augment,
  buildCms,
  checkTimestampResponse,
  createNonce,
  embedSignature,
  estimateContentsSize,
  type PrepareOptions,
  prepareSignature,
  signedAttributes,
  type TimestampSource,
  timestampRequest,
} from '@shubbak/pades';
import {
  type Authority,
  createAuthority,
  createRevocationResponder,
  createTimestampResponder,
  issueCertificate,
} from '@shubbak/pades/testing';

/** Somebody who signs PDFs elsewhere, under an authority that the platform does not know. */
export interface Stranger {
  /** DER certificate of that authority. */
  readonly authority: Uint8Array;
  /** The file with their signature added, without a timestamp. */
  sign(pdf: Uint8Array, options?: Partial<PrepareOptions>): Uint8Array<ArrayBuffer>;
  /** The signed file brought to B-LTA, by the stranger’s own authorities. */
  archive(pdf: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  /** The file with its one blank signature filled in: what software that is not ours may have written. See `blankSignature`. */
  fill(pdf: Uint8Array): Uint8Array<ArrayBuffer>;
}

const blankSize = 8_192;
const blankRange = '[0 0000000000 0000000000 0000000000]';

/** A signature dictionary to be written into a file by hand and filled in afterwards; `entries` as PDF text. */
export function blankSignature(entries: string): string {
  const contents = '0'.repeat(2 * blankSize);
  const type = '/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached';
  return `<<${type}${entries}/ByteRange${blankRange}/Contents<${contents}>>>`;
}

const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };

/** A stranger of that name. */
export function stranger(commonName: string): Stranger {
  const authority = createAuthority({ name: { commonName: 'Autorité de test', country: 'MA' }, validity });
  const { key, chain, certificate } = issueCertificate(authority, {
    subject: { commonName },
    usage: 'signer',
    validity,
  });
  const cmsOver = (messageDigest: Uint8Array): Uint8Array => {
    const attributes = signedAttributes({ messageDigest, signerCertificate: certificate });
    const signature = sign('sha256', attributes, { key, dsaEncoding: 'ieee-p1363' });
    return buildCms({ signedAttributes: attributes, signature, algorithm: 'ecdsa-p256-sha256', chain });
  };
  return {
    authority: authority.certificate,
    archive: pdf => archive(authority, pdf),
    fill: pdf => {
      const text = Buffer.from(pdf).toString('latin1');
      const start = text.indexOf(`<${'0'.repeat(2 * blankSize)}>`);
      const end = start + 2 * blankSize + 2;
      const numbers = [start, end, text.length - end].map(number => String(number).padStart(10, '0'));
      const ranged = Buffer.from(text.replace(blankRange, `[0 ${numbers.join(' ')}]`), 'latin1');
      const covered = createHash('sha256').update(ranged.subarray(0, start)).update(ranged.subarray(end)).digest();
      ranged.write(Buffer.from(cmsOver(covered)).toString('hex'), start + 1, 'latin1');
      return Uint8Array.from(ranged);
    },
    sign: (pdf, options = {}) => {
      const prepared = prepareSignature(pdf, {
        contentsSize: estimateContentsSize(chain),
        claimedTime: new Date('2026-11-20T15:30:00Z'),
        ...options,
      });
      return Uint8Array.from(embedSignature(prepared, cmsOver(prepared.digest())));
    },
  };
}

async function archive(authority: Authority, pdf: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const clock = () => new Date('2026-11-21T09:00:00Z');
  const trust = [authority.certificate];
  const dating = issueCertificate(authority, { subject: { commonName: 'Horodatage' }, usage: 'tsa', validity });
  const { key, chain } = dating;
  const responder = createTimestampResponder({ key, chain, policy: '1.3.6.1.4.1.99999.1', clock });
  const timestamps: TimestampSource = async imprint => {
    const nonce = createNonce();
    const response = responder.respond(timestampRequest(imprint, nonce));
    return checkTimestampResponse(response, { imprint, nonce, trust, at: clock() });
  };
  const revocations = createRevocationResponder({ authority, clock });
  const revocation = { find: async () => ({ ocsps: [], crls: [revocations.crl()] }) };
  return Uint8Array.from((await augment(pdf, { to: 'B-LTA', trust, clock, timestamps, revocation })).toBytes());
}
