import type { ArrondissementId, CommuneId, Id, LocalizedText, PersonName } from '../../../kernel/index.ts';

export type AuthorityId = Id<'authority'>;

/**
 * Whoever may delegate their signature to officers, for a term: the president of the communal council, or of an arrondissement's
 * council (organic law 113-14, art. 100 and 237).
 */
export interface Authority {
  readonly communeId: CommuneId;
  readonly id: AuthorityId;
  /** Null: of the whole commune. */
  readonly arrondissementId: ArrondissementId | null;
  readonly name: PersonName;
  /** As papers print it: "The president of the arrondissement council". */
  readonly title: LocalizedText;
  /** The deed of election or appointment, as it is cited: "PV d'élection du 23/09/2021". */
  readonly deed: string;
  /** Civil dates, both included; no last day: until further notice. */
  readonly firstOn: string;
  readonly lastOn: string | null;
}

/** Whether two terms share a day. */
export function overlaps(a: Pick<Authority, 'firstOn' | 'lastOn'>, b: Pick<Authority, 'firstOn' | 'lastOn'>): boolean {
  return (a.lastOn === null || b.firstOn <= a.lastOn) && (b.lastOn === null || a.firstOn <= b.lastOn);
}

/** Whether the term holds on a civil date. */
export function inOffice({ firstOn, lastOn }: Pick<Authority, 'firstOn' | 'lastOn'>, date: string): boolean {
  return firstOn <= date && (lastOn === null || date <= lastOn);
}
