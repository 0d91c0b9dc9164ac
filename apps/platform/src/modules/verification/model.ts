import type { ActId, CommuneId, LocalizedText, PersonName } from '../../kernel/index.ts';
import type { Sha256 } from '../../platform/blobs/index.ts';
import type { VerificationCode } from '../acts/index.ts';

/** What a bare code may show of an act: no identity number, signatories' names masked. */
export interface PublicFace {
  readonly commune: LocalizedText;
  readonly arrondissement: LocalizedText | null;
  readonly office: LocalizedText;
  readonly officer: PersonName;
  readonly capacity: LocalizedText;
  readonly signatories: readonly PersonName[];
  readonly pages: number;
  readonly mark: 'demo' | 'training' | null;
}

/** A recorded act as a verifier may know it. */
export interface Finding {
  readonly communeId: CommuneId;
  readonly actId: ActId;
  readonly code: VerificationCode;
  readonly kind: 'legalisation';
  readonly entryNumber: string;
  readonly face: PublicFace;
  readonly signedAt: Date;
  /** The latest revision of the sealed file. */
  readonly file: { readonly sha256: Sha256; readonly length: number };
  readonly keyGeneration: number;
}

/** The answer to a code: a typing error is named, a well-formed code is known or not; nothing tells why it is not. */
export type Answer =
  | { readonly kind: 'found'; readonly finding: Finding; readonly keyed: boolean }
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'mistyped';
      readonly refusal: { readonly code: string; readonly params: Readonly<Record<string, string | number>> };
    };
