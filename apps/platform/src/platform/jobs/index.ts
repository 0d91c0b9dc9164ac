export type { JobPayload } from './enqueue.ts';
export { enqueue } from './enqueue.ts';
