export type { Absence, AbsenceId } from './absences/absences.ts';
export { cancelAbsence, enterAbsence, listAbsences } from './absences/absences.ts';
export {
  endAuthority,
  enterAuthority,
  findAuthority,
  listAuthorities,
} from './authorities/authorities.ts';
export type { Authority, AuthorityId } from './authorities/authority.ts';
export type { Calendar, CalendarSpan, CalendarSpanId, Period } from './calendars/calendar.ts';
export { daysLater, isFixedHoliday, nextOpening, openingAt } from './calendars/calendar.ts';
export { cancelDays, enterDays, readCalendar, setHours } from './calendars/calendars.ts';
export type { KeptStatement } from './decide.ts';
export { grantsAt } from './decide.ts';
export type { Gap, Signer } from './delegations/coverage.ts';
export type { DelegationCap, SealedSpecimen } from './delegations/delegation-store.ts';
export type { OfficeCoverage } from './delegations/delegations.ts';
export {
  coverageDays,
  findSpecimen,
  listCoverage,
  listSpecimens,
  readCap,
  recordSpecimen,
  setCap,
} from './delegations/delegations.ts';
export type { EndingStatement } from './delegations/ending.ts';
export { listEnding, warnOfEnds } from './delegations/ending.ts';
export { settleNotice } from './delegations/notice-store.ts';
export { composeEndingMail } from './delegations/notice-words.ts';
export { endingNoticeTask, findNotice, readNoticeKey } from './delegations/notices.ts';
export type { HistoryEvent } from './history/history.ts';
export { listHistory, recordScreening, recordSecondPerson } from './history/history.ts';
export type { AccessLimit, AccessLimitId, StationId } from './limits/limit.ts';
export { liftLimit, listLimits, registerStation, revokeStation, setLimit } from './limits/limits.ts';
export type {
  Arrondissement,
  Commune,
  ComposedRoleId,
  GivenPosting,
  Office,
  OfficeOnRecord,
  Posting,
  PostingId,
  Prefecture,
  PrefectureId,
  RevocationReason,
  RoleName,
  Roles,
  Staff,
} from './model.ts';
export { isBuiltIn, placeOf, roleNames } from './model.ts';
export { organisationPermissions } from './policy.ts';
export { reasonsFor } from './roles/explain.ts';
export type { ComposedRole, RoleBook, RolePlan } from './roles/role.ts';
export { permissionsOf } from './roles/role.ts';
export type { AtWorkAsked, CommuneSetUp, StaffAtWork } from './service.ts';
export {
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
  listNamesAt,
  listOffices,
  listPostings,
  listPrefectures,
  listRealCommunes,
  listStaffNames,
  searchStaff,
} from './service.ts';
export type { HandedCode } from './staff/accounts.ts';
export type { Administration } from './staff/administration.ts';
export { findStaffAddress, keepStaffAddress, placeOfStaffAddress } from './staff/addresses.ts';
export { createAdministration } from './staff/administration.ts';
export { listStatementsInForce } from './staff/leaving.ts';
export { listOfficesOnRecord } from './staff/offices.ts';
export { recordOperatorsCode } from './staff/operator.ts';
export type { ChangeProposal, ChangeProposalId } from './staff/proposal.ts';
export { isOpen } from './staff/proposal.ts';
export { listStaffAt } from './staff/at-office.ts';
export type { AccountUse, Movement, RosterEntry, RosterFilter, StaffState, UseOfAccounts } from './staff/roster.ts';
export { filterRoster, movementsOf, stateOf } from './staff/roster.ts';
export type { StampLanguages, StampSetting } from './stamps/stamp.ts';
export { stampLanguages } from './stamps/stamp.ts';
export { listStampSettings, readStampLanguages, setStampLanguages } from './stamps/stamps.ts';
export type { Json } from './statements/canonical.ts';
export { canonicalJson } from './statements/canonical.ts';
export type { StatementTrust } from './statements/check.ts';
export { checkStatement, readCeremonyKey } from './statements/check.ts';
export { checkDelegationCovers } from './statements/covers.ts';
export type { ProposalState, StatementDraft, StatementId, StatementProposal } from './statements/proposal.ts';
export { stateOfProposal } from './statements/proposal.ts';
export {
  administratorsInForce,
  getProposal,
  listProposals,
  propose,
  signByCeremony,
  signProposal,
  withdrawProposal,
} from './statements/proposals.ts';
export type { CommunalStatements } from './statements/service.ts';
export {
  findCredential,
  findDelegation,
  findStatement,
  getStatement,
  keepStatement,
  listAdministratorStatements,
  listRevocations,
  listStatements,
  revokeOwnCredentials,
  revokeStatement,
} from './statements/service.ts';
export type { CeremonySigner, StatementSigner } from './statements/sign.ts';
export { signAdministrator, signByTwo } from './statements/sign.ts';
export type {
  ActNature,
  AdministratorBody,
  AdministratorId,
  CredentialBody,
  DelegationBody,
  SignedStatement,
  StatementBody,
} from './statements/statement.ts';
export { actNatures, parseStatement, signaturesSchema } from './statements/statement.ts';
export type { CapacityKind, Council, Gender } from './statements/wordings.ts';
export { capacityKinds, capacityOf, grantorOf } from './statements/wordings.ts';
export { checkOutsideTraining, listTrainingOffices } from './training/offices.ts';
export type { Training, TrainingDeps } from './training/training.ts';
export { createTraining } from './training/training.ts';
export type { Assertion, Passkey } from './webauthn/assertion.ts';
export { assertionSchema, verifyAssertion } from './webauthn/assertion.ts';
