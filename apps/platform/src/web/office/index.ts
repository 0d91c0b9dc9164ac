export type { ClientEntry } from './assets.ts';
export { readClientAssets, readClientEntry } from './assets.ts';
export type { OfficeOptions } from './routes.tsx';
export { officeRoutes } from './routes.tsx';
