import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { writeBase64url } from '../base64url.ts';

type CoseMap = ReadonlyMap<number, number | Uint8Array>;
type CoseValue = number | Uint8Array | undefined;

/** COSE labels (RFC 9052 §7.1, RFC 9053 §7.1 and §7.2; RFC 8230 §4 for RSA, which uses -1 and -2 for its own). */
const label = { type: 1, algorithm: 3, curve: -1, x: -2, y: -3, modulus: -1, exponent: -2 } as const;

/**
 * The public key of a passkey: a COSE_Key (RFC 9052 §7) in CBOR, EC2 on P-256 for ES256, OKP on Ed25519 for EdDSA, or
 * RSA of 2048 bits and more for RS256. Null for any other key, and for a point that is not on its curve.
 */
export function readCoseKey(bytes: Uint8Array): KeyObject | null {
  const map = readMap(bytes);
  const jwk = map && toJwk(map);
  if (!jwk) return null;
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null;
  }
}

function toJwk(map: CoseMap): JsonWebKey | null {
  const type = map.get(label.type);
  const algorithm = map.get(label.algorithm);
  if (type === 3 && algorithm === -257) return toRsa(map.get(label.modulus), map.get(label.exponent));
  const curve = map.get(label.curve);
  const x = map.get(label.x);
  const y = map.get(label.y);
  if (!isCoordinate(x)) return null;
  if (type === 1 && algorithm === -8 && curve === 6) return { kty: 'OKP', crv: 'Ed25519', x: writeBase64url(x) };
  if (type !== 2 || algorithm !== -7 || curve !== 1 || !isCoordinate(y)) return null;
  return { kty: 'EC', crv: 'P-256', x: writeBase64url(x), y: writeBase64url(y) };
}

function toRsa(modulus: CoseValue, exponent: CoseValue): JsonWebKey | null {
  if (!(modulus instanceof Uint8Array) || !(exponent instanceof Uint8Array) || modulus.length < 256) return null;
  return { kty: 'RSA', n: writeBase64url(modulus), e: writeBase64url(exponent) };
}

function isCoordinate(value: CoseValue): value is Uint8Array {
  return value instanceof Uint8Array && value.length === 32;
}

/**
 * The part of CBOR (RFC 8949) that a COSE_Key needs: one map of integers to integers or byte strings, nothing after it.
 * Anything else is null.
 */
function readMap(bytes: Uint8Array): CoseMap | null {
  const reader = { bytes, offset: 0 };
  const head = readHead(reader);
  if (head?.major !== 5 || head.value > 8) return null;
  const map = new Map<number, number | Uint8Array>();
  for (let index = 0; index < head.value; index += 1) {
    const key = readItem(reader);
    const value = readItem(reader);
    if (typeof key !== 'number' || value === null || map.has(key)) return null;
    map.set(key, value);
  }
  return reader.offset === bytes.length ? map : null;
}

interface Reader {
  readonly bytes: Uint8Array;
  offset: number;
}

function readItem(reader: Reader): number | Uint8Array | null {
  const head = readHead(reader);
  if (!head) return null;
  if (head.major === 0) return head.value;
  if (head.major === 1) return -1 - head.value;
  if (head.major !== 2) return null;
  const start = reader.offset;
  reader.offset += head.value;
  return reader.offset <= reader.bytes.length ? reader.bytes.subarray(start, reader.offset) : null;
}

/** Initial byte and argument (RFC 8949 §3), up to the two-byte arguments that keys may need. */
function readHead(reader: Reader): { readonly major: number; readonly value: number } | null {
  const initial = reader.bytes[reader.offset];
  if (initial === undefined) return null;
  const major = initial >> 5;
  const detail = initial & 0x1f;
  reader.offset += 1;
  if (detail < 24) return { major, value: detail };
  const width = detail === 24 ? 1 : detail === 25 ? 2 : 0;
  const argument = reader.bytes.subarray(reader.offset, reader.offset + width);
  if (width === 0 || argument.length < width) return null;
  reader.offset += width;
  return { major, value: argument.reduce((value, byte) => value * 256 + byte, 0) };
}
