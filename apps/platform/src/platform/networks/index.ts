export { clientAddress, isNetwork, within } from './networks.ts';
