export { enrolmentPermissions } from './policy.ts';
export type {
  Ability,
  Answer,
  ContactKind,
  DeclaredDocument,
  DraftSecret,
  DraftView,
  Facts,
  Guardian,
  NoticeVersion,
  PreEnrolmentCode,
  PreEnrolmentDependencies,
  PreEnrolmentDrafts,
  PreEnrolmentFile,
  PreEnrolmentId,
  PreEnrolmentMessage,
  PreEnrolments,
  Step,
} from './pre-enrolment/index.ts';
export {
  abilities,
  createPreEnrolments,
  currentNotice,
  firstMissing,
  formatPreEnrolmentCode,
  isAnswered,
  isNoticeVersion,
  keepTask,
  noticeParts,
  readDraftSecret,
  stepAfter,
  stepBefore,
  steps,
  stepsOf,
  tellTask,
} from './pre-enrolment/index.ts';
export type { SamplePoint, SignatureSample } from './signature-sample/index.ts';
export {
  decodeSample,
  drawSample,
  encodeSample,
  readSample,
  sampleLimits,
  sampleToSvg,
} from './signature-sample/index.ts';
export type { FactsByField } from './visit/corrections.ts';
export type { FingerprintsAtVisit, PreEnrolmentsAtVisit } from './visit/dependencies.ts';
export { guardianPowers } from './visit/guardian-powers.ts';
export { isMinor } from './visit/age.ts';
export { isSameName, isSamePerson } from './visit/decide.ts';
export type {
  FingerprintTaken,
  Specimen,
  SpecimenId,
  VisitDone,
  VisitId,
  VisitReport,
  WitnessNamed,
} from './visit/model.ts';
export { skipReasons } from './visit/model.ts';
export { readOwnSpecimen } from './visit/specimens.ts';
export type { MachineReadable } from './visit/mrz/index.ts';
export { checkDigitOf, readMachineReadable } from './visit/mrz/index.ts';
export type { Visits } from './visit/service.ts';
export { createVisits } from './visit/service.ts';
export { visitSentences } from './visit/versions.ts';
export { countGuardianships, eraseVisits, forgetSpecimens } from './visit/file-store.ts';
export { listSpecimenIds } from './visit/specimens.ts';
export { tellVisits } from './visit/telling.ts';
