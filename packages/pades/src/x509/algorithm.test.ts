import { constants, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type DerValue, readOnly } from '../der/decode.ts';
import { explicit, integer, nullValue, oid, sequence } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { officer, officerFor } from '../fixtures/officer.ts';
import { createKey } from '../testing/certificate.ts';
import { digestOf, pssIdentifier, rememberingVerifier, type SignatureClaim, verifiesSignature } from './algorithm.ts';
import { parseCertificate } from './certificate.ts';

const signed = Buffer.from('some bytes');
const ecdsa = readOnly(sequence(oid(oids.ecdsaWithSha256)));
const claim: SignatureClaim = {
  algorithm: ecdsa,
  publicKeyInfo: parseCertificate(officer.certificate).publicKeyInfo,
  signed,
  signature: sign('sha256', signed, officer.key),
};

describe('verifiesSignature', () => {
  it('accepts the key’s signature over these bytes, and nothing else', () => {
    expect(verifiesSignature(claim)).toBe(true);
    expect(verifiesSignature({ ...claim, digest: 'sha256' })).toBe(true);
    expect(verifiesSignature({ ...claim, signed: Buffer.from('other bytes') })).toBe(false);
    expect(verifiesSignature({ ...claim, signature: new Uint8Array(70) })).toBe(false);
  });

  it('takes one algorithm for another nowhere', () => {
    const rsa = readOnly(sequence(oid(oids.sha256WithRsa), nullValue()));
    expect(verifiesSignature({ ...claim, algorithm: rsa })).toBe(false);
    expect(verifiesSignature({ ...claim, digest: 'sha512' })).toBe(false);
    const unknown = readOnly(sequence(oid('1.2.3')));
    expect(() => verifiesSignature({ ...claim, algorithm: unknown })).toThrow('algorithm-unsupported');
  });

  it('needs the digest beside it where the algorithm names the key alone', () => {
    const { key, certificate } = officerFor('rsa-pkcs1-sha256');
    const { publicKeyInfo } = parseCertificate(certificate);
    const algorithm = readOnly(sequence(oid(oids.rsaEncryption), nullValue()));
    const plain = { algorithm, publicKeyInfo, signed, signature: sign('sha384', signed, key) };
    expect(verifiesSignature({ ...plain, digest: 'sha384' })).toBe(true);
    expect(verifiesSignature({ ...plain, digest: 'sha256' })).toBe(false);
    expect(() => verifiesSignature(plain)).toThrow('algorithm-unsupported');
  });
});

it('remembers a verdict for that claim alone', () => {
  const remembering = rememberingVerifier();
  const other = parseCertificate(officerFor('ecdsa-p384-sha384').certificate).publicKeyInfo;
  const claims: SignatureClaim[] = [
    claim,
    { ...claim, signed: Buffer.from('some byte') },
    { ...claim, signature: new Uint8Array(70) },
    { ...claim, publicKeyInfo: other },
    { ...claim, digest: 'sha256' },
    { ...claim, digest: 'sha512' },
  ];
  for (const each of [...claims, ...claims]) expect(remembering(each)).toBe(verifiesSignature(each));
  const reused = Buffer.from(signed);
  expect(remembering({ ...claim, signed: reused })).toBe(true);
  reused.fill(0);
  expect(remembering({ ...claim, signed: reused })).toBe(false);
});

