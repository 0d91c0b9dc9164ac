export type { ApiDeps, OfficerCertificate } from './ports.ts';
export { apiRoutes } from './api.ts';
