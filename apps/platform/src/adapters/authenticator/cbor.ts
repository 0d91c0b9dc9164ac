/** The few CBOR shapes that a registration needs (RFC 8949, canonical CTAP2 order), written out byte by byte. */

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}

function text(value: string): Buffer {
  return Buffer.concat([head(3, value.length), Buffer.from(value, 'ascii')]);
}

function bytes(value: Uint8Array): Buffer {
  return Buffer.concat([head(2, value.length), value]);
}

/** A P-256 public key as COSE_Key (RFC 9053 §7.1.1): kty EC2, alg ES256, crv P-256, and the two coordinates of 32 bytes. */
export function encodeCoseKey(x: Uint8Array, y: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(x),
    Buffer.from([0x22]),
    bytes(y),
  ]);
}

/** An attestation object without attestation (WebAuthn Level 3 §8.7). */
export function encodeAttestation(authenticatorData: Uint8Array): Buffer {
  return Buffer.concat([
    head(5, 3),
    text('fmt'),
    text('none'),
    text('attStmt'),
    head(5, 0),
    text('authData'),
    bytes(authenticatorData),
  ]);
}
