export { mergeTask } from './deciding.ts';
export type { MergingDependencies } from './dependencies.ts';
export type { Merge, MergeId, MergeNews, MergeOfMine, MergeParticipant, Merging } from './model.ts';
export { createMerging, listMergesOfMine } from './service.ts';
