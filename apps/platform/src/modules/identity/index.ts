export { formatAccountNumber } from './account-number.ts';
export type { CitizenSignIn } from './citizen-sign-in.ts';
export type { IdentityDependencies, RelyingParty, StaffAtWork, StaffDirectory } from './dependencies.ts';
export { relyingPartyOf } from './dependencies.ts';
export type { DocumentType, NormalDocument } from './document-number.ts';
export { documentTypes, isDocumentType, readDocument } from './document-number.ts';
export type { DocumentSeen } from './documents.ts';
export type { Enrolled } from './enrolment.ts';
export type { IdentifiedPerson } from './file.ts';
export type {
  Contacts,
  CurrentSession,
  DocumentReference,
  Enrolment,
  FileReading,
  IdentityDocument,
  IdentityDocumentId,
  OpenedSession,
  Person,
  PersonFile,
  PersonFound,
  ReadingPurpose,
  SessionListed,
  Slip,
} from './model.ts';
export { passwordMinimum } from './passwords.ts';
export type { People } from './people.ts';
export type { IdentityPermission } from './policy.ts';
export { identityPermissions } from './policy.ts';
export type { IdentityKeys } from './protection.ts';
export type { Addressee, IdentityService } from './service.ts';
export { createIdentityService } from './service.ts';
export type { Passkey } from './session-store.ts';
export type { Sessions } from './sessions.ts';
export type { StaffAccount, StaffAccounts } from './staff-accounts.ts';
export { simulatedAaguid } from './staff-accounts.ts';
export type { Asked, StaffSignIn } from './staff-sign-in.ts';
