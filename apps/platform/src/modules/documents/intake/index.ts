/** Intake of hostile files: bytes in, clean pages out. No database, no names of people, no judgement of the act. */
export { findLanguages, type FoundLanguage } from './languages.ts';
export { type WrittenLanguage, writtenLanguageNames, writtenLanguages } from './stop-words.ts';
export { type LanguageProposal, type Letters, proposeFrom as proposeLanguageFrom } from './letters.ts';
export { intakeLimits } from './limits.ts';
export type { BlankPart } from './pages/blanks.ts';
export {
  editPage,
  findBlanks,
  isFootEmpty,
  overlayPdf,
  proposeStampPlace,
  readText,
  renderPage,
} from './ask.ts';
export type { PageEdit } from './pages/edit.ts';
export type { Millimetres, PageImage } from './pages/page.ts';
export { qualityThresholds } from './pages/quality.ts';
export type { PagePicture } from './pages/reading.ts';
export type { Place, StampPlace } from './pages/space.ts';
export type { Verdict, VerdictKind } from './pages/verdict.ts';
export { type Dropped, droppable } from './pdf/hazards.ts';
export type { JudgedSignature, Judgement, SignerTrust } from './pdf/judgement.ts';
export type { PdfPage, RebuiltPdf } from './pdf/rebuild.ts';
export type { RenderedPage } from './pdf/render.ts';
export { closeSandbox } from './sandbox.ts';
export { type FileType, type Notice, sniff } from './sniff.ts';
export { type Judging, type TakenIn, takeIn } from './take-in.ts';
