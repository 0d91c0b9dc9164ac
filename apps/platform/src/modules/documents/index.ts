export { closeSandbox, intakeLimits, isFootEmpty, overlayPdf, renderPage } from './intake/index.ts';
export type { FoundLanguage, WrittenLanguage } from './intake/index.ts';
export { writtenLanguageNames, writtenLanguages } from './intake/index.ts';
export type { JudgedSignature, Judgement, Millimetres, PageImage, SignerTrust, Verdict } from './intake/index.ts';
export {
  addFiles,
  clearDocument,
  findPage,
  orderPages,
  proposeLanguageTask,
  removePage,
  replacePicture,
  restorePage,
} from './keeping.ts';
export type {
  Crop,
  DocumentPage,
  DocumentPlace,
  Holder,
  RefusedFile,
  RequestDocument,
  Rotation,
  SentFile,
  StoredFile,
} from './model.ts';
export { copyDocument } from './copying.ts';
export type { DocumentBlank } from './showing.ts';
export { findBlankParts, picturePage, proposeDocumentLanguage, proposePlace } from './showing.ts';
export { countPages, deleteBlobs, deleteDocument, findDocument, insertBlob, selectUnused } from './store.ts';
export { editPicture, readPictures, storePictures, takeInFiles } from './taking.ts';
export { createTurns } from './turns.ts';
export { emptyVault, moveVaultItems, restoreVaultItems } from './vault-store.ts';
export { deposit, findInVault, listVault, openVaultItem } from './vault.ts';
