export type { SimulatedAuthenticator, SimulatedCredential } from './simulated.ts';
export { createSimulatedAuthenticator } from './simulated.ts';
