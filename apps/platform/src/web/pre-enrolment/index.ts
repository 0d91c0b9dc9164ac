export { preEnrolmentRoutes } from './routes.tsx';
