import type { Centimes, CommuneId, Id, LocalizedText, StaffId } from '../../kernel/index.ts';

/** What the law lets an officer do with a nature of act. `warn` is read and passed; `refuse` can only be refused. */
export const natureRules = ['allow', 'warn', 'refuse'] as const;
export type NatureRule = (typeof natureRules)[number];

/** What other rules read of a nature, beyond whether it may be certified at all. */
export interface NatureAttributes {
  /**
   * When somebody who cannot read or write would bind themselves by it: such a writing is worth something only if a notary or another
   * public officer received it (Code of Obligations and Contracts, art. 427).
   */
  readonly illiterateObligation: NatureRule;
}

/** How one nature of act is judged, and since when. */
export interface Ruling {
  readonly rule: NatureRule;
  /** Why it is warned about or refused, with the article; null when it is allowed. */
  readonly basis: LocalizedText | null;
  readonly attributes: NatureAttributes;
  /** Version of the rule, kept with every request judged by it. */
  readonly ruleVersion: string;
  /** First day on which it holds ("2017-09-14"); null for a rule without a beginning of its own. */
  readonly validFrom: string | null;
  /** Last day on which it holds; null until further notice. */
  readonly validUntil: string | null;
}

/** A nature of act: what the paper is in law, as the register must say (a bare "undertaking" is a fault). */
export interface Nature extends Ruling {
  readonly code: string;
  readonly label: LocalizedText;
  readonly fee: Centimes;
}

/** A nature as a service declares it: what is not said has no beginning, no end, and binds nobody. */
export type DeclaredNature = Omit<Nature, 'attributes' | 'validFrom' | 'validUntil'> &
  Partial<Pick<Nature, 'attributes' | 'validFrom' | 'validUntil'>>;

/** A word of the catalogue with what people read for it. */
export interface CatalogueWord {
  readonly code: string;
  readonly label: LocalizedText;
}

/** A reason for refusing, with the article that the refusal cites; null where the officer's own words say why. */
export interface RefusalReason extends CatalogueWord {
  readonly basis?: LocalizedText | null;
}

/** A reason for doubting a paper, and the reason for which a request is usually refused over it. */
export interface DoubtReason extends CatalogueWord {
  readonly refusalReason: string;
}

/** A sentence that somebody accepts. It is never edited under the same version: a consent names what was read. */
export interface ConsentSentence {
  readonly version: string;
  readonly text: LocalizedText;
}

/**
 * How many days of opening an office takes for a request, after the day on which it enters the queue: 0 is by closing time of that day. By where
 * the request came from.
 */
export interface Turnaround {
  readonly counter: number;
  readonly distance: number;
}

/** The turnaround of a service that declares none: at the counter people wait for it; what comes from a distance is checked first. */
export const usualTurnaround: Turnaround = { counter: 0, distance: 2 };

/** A municipal service, declared once under `services/`. */
export interface ServiceDeclaration {
  readonly code: string;
  readonly name: LocalizedText;
  readonly natures: readonly DeclaredNature[];
  readonly refusalReasons: readonly RefusalReason[];
  /** Why a clerk may doubt a paper that they check. */
  readonly doubtReasons: readonly DoubtReason[];
  /** What a clerk or officer judges by eye before the request goes on; all are required. */
  readonly checks: readonly CatalogueWord[];
  /** The check by which somebody takes on pages that were judged hard to read. */
  readonly checkOfPoorPages: CatalogueWord;
  readonly consent: ConsentSentence;
  readonly turnaround?: Turnaround;
}

export type CommunalRuleId = Id<'nature-rule'>;

/** A rule that a commune set for a nature, from a day on. Never changed: a newer one takes its place. */
export interface CommunalRule extends Pick<Ruling, 'basis' | 'validUntil'> {
  readonly id: CommunalRuleId;
  readonly communeId: CommuneId;
  readonly service: string;
  readonly nature: string;
  /** Counts up for each nature: the highest that holds on a day is the rule of that day. Requests name it "c3". */
  readonly version: number;
  /** Null: what the service declares counts again. */
  readonly rule: NatureRule | null;
  readonly attributes: NatureAttributes | null;
  readonly validFrom: string;
  readonly setBy: StaffId;
  readonly setAt: Date;
}
