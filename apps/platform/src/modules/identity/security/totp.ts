import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds for which a code is shown (RFC 6238 §4.1). */
const stepSeconds = 30;
const digits = 6;
/** Steps before and after the present one that are taken too: clocks of phones drift (RFC 6238 §5.2, §6). */
const drift = 1;

/** The step of thirty seconds that an instant falls in, counted from 1970. */
export function stepOf(now: Date): number {
  return Math.floor(now.getTime() / 1000 / stepSeconds);
}

/** The code of one step: HOTP (RFC 4226 §5.3) with HMAC-SHA-1, which is what every app can do, and six digits. */
export function codeOfStep(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/**
 * The step whose code was typed, near `now` and later than `lastStep`: a code that was used, or was before one that was used, is taken
 * no more (RFC 6238 §5.2). Undefined when none is. Every step in question is computed and compared, whatever is found.
 */
export function findStep(
  secret: Buffer,
  { typed, now, lastStep }: { readonly typed: string; readonly now: Date; readonly lastStep: number },
): number | undefined {
  const given = Buffer.from(typed);
  let found: number | undefined;
  for (let step = stepOf(now) - drift; step <= stepOf(now) + drift; step += 1) {
    const code = Buffer.from(codeOfStep(secret, step));
    const same = given.length === code.length && timingSafeEqual(given, code);
    if (same && step > lastStep) found = step;
  }
  return found;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A secret as apps take it typed: base 32 without padding (RFC 4648 §6). */
export function toBase32(bytes: Buffer): string {
  let text = '';
  let value = 0;
  let bits = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >> bits) & 31] ?? '';
    }
    value &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + (alphabet[(value << (5 - bits)) & 31] ?? '');
}

/** The address that the QR carries (the `otpauth` URI that apps understand). It holds the secret: it is shown once and kept nowhere. */
export function appAddress({
  secret,
  issuer,
  account,
}: {
  readonly secret: Buffer;
  readonly issuer: string;
  readonly account: string;
}): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const query = new URLSearchParams({ secret: toBase32(secret), issuer });
  return `otpauth://totp/${label}?${query}`;
}
