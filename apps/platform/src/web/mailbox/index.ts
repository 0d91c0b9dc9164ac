export { mailboxRoutes } from './routes.tsx';
