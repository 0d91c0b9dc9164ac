export type { LegalisationPaper } from './facts.ts';
export type { LegalisationOverview } from './model.ts';
export { legalisationService, stampLanguages } from './model.ts';
export type { LegalisationLine } from './overview.ts';
export type { Upload } from './pages.ts';
export type { DraftFace, LegalisationDeps } from './ports.ts';
export type { LegalisationService } from './service.ts';
export { createLegalisation } from './service.ts';
export { leastSignatureMillimetres } from './signature.ts';
