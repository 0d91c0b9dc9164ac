export { checkDigitOf } from './check-digit.ts';
export type { MachineReadable } from './read.ts';
export { readMachineReadable } from './read.ts';
