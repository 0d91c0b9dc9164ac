export { pagesChanged } from './agreed.ts';
export type { UnreadLanguage } from './language.ts';
export { sayUnread } from './language.ts';
export { checkPagesFree } from './attested-here.ts';
export type { LegalisationBrief, SignatoryBrief } from './brief.ts';
export { readBriefs } from './brief.ts';
export { clearDrawn, selectUndrawn } from './destroying-store.ts';
export { forgetAwaited } from './awaited/ending.ts';
export type { AwaitedId, AwaitedPart } from './awaited/model.ts';
export { type SpecimenRuleId, recognitionSentences } from './recognition/model.ts';
export type { LegalisationPaper } from './facts.ts';
export type { LegalisationOverview } from './model.ts';
export { legalisationService } from './model.ts';
export type { LegalisationLine } from './overview.ts';
export type { DraftFace, LegalisationDeps } from './ports.ts';
export type { LegalisationService } from './service.ts';
export { createLegalisation } from './service.ts';
export type { TrackedRequest } from './tracking.ts';
export { listRequestsOf } from './tracking.ts';
export { findNatureOf } from './tracking-store.ts';
export type { Registration } from './registration.ts';
export { findRegistration } from './registration.ts';
export type { DrawnSignature } from './signature.ts';
export {
  drawSignature,
  leastMarkMillimetres,
  leastSignatureMillimetres,
  readKeptStrokes,
  readSignature,
  writeSignature,
} from './signature.ts';
export { isSignatoryOf, listSignatoryIds } from './store.ts';
export type {
  CounterCode,
  DeclineReason,
  Parties,
  PartiesDeps,
  Party,
  PartyContact,
  PartyGiven,
  PartyMessage,
  PartyState,
  HandwrittenSignature,
  InvitationSeen,
  OtherParty,
  OwnHand,
  PageToSign,
  Followed,
  PartyProgress,
  QuestionId,
  ToSign,
  ToSignLine,
} from './parties/index.ts';
export {
  contactTyped,
  createParties,
  declineReasons,
  eraseParties,
  invitationTask,
  keepPartiesTask,
  wordsLimit,
} from './parties/index.ts';
export type {
  Begun,
  CommuneOffer,
  DistanceFile,
  DistanceOverview,
  DistanceRule,
  DistanceService,
  FieldBox,
  MissingAt,
  NatureAtDistance,
  NinePlace,
  OfficeRule,
  OwnSignature,
  PaperTaken,
  PendingUpload,
  PreparingStep,
  RuleDecided,
  SignatureField,
  UploadId,
} from './distance/index.ts';
export {
  boxAt,
  competentOffices,
  createDistance,
  decideRule,
  distancePermissions,
  listRules as listDistanceRules,
  needsFields,
  needVersion,
  ninePlaces,
  ownParty,
  forgetUploads,
  partLimit,
  placeless,
  placeOfBox,
  proposePlaceFor,
  readPaperToSign,
  ruleInForce,
} from './distance/index.ts';
