export type { At } from './command.ts';
export type { LegalisationFacts, LegalisationPaper } from './facts.ts';
export type {
  KnownSignatory,
  Legalisation,
  LegalisationOverview,
  Missing,
  SignatureMode,
  StampLanguages,
  StampPlace,
  StampSize,
} from './model.ts';
export { legalisationService, stampLanguages } from './model.ts';
export type { OptionsChosen } from './options.ts';
export type { LegalisationLine } from './overview.ts';
export type { Upload } from './pages.ts';
export type {
  DraftFace,
  LegalisationCatalogue,
  LegalisationDeps,
  NatureRuling,
  PeopleReader,
  StampMeasure,
} from './ports.ts';
export type { LegalisationService } from './service.ts';
export { createLegalisation } from './service.ts';
export type { DrawnSignature, PenPoint } from './signature.ts';
export { leastSignatureMillimetres } from './signature.ts';
export type { Incomplete } from './submission.ts';
