import { z } from 'zod';
import { type IdentityKeys, keyedDigest, openBytes, sealBytes } from '../protection.ts';

/** What one page of a sign-in hands to the next; each can be used for its own purpose only. */
export type TokenPurpose = 'second-factor' | 'recovery' | 'new-password';

const kept = z.object({ until: z.number(), value: z.unknown() });

function keyOf(keys: Pick<IdentityKeys, 'index'>, purpose: TokenPurpose): Buffer {
  return keyedDigest(keys, 'sealed-token', purpose);
}

/**
 * Seals `value` for the next page of a form, in base64url. Nobody reads or changes it on the way, so that it may say whose account
 * is meant, or that there is none, without telling which.
 */
export function sealToken(
  keys: Pick<IdentityKeys, 'index'>,
  purpose: TokenPurpose,
  { value, until }: { readonly value: unknown; readonly until: Date },
): string {
  const clear = Buffer.from(JSON.stringify({ until: until.getTime(), value }));
  return sealBytes(keyOf(keys, purpose), purpose, clear).toString('base64url');
}

/** What a token says; undefined when it is altered, for another purpose, of another shape, or too old. */
export function openToken<Schema extends z.ZodType>(
  keys: Pick<IdentityKeys, 'index'>,
  purpose: TokenPurpose,
  { token, shape, now }: { readonly token: string; readonly shape: Schema; readonly now: Date },
): z.output<Schema> | undefined {
  const sealed = Buffer.from(token, 'base64url');
  // Nonce and tag alone have 28 bytes.
  if (sealed.length < 30 || sealed.length > 2000) return undefined;
  let clear: Buffer;
  try {
    clear = openBytes(keyOf(keys, purpose), purpose, sealed);
  } catch {
    return undefined;
  }
  const { until, value } = kept.parse(JSON.parse(clear.toString()));
  const parsed = shape.safeParse(value);
  return until > now.getTime() && parsed.success ? parsed.data : undefined;
}
