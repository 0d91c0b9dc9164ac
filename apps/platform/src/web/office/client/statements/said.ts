import type { LocalizedTextValue } from '../../../api/contract/index.ts';

/** What the bytes of a proposal say, read here from those very bytes. */
export interface Said {
  readonly kind: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly reference?: string;
  readonly capacity?: LocalizedTextValue;
  readonly grantor?: LocalizedTextValue;
  readonly offices?: readonly string[];
  readonly natures?: readonly ('legalisation' | 'certification')[];
  readonly certificate?: string;
}

/** The bytes that a proposal asks to sign. */
export function bytesOf(body: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(body), character => character.codePointAt(0) ?? 0);
}

/** Reads the bytes: what is shown is what is signed, whatever else the server says about them. */
export function readSaid(body: string): Said {
  return JSON.parse(new TextDecoder().decode(bytesOf(body))) as Said;
}

/** What a passkey is asked to sign for these bytes: their SHA-256, computed on this device, in base64url. */
export async function challengeFor(body: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(body)));
  return btoa(String.fromCodePoint(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** SHA-256 of a proposal's bytes or a certificate's DER (base64), as hex for people to compare. */
export async function fingerprintOf(base64: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(base64)));
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
}
