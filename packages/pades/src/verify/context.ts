import type { PdfDocument } from '../pdf/document.ts';
import { readSecurityStore, type SecurityStore } from '../pdf/security-store.ts';
import { rememberingVerifier, type verifiesSignature } from '../x509/algorithm.ts';
import { type Certificate, parseCertificate, readableCertificates } from '../x509/certificate.ts';
import { defaultPolicy, type ValidationOptions, type ValidationPolicy } from './options.ts';
import { ProofsOfExistence } from './proofs.ts';

/** Everything that the judgements of one file share. */
export interface JudgingContext {
  readonly at: Date;
  readonly policy: ValidationPolicy;
  readonly trust: readonly Certificate[];
  readonly timestampTrust: readonly Certificate[];
  /** Certificates of the security store, and those handed in. */
  readonly pool: readonly Certificate[];
  /** Certificates of the security store, and where in the file they stand. */
  readonly storedCertificates: SecurityStore['certificates'];
  /** OCSP responses and CRLs of the security store, and those handed in, whose offset is infinite. */
  readonly material: Pick<SecurityStore, 'ocsps' | 'crls'>;
  readonly proofs: ProofsOfExistence;
  readonly verify: typeof verifiesSignature;
}

/** Octets that no document timestamp covers: where values stand that are not in the file. */
const outsideTheFile = Number.POSITIVE_INFINITY;

/** What is trusted, what was handed in beside the file, and the rules; throws `certificate-malformed` for bad trust. */
export function createContext(options: ValidationOptions): JudgingContext {
  const at = options.at ?? new Date();
  const handedIn = (ders: readonly Uint8Array[] = []) => ders.map(der => ({ der, offset: outsideTheFile }));
  const trust = options.trust.map(parseCertificate);
  return {
    at,
    policy: { ...defaultPolicy, ...options.policy },
    trust,
    timestampTrust: options.timestampTrust?.map(parseCertificate) ?? trust,
    pool: readableCertificates(options.certificates ?? []),
    storedCertificates: [],
    material: { ocsps: handedIn(options.ocsps), crls: handedIn(options.crls) },
    proofs: new ProofsOfExistence(at),
    verify: rememberingVerifier(),
  };
}

/** The same, with what the file carries for its own judgement. */
export function withStoreOf(context: JudgingContext, document: PdfDocument): JudgingContext {
  const { certificates, ocsps, crls } = readSecurityStore(document);
  return {
    ...context,
    storedCertificates: certificates,
    pool: [...readableCertificates(certificates.map(({ der }) => der)), ...context.pool],
    material: { ocsps: [...ocsps, ...context.material.ocsps], crls: [...crls, ...context.material.crls] },
  };
}
