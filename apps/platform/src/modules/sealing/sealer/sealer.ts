import { createHash } from 'node:crypto';
import type { Signer, TimestampAuthority } from '@shubbak/pades';
import { type Clock, type CommuneId, ok, type Refusal, refuse, type Result } from '../../../kernel/index.ts';
import { canonicalJson } from '../../organisation/index.ts';
import { isPossibleNumber, numberKey } from '../manifest.ts';
import { authorise, type Claim, type Moment, readClaim, type SealerTrust, statementIds } from './authorise.ts';
import { buildSigned, signDigest, timestampCms } from './cms.ts';
import type { Journal, Location } from './journal.ts';
import type { JournalEntry, SignedEntry } from './journal-entry.ts';
import type { OfficerKeys } from './keys.ts';
import type { Numbers, NumberState } from './numbers.ts';
import type {
  CancelAnswer,
  CancelRequest,
  HoldsAnswer,
  HoldsRequest,
  RefusedAnswer,
  SealedAnswer,
  SignAnswer,
  SignRequest,
} from './protocol.ts';
import type { AfterStep, SealerStep } from './steps.ts';
import { oneAtATime } from './turns.ts';

/** Milliseconds ahead of the sealer's clock at which a manifest may expire: an hour, the longest preparation. */
const longestConfirmation = 3_600_000;

/** Everything that the sealer stands on. */
export interface SealerParts {
  readonly journal: Journal;
  readonly numbers: Numbers;
  readonly keys: OfficerKeys;
  /** RFC 3161 authorities, asked in this order until one gives a timestamp that holds. */
  readonly authorities: readonly TimestampAuthority[];
  readonly trust: SealerTrust;
  /** When each of these statements was taken back: the only thing that the sealer reads from the database. */
  readonly readRevocations: (communeId: CommuneId, statements: readonly string[]) => Promise<ReadonlyMap<string, Date>>;
  readonly clock: Clock;
  readonly after: AfterStep<SealerStep>;
}

/** The holder of keys. Every answer was journaled before it is given; asked again, it gives the same CMS. */
export interface Sealer {
  sign(request: SignRequest): Promise<SignAnswer>;
  cancel(request: CancelRequest): Promise<CancelAnswer>;
  /** Whether the key of a certificate is at hand; says nothing of who may use it. */
  holds(request: HoldsRequest): Promise<HoldsAnswer>;
}

/** Makes a sealer over an open journal whose entries are already in `numbers`. */
export function createSealer(parts: SealerParts): Sealer {
  const inTurn = oneAtATime();
  return {
    sign: async request => {
      const claim = readClaim(claimParts(request));
      if (!claim.ok) return refused(claim.refusal);
      const number = numberKey(claim.value.act);
      return inTurn(number, () => sign(parts, number, claim.value));
    },
    cancel: async request => {
      // What is journaled stands for ever: nothing that no register could hold gets there.
      if (!isPossibleNumber(request)) return refused({ code: 'sealing.number-impossible', params: {} });
      return inTurn(numberKey(request), () => cancel(parts, request));
    },
    holds: async ({ certificate }) => {
      const key = await parts.keys.find(Buffer.from(certificate, 'base64'));
      return { kind: 'holds', held: key !== undefined };
    },
  };
}

async function sign(parts: SealerParts, number: string, claim: Claim): Promise<SignAnswer> {
  const known = parts.numbers.find(number);
  const conflict = findConflict(parts.numbers, known, number, claim);
  if (conflict) return conflict;
  if (known?.kind === 'sealed') return release(parts, known);
  const now = parts.clock();
  // A first signature needs a fresh confirmation; a retry adds only the time to one that was made in time.
  const timely = known ? ok(undefined) : checkExpiry(new Date(claim.manifest.expiry), now);
  if (!timely.ok) return refused(timely.refusal);
  const certificate = authorise(claim, await momentAt(parts, claim, now), parts.trust);
  if (!certificate.ok) return refused(certificate.refusal);
  const key = await parts.keys.find(certificate.value);
  if (!key) return refused({ code: 'sealing.key-missing', params: {} });
  await parts.after('checked');
  const officer = { key, certificate: sha256(certificate.value) };
  const entry = known ? await readSigned(parts, known) : await makeSignature(parts, number, claim, officer);
  if (entry.certificate !== officer.certificate) return refused({ code: 'sealing.number-taken', params: {} });
  return addTime(parts, claim, entry, key);
}

/** A confirmation is for now: one that claims to hold for longer than any preparation lasts would be a signature in store. */
function checkExpiry(expiry: Date, now: Date): Result<undefined> {
  if (now > expiry) return refuse('sealing.confirmed-too-late');
  return expiry.getTime() - now.getTime() > longestConfirmation ? refuse('sealing.expiry-too-far') : ok(undefined);
}

