export { createSimulatedMatcher } from './simulated-matcher.ts';
