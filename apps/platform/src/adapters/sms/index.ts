export { openSimulatedPhones, startSimulatedSmsc } from './simulated.ts';
export { createSmppMessenger } from './smpp.ts';
