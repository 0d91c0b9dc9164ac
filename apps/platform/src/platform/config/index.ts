export type { Config } from './config.ts';
export { readConfig } from './config.ts';
export type { DatabaseLogin, SecretName } from './secrets.ts';
export {
  addRingKey,
  databaseLogins,
  deriveDigestKey,
  prepareSecrets,
  readDatabasePassword,
  readRingKeys,
  readSecret,
} from './secrets.ts';
