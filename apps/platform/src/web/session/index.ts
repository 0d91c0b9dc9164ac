export type { SessionEnv } from './env.ts';
export { personOf, staffOf } from './env.ts';
export { confirmNeeded, isFresh } from './fresh.ts';
export { requireLevel, requirePerson, requireStaff, requireStepUp, safeReturnPath } from './guards.ts';
export { protectForms } from './protect-forms.ts';
export type { SessionOptions } from './read-session.ts';
export { endSession, keepStation, originOf, readSession, renewSession, startSession } from './read-session.ts';
export { signInBodies } from './sign-in-bodies.ts';
export { signInRoutes } from './sign-in-routes.ts';
