import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { NormalDocument } from './document-number.ts';

/** The keys that live outside the database: 32 bytes each. */
export interface IdentityKeys {
  /** Seals numbers and contacts at rest. */
  readonly envelope: Buffer;
  /** Blind index of document numbers; keyed digests of codes and of failed attempts. */
  readonly index: Buffer;
}

const format = 1;
const headerLength = 5;
const nonceLength = 12;
const tagLength = 16;

/** First bytes of the key's digest: says which key sealed a value, so that a ring of keys can turn later. */
function keyIdOf(key: Buffer): Buffer {
  return createHash('sha256')
    .update('shubbak envelope key id')
    .update(key)
    .digest()
    .subarray(0, headerLength - 1);
}

/**
 * Seals `text` for one row and column: AES-256-GCM (NIST SP 800-38D) with a random nonce, the place as additional data,
 * so that a value copied to another row does not open. Layout: format, key id (4), nonce (12), ciphertext, tag (16).
 */
export function sealValue(keys: IdentityKeys, place: string, text: string): Buffer {
  const header = Buffer.concat([Buffer.from([format]), keyIdOf(keys.envelope)]);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', keys.envelope, nonce).setAAD(
    Buffer.concat([header, Buffer.from(place)]),
  );
  return Buffer.concat([header, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `sealValue` made for the same place. Throws on another key, another place, or altered bytes. */
export function openValue(keys: IdentityKeys, place: string, sealed: Buffer): string {
  const header = sealed.subarray(0, headerLength);
  if (header[0] !== format || !header.subarray(1).equals(keyIdOf(keys.envelope))) {
    throw new Error('sealed with a key that is not at hand');
  }
  const nonce = sealed.subarray(headerLength, headerLength + nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', keys.envelope, nonce, { authTagLength: tagLength })
    .setAAD(Buffer.concat([header, Buffer.from(place)]))
    .setAuthTag(sealed.subarray(-tagLength));
  const ciphertext = sealed.subarray(headerLength + nonceLength, -tagLength);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
}

/** HMAC-SHA-256 under the index key, separated by `purpose`: finds or counts a value without showing it. */
export function keyedDigest(keys: IdentityKeys, purpose: string, value: string): Buffer {
  return createHmac('sha256', keys.index).update(`${purpose}\0${value}`).digest();
}

/** The blind index of a document: equal numbers of one type have equal indexes, and nothing else can be told from it. */
export function blindIndex(keys: IdentityKeys, document: Pick<NormalDocument, 'type' | 'number'>): Buffer {
  return keyedDigest(keys, 'document', `${document.type}|${document.number}`);
}
