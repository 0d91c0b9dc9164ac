import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bitString, boolean, integer, sequence } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { judge } from '../fixtures/judges.ts';
import { now, validity } from '../fixtures/officer.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { findPath } from '../x509/path.ts';
import { createAuthority, issueCertificate, loadAuthority } from './authority.ts';
import { certificatePem, createKey } from './certificate.ts';

const root = createAuthority({
  name: { commonName: 'DEMO المصادقة', organization: 'جماعة الدار البيضاء', country: 'MA' },
  validity,
});
const middle = createAuthority({ name: { commonName: 'DEMO issuing' }, validity, issuer: root });
const officer = issueCertificate(middle, {
  subject: { commonName: 'أمينة', country: 'MA' },
  usage: 'signer',
  validity,
});
const authority = issueCertificate(middle, { subject: { commonName: 'TSA' }, usage: 'tsa', validity });

const opensslVerify = (certificate: Uint8Array, purpose: string) =>
  judge(
    'openssl',
    {
      'root.pem': certificatePem(root.certificate),
      'middle.pem': certificatePem(middle.certificate),
      'leaf.pem': certificatePem(certificate),
    },
    ['verify', '-x509_strict', '-CAfile', 'root.pem', '-untrusted', 'middle.pem', '-purpose', purpose, 'leaf.pem'],
  );

describe('certificates', () => {
  it.each([
    ['signer', officer.certificate, 'smimesign'],
    ['timestamp authority', authority.certificate, 'timestampsign'],
  ])('are accepted by openssl, strictly: %s', (_usage, certificate, purpose) => {
    expect(opensslVerify(certificate, purpose)).toMatchObject({ code: 0 });
  });

  it('say who they are about, in any script, to node', () => {
    const certificate = new X509Certificate(officer.certificate);
    expect(certificate.subject).toBe('C=MA\nCN=أمينة');
    expect(certificate.ca).toBe(false);
    expect(certificate.checkIssued(new X509Certificate(middle.certificate))).toBe(true);
    expect(certificate.checkPrivateKey(officer.key)).toBe(true);
    expect(certificate.validToDate).toEqual(validity.notAfter);
    expect(new X509Certificate(root.certificate).ca).toBe(true);
    expect(parseCertificate(root.certificate).commonName).toBe('DEMO المصادقة');
  });

  it('state their purposes', () => {
    const text = (der: Uint8Array) =>
      judge('openssl', { 'c.pem': certificatePem(der) }, ['x509', '-in', 'c.pem', '-noout', '-text']).output;
    expect(text(officer.certificate)).toContain('Digital Signature, Non Repudiation');
    expect(text(authority.certificate)).toMatch(/Extended Key Usage: critical\s+Time Stamping/);
    expect(text(root.certificate)).toMatch(/Basic Constraints: critical\s+CA:TRUE/);
    expect(text(root.certificate)).toContain('Certificate Sign, CRL Sign');
  });

  it('are dated beyond 2049 as RFC 5280 asks', () => {
    const far = { notBefore: validity.notBefore, notAfter: new Date('2060-06-01T00:00:00Z') };
    const { certificate } = createAuthority({ name: { commonName: 'Far' }, validity: far });
    expect(new X509Certificate(certificate).validToDate).toEqual(far.notAfter);
  });

  it.each(['p256', 'p384', 'ed25519', 'rsa2048', 'rsa3072', 'pss2048'] as const)(
    'are made with %s keys, stored as PEM and taken up again',
    kind => {
      const made = createAuthority({ name: { commonName: 'Stored' }, validity, key: createKey(kind) });
      const pem = made.key.export({ type: 'pkcs8', format: 'pem' }).toString();
      const loaded = loadAuthority(pem, made.chain);
      const issued = issueCertificate(loaded, { subject: { commonName: 'x' }, usage: 'signer', validity });
      const certificate = new X509Certificate(issued.certificate);
      expect(certificate.verify(new X509Certificate(made.certificate).publicKey)).toBe(true);
      expect(createPrivateKey(pem).equals(made.key)).toBe(true);
      expect(
        findPath(parseCertificate(issued.certificate), [], [parseCertificate(made.certificate)], now),
      ).toHaveLength(2);
      const files = { 'root.pem': certificatePem(made.certificate), 'leaf.pem': certificatePem(issued.certificate) };
      expect(judge('openssl', files, ['verify', '-x509_strict', '-CAfile', 'root.pem', 'leaf.pem'])).toMatchObject({
        code: 0,
      });
    },
  );

  it('are refused when they are damaged', () => {
    const truncated = officer.certificate.subarray(0, 100);
    expect(() => parseCertificate(truncated)).toThrow('certificate-malformed');
    expect(() => parseCertificate(Buffer.from('-----BEGIN'))).toThrow('certificate-malformed');
  });
});

describe('findPath', () => {
  const leaf = parseCertificate(officer.certificate);
  const above = parseCertificate(middle.certificate);
  const top = parseCertificate(root.certificate);

  it('goes up to a trusted certificate, at whatever level that stands', () => {
    expect(findPath(leaf, [above], [top], now)).toEqual([leaf, above, top]);
    expect(findPath(leaf, [], [above], now)).toEqual([leaf, above]);
    expect(findPath(leaf, [], [leaf], now)).toEqual([leaf]);
  });

  it('finds none when a link is missing, nobody is trusted, or the time is wrong', () => {
    expect(findPath(leaf, [], [top], now)).toBeUndefined();
    expect(findPath(leaf, [above, top], [], now)).toBeUndefined();
    expect(findPath(leaf, [above], [top], new Date('2040-01-01'))).toBeUndefined();
  });

  it.each<[string, string, Uint8Array | undefined]>([
    ['basicConstraints are missing', oids.basicConstraints, undefined],
    ['basicConstraints deny it', oids.basicConstraints, sequence()],
    ['keyUsage does not allow it', oids.keyUsage, bitString(Uint8Array.of(0b1000_0000), 7)],
    ['an unknown extension is critical', '1.2.3.4', sequence()],
  ])('does not follow a certificate when its %s', (_why, type, value) => {
    const extensions = new Map(above.extensions);
    if (value === undefined) extensions.delete(type);
    else extensions.set(type, { critical: true, value });
    expect(findPath(leaf, [{ ...above, extensions }], [top], now)).toBeUndefined();
  });

  it('heeds the number of levels that an authority allows below it', () => {
    const limited = (length: number) => {
      const value = sequence(boolean(true), integer(length));
      return { ...top, extensions: new Map(top.extensions).set(oids.basicConstraints, { critical: true, value }) };
    };
    expect(findPath(leaf, [above], [limited(1)], now)).toHaveLength(3);
    expect(findPath(leaf, [above], [limited(0)], now)).toBeUndefined();
  });

  it('does not follow a certificate of another name, even with the right key', () => {
    expect(findPath(leaf, [{ ...above, subject: top.subject }], [top], now)).toBeUndefined();
  });

  it('does not follow a certificate that is no authority', () => {
    const wrong = issueCertificate(officer, { subject: { commonName: 'below a leaf' }, usage: 'signer', validity });
    expect(findPath(parseCertificate(wrong.certificate), [leaf, above], [top], now)).toBeUndefined();
  });
});
