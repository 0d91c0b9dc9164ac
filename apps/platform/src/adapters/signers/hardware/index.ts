export { type HardwareModule, openHardwareKeys } from './officer-keys.ts';
