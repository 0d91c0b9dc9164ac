export type { Manifest, ManifestAct, NumberPlace, ReissueTerms } from './manifest.ts';
export { manifestChallenge, writeManifest } from './manifest.ts';
export type {
  ActFace,
  BothWords,
  ActKind,
  CopyParticulars,
  Exemplar,
  Identified,
  IdentityDocumentType,
  InkStroke,
  LabelRequest,
  MarkedPage,
  NoEffectMark,
  OverprintRequest,
  PageGeometry,
  PageLayout,
  PaperFault,
  PaperOffice,
  Papers,
  PaymentMeans,
  PressOptions,
  QrCode,
  ReceiptLine,
  Rectangle,
  RegisterSheet,
  SheetLine,
  SheetSection,
  RefusalParticulars,
  RefusalLanguages,
  ScannedPage,
  Signatory,
  SignatoryCapacity,
  SignatureMode,
  Size,
  SlipFace,
  StampLanguages,
} from './papers/index.ts';
export {
  createPapers,
  currentWording,
  encodeQr,
  footBand,
  isStampLanguages,
  isRefusalLanguages,
  layInk,
  labelSizes,
  nameAfter,
  placeOnPage,
  placeScan,
} from './papers/index.ts';
export type { SealerTrust } from './sealer/authorise.ts';
export type { SealerClient } from './sealer/client.ts';
export { createSealerClient } from './sealer/client.ts';
export type { CommuneSeals, OfficerKeys, SealUse } from './sealer/keys.ts';
export type {
  CancelAnswer,
  CancelRequest,
  ExtractRequest,
  ListRequest,
  RefusedAnswer,
  ReissueRequest,
  SealedAnswer,
  SignAnswer,
  SignRequest,
} from './sealer/protocol.ts';
export type { RunningSealer, SealerOptions } from './sealer/start.ts';
export { startSealer } from './sealer/start.ts';
export type { AfterStep, SealerStep } from './sealer/steps.ts';
