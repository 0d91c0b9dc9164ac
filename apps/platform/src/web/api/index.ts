export type { ApiDeps, DraftPrinter } from './ports.ts';
export { apiRoutes } from './api.ts';
