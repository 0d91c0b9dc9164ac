export type { AccountDeps } from './page.tsx';
export { accountRoutes } from './routes.ts';
export { legaliseLongForms, legaliseRoutes } from './legalise/routes.tsx';
export { originalsLongForms, originalsRoutes } from './originals/index.ts';
export type { FilePagesDeps } from './profile/deps.ts';
export { personFileRoutes } from './profile/routes.tsx';
export type { ToSignDeps } from './to-sign/index.ts';
export { toSignRoutes } from './to-sign/index.ts';
export type {
  FieldToMend,
  OwnRequestFile,
  OwnRequestLine,
  OwnRequests,
  StepLine,
} from './requests/own-requests.ts';
export { inOrder } from './requests/states.ts';
