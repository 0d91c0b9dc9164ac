import { PadesError } from '../failure.ts';
import { completeSignature, type PendingSignature, prepareFor, type SignedFile, type SignOptions } from './sign.ts';
import type { Signer } from './signer.ts';

/** One file of a batch. */
export interface BatchItem {
  readonly pdf: Uint8Array;
  /** Beside, and instead of, those of the whole batch. */
  readonly options?: SignOptions;
}

/** What became of one file: signed, or why not. The failure of one is no failure of the others. */
export type BatchResult = { readonly signed: SignedFile } | { readonly failure: Error };

/**
 * Signs many files under one authorisation: prepares each, hands all bytes to be signed to the signer at once
 * (`signAll`; one by one where it has none), then dates and embeds each. Results stand in the order of the items.
 */
export async function signBatch(
  items: readonly BatchItem[],
  signer: Signer,
  options: SignOptions = {},
): Promise<readonly BatchResult[]> {
  const prepared = items.map(item => attempt(() => prepareFor(item.pdf, signer, { ...options, ...item.options })));
  const pending = prepared.filter(isPending);
  const signatures = await signaturesOf(pending, signer);
  const results = new Map<PendingSignature, BatchResult>();
  for (const [index, one] of pending.entries()) {
    const signature = signatures[index] ?? new PadesError('signature-malformed', 'the signer left one out');
    results.set(one, signature instanceof Error ? { failure: signature } : await complete(one, signature));
  }
  return prepared.map(one => (one instanceof Error ? { failure: one } : (results.get(one) ?? missing())));
}

function isPending(one: PendingSignature | Error): one is PendingSignature {
  return !(one instanceof Error);
}

function missing(): never {
  throw new Error('a file of the batch was lost');
}

function attempt<T>(action: () => T): T | Error {
  try {
    return action();
  } catch (error) {
    return asError(error);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

async function signaturesOf(
  pending: readonly PendingSignature[],
  signer: Signer,
): Promise<readonly (Uint8Array | Error)[]> {
  const list = pending.map(({ attributes }) => attributes);
  if (list.length === 0) return [];
  if (signer.signAll === undefined) return oneByOne(list, signer);
  try {
    const signatures = await signer.signAll(list);
    if (signatures.length === list.length) return signatures;
    // Which signature belongs to which file can then not be told.
    throw new PadesError('signature-malformed', `${signatures.length} signatures for ${list.length} files`);
  } catch (error) {
    return list.map(() => asError(error));
  }
}

async function oneByOne(list: readonly Uint8Array[], signer: Signer): Promise<readonly (Uint8Array | Error)[]> {
  const signatures: (Uint8Array | Error)[] = [];
  for (const bytes of list) signatures.push(await signOne(signer, bytes));
  return signatures;
}

/** A signer may throw before it promises anything: that fails its file alone as well. */
async function signOne(signer: Signer, bytes: Uint8Array): Promise<Uint8Array | Error> {
  try {
    return await signer.sign(bytes);
  } catch (error) {
    return asError(error);
  }
}

async function complete(pending: PendingSignature, signature: Uint8Array): Promise<BatchResult> {
  try {
    return { signed: await completeSignature(pending, signature) };
  } catch (error) {
    return { failure: asError(error) };
  }
}
