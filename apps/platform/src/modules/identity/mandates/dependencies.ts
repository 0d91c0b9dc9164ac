import type { IdentityDependencies } from '../dependencies.ts';
import type { SubjectVault } from '../subject-vault.ts';

/** What organisations and mandates stand on. */
export interface MandatesDependencies extends Pick<IdentityDependencies, 'db' | 'clock' | 'keys'> {
  readonly vault: SubjectVault;
  /** Codes of the natures of act that a mandate may name: the catalogue's, handed in by composition. */
  readonly natures: readonly string[];
}
