import { sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readOnly } from '../der/decode.ts';
import { nullValue, oid, sequence } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { officer, officerFor } from '../fixtures/officer.ts';
import { digestOf, type SignatureClaim, verifiesSignature } from './algorithm.ts';
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

describe('digestOf', () => {
  it('knows SHA-2, with parameters absent or NULL, and refuses SHA-1', () => {
    expect(digestOf(readOnly(sequence(oid(oids.sha384))))).toBe('sha384');
    expect(digestOf(readOnly(sequence(oid(oids.sha512), nullValue())))).toBe('sha512');
    expect(() => digestOf(readOnly(sequence(oid('1.3.14.3.2.26'))))).toThrow('algorithm-unsupported');
  });
});
