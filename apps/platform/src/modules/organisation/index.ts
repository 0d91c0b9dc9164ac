export type { KeptStatement } from './decide.ts';
export { grantsAt } from './decide.ts';
export type {
  Arrondissement,
  Commune,
  Office,
  Posting,
  PostingId,
  Prefecture,
  PrefectureId,
  RevocationReason,
  RoleName,
  Roles,
  Staff,
} from './model.ts';
export { placeOf, roleNames } from './model.ts';
export { organisationPermissions } from './policy.ts';
export type { CommuneSetUp, StaffAtWork } from './service.ts';
export {
  endPosting,
  findOffice,
  findStaff,
  findStaffAtWork,
  findStaffOfAccount,
  getCommune,
  getOffice,
  getStaff,
  installCommune,
  installPosting,
  installStaff,
  listArrondissements,
  listCommunes,
  listOffices,
  listPostings,
  listPrefectures,
} from './service.ts';
export type { Json } from './statements/canonical.ts';
export { canonicalJson } from './statements/canonical.ts';
export type { StatementTrust } from './statements/check.ts';
export { checkStatement, readCeremonyKey } from './statements/check.ts';
export type { SigningOccasion } from './statements/covers.ts';
export { checkDelegationCovers } from './statements/covers.ts';
export type { CommunalOccasion } from './statements/service.ts';
export {
  findCredential,
  findDelegation,
  findStatement,
  getStatement,
  keepStatement,
  listAdministratorStatements,
  listRevocations,
  revokeStatement,
} from './statements/service.ts';
export type { CeremonySigner, StatementSigner } from './statements/sign.ts';
export { challengeOf, signAdministrator, signByTwo } from './statements/sign.ts';
export type {
  ActNature,
  AdministratorBody,
  AdministratorId,
  BodyOf,
  CredentialBody,
  DelegationBody,
  SignedStatement,
  StatementBody,
  StatementKind,
  StatementSignature,
} from './statements/statement.ts';
export { actNatures, parseStatement, signaturesSchema, signingBytes } from './statements/statement.ts';
export type { Assertion, AssertionExpectation, Passkey, VerifiedAssertion } from './webauthn/assertion.ts';
export { assertionSchema, passkeySchema, verifyAssertion } from './webauthn/assertion.ts';
