export type { EmbeddedPostgres } from './embedded.ts';
export { startEmbeddedPostgres } from './embedded.ts';
