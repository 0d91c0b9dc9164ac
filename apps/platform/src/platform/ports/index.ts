export { findFreePort, isPortFree, keepPort } from './free.ts';