/** A number names one act and one digest for ever: the first that was signed. */
function findConflict(
  numbers: Numbers,
  known: NumberState | undefined,
  number: string,
  claim: Claim,
): RefusedAnswer | undefined {
  if (known?.kind === 'burned') return refused({ code: 'sealing.number-burned', params: { reason: known.reason } });
  const otherNumber = (numbers.findNumberOf(claim.act.act) ?? number) !== number;
  const otherFile = known !== undefined && (known.act !== claim.act.act || known.digest !== claim.act.digest.value);
  return otherNumber || otherFile ? refused({ code: 'sealing.number-taken', params: {} }) : undefined;
}

async function makeSignature(
  parts: SealerParts,
  number: string,
  claim: Claim,
  { key, certificate }: { readonly key: Signer; readonly certificate: string },
): Promise<SignedEntry> {
  const digest = claim.act.digest.value;
  const signature = await signDigest(key, digest);
  await parts.after('signed');
  const entry: SignedEntry = {
    kind: 'signed',
    number,
    act: claim.act.act,
    at: parts.clock().toISOString(),
    digest,
    certificate,
    signature: Buffer.from(signature).toString('base64'),
    manifest: sha256(claim.manifestBytes),
    assertion: sha256(canonicalJson(claim.assertion)),
  };
  await record(parts, entry);
  await parts.after('signature-journaled');
  return entry;
}

/**
 * Adds the authority's time to a raw signature, and judges the claim again for that time: outside the delegation the CMS is
 * never released and the number is burned.
 */
async function addTime(parts: SealerParts, claim: Claim, entry: SignedEntry, key: Signer): Promise<SignAnswer> {
  const { number, act, digest } = entry;
  const stamped = await timestampCms(parts, buildSigned(key, digest, Buffer.from(entry.signature, 'base64')));
  if (!stamped.ok) return refused(stamped.refusal);
  await parts.after('timestamped');
  const { cms, genTime } = stamped.value;
  const at = parts.clock().toISOString();
  const judged = authorise(claim, await momentAt(parts, claim, genTime), parts.trust);
  if (!judged.ok) {
    await record(parts, { kind: 'burned', number, act, at, reason: 'timestamp-outside-delegation' });
    return refused({ code: 'sealing.timestamp-outside-delegation', params: { reason: judged.refusal.code } });
  }
  const sealed = { digest, cms: Buffer.from(cms).toString('base64'), genTime: genTime.toISOString() };
  await record(parts, { kind: 'sealed', number, act, at, ...sealed });
  await parts.after('seal-journaled');
  return { kind: 'sealed', ...sealed };
}

async function cancel(parts: SealerParts, request: CancelRequest): Promise<CancelAnswer> {
  const number = numberKey(request);
  const known = parts.numbers.find(number);
  const otherNumber = (parts.numbers.findNumberOf(request.act) ?? number) !== number;
  if (otherNumber) return refused({ code: 'sealing.number-taken', params: {} });
  // Whoever burned it, no act will ever have this number: the one that holds it in the register may be cancelled.
  if (known?.kind === 'burned') return { kind: 'burned', reason: known.reason };
  if (known && known.act !== request.act) return refused({ code: 'sealing.number-taken', params: {} });
  if (known?.kind === 'sealed') return release(parts, known);
  const { act, reason } = request;
  await record(parts, { kind: 'burned', number, act, at: parts.clock().toISOString(), reason });
  await parts.after('burned');
  return { kind: 'burned', reason };
}

async function release({ journal }: SealerParts, { location }: { readonly location: Location }): Promise<SealedAnswer> {
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
async function record({ journal, numbers }: SealerParts, entry: JournalEntry): Promise<void> {
  numbers.apply(entry, await journal.append(entry));
}

/**
 * A statement is taken back once and from then on: a date ahead of our clock is not an honest one, and believing it would let
 * whoever writes to the table take the place of the true one. Such a statement counts as taken back since ever.
 */
async function momentAt({ readRevocations, clock }: SealerParts, claim: Claim, at: Date): Promise<Moment> {
  const rows = await readRevocations(claim.manifest.commune, statementIds(claim));
  const now = clock();
  return { at, revocations: new Map([...rows].map(([id, from]) => [id, from > now ? new Date(0) : from])) };
}

function claimParts({ manifest, assertion, evidence, act }: SignRequest): Parameters<typeof readClaim>[0] {
  const statement = ({ body, signatures }: SignRequest['evidence']['credential']) => ({
    body: Buffer.from(body, 'base64'),
    signatures,
  });
  return {
    manifestBytes: Buffer.from(manifest, 'base64'),
    assertion,
    administrators: evidence.administrators.map(statement),
    credential: statement(evidence.credential),
    delegations: evidence.delegations.map(statement),
    actId: act,
  };
}

/** What may mend by itself: an authority that is down, a key that an operator has yet to bring. */
const mayMend: ReadonlySet<string> = new Set(['sealing.timestamp-unavailable', 'sealing.key-missing']);

function refused({ code, params }: Refusal): RefusedAnswer {
  return { kind: 'refused', code, params, final: !mayMend.has(code) };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
