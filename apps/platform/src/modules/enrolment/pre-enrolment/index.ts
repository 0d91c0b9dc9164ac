export type { DraftSecret } from './codes.ts';
export type { PreEnrolmentDependencies, PreEnrolmentMessage } from './dependencies.ts';
export { keepTask } from './keeping.ts';
export { tellTask } from './messages.ts';
export type { Ability, DeclaredDocument, Guardian, PreEnrolmentFile, PreEnrolmentId } from './model.ts';
export { currentNotice } from './notice.ts';
export type { PreEnrolments } from './service.ts';
export { createPreEnrolments } from './service.ts';
