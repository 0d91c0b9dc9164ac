/** Places of a request that an office can mark when it gives one back: what is mended at home bears the name of the page that mends it. */
export const correctionFields = [
  'nature',
  'document',
  'signatories',
  'places',
  'signature',
  'identity',
  'capacity',
  'other',
] as const;

/** Why a marked place must be mended; `requests.mend-…` says it to the applicant. */
export const correctionReasons = [
  'missing',
  'unreadable',
  'incomplete',
  'blank',
  'wrong',
  'expired',
  'not-matching',
  'other',
] as const;

/** Whether a mark names a place and a reason that its reader will understand. */
export function isCorrectable({ field, reason }: { readonly field: string; readonly reason: string }): boolean {
  return correctionFields.some(each => each === field) && correctionReasons.some(each => each === reason);
}
