export type { Biometrics, FingerprintMatcher } from './biometrics/index.ts';
export { createBiometrics, readTemplate, writeTemplate } from './biometrics/index.ts';
export { formatAccountNumber } from './account-number.ts';
export { printedDay } from './facts.ts';
export type {
  CodeAsked,
  CodeMessage,
  CodeMessenger,
  CodePurpose,
  ConfirmedContact,
  ContactCodeId,
  ContactCodes,
} from './contact-codes/index.ts';
export { contactCodeTask, createContactCodes } from './contact-codes/index.ts';
export type { AppCodeState } from './security/app-codes.ts';
export type { SignInMethod, StepUpWay } from './security/assurance.ts';
export type { OwnPasskeyListed } from './security/own-passkeys.ts';
export type { Declared, DeclaredIdentity } from './declared.ts';
export { readDeclared } from './declared.ts';
export type { AccountNews, IdentityDependencies, RequestOrigin, StaffAtWork } from './dependencies.ts';
export { relyingPartyOf } from './dependencies.ts';
export type { DocumentType } from './document-number.ts';
export type { Enrolled, EnrolledWithin } from './enrolment.ts';
export { readContacts } from './contacts.ts';
export { readDocument } from './document-number.ts';
export { readBirthDate, readExpiry } from './facts.ts';
export type { IdentifiedPerson } from './file.ts';
export type { KeyRing } from './key-ring.ts';
export { createKeyRing } from './key-ring.ts';
export type { LevelledService, ServiceLevels } from './levels.ts';
export { createServiceLevels } from './levels.ts';
export type { CourtCode } from './mandates/courts.ts';
export { courts } from './mandates/courts.ts';
export type { Claim, Occasion } from './mandates/decide.ts';
export type {
  Capacity,
  EvidenceKind,
  JointGroup,
  Mandate,
  MandateScope,
  PrintedRegister,
  Role,
} from './mandates/model.ts';
export { evidenceKinds, roles } from './mandates/model.ts';
export type { OrganisationFound, OrganisationKind } from './mandates/organisation.ts';
export { fullName, legalForms, organisationKinds } from './mandates/organisation.ts';
export type { MandateListed, OrganisationFile } from './mandates/organisation-file.ts';
export type { OwnFile, OwnOrganisation } from './mandates/own.ts';
export { countMandates, tellMandates } from './mandates/own.ts';
export type { TypedOrganisation } from './mandates/read-organisation.ts';
export type { TypedMandate } from './mandates/recording.ts';
export type { Mandates } from './mandates/service.ts';
export { createMandates } from './mandates/service.ts';
export type { UsableMandate } from './mandates/standing.ts';
export { printedRegisterOf } from './mandates/standing.ts';
export type {
  CurrentSession,
  Enrolment,
  FileReading,
  IdentityDocument,
  IdentityDocumentId,
  OpenedSession,
  PersonFile,
  PersonFound,
  SessionListed,
  Slip,
} from './model.ts';
export { indexWords, searchWords } from './names.ts';
export { readName } from './names.ts';
export type {
  AnswerOutcome,
  BindingId,
  BindingListed,
  NationalAssertion,
  NationalDependencies,
  NationalIdentity,
  NationalProvider,
  PendingAnswer,
  WalkSecrets,
} from './national/index.ts';
export { createNationalIdentity, nationalCallback, nationalNewsTask, nationalNotice } from './national/index.ts';
export { passwordMinimum } from './security/passwords.ts';
export type { SecurityEvent, SecurityNews, ToldEvent } from './security/security-events.ts';
export type { PersonSecurity } from './security/person-security.ts';
export type { StatementProof, StatementProofs, StatementWay } from './security/statement-proofs.ts';
export { createPersonSecurity } from './security/person-security.ts';
export { isKnown as isKnownPerson, knowPerson } from './people-store.ts';
export { insertReading as recordReading } from './reading-store.ts';
export { createExports, exportTask, type ExportDependencies, type Exports } from './export/service.ts';
export type { Export, ExportId, ExportPaper } from './export/model.ts';
export { readWaysIn } from './export/ways-in.ts';
export type { HelperAct, HelperActor, HelpId, NamedHelp } from './helping/model.ts';
export { createHelping, type Helping, namesOf } from './helping/service.ts';
export { identityPermissions } from './policy.ts';
export { type Choices, readTypedChoices, scripts, textSizes, waysToTell } from './profile/choices.ts';
export { mayBeSamePerson, readNameText } from './profile/data.ts';
export type { OwnPersonFile } from './profile/own.ts';
export { retentionOf } from './retention/kinds.ts';
export { keepHouse, type RetentionRound } from './retention/service.ts';
export type { ErasureParticipant, RightsDependencies } from './rights/dependencies.ts';
export { delaysOf } from './rights/delays.ts';
export type {
  ErasurePlan,
  RightsEvent,
  RightsKind,
  RightsNews,
  RightsRequest,
  RightsRequestId,
} from './rights/model.ts';
export { rightsKinds } from './rights/model.ts';
export type { OpenedRights } from './rights/answering.ts';
export { createRights, type Rights } from './rights/service.ts';
export type { ProfileDependencies } from './profile/changing.ts';
export type { ChangeDecision, OpenedProposal } from './profile/deciding.ts';
export type {
  AwaitingChange,
  ChangeNews,
  FileChange,
  KeyDataChange,
  KeyDataChanges,
  KeyDataOutcome,
  KeyField,
  PaperSeen,
  ProposalId,
} from './profile/model.ts';
export { listKeyDataRules, setKeyDataRule } from './profile/rules.ts';
export type { Profile } from './profile/service.ts';
export { createProfile } from './profile/service.ts';
export type { ChangeMade } from './profile/writing.ts';
export { keyedDigest } from './protection.ts';
export type { IdentityService } from './service.ts';
export { createIdentityService } from './service.ts';
export type { SignInPlace } from './sessions.ts';
export type { SubjectId, SubjectVault } from './subject-vault.ts';
export { createSubjectVault } from './subject-vault.ts';
export type { StaffAccounts } from './staff-accounts.ts';
export { simulatedAaguid } from './passkey-registration.ts';
export type { PasskeyListed, StaffAccess } from './staff-access.ts';
export { createStaffAccess } from './staff-access.ts';
export type { Merge, MergeId, MergeNews, MergeOfMine, MergeParticipant, Merging } from './merging/index.ts';
export { createMerging, listMergesOfMine, mergeTask } from './merging/index.ts';
export { readPlain } from './profile/data.ts';
