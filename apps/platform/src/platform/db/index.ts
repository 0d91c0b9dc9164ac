export type { Database, Scope, Tx } from './database.ts';
export { digestKeyOf, openDatabase, rebind, violates } from './database.ts';
export { migrate } from './migrate.ts';
export { databaseName, ensureDatabase, loginUrl, provision, withClient } from './provision.ts';
