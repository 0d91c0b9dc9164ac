export { makeSeals, openCommuneSeals } from './commune-seals.ts';
export { openOfficerKeys } from './officer-keys.ts';
