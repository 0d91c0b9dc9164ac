import type { TimestampAuthority } from '@shubbak/pades';
import { type Clock, type CommuneId, ok, refuse, type Result } from '../../../kernel/index.ts';
import { canonicalJson } from '../../organisation/index.ts';
import { isPossibleNumber, numberKey } from '../manifest.ts';
import {
  authorise,
  type Claim,
  claimParts,
  type Moment,
  readClaim,
  type SealerTrust,
  statementIds,
} from './authorise.ts';
import { sealExtract } from './extracts.ts';
import type { Journal } from './journal.ts';
import type { CommuneSeals, OfficerKeys } from './keys.ts';
import { sealList } from './lists.ts';
import type { Numbers } from './numbers.ts';
import {
  addTime,
  findConflict,
  record,
  refused,
  release,
  revocationsOf,
  sha256,
  signOnce,
  worldOf,
} from './numbered.ts';
import type {
  CancelAnswer,
  CancelRequest,
  ExtractRequest,
  HoldsAnswer,
  HoldsRequest,
  ListRequest,
  ReissueRequest,
  SignAnswer,
  SignRequest,
} from './protocol.ts';
import { reissue } from './reissuing.ts';
import type { AfterStep, SealerStep } from './steps.ts';
import { oneAtATime } from './turns.ts';

/** Milliseconds ahead of the sealer's clock at which a manifest may expire: an hour, the longest preparation. */
const longestConfirmation = 3_600_000;

/** Everything that the sealer stands on. */
export interface SealerParts {
  readonly journal: Journal;
  readonly numbers: Numbers;
  readonly keys: OfficerKeys;
  /** The communes' own seals. */
  readonly seals: CommuneSeals;
  /** What shadow communes sign with, and nothing else of theirs: they sign nothing where it is absent. */
  readonly training?: World | undefined;
  /** RFC 3161 authorities, asked in this order until one gives a timestamp that holds. */
  readonly authorities: readonly TimestampAuthority[];
  readonly trust: SealerTrust;
  /** When each of these statements was taken back: the only thing that the sealer reads from the database. */
  readonly readRevocations: (communeId: CommuneId, statements: readonly string[]) => Promise<ReadonlyMap<string, Date>>;
  readonly clock: Clock;
  readonly after: AfterStep<SealerStep>;
}

/** Keys and roots that belong together: of real communes, or of their shadows in training. No key and no root serves both. */
export interface World {
  readonly keys: OfficerKeys;
  readonly seals: CommuneSeals;
  readonly ceremonyKey: SealerTrust['ceremonyKey'];
}

/** The holder of keys. Every answer was journaled before it is given; asked again, it gives the same CMS. */
export interface Sealer {
  sign(request: SignRequest): Promise<SignAnswer>;
  /** The commune's seal on a certification issued again, within what its officer authorised. */
  reissue(request: ReissueRequest): Promise<SignAnswer>;
  /** The register's seal on the extract of a day. */
  sealExtract(request: ExtractRequest): Promise<SignAnswer>;
  /** The commune's seal on the next list of its acts without effect. */
  sealList(request: ListRequest): Promise<SignAnswer>;
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
    reissue: request => reissue(parts, inTurn, request),
    sealExtract: request => sealExtract(parts, inTurn, request),
    sealList: request => sealList(parts, inTurn, request),
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
  const wanted = {
    number,
    act: claim.act.act,
    digest: claim.act.digest.value,
    manifest: sha256(claim.manifestBytes),
    assertion: sha256(canonicalJson(claim.assertion)),
  };
  const conflict = findConflict(parts, known, wanted);
  if (conflict) return conflict;
  if (known?.kind === 'sealed') return release(parts, known);
  const now = parts.clock();
  // A first signature needs a fresh confirmation; a retry adds only the time to one that was made in time.
  const timely = known ? ok(undefined) : checkExpiry(new Date(claim.manifest.expiry), now);
  if (!timely.ok) return refused(timely.refusal);
  const world = worldOf(parts, claim.manifest.commune);
  if (!world) return refused({ code: 'sealing.training-closed', params: {} });
  const certificate = authorise(claim, await momentAt(parts, claim, now), world.trust);
  if (!certificate.ok) return refused(certificate.refusal);
  const key = await world.keys.find(certificate.value);
  if (!key) return refused({ code: 'sealing.key-missing', params: {} });
  await parts.after('checked');
  const signing = { key, certificate: sha256(certificate.value) };
  const entry = await signOnce(parts, known, wanted, signing);
  return addTime(parts, entry, signing, {
    judge: async at => authorise(claim, await momentAt(parts, claim, at), world.trust),
    burns: 'timestamp-outside-delegation',
    code: 'sealing.timestamp-outside-delegation',
  });
}

/** A confirmation is for now: one that claims to hold for longer than any preparation lasts would be a signature in store. */
function checkExpiry(expiry: Date, now: Date): Result<undefined> {
  if (now > expiry) return refuse('sealing.confirmed-too-late');
  return expiry.getTime() - now.getTime() > longestConfirmation ? refuse('sealing.expiry-too-far') : ok(undefined);
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

async function momentAt(parts: SealerParts, claim: Claim, at: Date): Promise<Moment> {
  return { at, revocations: await revocationsOf(parts, claim.manifest.commune, statementIds(claim)) };
}
