import { describe, expect, it } from 'vitest';
import { boolean, encode, explicit, generalizedTime, octetString, sequence } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { judge } from '../fixtures/judges.ts';
import { now, officer, officerFor, root, validity } from '../fixtures/officer.ts';
import { certificate, moment, reasons, statusIn, update } from '../fixtures/revocation.ts';
import { createAuthority, issueCertificate } from '../testing/authority.ts';
import { certificatePem, extension } from '../testing/certificate.ts';
import { createCrl } from '../testing/revocation-material.ts';
import { parseCertificate } from '../x509/certificate.ts';

const other = officerFor('ecdsa-p384-sha384');

/** What openssl makes of the officer's certificate with a CRL at hand. */
function opensslVerify(crl: Uint8Array): { code: number | null; output: string } {
  const pem = certificatePem(crl).replaceAll('CERTIFICATE', 'X509 CRL');
  const files = {
    'ca.pem': certificatePem(root.certificate),
    'crl.pem': pem,
    'leaf.pem': certificatePem(officer.certificate),
  };
  const at = String(now.getTime() / 1000);
  return judge('openssl', files, [
    'verify',
    '-crl_check',
    '-attime',
    at,
    '-CAfile',
    'ca.pem',
    '-CRLfile',
    'crl.pem',
    'leaf.pem',
  ]);
}

describe('CRL', () => {
  const list = (more: Partial<Parameters<typeof createCrl>[0]> = {}) =>
    createCrl({ ...root, ...update, number: 1, revoked: [], ...more });
  const entry = { serialNumber: certificate.serialNumber, at: moment(-3), reason: 'superseded' } as const;

  it('says good and revoked, as openssl agrees', () => {
    expect(statusIn({ crls: [list()] })).toMatchObject({ kind: 'good', type: 'crl', thisUpdate: now });
    expect(opensslVerify(list())).toMatchObject({ code: 0 });
    const revoked = list({ revoked: [{ ...entry, serialNumber: Uint8Array.of(5) }, entry] });
    expect(statusIn({ crls: [revoked] })).toMatchObject({
      kind: 'revoked',
      revokedAt: moment(-3),
      reason: 'superseded',
    });
    const verdict = opensslVerify(revoked);
    expect(verdict.code).not.toBe(0);
    expect(verdict.output).toContain('certificate revoked');
  });

  it('is searched when it is long', () => {
    const revoked = function* () {
      for (let number = 1; number <= 100_000; number++) {
        yield {
          serialNumber: Uint8Array.of(1, number >> 16, number >> 8, number),
          at: now,
          reason: 'unspecified',
        } as const;
      }
      yield entry;
    };
    const crl = createCrlInParts([...revoked()]);
    expect(statusIn({ crls: [crl] }).kind).toBe('revoked');
  });

  const point = (address: string) => explicit(0, explicit(0, encode(0x86, Buffer.from(address))));
  const scope = (...parts: Uint8Array[]) => [extension(oids.issuingDistributionPoint, true, sequence(...parts))];
  const flag = (number: number) => encode(0x80 | number, Uint8Array.of(0xff));
  const stranger = createAuthority({ name: { commonName: 'Stranger' }, validity });
  const impostor = createAuthority({
    name: { commonName: 'Test root', organization: 'Commune', country: 'MA' },
    validity,
  });
  it.each([
    ['of another authority', list(stranger), 'another authority'],
    ['of another key under the same name', list(impostor), 'signature is wrong'],
    ['for authorities only', list({ moreExtensions: scope(flag(2)) }), 'another kind'],
    ['for attribute certificates', list({ moreExtensions: scope(flag(5)) }), 'partial or indirect'],
    ['that is indirect', list({ moreExtensions: scope(flag(4)) }), 'partial or indirect'],
    ['for some reasons', list({ moreExtensions: scope(encode(0x83, Uint8Array.of(6, 0x40))) }), 'partial or indirect'],
    ['of a distribution point', list({ moreExtensions: scope(point('http://crl.test/1')) }), 'distribution point'],
    [
      'of changes only',
      list({ moreExtensions: [extension('2.5.29.27', true, Uint8Array.of(2, 1, 1))] }),
      'critical extension 2.5.29.27',
    ],
    ['from the future', list({ thisUpdate: moment(1) }), 'future'],
    ['made after the certificate expired', list({ thisUpdate: new Date('2036-06-01T00:00:00Z') }), 'expired'],
  ])('is not believed when it is one %s', (_which, crl, reason) => {
    const at = reason === 'expired' ? new Date('2037-01-01T00:00:00Z') : now;
    const { kind, refused } = statusIn({ crls: [crl] }, certificate, at);
    expect(kind).toBe('unknown');
    expect(refused.map(found => found.reason)).toEqual([expect.stringContaining(reason)]);
  });

  it('is believed of its own distribution point, and for users only of users', () => {
    const access = { crl: 'http://crl.test/1' };
    const held = issueCertificate(root, { subject: { commonName: 'Held' }, usage: 'signer', validity, access });
    const own = [list({ moreExtensions: scope(point('http://crl.test/1'), flag(1)) })];
    expect(statusIn({ crls: own }, parseCertificate(held.certificate)).kind).toBe('good');
    const shard = [list({ moreExtensions: scope(point('http://crl.test/2')) })];
    expect(statusIn({ crls: shard }, parseCertificate(held.certificate)).kind).toBe('unknown');
  });

  it('speaks of expired certificates where it says that it keeps them', () => {
    const kept = extension(oids.expiredCertsOnCrl, false, generalizedTime(new Date('2026-01-01T00:00:00Z')));
    const late = { thisUpdate: new Date('2036-06-01T00:00:00Z') };
    const crl = list({ ...late, moreExtensions: [kept] });
    expect(statusIn({ crls: [crl] }, certificate, new Date('2037-01-01T00:00:00Z')).kind).toBe('good');
  });

  it('is not believed at all with one entry that is not understood', () => {
    const plain = list({ revoked: [entry] });
    expect(statusIn({ crls: [plain] }).kind).toBe('revoked');
    const hostile = createCrlInParts([entry], extension('1.2.3', true, octetString(boolean(true))));
    expect(reasons({ crls: [hostile] }, parseCertificate(other.certificate))).toEqual([
      expect.stringContaining('1.2.3'),
    ]);
  });

  /** A list of many entries, or whose entries carry an extension. */
  function createCrlInParts(revoked: Parameters<typeof createCrl>[0]['revoked'], entryExtension?: Uint8Array) {
    return createCrl({
      ...root,
      ...update,
      number: 2,
      revoked,
      ...(entryExtension && { entryExtensions: [entryExtension] }),
    });
  }
});
