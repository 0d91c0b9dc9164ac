export type { FingerTemplate } from './finger-template.ts';
export { readTemplate, writeTemplate } from './finger-template.ts';
export type { Biometrics, FingerprintMatcher, FingerprintPurpose } from './model.ts';
export { createBiometrics } from './service.ts';
