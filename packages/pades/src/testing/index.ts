/** A small public key infrastructure and timestamp authority, for tests and demonstrations. Never for real acts. */
export {
  type Authority,
  createAuthority,
  type IssuedCertificate,
  issueCertificate,
  loadAuthority,
} from './authority.ts';
export {
  type CertificateUsage,
  certificatePem,
  createKey,
  type KeyKind,
  type SubjectName,
  type Validity,
} from './certificate.ts';
export { createRevocationResponder, type RevocationResponder } from './revocation-responder.ts';
export { type RevocationServer, serveRevocations } from './revocation-server.ts';
export { createTimestampResponder, type TimestampResponder } from './timestamp-responder.ts';
export { serveTimestamps, type TimestampServer } from './timestamp-server.ts';
