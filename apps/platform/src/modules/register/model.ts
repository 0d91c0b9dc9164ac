import type { ActId, CommuneId, OfficeId } from '../../kernel/index.ts';

/** The place of an entry in its series: an office, a civil year, and a number that starts at 1 and leaves no hole. */
export interface EntryPlace {
  readonly communeId: CommuneId;
  readonly officeId: OfficeId;
  readonly year: number;
  readonly number: number;
}

/** A number taken for an act, at a minute that the act will print. */
export interface Reservation extends EntryPlace {
  readonly actId: ActId;
  readonly reservedAt: Date;
}

/** Why a number names no act: a word of the code, explained in four languages by `register.reason-…`. */
const cancellationReasons = [
  'lapsed',
  'withdrawn',
  'not-prepared',
  'delegation-ended',
  'officer-not-entitled',
  'confirmed-too-late',
  'timestamp-outside-delegation',
  'confirmation-not-valid',
  'authorisation-ended',
] as const;
export type CancellationReason = (typeof cancellationReasons)[number];

/** Whether `value` is one of the reasons for which a number is cancelled. */
export function isCancellationReason(value: unknown): value is CancellationReason {
  return typeof value === 'string' && (cancellationReasons as readonly string[]).includes(value);
}

/** What became of a reserved number, decided once. */
export type Outcome = { readonly kind: 'made' } | { readonly kind: 'cancelled'; readonly reason: CancellationReason };

/** A line of the register as it stands now. */
export interface Entry extends Reservation {
  readonly outcome: { readonly kind: 'reserved' } | (Outcome & { readonly decidedAt: Date });
}

/** What a reading of a whole series finds: sound when `entries` equals `last` and nothing is missing. */
export interface SeriesCheck {
  readonly last: number;
  readonly entries: number;
  readonly missing: readonly number[];
  readonly reserved: number;
  readonly made: number;
  readonly cancelled: number;
}

/** The EntryNumber that papers print, such as "2026/MAA03/000127": year, code of the office, six digits or more. */
export function entryNumber(year: number, officeCode: string, number: number): string {
  return `${year}/${officeCode}/${String(number).padStart(6, '0')}`;
}
