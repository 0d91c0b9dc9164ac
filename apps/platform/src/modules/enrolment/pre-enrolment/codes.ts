import { groupCode, isCheckedCode, newCheckedCode, ok, refuse, type Result, spellCode } from '../../../kernel/index.ts';

/**
 * What the person brings to the office: 11 random characters (55 bits) and one check character. It opens nothing by itself: at a
 * counter it takes a member of staff, at home the birth date besides.
 */
export type PreEnrolmentCode = string & { readonly __preEnrolmentCode: true };

/** What opens a draft, in the browser's cookie and on the person's paper: 15 random characters (75 bits) and one check character. */
export type DraftSecret = string & { readonly __draftSecret: true };

const codeLength = 12;
const secretLength = 16;

/** A new code from the system's randomness. */
export function newPreEnrolmentCode(): PreEnrolmentCode {
  return newCheckedCode(codeLength) as PreEnrolmentCode;
}

/** A new secret from the system's randomness. */
export function newDraftSecret(): DraftSecret {
  return newCheckedCode(secretLength) as DraftSecret;
}

/** Code or secret as it is shown and printed: groups of four. */
export function formatPreEnrolmentCode(code: PreEnrolmentCode | DraftSecret): string {
  return groupCode(code);
}

/** Reads a code as typed or scanned. Refused: `enrolment.code-mistyped`, which its check character tells without asking any table. */
export function readPreEnrolmentCode(typed: string): Result<PreEnrolmentCode> {
  const code = spellCode(typed);
  return isCheckedCode(code, codeLength) ? ok(code as PreEnrolmentCode) : refuse('enrolment.code-mistyped');
}

/** Reads a draft's secret as typed. Refused: `enrolment.resume-mistyped`. */
export function readDraftSecret(typed: string): Result<DraftSecret> {
  const secret = spellCode(typed);
  return isCheckedCode(secret, secretLength) ? ok(secret as DraftSecret) : refuse('enrolment.resume-mistyped');
}
