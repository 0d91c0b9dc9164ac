export type { BlobStore, ErasableBlobs, Sha256 } from './folder.ts';
export { asSha256, openBlobFolder, sha256Of } from './folder.ts';
