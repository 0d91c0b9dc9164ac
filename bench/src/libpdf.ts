import type { KeyObject } from 'node:crypto';
import { CryptoKeySigner, HttpTimestampAuthority, PDF } from '@libpdf/core';

/** Signs PDF files by @libpdf/core: the peer. Its field is invisible; ours carries the stamp. */
export interface Libpdf {
  /** A PAdES B-B signature. */
  signBB(pdf: Uint8Array): Promise<Uint8Array>;
  /** The same with a timestamp from the authority. */
  signBT(pdf: Uint8Array): Promise<Uint8Array>;
}

/** The peer with the same kind of key and certificate, and the same timestamp authority. */
export async function openLibpdf(key: KeyObject, chain: readonly Uint8Array[], timestampUrl: string): Promise<Libpdf> {
  const [certificate, ...issuers] = chain.map(each => new Uint8Array(each));
  if (!certificate) throw new Error('a key needs its certificate');
  const pkcs8 = new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }));
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  const signer = new CryptoKeySigner(privateKey, certificate, 'EC', 'ECDSA', issuers);
  const timestampAuthority = new HttpTimestampAuthority(timestampUrl);
  return {
    signBB: async pdf => (await (await PDF.load(pdf)).sign({ signer, level: 'B-B' })).bytes,
    signBT: async pdf => (await (await PDF.load(pdf)).sign({ signer, level: 'B-T', timestampAuthority })).bytes,
  };
}
