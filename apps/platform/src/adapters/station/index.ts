export { zoneOf } from './demo-card.ts';
export type { SimulatedBridge } from './simulated-bridge.ts';
export { startSimulatedBridge } from './simulated-bridge.ts';
