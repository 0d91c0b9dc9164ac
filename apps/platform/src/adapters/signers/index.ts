export { openOfficerKeys } from './officer-keys.ts';
