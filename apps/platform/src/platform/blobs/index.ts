export type { BlobStore, Sha256 } from './folder.ts';
export { asSha256, openBlobFolder, sha256Of } from './folder.ts';
