import { createHash, sign, verify, X509Certificate } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oids } from '../der/oids.ts';
import { extractCms, judge, opensslCms } from '../fixtures/judges.ts';
import { cmsFor, now, officer, officerFor, root, signPaper } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { embedSignature } from '../sign/embed.ts';
import { prepareSignature } from '../sign/prepare.ts';
import { signWithKey } from '../sign/software-signer.ts';
import { certificatePem } from '../testing/certificate.ts';
import { verifyOwnSignature } from '../verify/own-signature.ts';
import { hash } from '../x509/algorithm.ts';
import { digestFor, ecdsaDerToRaw, ecdsaRawToDer, type SignatureAlgorithm } from './algorithm.ts';
import { signedAttributes } from './attributes.ts';
import { addTimestamp, buildCms, estimateContentsSize, timestampImprint } from './build.ts';
import { onlySigner, parseSignedData } from './signed-data.ts';

const algorithms = [
  'ecdsa-p256-sha256',
  'ecdsa-p384-sha384',
  'ed25519',
  'rsa-pkcs1-sha256',
  'rsa-pkcs1-sha384',
  'rsa-pkcs1-sha512',
  'rsa-pss-sha256',
] as const satisfies SignatureAlgorithm[];

/** RFC 8419 by hand: the 64 octets at the end of the SignerInfo are over the attributes as a SET. */
function verifiedByNode(signed: Uint8Array, certificate: Uint8Array): boolean {
  const { cms } = extractCms(signed);
  const { signedAttributes: attributes, signature, attributes: named } = onlySigner(parseSignedData(cms));
  const digest = named.get(oids.messageDigest)?.[0]?.content ?? new Uint8Array();
  const matches = createHash('sha512').update(extractCms(signed).signed).digest().equals(digest);
  return matches && verify(null, attributes, new X509Certificate(certificate).publicKey, signature);
}

describe.each(algorithms)('a CMS with %s', algorithm => {
  const signer = officerFor(algorithm);

  it.each([true, false])('is verified by openssl, certificate reference included (timestamped: %s)', timestamped => {
    const prepared = prepareSignature(createPaper(), { contentsSize: estimateContentsSize(signer.chain) });
    const signed = embedSignature(prepared, cmsFor(prepared, { signer, algorithm, timestamped }));
    // OpenSSL 3.0 has no Ed25519 in CMS; node:crypto judges it.
    if (algorithm === 'ed25519') expect(verifiedByNode(signed, signer.certificate)).toBe(true);
    else expect(opensslCms(signed, root.certificate)).toMatchObject({ code: 0 });
    expect(verifyOwnSignature(signed, { trust: [root.certificate], withoutTimestampAt: now })).toMatchObject({
      failures: [],
    });
  });

  it('is never larger than was estimated', () => {
    const prepared = prepareSignature(createPaper(), { contentsSize: 16 });
    const bare = cmsFor(prepared, { signer, algorithm, timestamped: false });
    const estimated = estimateContentsSize(signer.chain, { algorithm, timestampAllowance: 0 });
    expect(bare.length).toBeLessThanOrEqual(estimated);
    expect(cmsFor(prepared, { signer, algorithm }).length).toBeLessThanOrEqual(estimated + 8192);
  });

  it('is not built around a signature that the certificate does not verify', () => {
    const attributes = signedAttributes({
      messageDigest: hash(digestFor(algorithm), Uint8Array.of(1)),
      signerCertificate: signer.certificate,
    });
    const signature = signWithKey(signer.key, algorithm, attributes);
    const other = signedAttributes({
      messageDigest: hash(digestFor(algorithm), Uint8Array.of(2)),
      signerCertificate: signer.certificate,
    });
    const input = { signedAttributes: attributes, signature, algorithm, chain: signer.chain };
    expect(() => buildCms(input)).not.toThrow();
    expect(() => buildCms({ ...input, signedAttributes: other })).toThrow('signature-mismatch');
    expect(() => buildCms({ ...input, chain: [root.certificate] })).toThrow('signature-mismatch');
    expect(() => buildCms({ ...input, chain: [] })).toThrow('option-invalid');
  });
});

describe('buildCms', () => {
  it('asks for raw ECDSA signatures and says so', () => {
    const attributes = signedAttributes({ messageDigest: new Uint8Array(32), signerCertificate: officer.certificate });
    const der = sign('sha256', attributes, officer.key);
    const input = { signedAttributes: attributes, algorithm: 'ecdsa-p256-sha256' as const, chain: officer.chain };
    expect(() => buildCms({ ...input, signature: der })).toThrow('signature-malformed');
    expect(() => buildCms({ ...input, signature: ecdsaDerToRaw(der, 32) })).not.toThrow();
  });
});

describe('addTimestamp', () => {
  it('changes nothing that was signed, and keeps tokens already there', () => {
    const prepared = prepareSignature(createPaper(), { contentsSize: 16 });
    const bare = cmsFor(prepared, { timestamped: false });
    const once = addTimestamp(bare, Uint8Array.of(0x30, 0));
    expect(timestampImprint(once)).toEqual(timestampImprint(bare));
    expect(() => addTimestamp(Uint8Array.of(0x30, 0), Uint8Array.of(0x30, 0))).toThrow('cms-malformed');
  });

  it('puts in a token that openssl verifies over the signature value', () => {
    const { cms } = extractCms(signPaper(createPaper()));
    const dump = judge('openssl', { 'cms.der': cms }, ['asn1parse', '-inform', 'DER', '-in', 'cms.der']).output;
    const token =
      /^\s*(\d+):d=\d+\s+hl=\d+\s+l=\s*\d+ prim: +OBJECT +:id-smime-aa-timeStampToken\n\s*(\d+):d=\d+\s+hl=(\d+)/m.exec(
        dump,
      );
    const setOffset = Number(token?.[2]) + Number(token?.[3]);
    const files = { 'token.der': cms.subarray(setOffset), 'root.pem': certificatePem(root.certificate) };
    const digest = Buffer.from(timestampImprint(cms)).toString('hex');
    const args = ['ts', '-verify', '-token_in', '-in', 'token.der', '-digest', digest, '-CAfile', 'root.pem'];
    expect(judge('openssl', files, args)).toMatchObject({
      code: 0,
      output: expect.stringContaining('Verification: OK'),
    });
  });
});

describe('ECDSA signatures', () => {
  it('go from r‖s to DER and back', () => {
    const raw = fc.uint8Array({ minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(raw, value => {
        expect(ecdsaDerToRaw(ecdsaRawToDer(value), 32)).toEqual(value);
      }),
    );
  });

  it('are refused when a coordinate is too long or half is missing', () => {
    expect(() => ecdsaDerToRaw(ecdsaRawToDer(new Uint8Array(96).fill(1)), 32)).toThrow('signature-malformed');
    expect(() => ecdsaRawToDer(new Uint8Array(63))).toThrow('signature-malformed');
  });
});
