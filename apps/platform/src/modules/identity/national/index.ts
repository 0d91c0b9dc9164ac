export type { NationalDependencies } from './dependencies.ts';
export type {
  AnswerOutcome,
  BindingId,
  BindingListed,
  NationalAssertion,
  NationalProvider,
  PendingAnswer,
  WalkSecrets,
} from './model.ts';
export { nationalCallback } from './model.ts';
export { nationalNewsTask } from './news.ts';
export { nationalNotice } from './notice.ts';
export type { NationalIdentity } from './service.ts';
export { createNationalIdentity } from './service.ts';
