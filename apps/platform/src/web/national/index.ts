export { nationalRoutes } from './routes.tsx';
