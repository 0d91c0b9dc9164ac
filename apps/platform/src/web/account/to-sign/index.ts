export type { ToSignDeps } from './deps.ts';
export { toSignRoutes } from './routes.tsx';
