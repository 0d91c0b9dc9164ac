import { createHash } from 'node:crypto';
import type { CommuneId, LocalizedText, OfficeId, PersonName } from '../../../kernel/index.ts';
import { canonicalJson, type Json } from '../../organisation/index.ts';
import type { CorrectionField, CorrectionValue, EntryKind, Particulars } from '../book/model.ts';

/** What an extract says of one applicant. Document and address are null of somebody who was erased since. */
export interface ExtractApplicant {
  readonly name: PersonName;
  readonly document: { readonly type: string; readonly number: string } | null;
  readonly address: string | null;
  readonly organisation: PersonName | null;
  readonly mode: string | null;
  /** SHA-256 of the strokes. */
  readonly signature: string | null;
}

/** A line of an extract: an entry as it stood when the day was over. */
export interface ExtractLine {
  readonly number: string;
  readonly at: string;
  readonly state: 'reserved' | 'made' | 'cancelled';
  readonly reason: string | null;
  readonly kind: EntryKind | null;
  readonly subject: LocalizedText | null;
  readonly mode: Particulars['mode'];
  readonly fee: number | null;
  readonly exemplars: number | null;
  readonly pages: number | null;
  readonly officer: Particulars['officer'] | null;
  readonly applicants: readonly ExtractApplicant[];
  readonly corrects: {
    readonly of: string;
    readonly field: CorrectionField;
    readonly old: CorrectionValue | null;
    readonly new: CorrectionValue | null;
  } | null;
}

/** What the register of one office says of one day, complete: a pure reading of what was written until the day was over. */
export interface ExtractContent {
  readonly communeId: CommuneId;
  readonly officeId: OfficeId;
  /** Civil day in Morocco, YYYY-MM-DD. */
  readonly day: string;
  readonly entries: readonly ExtractLine[];
  /** Entries of earlier days whose outcome fell on this one. */
  readonly decided: readonly ExtractLine[];
  /** Acts that lost their effect on this day. */
  readonly withdrawn: readonly {
    readonly number: string;
    readonly state: 'revoked' | 'superseded';
    readonly reason: string;
    readonly successor: string | null;
  }[];
}

/**
 * SHA-256 of what an extract says, as canonical JSON (RFC 8785), without what the erasure of a person takes out of the register: the day
 * must always read the same, and the file itself has its own digest.
 */
export function digestOf({ entries, decided, ...content }: ExtractContent): string {
  const lasting = { v: 1, ...content, entries: entries.map(lastingOf), decided: decided.map(lastingOf) };
  return createHash('sha256')
    .update(canonicalJson(asJson(lasting)))
    .digest('hex');
}

function lastingOf({ applicants, corrects, ...line }: ExtractLine) {
  return {
    ...line,
    applicants: applicants.map(({ document: _document, address: _address, ...applicant }) => applicant),
    corrects: corrects && { of: corrects.of, field: corrects.field },
  };
}

/** The same as plain JSON: interfaces have no index signature, which canonical JSON asks for. */
function asJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asJson(member)]));
  }
  throw new TypeError('an extract holds what JSON can say');
}
