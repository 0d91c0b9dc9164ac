export type { ApiDeps, DraftPrinter, OfficerCertificate } from './ports.ts';
export { apiRoutes } from './api.ts';
