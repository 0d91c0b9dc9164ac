export { joinMetrics } from './join.ts';
export type { Log } from './log.ts';
export { createLog } from './log.ts';
export type { Metrics } from './metrics.ts';
export { createMetrics } from './metrics.ts';
