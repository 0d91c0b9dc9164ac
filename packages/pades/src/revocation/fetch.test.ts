import type { RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serve } from '../fixtures/http.ts';
import { judge } from '../fixtures/judges.ts';
import { now, root, validity } from '../fixtures/officer.ts';
import { issueCertificate } from '../testing/authority.ts';
import { type AccessPoints, certificatePem } from '../testing/certificate.ts';
import { createRevocationResponder } from '../testing/revocation-responder.ts';
import { serveRevocations } from '../testing/revocation-server.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { accessUrlsOf } from '../x509/general-name.ts';
import { fetchedRevocation, type RevocationFetchOptions } from './fetch.ts';
import { ocspRequest } from './ocsp.ts';
import { revocationOf } from './status.ts';

const issuer = parseCertificate(root.certificate);
const certified = (access: AccessPoints) =>
  parseCertificate(
    issueCertificate(root, { subject: { commonName: 'A signer' }, usage: 'signer', validity, access }).certificate,
  );

/** The authority's server, and whom it was asked by. */
async function serveAuthority() {
  const responder = createRevocationResponder({ authority: root, clock: () => now });
  const server = await serveRevocations(responder);
  onTestFinished(() => server.close());
  const asked: string[] = [];
  server.server.on('request', ({ method, url }) => asked.push(`${method} ${url}`));
  return { responder, server, asked, origin: new URL(server.url).origin };
}

const fetching = (origins: readonly string[], more: Partial<RevocationFetchOptions> = {}) =>
  fetchedRevocation({ origins, clock: () => now, timeoutMilliseconds: 300, ...more });

