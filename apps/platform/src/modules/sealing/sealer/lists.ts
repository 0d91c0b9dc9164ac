import { follows, PadesError, readWithdrawalList, type WithdrawalList } from '@shubbak/pades';
import { isTraining, ok, refuse, type Result } from '../../../kernel/index.ts';
import { findConflict, refused, release, addTime, sha256, signingWith, signOnce, worldOf } from './numbered.ts';
import type { ListRequest, SignAnswer } from './protocol.ts';
import type { SealerParts } from './sealer.ts';
import type { oneAtATime } from './turns.ts';

/** How far from the sealer's clock a list may say that it is made, and for how long it may say that it holds: milliseconds. */
const late = 15 * 60_000;
const early = 60_000;
const longest = 8 * 86_400_000;

/**
 * Puts a commune's seal on a list of its acts that have no effect any more. Lists of a commune are numbered one after the other by the journal; each
 * holds all that the one before it held, unchanged, so that nobody takes an act off again. A number has one list for ever, and the same one gets
 * the same CMS. Refuses `sealing.list-…`: malformed, out-of-order, shrinks, not-now.
 */
export function sealList(
  parts: SealerParts,
  inTurn: ReturnType<typeof oneAtATime>,
  request: ListRequest,
): Promise<SignAnswer> {
  return inTurn(`withdrawals/${request.commune}`, async () => {
    const bytes = Buffer.from(request.list, 'base64');
    const list = read(bytes, request.commune);
    if (!list.ok) return refused(list.refusal);
    const number = numberOf(request.commune, list.value.number);
    const known = parts.numbers.find(number);
    const digest = sha256(bytes);
    const wanted = { number, act: number, digest, manifest: digest, assertion: digest };
    const conflict = findConflict(parts, known, wanted);
    if (conflict) return conflict;
    if (known?.kind === 'sealed') return release(parts, known);
    // One that was signed and not yet dated was judged then.
    const judged = known ? ok(undefined) : judge(parts, request, list.value);
    if (!judged.ok) return refused(judged.refusal);
    const key = await worldOf(parts, request.commune)?.seals.find(request.commune, 'withdrawals');
    if (!key) return refused({ code: 'sealing.key-missing', params: {} });
    const signing = signingWith(key);
    const entry = await signOnce(parts, known, wanted, signing);
    const always = { judge: async () => ok(undefined), burns: 'not-prepared', code: 'sealing.list-not-now' } as const;
    return addTime(parts, entry, signing, always);
  });
}

const numberOf = (commune: ListRequest['commune'], number: number): string => `withdrawals/${commune}/${number}`;

/** A list of this commune: those of training name an issuer that no real commune has. */
function read(bytes: Uint8Array, commune: ListRequest['commune']): Result<WithdrawalList> {
  try {
    const list = readWithdrawalList(bytes);
    const training = list.issuer.startsWith('T-');
    return training === isTraining(commune) ? ok(list) : refuse('sealing.list-malformed');
  } catch (error) {
    if (error instanceof PadesError) return refuse('sealing.list-malformed');
    throw error;
  }
}

function judge(parts: SealerParts, request: ListRequest, list: WithdrawalList): Result<undefined> {
  const now = parts.clock().getTime();
  const [from, until] = [Date.parse(list.thisUpdate), Date.parse(list.nextUpdate)];
  if (from < now - late || from > now + early || until > from + longest) return refuse('sealing.list-not-now');
  const { previous } = request;
  if (list.number === 1) return previous === null ? ok(undefined) : refuse('sealing.list-out-of-order');
  if (previous === null) return refuse('sealing.list-out-of-order');
  const before = Buffer.from(previous, 'base64');
  const kept = parts.numbers.find(numberOf(request.commune, list.number - 1));
  if (kept?.kind !== 'sealed' || kept.digest !== sha256(before)) return refuse('sealing.list-out-of-order');
  const older = read(before, request.commune);
  if (!older.ok) return older;
  const grows = older.value.issuer === list.issuer && follows(older.value, list);
  return grows ? ok(undefined) : refuse('sealing.list-shrinks');
}
