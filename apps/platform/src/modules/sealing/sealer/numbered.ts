import { createHash } from 'node:crypto';
import type { Signer } from '@shubbak/pades';
import { type CommuneId, isTraining, type Refusal, type Result } from '../../../kernel/index.ts';
import type { SealerTrust } from './authorise.ts';
import { buildSigned, signDigest, timestampCms } from './cms.ts';
import type { Location } from './journal.ts';
import type { JournalEntry, SignedEntry } from './journal-entry.ts';
import type { NumberState } from './numbers.ts';
import type { RefusedAnswer, SealedAnswer, SignAnswer } from './protocol.ts';
import type { SealerParts } from './sealer.ts';

/** A digest that is to be signed under a number, and what entitles it: SHA-256, hexadecimal. */
export type Wanted = Pick<SignedEntry, 'number' | 'act' | 'digest' | 'manifest' | 'assertion' | 'under'>;

/** A key, and the SHA-256 of the certificate that it signs under. */
export interface Signing {
  readonly key: Signer;
  readonly certificate: string;
}

/** The key of a signer with the name of its certificate. Throws where there is no certificate. */
export function signingWith(key: Signer): Signing {
  const [certificate] = key.chain;
  if (!certificate) throw new Error('a key without its certificate');
  return { key, certificate: sha256(certificate) };
}

/** A number names one act and one digest for ever: the first that was signed. */
export function findConflict(
  { numbers }: SealerParts,
  known: NumberState | undefined,
  wanted: Pick<Wanted, 'number' | 'act' | 'digest'>,
): RefusedAnswer | undefined {
  if (known?.kind === 'burned') return refused({ code: 'sealing.number-burned', params: { reason: known.reason } });
  const otherNumber = (numbers.findNumberOf(wanted.act) ?? wanted.number) !== wanted.number;
  const otherFile = known !== undefined && (known.act !== wanted.act || known.digest !== wanted.digest);
  return otherNumber || otherFile ? refused({ code: 'sealing.number-taken', params: {} }) : undefined;
}

/** The raw signature of a number: the one that was journaled, or a new one, journaled before anybody hears of it. */
export async function signOnce(
  parts: SealerParts,
  known: NumberState | undefined,
  wanted: Wanted,
  { key, certificate }: Signing,
): Promise<SignedEntry> {
  if (known) return readSigned(parts, known);
  const signature = await signDigest(key, wanted.digest);
  await parts.after('signed');
  const entry: SignedEntry = {
    kind: 'signed',
    at: parts.clock().toISOString(),
    ...wanted,
    certificate,
    signature: Buffer.from(signature).toString('base64'),
  };
  await record(parts, entry);
  await parts.after('signature-journaled');
  return entry;
}

/** How a signature is judged for the authority's time, and what becomes of its number when it does not hold. */
export interface TimeJudge {
  readonly judge: (at: Date) => Promise<Result<unknown>>;
  readonly burns: Extract<JournalEntry, { kind: 'burned' }>['reason'];
  readonly code: string;
}

/** Adds the authority's time to a raw signature, and judges again for that time: outside, the CMS is never released and the number is burned. */
export async function addTime(
  parts: SealerParts,
  entry: SignedEntry,
  { key, certificate }: Signing,
  { judge, burns, code }: TimeJudge,
): Promise<SignAnswer> {
  const { number, act, digest } = entry;
  if (entry.certificate !== certificate) return refused({ code: 'sealing.number-taken', params: {} });
  const stamped = await timestampCms(parts, buildSigned(key, digest, Buffer.from(entry.signature, 'base64')));
  if (!stamped.ok) return refused(stamped.refusal);
  await parts.after('timestamped');
  const { cms, genTime } = stamped.value;
  const at = parts.clock().toISOString();
  const judged = await judge(genTime);
  if (!judged.ok) {
    await record(parts, { kind: 'burned', number, act, at, reason: burns });
    return refused({ code, params: { reason: judged.refusal.code } });
  }
  const sealed = { digest, cms: Buffer.from(cms).toString('base64'), genTime: genTime.toISOString() };
  await record(parts, { kind: 'sealed', number, act, at, ...sealed });
  await parts.after('seal-journaled');
  return { kind: 'sealed', ...sealed };
}

/** The CMS that was journaled. */
export async function release(
  { journal }: SealerParts,
  { location }: { readonly location: Location },
): Promise<SealedAnswer> {
  const entry = await journal.read(location);
  if (entry.kind !== 'sealed') throw new Error('the journal holds no CMS where it should');
  const { cms, digest, genTime } = entry;
  return { kind: 'sealed', cms, digest, genTime };
}

async function readSigned({ journal }: SealerParts, known: NumberState): Promise<SignedEntry> {
  const entry = known.kind === 'signed' ? await journal.read(known.location) : undefined;
  if (entry?.kind !== 'signed') throw new Error('the journal holds no signature where it should');
  return entry;
}

/** Memory follows the disk, never the other way: what was not journaled was not done. */
export async function record({ journal, numbers }: SealerParts, entry: JournalEntry): Promise<void> {
  numbers.apply(entry, await journal.append(entry));
}

/**
 * When statements were taken back. That happens once and from then on: a date ahead of our clock is not an honest one, and believing it would
 * let whoever writes to the table take the place of the true one. Such a statement counts as taken back since ever.
 */
export async function revocationsOf(
  { readRevocations, clock }: SealerParts,
  communeId: CommuneId,
  statements: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await readRevocations(communeId, statements);
  const now = clock();
  return new Map([...rows].map(([id, from]) => [id, from > now ? new Date(0) : from]));
}

/** What may mend by itself: an authority that is down, a key that an operator has yet to bring. */
const mayMend: ReadonlySet<string> = new Set(['sealing.timestamp-unavailable', 'sealing.key-missing']);

/** A refusal as it is answered: for ever, unless it may mend by itself. */
export function refused({ code, params }: Refusal): RefusedAnswer {
  return { kind: 'refused', code, params, final: !mayMend.has(code) };
}

/**
 * What a commune signs with, and what its statements are rooted in: its id tells the shadow of training from a real one, and nothing that the
 * database says could take one for the other. Undefined for a shadow where training is closed.
 */
export function worldOf(
  { keys, seals, trust, training }: SealerParts,
  communeId: CommuneId,
): (Pick<SealerParts, 'keys' | 'seals'> & { readonly trust: SealerTrust }) | undefined {
  if (!isTraining(communeId)) return { keys, seals, trust };
  return training && { ...training, trust: { ...trust, ceremonyKey: training.ceremonyKey } };
}

/** SHA-256, hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
