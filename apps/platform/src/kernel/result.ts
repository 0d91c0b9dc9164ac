/**
 * A refusal that the world is expected to give: a rule said no, an input was wrong, somebody came too late.
 * `code` is a message key (`<room>.<reason>`), `params` fill its placeholders. No sentence lives here.
 */
export interface Refusal {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type Result<T, R extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R };

/** A success carrying `value`. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A refusal as a value: `code` is a message key, `params` its placeholders. */
export function refuse(
  code: string,
  params: Readonly<Record<string, string | number>> = {},
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, params } };
}

/** The value of a result that cannot be a refusal here; a refusal at this point is a bug and throws. */
export function getValue<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`unexpected refusal: ${result.refusal.code}`);
}
