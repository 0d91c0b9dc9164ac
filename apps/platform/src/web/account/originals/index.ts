export { originalsLongForms, originalsRoutes } from './routes.tsx';