describe('fetchedRevocation', () => {
  it('asks the addresses that a certificate names: OCSP, and CRL where that is all', async () => {
    const { server, responder, asked, origin } = await serveAuthority();
    const certificate = certified(server.access);
    expect(accessUrlsOf(certificate)).toEqual({
      ocsps: [server.access.ocsp],
      issuers: [server.access.issuer],
      crls: [server.access.crl],
    });
    const source = fetching([origin]);
    const material = await source.find(certificate, issuer);
    expect(asked).toEqual(['POST /ocsp']);
    expect(revocationOf(certificate, issuer, material, now)).toMatchObject({ kind: 'good', type: 'ocsp' });
    const listed = certified({ crl: server.access.crl });
    responder.revoke(listed.der, now);
    const list = await source.find(listed, issuer);
    expect(revocationOf(listed, issuer, list, now)).toMatchObject({ kind: 'revoked', type: 'crl' });
  });

  it('remembers until a new answer is due', async () => {
    const { server, asked, origin } = await serveAuthority();
    let clock = now;
    const source = fetching([origin], { clock: () => clock });
    const [first, second] = [certified({ crl: server.access.crl }), certified({ crl: server.access.crl })];
    await source.find(first, issuer);
    await source.find(second, issuer);
    expect(asked).toEqual(['GET /crl']);
    clock = new Date(now.getTime() + 2 * 86_400_000);
    await expect(source.find(first, issuer)).rejects.toThrow('a new one was due');
    expect(asked).toEqual(['GET /crl', 'GET /crl']);
  });

  it('never contacts an address that is not on the list', async () => {
    const { server, asked, origin } = await serveAuthority();
    const source = fetching(['http://ocsp.authority.example']);
    const find = (access: AccessPoints) => source.find(certified(access), issuer);
    await expect(find(server.access)).rejects.toMatchObject({ code: 'revocation-unreachable' });
    await expect(find(server.access)).rejects.toThrow('not on the allow-list');
    const other = origin.replace('127.0.0.1', 'localhost');
    const similar = [
      'http://ocsp.authority.example@127.0.0.1/',
      'http://ocsp.authority.example.evil.test/',
      `${other}/ocsp`,
    ];
    for (const ocsp of similar) await expect(find({ ocsp })).rejects.toThrow('not on the allow-list');
    const withPassword = fetching([origin]).find(
      certified({ ocsp: server.access.ocsp.replace('//', '//a:b@') }),
      issuer,
    );
    await expect(withPassword).rejects.toThrow('not on the allow-list');
    expect(asked).toEqual([]);
    for (const ocsp of ['file:///etc/passwd', 'ldap://127.0.0.1/', '/ocsp']) {
      await expect(find({ ocsp })).rejects.toThrow('names no address');
    }
  });

  it('follows no redirect, not even to an address on the list', async () => {
    const { server, asked, origin } = await serveAuthority();
    const url = await serve((_, response) => response.writeHead(307, { location: server.access.ocsp }).end());
    const find = fetching([origin, url]).find(certified({ ocsp: `${url}/ocsp` }), issuer);
    await expect(find).rejects.toMatchObject({ code: 'revocation-unreachable' });
    expect(asked).toEqual([]);
  });

  const type = { 'content-type': 'application/ocsp-response' };
  it.each<[string, RequestListener, string]>([
    ['is silent', () => undefined, 'no reply'],
    ['hangs up', request => request.socket.destroy(), 'no reply'],
    ['fails', (_, response) => response.writeHead(500, type).end(), 'HTTP 500'],
    ['sends a page', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'), 'text/html'],
    ['sends noise', (_, response) => response.writeHead(200, type).end('noise'), 'revocation-malformed'],
    ['sends too much', (_, response) => response.writeHead(200, type).end(Buffer.alloc(70_000)), 'more than 65536'],
  ])('turns to the CRL when the responder %s, and says so when there is none', async (_what, listener, said) => {
    const { server, origin } = await serveAuthority();
    const url = await serve(listener);
    const ocsp = `${url}/ocsp`;
    const source = fetching([origin, url]);
    expect((await source.find(certified({ ocsp, crl: server.access.crl }), issuer)).crls).toHaveLength(1);
    const alone = source.find(certified({ ocsp }), issuer);
    await expect(alone).rejects.toMatchObject({ code: 'revocation-unreachable' });
    await expect(alone).rejects.toThrow(said);
  });

  it.each(['http://a.example/', 'a.example', 'ftp://a.example', 'http://a.example:80', '*'])(
    'takes no origin %s',
    origin => {
      expect(() => fetching([origin])).toThrow('option-invalid');
    },
  );
});

describe('serveRevocations', () => {
  it('answers by GET as well, at the addresses that openssl reads in a certificate', async () => {
    const { server } = await serveAuthority();
    const certificate = certified(server.access);
    const path = encodeURIComponent(Buffer.from(ocspRequest(certificate, issuer)).toString('base64'));
    const response = await fetch(`${server.access.ocsp}/${path}`);
    const ocsps = [new Uint8Array(await response.arrayBuffer())];
    expect(revocationOf(certificate, issuer, { ocsps, crls: [] }, now).kind).toBe('good');
    const own = await fetch(server.access.issuer);
    expect(new Uint8Array(await own.arrayBuffer())).toEqual(new Uint8Array(root.certificate));
    const text = judge('openssl', { 'c.pem': certificatePem(certificate.der) }, [
      'x509',
      '-in',
      'c.pem',
      '-noout',
      '-text',
    ]);
    expect(text.output).toContain(`OCSP - URI:${server.access.ocsp}`);
    expect(text.output).toContain(`URI:${server.access.crl}`);
  });

  it.each([
    ['GET', '', undefined, undefined, 404],
    ['PUT', 'crl', undefined, 'x', 405],
    ['POST', 'ocsp', 'text/plain', 'x', 415],
    ['POST', 'ocsp', 'application/ocsp-request', 'x'.repeat(5000), 413],
    ['POST', 'ocsp', 'application/ocsp-request', 'x', 200],
    ['GET', 'ocsp/noise', undefined, undefined, 200],
  ])('answers %s of %s', async (method, path, type, body, status) => {
    const { server } = await serveAuthority();
    const headers = type === undefined ? {} : { 'content-type': type };
    const response = await fetch(server.url + path, { method, headers, ...(body && { body }) });
    expect(response.status).toBe(status);
  });
});
