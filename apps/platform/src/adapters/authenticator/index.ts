export { simulatedAuthenticatorRoutes } from './routes.ts';
export type { SimulatedAuthenticator, SimulatedCredential } from './simulated.ts';
export { createSimulatedAuthenticator } from './simulated.ts';
