export type { ApiDeps } from './ports.ts';
export { apiRoutes } from './api.ts';
