export type {
  ActFace,
  ActKind,
  CopyParticulars,
  Identified,
  IdentityDocumentType,
  NoEffectMark,
  PaperOffice,
  RefusalParticulars,
  Signatory,
  SignatoryCapacity,
  SignatureMode,
  StampLanguages,
} from './face.ts';
export { isStampLanguages } from './face.ts';
export { nameAfter } from './compose.ts';
export type { PageGeometry, PageLayout, Rectangle, Size } from './geometry.ts';
export { footBand, placeOnPage, placeScan } from './geometry.ts';
export { type InkStroke, layInk } from './ink.ts';
export type { Exemplar, LabelRequest, OverprintRequest } from './label.ts';
export { labelSizes } from './label.ts';
export type { CopiedPage, MarkedPage, Papers, ScannedPage } from './papers.ts';
export { createPapers } from './papers.ts';
export type { PaperFault, PressOptions } from './press.ts';
export type { BothWords, RegisterSheet, SheetLine, SheetSection } from './register-sheet.ts';
export type { QrCode } from './qr.ts';
export { encodeQr } from './qr.ts';
export type { PaymentMeans, ReceiptLine, SlipFace } from './slip.ts';
export { isRefusalLanguages, type RefusalLanguages } from './refusal.ts';
export { currentWording } from './wording.ts';
export type { WaitingSlipFace } from './waiting-slip.ts';
