export type { MissBudget } from './budget.ts';
export { createMissBudget } from './budget.ts';
export type { Answer, FileStanding } from './model.ts';
export type { Verification } from './service.ts';
export { createVerification } from './service.ts';
