export type { AccountDeps } from './page.tsx';
export { accountRoutes } from './routes.ts';
