import type { FieldLock } from '../changes/model.ts';
import type { Blank } from './blank.ts';
import type { Certification } from './modification-detection.ts';
import type { DisplayedBox } from './placement.ts';

/** How a signature is to stand in the file. */
export interface PrepareOptions {
  /** Octets reserved for the CMS: see `estimateContentsSize`. PDF/A-2 (§6.1.13) allows 32767. */
  readonly contentsSize: number;
  /** Page that carries a new field, the first being 0; 0 unless told. */
  readonly page?: number;
  /** Where a new field is seen, on the page as displayed; invisible when left out. */
  readonly box?: DisplayedBox;
  /** PDF whose first page is drawn into the field, stretched to it. */
  readonly appearance?: { readonly pdf: Uint8Array };
  /** Images inside the box whose octets come between preparation and digest. */
  readonly blanks?: readonly Blank[];
  /** Full name of an empty signature field to fill, or name of a new one; the first free `SignatureN` unless told. */
  readonly fieldName?: string;
  /** Who signs, why and where, and how to reach them, for viewers' signature panels. */
  readonly name?: string;
  readonly reason?: string;
  readonly location?: string;
  readonly contactInfo?: string;
  /** Time that the signer claims (/M). What proves the time is the timestamp. */
  readonly claimedTime?: Date;
  /** Certifies the file (DocMDP); the first signature only. */
  readonly certify?: Certification;
  /** Fields that may not change from now on (FieldMDP), by full name. An existing field's own /Lock holds by itself. */
  readonly lock?: FieldLock;
}
