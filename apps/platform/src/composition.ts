export { loadDemo } from './composition/demo.ts';
export { openFirstAdministrators } from './composition/first-administrators.ts';
export type { Surroundings } from './composition/surroundings.ts';
export type { WebProgram } from './composition/web.ts';
export { composeWeb } from './composition/web.ts';
export type { WorkerProgram } from './composition/worker.ts';
export { composeWorker } from './composition/worker.ts';
