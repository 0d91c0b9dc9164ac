import { parseCertificate } from './certificate.ts';

const blocks = /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g;

/**
 * DER certificates in the octets of a file: each CERTIFICATE block of a text in PEM (RFC 7468 §5), or the one certificate
 * that a file in DER is. Throws `certificate-malformed` when any of them is none.
 */
export function certificatesIn(file: Uint8Array): Uint8Array[] {
  const found = [...Buffer.from(file).toString('latin1').matchAll(blocks)];
  const ders = found.length > 0 ? found.map(([, body = '']) => Buffer.from(body, 'base64')) : [file];
  return ders.map(der => parseCertificate(der).der);
}
