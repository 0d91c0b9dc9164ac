/**
 * Reads unpadded base64url (RFC 4648 §5). Null when the text is not the one encoding of its bytes: Node's own decoder
 * ignores strange characters and spare bits, so that two texts would name the same key or signature.
 */
export function readBase64url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

/** Writes bytes as unpadded base64url (RFC 4648 §5). */
export function writeBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}
