export { mergeTask } from './deciding.ts';
export type { MergingDependencies } from './dependencies.ts';
export type { Merge, MergeId, MergeNews, MergeParticipant, Merging } from './model.ts';
export { createMerging } from './service.ts';
