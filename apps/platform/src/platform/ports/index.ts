export { findFreePort, isPortFree } from './free.ts';
