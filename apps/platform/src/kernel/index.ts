export type {
  Actor,
  AnonymousActor,
  Grant,
  Jurisdiction,
  PersonActor,
  Place,
  StaffActor,
  SystemActor,
} from './actor.ts';
export { covers, may } from './actor.ts';
export type { AssuranceLevel } from './assurance.ts';
export { assuranceLevels, reaches } from './assurance.ts';
export {
  crockford,
  endsWithCheckCharacter,
  groupCode,
  spellCode,
  withCheckCharacter,
} from './check-character.ts';
export { isCheckedCode, newCheckedCode } from './checked-codes.ts';
export type {
  AccountId,
  ActId,
  ArrondissementId,
  CommuneId,
  CredentialId,
  DelegationId,
  DocumentId,
  Id,
  MandateId,
  OfficeId,
  OrganisationId,
  PageId,
  PersonId,
  PreparationId,
  PartyId,
  RequestId,
  SessionId,
  StaffId,
} from './ids.ts';
export { asId, isId, newId } from './ids.ts';
export type { Language, LocalizedText, PersonName } from './language.ts';
export { directionOf, isLanguage, languages, nameIn } from './language.ts';
export type { Centimes } from './money.ts';
export { formatAmount } from './money.ts';
export type { Refusal, Result } from './result.ts';
export { getValue, ok, refuse } from './result.ts';
export { isTraining, trainingId } from './training.ts';
export type { Clock } from './time.ts';
export { civilDate, civilInstant, civilTime } from './time.ts';
