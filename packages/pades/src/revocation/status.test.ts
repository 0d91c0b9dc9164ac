import { describe, expect, it } from 'vitest';
import { boolean, encode, explicit, generalizedTime, octetString, sequence } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { judge } from '../fixtures/judges.ts';
import { now, officer, officerFor, root, validity } from '../fixtures/officer.ts';
import { createAuthority, type IssuedCertificate, issueCertificate } from '../testing/authority.ts';
import { certificatePem, extension } from '../testing/certificate.ts';
import { createCrl, createOcspResponse, failedOcspResponse } from '../testing/revocation-material.ts';
import { createRevocationResponder } from '../testing/revocation-responder.ts';
import { type Certificate, parseCertificate } from '../x509/certificate.ts';
import { encodeCertificateId, ocspRequest, parseOcspResponse } from './ocsp.ts';
import { type RevocationMaterial, revocationOf } from './status.ts';
import { useOcsp } from './usable.ts';

const issuer = parseCertificate(root.certificate);
const certificate = parseCertificate(officer.certificate);
const other = officerFor('ecdsa-p384-sha384');
const hour = 3_600_000;
const moment = (hours: number) => new Date(now.getTime() + hours * hour);
const update = { thisUpdate: now, nextUpdate: moment(24) };

const usage = { usage: 'ocsp', validity } as const;
const delegate = issueCertificate(root, { subject: { commonName: 'OCSP' }, ...usage, ocspNoCheck: true });
const checked = issueCertificate(root, { subject: { commonName: 'OCSP, to be checked' }, ...usage });

function responderFor(signer?: IssuedCertificate) {
  return createRevocationResponder({ authority: root, clock: () => now, ...(signer && { delegate: signer }) });
}

const material = (given: Partial<RevocationMaterial>): RevocationMaterial => ({ ocsps: [], crls: [], ...given });
const statusIn = (given: Partial<RevocationMaterial>, about: Certificate = certificate, at = now) =>
  revocationOf(about, issuer, material(given), at);
const reasons = (given: Partial<RevocationMaterial>, about?: Certificate) =>
  statusIn(given, about).refused.map(({ reason }) => reason.replace(/^[a-z-]+: /, ''));

/** What openssl makes of a response about the officer. */
function opensslOcsp(response: Uint8Array): string {
  const files = {
    'r.der': response,
    'root.pem': certificatePem(root.certificate),
    'leaf.pem': certificatePem(officer.certificate),
  };
  const at = String(now.getTime() / 1000);
  const args = ['-respin', 'r.der', '-issuer', 'root.pem', '-cert', 'leaf.pem', '-CAfile', 'root.pem', '-attime', at];
  // Its freshness check reads the machine's own clock; a period of a hundred years leaves only the rest.
  return judge('openssl', files, ['ocsp', ...args, '-validity_period', '3153600000']).output;
}

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

