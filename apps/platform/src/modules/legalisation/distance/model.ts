import type { Id, OfficeId, PageId, PartyId, RequestId, StaffId } from '../../../kernel/index.ts';
import type { Sha256 } from '../../../platform/blobs/index.ts';
import type { SignedFor } from '../model.ts';

export type DistanceRuleId = Id<'distance-rule'>;

/**
 * Which office is competent for an act at a distance: one that the person chooses, the seat of the arrondissement where they live, or one
 * office for everybody.
 */
export type OfficeRule =
  | { readonly kind: 'chosen' }
  | { readonly kind: 'address' }
  | { readonly kind: 'fixed'; readonly officeId: OfficeId };

/** What a commune decided about one nature of act at a distance. Decisions are kept; the newest of those in force counts. */
export interface DistanceRule {
  readonly id: DistanceRuleId;
  readonly nature: string;
  readonly enabled: boolean;
  /** The text by which the commune may, as people read it; null only where it is switched off. */
  readonly basis: { readonly arabic: string; readonly french: string } | null;
  /** Civil dates, both included; `validUntil` null: until further notice. */
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly office: OfficeRule;
  /** Null: the platform, when the commune was installed. */
  readonly decidedBy: StaffId | null;
  readonly decidedAt: Date;
}

/** Version of the page "do you need this?", which cites law 55-19, art. 7: kept with every request that was begun after it. */
export const needVersion = '2026-11';

/** What a request at a distance has beside its legalisation. */
export interface Distance {
  readonly requestId: RequestId;
  readonly ruleId: DistanceRuleId;
  readonly need: { readonly version: string; readonly shownAt: Date };
  /** The nature whose warning was read and passed. */
  readonly warningRead: string | null;
  /** For whom the initiator acts; null for themselves. */
  readonly signedFor: SignedFor | null;
  /** Whether the initiator signs too. */
  readonly signs: boolean;
  /** Whether the signatories are asked one after the other. */
  readonly inTurn: boolean;
  /** The initiator's own handwritten signature for this paper. */
  readonly signature: { readonly drawn: Sha256; readonly source: SignatureSource } | null;
  /** The paper that was sent to be agreed to. */
  readonly sent: { readonly sha256: Sha256; readonly at: Date } | null;
  /** Who made the office's checks, and of which paper. */
  readonly checked: { readonly by: StaffId; readonly at: Date; readonly sha256: Sha256 } | null;
}

/** Drawn for this paper, or the specimen that the office keeps, used with its owner's word. */
export type SignatureSource = 'drawn' | 'specimen';

/** A rectangle of a page in millimetres from its top left, as displayed. */
export interface FieldBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where somebody signs on a page. */
export interface SignatureField extends FieldBox {
  readonly partyId: PartyId;
  readonly pageId: PageId;
}
