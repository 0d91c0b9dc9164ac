export type { ClaimNames } from './claims.ts';
export { usualClaimNames } from './claims.ts';
export type { ClientProof, NationalProviderOptions } from './provider.ts';
export { createNationalProvider } from './provider.ts';
export { openSimulatedFiles } from './simulated/files.ts';
export type { SimulatedPerson } from './simulated/people.ts';
export { simulatedLevels } from './simulated/people.ts';
export { simulatedClientId, startSimulatedProvider } from './simulated/provider.ts';
