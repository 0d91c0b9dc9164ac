export { keepSoftwareKey, openSoftwareKeys } from './officer-keys.ts';
