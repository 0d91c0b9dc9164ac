import type { KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestIdentifier } from '../cms/attributes.ts';
import { childrenOf, readOnly } from '../der/decode.ts';
import { boolean, encode, explicit, integer, octetString, oid, sequence, text } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { judge } from '../fixtures/judges.ts';
import { now, policy, root, timestampAuthority, validity } from '../fixtures/officer.ts';
import { createAuthority, issueCertificate } from '../testing/authority.ts';
import { certificatePem, createCertificate, createKey, type ExtendedKeyUsage } from '../testing/certificate.ts';
import { createTimestampResponder } from '../testing/timestamp-responder.ts';
import { encodeTimestampInfo, signTimestampInfo, type TokenSigner } from '../testing/timestamp-token.ts';
import { hash } from '../x509/algorithm.ts';
import { createNonce, timestampRequest } from './request.ts';
import { checkTimestampResponse, type ExpectedTimestamp } from './response.ts';

const digest = hash('sha256', Buffer.from('a signature'));
const nonce = createNonce();
const expected: ExpectedTimestamp = { imprint: { digest }, nonce, trust: [root.certificate], at: now, policy };
const subject = { commonName: 'Forged TSA' };

interface Forgery {
  readonly imprint?: Uint8Array;
  readonly nonce?: Uint8Array | undefined;
  readonly policy?: string;
  readonly genTime?: Date;
  /** Whether an extension is added, and is critical. */
  readonly criticalExtension?: boolean;
  readonly signer?: Partial<TokenSigner>;
}

/** A granted reply, right in all but what is given. */
function forge(forgery: Forgery = {}): Uint8Array {
  const info = encodeTimestampInfo({
    policy: forgery.policy ?? policy,
    imprint: forgery.imprint ?? sequence(digestIdentifier('sha256'), octetString(digest)),
    serialNumber: Uint8Array.of(7),
    genTime: forgery.genTime ?? now,
    nonce: 'nonce' in forgery ? forgery.nonce : nonce,
  });
  const { criticalExtension } = forgery;
  const parts = childrenOf(readOnly(info)).map(({ bytes }) => bytes);
  const extension = (critical: boolean) => sequence(oid('1.2.3'), boolean(critical), octetString(Uint8Array.of(5, 0)));
  const extended =
    criticalExtension === undefined ? info : sequence(...parts, encode(contextTag(1), extension(criticalExtension)));
  const signer = {
    key: timestampAuthority.key,
    chain: timestampAuthority.chain,
    withCertificates: true,
    ...forgery.signer,
  };
  return sequence(sequence(integer(0)), signTimestampInfo(extended, signer));
}

function signerWith(extendedKeyUsage?: ExtendedKeyUsage): Partial<TokenSigner> {
  const key = createKey();
  const certificate = createCertificate({
    subject,
    publicKey: key,
    usage: extendedKeyUsage === undefined ? 'signer' : 'tsa',
    validity,
    issuerCertificate: root.certificate,
    issuerKey: root.key,
    ...(extendedKeyUsage === undefined ? {} : { extendedKeyUsage }),
  });
  return { key, chain: [certificate] };
}

function issued(from: Date, to: Date, key?: KeyObject): Partial<TokenSigner> {
  const made = issueCertificate(root, {
    subject,
    usage: 'tsa',
    validity: { notBefore: from, notAfter: to },
    ...(key && { key }),
  });
  return { key: made.key, chain: made.chain };
}

const stranger = createAuthority({
  name: { commonName: 'Test root', organization: 'Commune', country: 'MA' },
  validity,
});
const strange = issueCertificate(stranger, { subject, usage: 'tsa', validity });
const leafIssuer = issueCertificate(root, { subject: { commonName: 'No authority' }, usage: 'signer', validity });
const belowLeaf = issueCertificate({ ...leafIssuer }, { subject, usage: 'tsa', validity });

