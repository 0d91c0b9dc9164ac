import { createHash } from 'node:crypto';

/**
 * The id that the demo gives to something (for `asId`), always the same for the same name: a UUIDv8 (RFC 9562 §5.8) out of SHA-256.
 * A loader that was killed finds what it made by these ids, and goes on.
 */
export function demoId(name: string): string {
  const bytes = createHash('sha256').update(`shubbak.demo/${name}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
