export type { FirstAdministratorOptions } from './routes.tsx';
export { firstAdministratorRoutes } from './routes.tsx';
