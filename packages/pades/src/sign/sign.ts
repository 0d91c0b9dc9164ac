import { digestFor } from '../cms/algorithm.ts';
import { signedAttributes } from '../cms/attributes.ts';
import { addTimestamp, buildCms, estimateContentsSize, timestampImprint } from '../cms/build.ts';
import type { SignerStatement } from '../cms/statement.ts';
import { PadesError } from '../failure.ts';
import type { TimestampSource } from '../tsp/source.ts';
import type { VerifiedTimestamp } from '../tsp/verify.ts';
import { verifyOwnSignature } from '../verify/own-signature.ts';
import { assertContentsFit, embedSignatureSegments } from './embed.ts';
import type { PrepareOptions } from './options.ts';
import { prepareSignature } from './prepare.ts';
import type { PreparedSignature } from './prepared.ts';
import type { Signer } from './signer.ts';

/** How `signPdf` signs: all that `prepareSignature` takes, what the signer states, and who dates. */
export interface SignOptions extends Omit<PrepareOptions, 'contentsSize'>, SignerStatement {
  /** Octets reserved for the CMS; as estimated from the chain unless told. */
  readonly contentsSize?: number;
  /** Dates the signature, which makes it B-T; B-B when left out. */
  readonly timestamps?: TimestampSource;
  /** Room for the token; 8192 octets unless told. */
  readonly timestampAllowance?: number;
  /** Pixels of each blank, by its name. */
  readonly fill?: Readonly<Record<string, Uint8Array>>;
  /**
   * DER certificates: when given, the signed file is read and verified once more against them before it is returned,
   * by `verifyOwnSignature`, which needs it in one piece.
   */
  readonly trust?: readonly Uint8Array[];
}

/** A signed file, in segments of which the first is the input itself. */
export interface SignedFile {
  readonly segments: readonly Uint8Array[];
  readonly timestamp: VerifiedTimestamp | undefined;
  /** All in one piece. */
  toBytes(): Uint8Array;
}

/**
 * Signs a PDF in one call: prepare, sign, date, embed. /M is the present moment unless `claimedTime` is given (EN 319
 * 142-1 §6.3 wants it). Throws as the steps do, and `signature-mismatch` when the file does not verify against `trust`.
 */
export async function signPdf(pdf: Uint8Array, signer: Signer, options: SignOptions = {}): Promise<SignedFile> {
  const pending = prepareFor(pdf, signer, options);
  return completeSignature(pending, await signer.sign(pending.attributes));
}

/** A preparation that waits for its signature over `attributes`. */
export interface PendingSignature {
  readonly pdf: Uint8Array;
  readonly signer: Signer;
  readonly options: SignOptions;
  readonly prepared: PreparedSignature;
  readonly attributes: Uint8Array;
}

/** The first half of `signPdf`: everything up to the bytes that the signer signs. */
export function prepareFor(pdf: Uint8Array, signer: Signer, options: SignOptions): PendingSignature {
  const [signerCertificate] = signer.chain;
  if (signerCertificate === undefined) throw new PadesError('option-invalid', 'the signer has no certificate');
  if (options.commitmentType !== undefined && options.reason !== undefined) {
    throw new PadesError('option-invalid', 'a commitment type and a reason exclude each other');
  }
  const { algorithm } = signer;
  const allowance = options.timestamps === undefined ? { timestampAllowance: 0 } : {};
  const estimated = { ...allowance, ...options, algorithm };
  const contentsSize = options.contentsSize ?? estimateContentsSize(signer.chain, estimated);
  const claimedTime = options.claimedTime ?? new Date();
  const prepared = prepareSignature(pdf, { ...options, contentsSize, claimedTime });
  // What was estimated fits; what was asked for may not.
  if (options.contentsSize !== undefined) assertContentsFit(prepared, signer.chain, estimated);
  for (const [name, octets] of Object.entries(options.fill ?? {})) prepared.fill(name, octets);
  const messageDigest = prepared.digest(digestFor(algorithm));
  return {
    pdf,
    signer,
    options,
    prepared,
    attributes: signedAttributes({ ...options, messageDigest, signerCertificate }),
  };
}

/** The second half of `signPdf`, from the raw signature. */
export async function completeSignature(pending: PendingSignature, signature: Uint8Array): Promise<SignedFile> {
  const { pdf, signer, options, prepared, attributes } = pending;
  const { algorithm, chain } = signer;
  const cms = buildCms({ signedAttributes: attributes, signature, algorithm, chain });
  const timestamp = await options.timestamps?.({ digest: timestampImprint(cms) });
  const dated = timestamp === undefined ? cms : addTimestamp(cms, timestamp.token);
  const segments = embedSignatureSegments(prepared, dated);
  // The very octets that came in, not a copy: earlier signatures stand whatever else went wrong.
  if (segments[0] !== pdf) throw new Error('the input is not the beginning of the output');
  const signed: SignedFile = { segments, timestamp, toBytes: () => Buffer.concat(segments) };
  if (options.trust !== undefined) assertVerifies(pdf, signed, options.trust, options.claimedTime ?? new Date());
  return signed;
}

function assertVerifies(original: Uint8Array, signed: SignedFile, trust: readonly Uint8Array[], at: Date): void {
  const { timestamp } = signed;
  const dated = timestamp === undefined ? { withoutTimestampAt: at } : { timestampTrust: timestamp.path.slice(-1) };
  const { failures } = verifyOwnSignature(signed.toBytes(), { trust, original, ...dated });
  const [failure] = failures;
  if (failure !== undefined) throw new PadesError('signature-mismatch', `${failure.check}: ${failure.reason}`);
}
