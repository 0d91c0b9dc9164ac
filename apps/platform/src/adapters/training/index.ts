export type { TrainingAuthority } from './training-authority.ts';
export { openTrainingAuthority } from './training-authority.ts';