describe('RSA-PSS', () => {
  const key = createKey('rsa2048');
  const publicKeyInfo = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const signature = (saltLength: number, digest = 'sha256') =>
    sign(digest, signed, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
  const sha = (dotted: string) => sequence(oid(dotted), nullValue());
  const pss = (hashed: string, masked: string, salt: number, ...more: readonly Uint8Array[]) =>
    readOnly(
      sequence(
        oid(oids.rsassaPss),
        sequence(
          explicit(0, sha(hashed)),
          explicit(1, sequence(oid(oids.mgf1), sha(masked))),
          explicit(2, integer(salt)),
          ...more,
        ),
      ),
    );
  const { sha256, sha512 } = oids;
  const pssClaim = (algorithm: DerValue, salt: number): SignatureClaim => ({
    algorithm,
    publicKeyInfo,
    signed,
    signature: signature(salt),
  });

  it('is checked with the parameters that it names', () => {
    expect(readOnly(pssIdentifier('sha256')).bytes).toEqual(pss(sha256, sha256, 32).bytes);
    expect(verifiesSignature(pssClaim(pss(sha256, sha256, 32), 32))).toBe(true);
    expect(verifiesSignature(pssClaim(pss(sha256, sha256, 32, explicit(3, integer(1))), 32))).toBe(true);
    expect(verifiesSignature(pssClaim(pss(sha256, sha256, 48), 48))).toBe(true);
    expect(verifiesSignature(pssClaim(pss(sha256, sha256, 32), 48))).toBe(false);
    expect(verifiesSignature(pssClaim(pss(sha512, sha512, 32), 32))).toBe(false);
    expect(verifiesSignature(pssClaim(pss(sha256, sha256, 2048), 32))).toBe(false);
    const pkcs1 = readOnly(sequence(oid(oids.sha256WithRsa), nullValue()));
    expect(verifiesSignature(pssClaim(pkcs1, 32))).toBe(false);
    expect(verifiesSignature({ ...pssClaim(pss(sha256, sha256, 32), 32), digest: 'sha512' })).toBe(false);
  });

  it.each<[string, DerValue]>([
    ['another digest in the mask', pss(sha256, sha512, 32)],
    ['SHA-1', pss(oids.sha1, oids.sha1, 32)],
    ['parameters left to SHA-1', readOnly(sequence(oid(oids.rsassaPss), sequence()))],
    ['another trailer', pss(sha256, sha256, 32, explicit(3, integer(2)))],
    ['hardly any salt', pss(sha256, sha256, 8)],
    ['a salt longer than any key', pss(sha256, sha256, 4096)],
  ])('is refused with %s', (_what, algorithm) => {
    expect(() => verifiesSignature(pssClaim(algorithm, 32))).toThrow('algorithm-unsupported');
  });

  it('is refused without parameters or with a field too many', () => {
    const bare = readOnly(sequence(oid(oids.rsassaPss)));
    expect(() => verifiesSignature(pssClaim(bare, 32))).toThrow('der-malformed');
    const more = pss(sha256, sha256, 32, nullValue());
    expect(() => verifiesSignature(pssClaim(more, 32))).toThrow('der-malformed');
  });

  it('holds a key that is bound to PSS to its digest, its salt and PSS', () => {
    const bound = createKey('pss2048');
    const info = createPublicKey(bound).export({ type: 'spki', format: 'der' });
    const own = { publicKeyInfo: info, signed, signature: sign('sha256', signed, { key: bound, saltLength: 32 }) };
    expect(verifiesSignature({ ...own, algorithm: pss(sha256, sha256, 32) })).toBe(true);
    expect(verifiesSignature({ ...own, algorithm: pss(sha512, sha512, 64) })).toBe(false);
    expect(verifiesSignature({ ...own, algorithm: pss(sha256, sha256, 20) })).toBe(false);
    const pkcs1 = readOnly(sequence(oid(oids.sha256WithRsa), nullValue()));
    expect(verifiesSignature({ ...own, algorithm: pkcs1 })).toBe(false);
  });
});

describe('Ed25519', () => {
  const key = createKey('ed25519');
  const publicKeyInfo = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const ed25519 = { publicKeyInfo, signed, signature: sign(null, signed, key) };

  it('is checked, in CMS beside SHA-512 alone, and has no parameters', () => {
    const algorithm = readOnly(sequence(oid(oids.ed25519)));
    expect(verifiesSignature({ ...ed25519, algorithm })).toBe(true);
    expect(verifiesSignature({ ...ed25519, algorithm, digest: 'sha512' })).toBe(true);
    expect(verifiesSignature({ ...ed25519, algorithm, digest: 'sha256' })).toBe(false);
    expect(verifiesSignature({ ...ed25519, algorithm, signed: Buffer.from('other') })).toBe(false);
    expect(verifiesSignature({ ...ed25519, algorithm: ecdsa })).toBe(false);
    expect(verifiesSignature({ ...claim, algorithm })).toBe(false);
    const parameters = readOnly(sequence(oid(oids.ed25519), nullValue()));
    expect(() => verifiesSignature({ ...ed25519, algorithm: parameters })).toThrow('der-malformed');
  });
});

describe('ECDSA', () => {
  it('is refused on a curve that nobody certifies', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    const publicKeyInfo = publicKey.export({ type: 'spki', format: 'der' });
    const other = { algorithm: ecdsa, publicKeyInfo, signed, signature: sign('sha256', signed, privateKey) };
    expect(() => verifiesSignature(other)).toThrow('algorithm-unsupported');
  });
});

describe('digestOf', () => {
  it('knows SHA-2, with parameters absent or NULL, and refuses SHA-1', () => {
    expect(digestOf(readOnly(sequence(oid(oids.sha384))))).toBe('sha384');
    expect(digestOf(readOnly(sequence(oid(oids.sha512), nullValue())))).toBe('sha512');
    expect(() => digestOf(readOnly(sequence(oid('1.3.14.3.2.26'))))).toThrow('algorithm-unsupported');
  });
});
