import { describe, expect, it } from 'vitest';
import { judge } from '../fixtures/judges.ts';
import { now, officer, officerFor, root, validity } from '../fixtures/officer.ts';
import { certificate, issuer, moment, reasons, responderFor, statusIn, update } from '../fixtures/revocation.ts';
import { createAuthority, type IssuedCertificate, issueCertificate } from '../testing/authority.ts';
import { certificatePem } from '../testing/certificate.ts';
import { createOcspResponse, failedOcspResponse } from '../testing/revocation-material.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { encodeCertificateId, ocspRequest, parseOcspResponse } from './ocsp.ts';
import { useOcsp } from './usable.ts';

const other = officerFor('ecdsa-p384-sha384');
const usage = { usage: 'ocsp', validity } as const;
const delegate = issueCertificate(root, { subject: { commonName: 'OCSP' }, ...usage, ocspNoCheck: true });
const checked = issueCertificate(root, { subject: { commonName: 'OCSP, to be checked' }, ...usage });

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

  it('asks for the status of a responder once, however much it answered', () => {
    const answers = Array.from({ length: 9 }, (_, nonce) =>
      responderFor(checked).respond(ocspRequest(certificate, issuer, Uint8Array.of(nonce))),
    );
    let walks = 0;
    const lists = [responderFor().crl()];
    const counted = Object.assign([...lists], {
      [Symbol.iterator]: () => {
        walks++;
        return lists.values();
      },
    });
    expect(statusIn({ ocsps: answers, crls: counted })).toMatchObject({ kind: 'good' });
    expect(walks).toBe(2);
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
