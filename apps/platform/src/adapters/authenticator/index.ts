export { encodeCoseKey } from './cbor.ts';
export { simulatedAuthenticatorRoutes } from './routes.ts';
export type { SimulatedAuthenticator } from './simulated.ts';
export { createSimulatedAuthenticator } from './simulated.ts';
