import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { NormalDocument } from './document-number.ts';
import type { KeyRing } from './key-ring.ts';

/** The keys that live outside the database. */
export interface IdentityKeys {
  /** Seals each subject's data key. */
  readonly envelope: KeyRing;
  /** Blind index of document numbers and contacts; keyed digests of codes and of failed attempts. 32 bytes. */
  readonly index: Buffer;
}

const nonceLength = 12;
const tagLength = 16;

/**
 * Seals `clear` for one place: AES-256-GCM (NIST SP 800-38D) with a random nonce, `header` and the place as additional data, so that a
 * value copied to another row does not open. Layout: header, nonce (12), ciphertext, tag (16).
 */
export function sealBytes(key: Buffer, place: string, clear: Buffer, header: Buffer = Buffer.alloc(0)): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([header, Buffer.from(place)]));
  return Buffer.concat([header, nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `sealBytes` made with a header of `headerLength` bytes. Throws on another key, another place, or altered bytes. */
export function openBytes(key: Buffer, place: string, sealed: Buffer, headerLength = 0): Buffer {
  const header = sealed.subarray(0, headerLength);
  const nonce = sealed.subarray(headerLength, headerLength + nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
    .setAAD(Buffer.concat([header, Buffer.from(place)]))
    .setAuthTag(sealed.subarray(-tagLength));
  const ciphertext = sealed.subarray(headerLength + nonceLength, -tagLength);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

/** HMAC-SHA-256 under the index key, separated by `purpose`: finds or counts a value without showing it. */
export function keyedDigest(keys: Pick<IdentityKeys, 'index'>, purpose: string, value: string): Buffer {
  return createHmac('sha256', keys.index).update(`${purpose}\0${value}`).digest();
}

/** The blind index of a document: equal numbers of one type have equal indexes, and nothing else can be told from it. */
export function blindIndex(
  keys: Pick<IdentityKeys, 'index'>,
  document: Pick<NormalDocument, 'type' | 'number'>,
): Buffer {
  return keyedDigest(keys, 'document', `${document.type}|${document.number}`);
}

/** A contact in the one spelling by which it is found, and by which guesses at it are counted. */
export function foldContact(value: string): string {
  return value.normalize('NFKC').toLowerCase();
}

/**
 * The blind index of a contact as `readContacts` gives it. Upper and lower case are one address here, though RFC 5321 §2.4 leaves that
 * to the mail server: people type their own address either way.
 */
export function contactIndex(keys: Pick<IdentityKeys, 'index'>, kind: 'email' | 'phone', value: string): Buffer {
  return keyedDigest(keys, 'contact', `${kind}|${foldContact(value)}`);
}
