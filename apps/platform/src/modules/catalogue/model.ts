import type { Centimes, LocalizedText } from '../../kernel/index.ts';

/** What the law lets an officer do with a nature of act. `warn` is read and passed; `refuse` can only be refused. */
export type NatureRule = 'allow' | 'warn' | 'refuse';

/** A nature of act: what the paper is in law, as the register must say (a bare "undertaking" is a fault). */
export interface Nature {
  readonly code: string;
  readonly label: LocalizedText;
  readonly rule: NatureRule;
  /** Why it is warned about or refused, with the article; null when it is allowed. */
  readonly basis: LocalizedText | null;
  /** Version of the rule, kept with every request judged by it. */
  readonly ruleVersion: string;
  readonly fee: Centimes;
}

/** A word of the catalogue with what people read for it. */
export interface CatalogueWord {
  readonly code: string;
  readonly label: LocalizedText;
}

/** A sentence that somebody accepts. It is never edited under the same version: a consent names what was read. */
export interface ConsentSentence {
  readonly version: string;
  readonly text: LocalizedText;
}

/** A municipal service, declared once under `services/`. */
export interface ServiceDeclaration {
  readonly code: string;
  readonly name: LocalizedText;
  readonly natures: readonly Nature[];
  readonly refusalReasons: readonly CatalogueWord[];
  /** What a clerk or officer judges by eye before the request goes on; all are required. */
  readonly checks: readonly CatalogueWord[];
  /** The check by which somebody takes on pages that were judged hard to read. */
  readonly checkOfPoorPages: CatalogueWord;
  readonly consent: ConsentSentence;
}
