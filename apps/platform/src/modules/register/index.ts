export type {
  Applicant,
  ApplicantId,
  BookEntry,
  BookPage,
  BookSearch,
  CorrectionField,
  CorrectionId,
  CorrectionReason,
  CorrectionValue,
  EntryKind,
  EntryStanding,
  GivenParticulars,
  ShownCorrection,
  StandingCorrection,
  WholeEntry,
} from './book/model.ts';
export { selectUnregistered } from './book/book-store.ts';
export type { BookPorts } from './book/ports.ts';
export type { BookSeries, RegisterBook } from './book/service.ts';
export { createRegisterBook } from './book/service.ts';
export type { CorrectionDraft, Corrections, CorrectionSeen } from './corrections/service.ts';
export { createCorrections } from './corrections/service.ts';
export type { Disagreement, SecondCopyCheck } from './extracts/check.ts';
export { checkSecondCopy } from './extracts/check.ts';
export type { ExtractApplicant, ExtractContent, ExtractLine } from './extracts/content.ts';
export type { ExtractId, KeptExtract } from './extracts/extract-store.ts';
export type { ExtractDeps, ExtractPress, SecondCopyDestination, WithdrawnAct } from './extracts/ports.ts';
export type { Extracts } from './extracts/service.ts';
export { createExtracts } from './extracts/service.ts';
export type { CancellationReason, Entry, EntryPlace, Outcome, Reservation, SeriesCheck } from './model.ts';
export { entryNumber } from './model.ts';
export { registerPermissions } from './policy.ts';
export type { ReservationRequest } from './service.ts';
export { checkSeries, decideOutcome, findEntries, reserve } from './service.ts';
