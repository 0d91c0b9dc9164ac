import type {
  ActId,
  CommuneId,
  DocumentId,
  PageId,
  OrganisationId,
  PersonId,
  Refusal,
  RequestId,
} from '../../kernel/index.ts';
import type { Sha256 } from '../../platform/blobs/index.ts';
import type { FoundLanguage, Judgement, Letters, Millimetres, Verdict } from './intake/index.ts';

export type Rotation = 0 | 90 | 180 | 270;

/** A part of a page, in fractions (0 to 1) of the page after turning. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the papers of a request are kept. */
export interface DocumentPlace {
  readonly communeId: CommuneId;
  readonly requestId: RequestId;
}

/** A page of a document as it stands. A PDF's pages have no picture of their own: they are drawn from the file. */
export interface DocumentPage {
  readonly id: PageId;
  /** The file that the page was read from, untouched; null for a PDF's page, whose document names it. */
  readonly source: Sha256 | null;
  /** The page as it came in, normalised; edits always start from it. */
  readonly taken: Sha256 | null;
  readonly takenMm: Millimetres;
  /** The page after turning and cropping. */
  readonly image: Sha256 | null;
  /** Size of the paper as displayed. */
  readonly mm: Millimetres;
  readonly rotation: Rotation;
  readonly crop: Crop | null;
  readonly verdicts: readonly Verdict[];
}

/** The paper of one request: a stack of scanned pages, one PDF rebuilt clean, or one that arrived signed and stays as it is. */
export interface RequestDocument {
  readonly id: DocumentId;
  readonly kind: 'scan' | 'pdf' | 'signed-pdf';
  /** For a PDF: what arrived, and what is shown and stamped: rebuilt from it, or the same where it is signed. */
  readonly source: Sha256 | null;
  readonly clean: Sha256 | null;
  /** What the clerk must know of the file: what the clean copy lost. */
  readonly notices: readonly Refusal[];
  readonly proposedLanguage: 'ar' | 'fr' | null;
  /** The languages of its text, the most used first; none where they cannot be told, null until its first page was read. */
  readonly languages: readonly FoundLanguage[] | null;
  /** What clerk and officer are shown of the signatures of a signed PDF; null for any other paper. */
  readonly judgement: Judgement | null;
  readonly pages: readonly DocumentPage[];
  readonly removed: readonly DocumentPage[];
}

/** A file as it was sent. `name` is the sender's, for telling files apart; it is kept nowhere. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A page whose picture is stored. */
export interface StoredPicture {
  readonly image: Sha256;
  readonly length: number;
  readonly mm: Millimetres;
  readonly verdicts: readonly Verdict[];
}

/** The bytes of a file exactly as they arrived, stored. */
export interface StoredOriginal {
  readonly sha256: Sha256;
  readonly length: number;
  readonly mediaType: string;
}

/** A file that was read and stored, not yet part of any document. `source` is what arrived. */
export type StoredFile = {
  readonly name: string;
  readonly notices: readonly Refusal[];
  readonly source: StoredOriginal;
} & (
  | { readonly kind: 'images'; readonly pages: readonly StoredPicture[] }
  | {
      readonly kind: 'pdf';
      readonly clean: Sha256;
      readonly cleanLength: number;
      /** Sizes as displayed. */
      readonly pages: readonly Millimetres[];
      readonly letters: Letters;
      readonly languages: readonly FoundLanguage[];
    }
  | {
      readonly kind: 'signed-pdf';
      readonly pages: readonly Millimetres[];
      readonly letters: Letters;
      readonly languages: readonly FoundLanguage[];
      readonly judgement: Judgement;
    }
);

/** A file that was not taken in, and why. */
export interface RefusedFile {
  readonly name: string;
  readonly refusal: Refusal;
}

/** Whose vault: a person's, or an organisation's, which its representatives read. */
export type Holder = { readonly personId: PersonId } | { readonly organisationId: OrganisationId };

/** A sealed paper in a person's vault, wherever in the country it is kept. */
export interface VaultItem {
  readonly holder: Holder;
  readonly actId: ActId;
  readonly communeId: CommuneId;
  readonly addedAt: Date;
}