describe('checkTimestampResponse', () => {
  it('accepts a right reply and tells what it proves', () => {
    expect(checkTimestampResponse(forge(), expected)).toMatchObject({
      genTime: now,
      accuracyMilliseconds: 1000,
      serialNumber: '07',
      policy,
      tsaName: 'Test TSA',
      path: [timestampAuthority.certificate, root.certificate],
    });
  });

  it('accepts an extension that need not be understood', () => {
    expect(checkTimestampResponse(forge({ criticalExtension: false }), expected)).toMatchObject({ genTime: now });
  });

  it.each(['p384', 'rsa2048'] as const)('accepts an authority with a %s key', kind => {
    const signer = issued(validity.notBefore, validity.notAfter, createKey(kind));
    expect(checkTimestampResponse(forge({ signer }), expected).tsaName).toBe('Forged TSA');
  });

  it('accepts an authority below another', () => {
    const middle = createAuthority({ name: { commonName: 'Middle' }, validity, issuer: root });
    const { key, chain } = issueCertificate(middle, { subject, usage: 'tsa', validity });
    expect(checkTimestampResponse(forge({ signer: { key, chain } }), expected).path).toHaveLength(3);
  });

  it.each<[string, string, Uint8Array, Partial<ExpectedTimestamp>?]>([
    ['rejected', 'timestamp-rejected', sequence(sequence(integer(2), sequence(text(tag.utf8String, 'no'))))],
    ['not DER', 'timestamp-malformed', Buffer.from('<html>')],
    ['granted without a token', 'timestamp-malformed', sequence(sequence(integer(0)))],
    ['cut short', 'timestamp-malformed', forge().subarray(0, 400)],
    ['with bytes after it', 'timestamp-malformed', Buffer.concat([forge(), Buffer.of(0)])],
    [
      'over other data',
      'timestamp-imprint-mismatch',
      forge({ imprint: sequence(digestIdentifier('sha256'), octetString(new Uint8Array(32))) }),
    ],
    [
      'under another digest',
      'timestamp-imprint-mismatch',
      forge({ imprint: sequence(digestIdentifier('sha512'), octetString(digest)) }),
    ],
    ['with a critical extension', 'timestamp-malformed', forge({ criticalExtension: true })],
    ['with another nonce', 'timestamp-nonce-mismatch', forge({ nonce: createNonce() })],
    ['without nonce', 'timestamp-nonce-mismatch', forge({ nonce: undefined })],
    ['under another policy', 'timestamp-policy-mismatch', forge({ policy: '1.2.3' })],
    ['without certificate', 'timestamp-signer-missing', forge({ signer: { withCertificates: false } })],
    [
      'naming another certificate',
      'timestamp-certificate-reference-mismatch',
      forge({ signer: { referenced: root.certificate } }),
    ],
    ['by a certificate without purpose', 'timestamp-key-usage', forge({ signer: signerWith() })],
    [
      'by one whose purpose is not critical',
      'timestamp-key-usage',
      forge({ signer: signerWith({ purposes: [oids.timeStamping], critical: false }) }),
    ],
    [
      'by one with a second purpose',
      'timestamp-key-usage',
      forge({ signer: signerWith({ purposes: [oids.timeStamping, '1.3.6.1.5.5.7.3.1'], critical: true }) }),
    ],
    [
      'by one with another purpose',
      'timestamp-key-usage',
      forge({ signer: signerWith({ purposes: ['1.3.6.1.5.5.7.3.1'], critical: true }) }),
    ],
    [
      'whose signed digest is of other bytes',
      'timestamp-digest-mismatch',
      forge({ signer: { digested: Uint8Array.of(0) } }),
    ],
    ['signed with another key', 'timestamp-signature-invalid', forge({ signer: { key: createKey() } })],
    [
      'by a certificate that had ended',
      'timestamp-certificate-expired',
      forge({ signer: issued(validity.notBefore, new Date(now.getTime() - 1000)) }),
    ],
    [
      'by a certificate not yet valid',
      'timestamp-certificate-expired',
      forge({ signer: issued(new Date(now.getTime() + 1000), validity.notAfter) }),
    ],
    [
      'by a stranger with our root’s name',
      'timestamp-untrusted',
      forge({ signer: { key: strange.key, chain: strange.chain } }),
    ],
    [
      'by one that a leaf certified',
      'timestamp-untrusted',
      forge({ signer: { key: belowLeaf.key, chain: belowLeaf.chain } }),
    ],
    ['when nobody is trusted', 'timestamp-untrusted', forge(), { trust: [] }],
    ['from another hour', 'timestamp-drift', forge({ genTime: new Date(now.getTime() - 3_600_000) })],
    [
      'a little off when no drift is allowed',
      'timestamp-drift',
      forge({ genTime: new Date(now.getTime() + 3000) }),
      { driftSeconds: 1 },
    ],
  ])('refuses a reply %s', (_what, code, response, other = {}) => {
    expect(() => checkTimestampResponse(response, { ...expected, ...other })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('is not asked for a digest of another length', () => {
    expect(() => timestampRequest({ digest, algorithm: 'sha384' }, nonce)).toThrow('option-invalid');
  });

  it('refuses a reply with any octet of its token changed, or gives the very same result', () => {
    const reply = forge();
    const same = JSON.stringify({ ...checkTimestampResponse(reply, expected), token: undefined });
    for (let index = 0; index < reply.length; index++) {
      const changed = new Uint8Array(reply);
      changed[index] = (changed[index] ?? 0) ^ 0x01;
      try {
        const { token: _, ...result } = checkTimestampResponse(changed, expected);
        expect(JSON.stringify(result)).toBe(same);
      } catch (error) {
        expect(error).toMatchObject({ name: 'PadesError' });
      }
    }
  });
});

describe('the test responder', () => {
  const { key, chain } = timestampAuthority;
  const responder = createTimestampResponder({ key, chain, policy, clock: () => now });

  it('answers openssl’s request, and openssl verifies the reply', () => {
    const files = { 'data.txt': 'a signature', 'root.pem': certificatePem(root.certificate) };
    const query = timestampRequest({ digest }, nonce, policy);
    const reply = responder.respond(query);
    const verify = ['ts', '-verify', '-queryfile', 'q.tsq', '-in', 'r.tsr', '-CAfile', 'root.pem'];
    const judged = judge('openssl', { ...files, 'q.tsq': query, 'r.tsr': reply }, verify);
    expect(judged).toMatchObject({ code: 0, output: expect.stringContaining('Verification: OK') });
    const said = judge('openssl', { 'q.tsq': query }, ['ts', '-query', '-in', 'q.tsq', '-text']).output;
    expect(said).toContain('Hash Algorithm: sha256');
    expect(said).toContain('Certificate required: yes');
  });

  it.each([
    ['nonsense', Buffer.from('hello')],
    ['another policy', timestampRequest({ digest }, nonce, '1.2.3')],
    [
      'an imprint of the wrong length',
      sequence(integer(1), sequence(digestIdentifier('sha256'), octetString(digest.subarray(1)))),
    ],
    ['an unknown digest', sequence(integer(1), sequence(explicit(0), octetString(digest)))],
  ])('rejects %s in the protocol’s own words', (_what, request) => {
    const reply = responder.respond(request);
    expect(() => checkTimestampResponse(reply, expected)).toThrow('timestamp-rejected');
    expect(judge('openssl', { 'r.tsr': reply }, ['ts', '-reply', '-in', 'r.tsr', '-text']).output).toContain(
      'Rejected',
    );
  });
});