describe('OCSP', () => {
  it.each([
    ['the issuer', undefined, 1],
    ['a delegated responder', delegate, 2],
  ])('says good and revoked when %s signs, as openssl agrees', (_who, signer, pathLength) => {
    const responder = responderFor(signer);
    const request = ocspRequest(certificate, issuer);
    const good = responder.respond(request);
    expect(statusIn({ ocsps: [good] })).toMatchObject({
      kind: 'good',
      type: 'ocsp',
      thisUpdate: now,
      nextUpdate: moment(24),
    });
    const verdict = opensslOcsp(good);
    expect(verdict).toContain('Response verify OK');
    expect(verdict).toContain('leaf.pem: good');
    responder.revoke(officer.certificate, moment(-1), 'keyCompromise');
    const revoked = responder.respond(request);
    const status = statusIn({ ocsps: [revoked] });
    expect(status).toMatchObject({ kind: 'revoked', revokedAt: moment(-1), reason: 'keyCompromise', source: revoked });
    if (status.kind === 'revoked') expect(status.responderPath).toHaveLength(pathLength);
    expect(opensslOcsp(revoked)).toMatch(/leaf\.pem: revoked[^]*keyCompromise[^]*Response verify OK/);
  });

  it('is asked in a way that openssl reads', () => {
    const request = ocspRequest(certificate, issuer, new Uint8Array(16).fill(7));
    const { code, output } = judge('openssl', { 'q.der': request }, ['ocsp', '-reqin', 'q.der', '-req_text']);
    expect(code).toBe(0);
    expect(output).toContain(Buffer.from(certificate.serialNumber).toString('hex').toUpperCase());
    expect(output).toContain('OCSP Nonce');
  });

  it('gives back the nonce, or is not believed when one is asked for', () => {
    const responder = responderFor();
    const nonce = new Uint8Array(16).fill(7);
    const answer = responder.respond(ocspRequest(certificate, issuer, nonce));
    expect(useOcsp(answer, { certificate, issuer }, [], nonce).status).toBe('good');
    expect(() => useOcsp(answer, { certificate, issuer }, [], new Uint8Array(16))).toThrow('nonce');
    const without = responder.respond(ocspRequest(certificate, issuer));
    expect(() => useOcsp(without, { certificate, issuer }, [], nonce)).toThrow('nonce');
  });

  it('may name the issuer by SHA-256', () => {
    const about = encodeCertificateId(certificate.serialNumber, issuer, 'sha256');
    const ocsp = createOcspResponse({ answers: [{ about, status: 'good', ...update }], producedAt: now, ...root });
    expect(statusIn({ ocsps: [ocsp] }).kind).toBe('good');
  });

  const stranger = createAuthority({ name: { commonName: 'Stranger' }, validity });
  const about = encodeCertificateId(certificate.serialNumber, issuer);
  const answered = { answers: [{ about, status: 'good', ...update }], producedAt: now } as const;
  const forged = responderFor().respond(ocspRequest(certificate, issuer));
  forged[forged.length - 5] = (forged[forged.length - 5] ?? 0) ^ 1;
  const signedBy = (signer: IssuedCertificate) =>
    createOcspResponse({ ...answered, ...signer, certificates: [signer.certificate] });
  const early = issueCertificate(root, {
    subject: { commonName: 'Early' },
    ...usage,
    validity: { notBefore: moment(-48), notAfter: moment(-24) },
    ocspNoCheck: true,
  });
  it.each([
    ['a stranger', signedBy(stranger), 'not authorised'],
    ['an officer of the issuer, who is no responder', signedBy(officer), 'not authorised'],
    [
      'a responder of another authority',
      signedBy(issueCertificate(stranger, { subject: { commonName: 'OCSP' }, ...usage })),
      'not authorised',
    ],
    ['a responder whose certificate has expired', signedBy(early), 'not authorised'],
    ['the issuer, altered', forged, 'signature is wrong'],
    [
      'the issuer, about another certificate',
      responderFor().respond(ocspRequest(parseCertificate(other.certificate), issuer)),
      'other certificates',
    ],
    ['nobody: the responder is out of order', failedOcspResponse(6), 'OCSP status 6'],
    ['nobody: noise', Uint8Array.of(0x30, 3, 1, 1, 0xff), 'expected tag'],
    [
      'the issuer, who does not know',
      createOcspResponse({ ...answered, answers: [{ about, status: 'unknown', ...update }], ...root }),
      'does not know',
    ],
    ['the issuer, tomorrow', createOcspResponse({ ...answered, producedAt: moment(24), ...root }), 'future'],
  ])('is not believed when it comes from %s', (_who, ocsp, reason) => {
    expect(statusIn({ ocsps: [ocsp] }).kind).toBe('unknown');
    expect(reasons({ ocsps: [ocsp] })).toEqual([expect.stringContaining(reason)]);
  });

  it('is believed of a responder without nocheck only once that one’s own status is known', () => {
    const ocsp = responderFor(checked).respond(ocspRequest(certificate, issuer));
    const lists = responderFor();
    expect(statusIn({ ocsps: [ocsp] }).kind).toBe('unknown');
    // Vouching for itself counts for nothing.
    const itself = responderFor(checked).respond(ocspRequest(parseCertificate(checked.certificate), issuer));
    expect(statusIn({ ocsps: [ocsp, itself] }).kind).toBe('unknown');
    const byIssuer = lists.respond(ocspRequest(parseCertificate(checked.certificate), issuer));
    expect(statusIn({ ocsps: [ocsp, byIssuer] }).kind).toBe('good');
    lists.revoke(checked.certificate, moment(-2), 'keyCompromise');
    const revoked = lists.respond(ocspRequest(parseCertificate(checked.certificate), issuer));
    expect(statusIn({ ocsps: [ocsp, revoked] }).kind).toBe('unknown');
  });

  it('reads nothing but its own errors out of any cut or altered response', () => {
    const der = responderFor(delegate).respond(ocspRequest(certificate, issuer));
    for (let length = 0; length < der.length; length += 7) {
      expect(() => parseOcspResponse(der.subarray(0, length))).toThrow('revocation-malformed');
      const altered = new Uint8Array(der);
      altered[length] = (altered[length] ?? 0) ^ 0x10;
      expect(statusIn({ ocsps: [altered] }).kind).toBe('unknown');
    }
  });
});

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

describe('revocationOf', () => {
  const about = encodeCertificateId(certificate.serialNumber, issuer);
  const say = (status: Parameters<typeof createOcspResponse>[0]['answers'][number]['status'], at: Date) =>
    createOcspResponse({
      answers: [{ about, status, thisUpdate: at, nextUpdate: undefined }],
      producedAt: at,
      ...root,
    });

  it('holds to a lasting revocation, and lets a hold be lifted', () => {
    const good = say('good', moment(-1));
    const revoked = say({ at: moment(-5), reason: 'cessationOfOperation' }, moment(-4));
    const held = say({ at: moment(-5), reason: 'certificateHold' }, moment(-4));
    expect(statusIn({ ocsps: [good, revoked] })).toMatchObject({ kind: 'revoked', source: revoked });
    expect(statusIn({ ocsps: [held, good] })).toMatchObject({ kind: 'good', source: good });
    expect(statusIn({ ocsps: [held] }).kind).toBe('revoked');
    expect(statusIn({ ocsps: [say('good', moment(-6)), held] }).kind).toBe('revoked');
  });

  it('takes the newest good word', () => {
    const [older, newer] = [say('good', moment(-9)), say('good', moment(-1))];
    expect(statusIn({ ocsps: [older, newer] })).toMatchObject({
      source: newer,
      thisUpdate: moment(-1),
      nextUpdate: undefined,
    });
  });

  it('knows nothing of what nothing says', () => {
    expect(statusIn({})).toEqual({ kind: 'unknown', refused: [] });
  });
});
