export type { StaffPasskeyOptions } from './routes.tsx';
export { staffPasskeyRoutes } from './routes.tsx';
