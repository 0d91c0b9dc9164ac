import type { ServerResponse } from 'node:http';
import { type ListenOptions, listen, readBody, type SmallServer } from './http-server.ts';
import type { RevocationResponder } from './revocation-responder.ts';

/** A running server for the revocations of one authority. */
export interface RevocationServer extends SmallServer {
  /** What certificates of the authority carry to be found here. */
  readonly access: { readonly ocsp: string; readonly issuer: string; readonly crl: string };
}

/** Larger than any OCSPRequest for one certificate. */
const largestRequest = 4096;

/**
 * Serves OCSP by POST and GET (RFC 6960 appendix A.1), the CRL and the authority’s certificate over HTTP, on `host` and
 * `port`: 127.0.0.1 and any free port unless told.
 */
export async function serveRevocations(
  responder: RevocationResponder,
  options: ListenOptions = {},
): Promise<RevocationServer> {
  const server = await listen(async (request, response) => {
    const { method, url: path = '/' } = request;
    const isOcsp = path === '/ocsp' || path.startsWith('/ocsp/');
    if (method === 'POST' && isOcsp) {
      if (request.headers['content-type'] !== 'application/ocsp-request') {
        response.writeHead(415).end();
        return;
      }
      const body = await readBody(request, largestRequest);
      if (body === undefined) response.writeHead(413).end();
      else send(response, 'application/ocsp-response', responder.respond(body));
    } else if (method !== 'GET') response.writeHead(405).end();
    else if (isOcsp) send(response, 'application/ocsp-response', responder.respond(requestIn(path)));
    else if (path === '/crl') send(response, 'application/pkix-crl', responder.crl());
    else if (path === '/issuer') send(response, 'application/pkix-cert', responder.certificate);
    else response.writeHead(404).end();
  }, options);
  const { url } = server;
  return { ...server, access: { ocsp: `${url}ocsp`, issuer: `${url}issuer`, crl: `${url}crl` } };
}

function send(response: ServerResponse, type: string, body: Uint8Array): void {
  response.writeHead(200, { 'content-type': type }).end(body);
}

/** The request that a GET carries in its path, in base64 with the characters that paths cannot have escaped. */
function requestIn(path: string): Uint8Array {
  return Buffer.from(
    path
      .slice('/ocsp/'.length)
      .replace(/%([0-9a-f]{2})/gi, (_, octet: string) => String.fromCharCode(Number.parseInt(octet, 16))),
    'base64',
  );
}
