export { homeRoutes } from './home.tsx';
