import {
  addTimestamp,
  buildCms,
  digestFor,
  fetchTimestampFrom,
  PadesError,
  type Signer,
  signedAttributes,
  type TimestampAuthority,
  timestampImprint,
} from '@shubbak/pades';
import { type Clock, ok, refuse, type Result } from '../../../kernel/index.ts';

/** Raw signature of the officer's key over the attributes that bind these byte ranges (SHA-256, hexadecimal). */
export function signDigest(key: Signer, digest: string): Promise<Uint8Array> {
  return key.sign(attributesFor(key, digest));
}

/** The CMS around a raw signature, checked against the officer's certificate first. Equal input gives equal bytes. */
export function buildSigned(key: Signer, digest: string, signature: Uint8Array): Uint8Array {
  return buildCms({
    signedAttributes: attributesFor(key, digest),
    signature,
    algorithm: key.algorithm,
    chain: key.chain,
  });
}

function attributesFor({ algorithm, chain }: Signer, digest: string): Uint8Array {
  if (digestFor(algorithm) !== 'sha256') throw new Error(`manifests bind SHA-256 digests, ${algorithm} needs another`);
  const [signerCertificate] = chain;
  if (!signerCertificate) throw new Error('an officer’s key without its certificate');
  return signedAttributes({ messageDigest: Buffer.from(digest, 'hex'), signerCertificate });
}

/**
 * Has an authority date the CMS, the next where one fails, and checks its reply: imprint, nonce, signature, key usage, trust, drift. Any fault, theirs
 * or the network's, is `sealing.timestamp-unavailable` {reason}: nothing is released, and it may be asked again.
 */
export async function timestampCms(
  { authorities, clock }: { readonly authorities: readonly TimestampAuthority[]; readonly clock: Clock },
  cms: Uint8Array,
): Promise<Result<{ readonly cms: Uint8Array; readonly genTime: Date }>> {
  try {
    const imprint = { digest: timestampImprint(cms) };
    const { token, genTime } = await fetchTimestampFrom(authorities, { imprint, clock });
    return ok({ cms: addTimestamp(cms, token), genTime });
  } catch (error) {
    if (error instanceof PadesError) return refuse('sealing.timestamp-unavailable', { reason: lastFault(error).code });
    throw error;
  }
}

/** What went wrong at the last authority that was asked. */
function lastFault(error: PadesError): PadesError {
  const last: unknown = error.cause instanceof AggregateError ? error.cause.errors.at(-1) : undefined;
  return last instanceof PadesError ? last : error;
}
