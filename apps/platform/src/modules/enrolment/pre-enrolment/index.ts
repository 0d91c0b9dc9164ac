export type { Answer } from './answers.ts';
export type { DraftSecret, PreEnrolmentCode } from './codes.ts';
export { formatPreEnrolmentCode, readDraftSecret } from './codes.ts';
export type { PreEnrolmentDependencies, PreEnrolmentMessage } from './dependencies.ts';
export type { DraftView } from './drafts.ts';
export { keepTask } from './keeping.ts';
export { tellTask } from './messages.ts';
export type {
  Ability,
  ContactKind,
  DeclaredDocument,
  Facts,
  Guardian,
  PreEnrolmentFile,
  PreEnrolmentId,
} from './model.ts';
export { abilities } from './model.ts';
export type { NoticeVersion } from './notice.ts';
export { currentNotice, isNoticeVersion, noticeParts } from './notice.ts';
export type { PreEnrolmentDrafts, PreEnrolments } from './service.ts';
export { createPreEnrolments } from './service.ts';
export type { Step } from './steps.ts';
export { firstMissing, isAnswered, stepAfter, stepBefore, steps, stepsOf } from './steps.ts';
