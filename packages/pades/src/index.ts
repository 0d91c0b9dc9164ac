export { type AugmentedFile, type AugmentOptions, augment } from './augment/augment.ts';
export type { ValidationData } from './augment/store.ts';
export type { CertificationLevel, Change, ChangeClass, ChangeReport, FieldLock } from './changes/model.ts';
export { digestFor, ecdsaDerToRaw, ecdsaRawToDer, type SignatureAlgorithm } from './cms/algorithm.ts';
export { signedAttributes } from './cms/attributes.ts';
export {
  addTimestamp,
  buildCms,
  type CmsInput,
  type EstimateOptions,
  estimateContentsSize,
  timestampImprint,
} from './cms/build.ts';
export type { CommitmentType, SignaturePolicy, SignerStatement } from './cms/statement.ts';
export { PadesError, type PadesErrorCode } from './failure.ts';
export { fetchedRevocation, type RevocationFetchOptions } from './revocation/fetch.ts';
export type { RevocationReason } from './revocation/reason.ts';
export type { RevocationSource } from './revocation/source.ts';
export {
  type RefusedMaterial,
  type RevocationEvidence,
  type RevocationMaterial,
  type RevocationStatus,
  revocationOf,
} from './revocation/status.ts';
export { type BatchItem, type BatchResult, signBatch } from './sign/batch.ts';
export type { Blank } from './sign/blank.ts';
export { assertContentsFit, embedSignature, embedSignatureSegments } from './sign/embed.ts';
export type { Certification } from './sign/modification-detection.ts';
export type { DisplayedBox } from './sign/placement.ts';
export type { PrepareOptions } from './sign/options.ts';
export { prepareSignature } from './sign/prepare.ts';
export type { BlankPlace, ByteRange, PreparedSignature, PreparedState } from './sign/prepared.ts';
export { resumeSignature } from './sign/resume.ts';
export { type SignedFile, type SignOptions, signPdf } from './sign/sign.ts';
export type { Signer } from './sign/signer.ts';
export { softwareSigner } from './sign/software-signer.ts';
export {
  fetchTimestamp,
  fetchTimestampFrom,
  type TimestampAuthority,
  type TimestampFetchOptions,
} from './tsp/fetch.ts';
export { createNonce, type Imprint, timestampRequest } from './tsp/request.ts';
export { checkTimestampResponse, type ExpectedTimestamp } from './tsp/response.ts';
export type { TimestampSource } from './tsp/source.ts';
export type { TimestampInfo } from './tsp/token.ts';
export { type VerifiedTimestamp, verifyTimestampToken } from './tsp/verify.ts';
export { defaultPolicy, type ValidationOptions, type ValidationPolicy } from './verify/options.ts';
export {
  type OwnSignatureCheck,
  type OwnSignatureOptions,
  type OwnSignatureReport,
  verifyOwnSignature,
} from './verify/own-signature.ts';
export type {
  BaselineLevel,
  CertificateReport,
  Conclusion,
  Finding,
  FindingCode,
  Indication,
  SignatureReport,
  SignerClaims,
  SubIndication,
  TimestampReport,
  ValidationReport,
} from './verify/report.ts';
export { reportText } from './verify/texts/report-text.ts';
export type { ReportLanguage } from './verify/texts/words.ts';
export { validate } from './verify/validate.ts';
export type { DigestName } from './x509/algorithm.ts';
export { type Certificate, parseCertificate } from './x509/certificate.ts';
export { type AccessUrls, accessUrlsOf } from './x509/general-name.ts';
export { certificatesIn } from './x509/pem.ts';
export {
  digestOfCode,
  readWithdrawalList,
  type WithdrawalEntry,
  type WithdrawalList,
  writeWithdrawalList,
} from './withdrawals/list.ts';
export {
  type ListTrust,
  type SignedWithdrawalList,
  type VerifiedList,
  verifyWithdrawalList,
  writeSignedList,
} from './withdrawals/signed-list.ts';
export { follows, newestOf, type PaperStanding, standingOf } from './withdrawals/standing.ts';
