export type { VerifyDeps } from './routes.tsx';
export { verifyRoutes } from './routes.tsx';
