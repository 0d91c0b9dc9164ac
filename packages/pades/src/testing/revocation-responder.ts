import type { KeyObject } from 'node:crypto';
import { sameBytes } from '../bytes.ts';
import { childrenOf, DerFields, octetsOf, readOnly } from '../der/decode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { PadesError } from '../failure.ts';
import { certificateIdOf, encodeCertificateId } from '../revocation/ocsp.ts';
import type { RevocationReason } from '../revocation/reason.ts';
import { extensionsIn, parseCertificate } from '../x509/certificate.ts';
import type { Authority } from './authority.ts';
import { createCrl, createOcspResponse, failedOcspResponse, type Revocation } from './revocation-material.ts';

/** The register of one authority's revocations, with what it answers: for tests and demonstrations only. */
export interface RevocationResponder {
  /** The authority's certificate, DER. */
  readonly certificate: Uint8Array;
  /** Revokes a certificate (DER) of the authority. */
  revoke(certificate: Uint8Array, at: Date, reason?: RevocationReason): void;
  /** OCSPRequest to OCSPResponse, both DER. Bad requests get a failure status, never an exception. */
  respond(request: Uint8Array): Uint8Array;
  /** The list as of now, DER. */
  crl(): Uint8Array;
}

/** A responder whose OCSP and CRL are signed by the authority itself, or OCSP by `delegate`. */
export function createRevocationResponder(input: {
  readonly authority: Authority;
  readonly clock: () => Date;
  /** Who signs OCSP responses; its certificate, of usage `ocsp`, first in the chain. */
  readonly delegate?: { readonly key: KeyObject; readonly certificate: Uint8Array };
  /** How long answers and lists hold; a day unless told. */
  readonly validSeconds?: number;
}): RevocationResponder {
  const { authority, clock, delegate } = input;
  const issuer = parseCertificate(authority.certificate);
  const revoked = new Map<string, Revocation & { readonly serialNumber: Uint8Array }>();
  const signer = delegate ?? authority;
  let number = 0;
  const update = () => {
    const thisUpdate = clock();
    return { thisUpdate, nextUpdate: new Date(thisUpdate.getTime() + (input.validSeconds ?? 86_400) * 1000) };
  };
  return {
    certificate: authority.certificate,
    revoke(certificate, at, reason = 'unspecified') {
      const { serialNumber } = parseCertificate(certificate);
      revoked.set(hex(serialNumber), { serialNumber, at, reason });
    },
    respond(request) {
      try {
        const { abouts, nonce } = parseRequest(request);
        const answers = abouts.map(({ about, serialNumber }) => {
          const ours = [encodeCertificateId(serialNumber, issuer), encodeCertificateId(serialNumber, issuer, 'sha256')];
          const known = ours.some(own => sameBytes(own, about));
          return {
            about,
            status: known ? (revoked.get(hex(serialNumber)) ?? 'good') : 'unknown',
            ...update(),
          } as const;
        });
        const certificates = delegate === undefined ? [] : [delegate.certificate];
        return createOcspResponse({ answers, producedAt: clock(), ...signer, certificates, nonce });
      } catch (error) {
        if (error instanceof PadesError) return failedOcspResponse(1);
        throw error;
      }
    },
    crl: () => createCrl({ ...authority, ...update(), number: ++number, revoked: revoked.values() }),
  };
}

function hex(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex');
}

function parseRequest(request: Uint8Array) {
  const outer = new DerFields(readOnly(request, tag.sequence));
  const fields = new DerFields(outer.take(tag.sequence));
  fields.optional(contextTag(0));
  fields.optional(contextTag(1));
  const abouts = childrenOf(fields.take(tag.sequence)).map(single => {
    const about = new DerFields(single).take(tag.sequence);
    return { about: about.bytes, serialNumber: certificateIdOf(about).serialNumber };
  });
  const wrapped = fields.optional(contextTag(2));
  const nonce = wrapped && extensionsIn(wrapped.content).get(oids.ocspNonce);
  return { abouts, nonce: nonce && octetsOf(readOnly(nonce.value, tag.octetString)) };
}
