export { isCompared, type TermsPolicy } from './decide.ts';
export type { CopyPaper } from './facts.ts';
export type { CertificationOverview } from './model.ts';
export { certificationService } from './model.ts';
export type { CertificationLine } from './overview.ts';
export { eraseHeld, moveHeldItems, restoreHeldItems } from './original-store.ts';
export type { CertificationDeps } from './ports.ts';
export type { CertificationService } from './service.ts';
export { createCertification } from './service.ts';
