/** Moments after which a process may die and must have lost nothing: where the kill tests kill. */
export type SealerStep = 'checked' | 'signed' | 'signature-journaled' | 'timestamped' | 'seal-journaled' | 'burned';

/** Called after each step with its name. Production passes nothing. */
export type AfterStep<S extends string> = (step: S) => Promise<void> | void;
