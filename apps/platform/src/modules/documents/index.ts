export { closeSandbox, intakeLimits, isFootEmpty, overlayPdf, renderPage } from './intake/index.ts';
export type { Millimetres, Verdict, VerdictKind } from './intake/index.ts';
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
  FinalDocument,
  RefusedFile,
  RequestDocument,
  Rotation,
  SentFile,
  StoredFile,
  StoredPicture,
  VaultItem,
} from './model.ts';
export type { ProposedPlace } from './showing.ts';
export { loadFinalDocument, picturePage, proposeDocumentLanguage, proposePlace } from './showing.ts';
export { countPages, findDocument, insertBlob } from './store.ts';
export { editPicture, takeInFiles } from './taking.ts';
export { deposit, findInVault, listVault, openVaultItem } from './vault.ts';
