export { clientAddress, isNetwork, networkOf, within } from './networks.ts';
