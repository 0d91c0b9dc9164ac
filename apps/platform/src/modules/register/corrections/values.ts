import { z } from 'zod';
import { applicantFields, applicantModes, type CorrectionField, type CorrectionValue } from '../book/model.ts';
import { canonicalJson, type Json } from '../../organisation/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { RegisterVault } from '../book/ports.ts';
import type { KeptCorrection } from './correction-store.ts';

const text = z.string().min(1).max(240);
const words = z.object({ ar: text, fr: text, zgh: text, en: text });

/** What each field of an entry may be corrected to. */
const values = {
  subject: z.object({ code: text, words }),
  exemplars: z.int().min(1).max(20),
  mode: z.enum([...applicantModes, 'mixed']),
  name: z.object({ arabic: text.max(120), latin: text.max(120) }),
  document: z.object({ type: z.enum(['cnie', 'passport', 'residence', 'other']), number: text.max(40) }),
  address: text,
} as const satisfies Record<CorrectionField, z.ZodType<CorrectionValue>>;

/** Reads a value as its field wants it; undefined for one that does not fit. */
export function readValue(field: CorrectionField, value: unknown): CorrectionValue | undefined {
  const parsed = values[field].safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** Whether a field is an applicant's own: sealed for them. */
export function isApplicantField(field: CorrectionField): field is (typeof applicantFields)[number] {
  return applicantFields.some(each => each === field);
}

/** Whether two values say the same, however their members are ordered. */
export function sameValue(one: CorrectionValue | null, other: CorrectionValue | null): boolean {
  const written = (value: CorrectionValue | null): string => Buffer.from(canonicalJson(toJson(value))).toString();
  return written(one) === written(other);
}

/** The same as JSON, whose members may be of any name. */
function toJson(value: CorrectionValue | null): Json {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, typeof each === 'object' ? { ...each } : each]),
      )
    : value;
}

/** Where the sealed values of a correction open. */
export const placeOfValue = (id: string, which: 'old' | 'new'): string => `register.correction/${id}/${which}_sealed`;

/** A value as it is sealed. */
export function writeValue(value: CorrectionValue): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/**
 * The values of a correction in clear: the old and the new; null where there was none, or when the person for whom they are sealed was
 * erased.
 */
export async function openValues(
  vault: Pick<RegisterVault, 'openKept'>,
  tx: Tx,
  { id, field, personId, ...kept }: KeptCorrection,
): Promise<readonly [CorrectionValue | null, CorrectionValue | null]> {
  if (personId === null) return [kept.oldValue, kept.newValue];
  const open = async (which: 'old' | 'new', sealed: Buffer | null): Promise<CorrectionValue | null> => {
    if (!sealed) return null;
    const [clear] = await vault.openKept(tx, [{ subject: personId, place: placeOfValue(id, which), sealed }]);
    return clear ? (readValue(field, JSON.parse(clear.toString())) ?? null) : null;
  };
  return [await open('old', kept.oldSealed), await open('new', kept.newSealed)];
}
