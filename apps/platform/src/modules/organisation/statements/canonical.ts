/** What canonical JSON may hold here: absent members are absent, never undefined. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * The one UTF-8 encoding of a JSON value (RFC 8785, JSON Canonicalization Scheme): members sorted by UTF-16 code units,
 * no spaces, ECMAScript's shortest numbers. Throws on what has no such form: a number that is not finite, a lone surrogate.
 */
export function canonicalJson(value: Json): Uint8Array {
  return new TextEncoder().encode(write(value));
}

function write(value: Json): string {
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError('canonical JSON holds finite numbers only');
  // ECMAScript's own number, true, false and null are the ones that RFC 8785 §3.2.2 prescribes.
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(write).join(',')}]`;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${writeString(name)}:${write(member)}`).join(',')}}`;
}

function writeString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('canonical JSON holds no lone surrogate');
  return JSON.stringify(text);
}

// Array.isArray does not narrow readonly arrays.
function isArray(value: readonly Json[] | { readonly [name: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}
