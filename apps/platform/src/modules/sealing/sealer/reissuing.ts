import { ok, refuse, type Result } from '../../../kernel/index.ts';
import { canonicalJson, parseStatement } from '../../organisation/index.ts';
import { isPossibleNumber, numberKey, type ReissueTerms } from '../manifest.ts';
import { authorise, type Claim, claimParts, readClaim, statementIds } from './authorise.ts';
import {
  addTime,
  findConflict,
  refused,
  release,
  revocationsOf,
  sha256,
  signingWith,
  signOnce,
  worldOf,
} from './numbered.ts';
import type { ReissueRequest, SignAnswer } from './protocol.ts';
import type { SealerParts } from './sealer.ts';
import type { oneAtATime } from './turns.ts';

/** A certification that may be issued again: the claim that was confirmed, and its terms. */
interface Authorised {
  readonly claim: Claim;
  readonly terms: ReissueTerms;
}

/**
 * Puts the commune's seal on a certification that is issued again. The officer's passkey authorised it when it confirmed the certification:
 * its manifest says of which original, by which template, how often and until when. The journal counts. Refuses `sealing.reissue-…`:
 * not-authorised, not-certified, other-office, other-template, exhausted, ended, delegation-revoked, delegation-ended.
 */
export async function reissue(
  parts: SealerParts,
  inTurn: ReturnType<typeof oneAtATime>,
  request: ReissueRequest,
): Promise<SignAnswer> {
  // What is journaled stands for ever: nothing that no register could hold gets there.
  if (!isPossibleNumber(request.reissue)) return refused({ code: 'sealing.number-impossible', params: {} });
  const claim = readClaim(claimParts(request.certification));
  if (!claim.ok) return refused(claim.refusal);
  const number = numberKey(request.reissue);
  // In the number's turn, so that nobody burns it meanwhile; then in the certification's, so that its reissues are counted one by one.
  return inTurn(number, () =>
    inTurn(`reissues/${claim.value.act.act}`, () => sealAgain(parts, claim.value, number, request.reissue)),
  );
}

async function sealAgain(
  parts: SealerParts,
  claim: Claim,
  number: string,
  { act, digest, office, template }: ReissueRequest['reissue'],
): Promise<SignAnswer> {
  const known = parts.numbers.find(number);
  const wanted = {
    number,
    act,
    digest,
    under: claim.act.act,
    manifest: sha256(claim.manifestBytes),
    assertion: sha256(canonicalJson(claim.assertion)),
  };
  const conflict = findConflict(parts, known, wanted);
  if (conflict) return conflict;
  if (known?.kind === 'sealed') return release(parts, known);
  const world = worldOf(parts, claim.manifest.commune);
  if (!world) return refused({ code: 'sealing.training-closed', params: {} });
  const authorised = await findAuthorised(parts, claim, { office, template }, world.trust);
  if (!authorised.ok) return refused(authorised.refusal);
  const within = await checkTerms(parts, authorised.value, number, parts.clock());
  if (!within.ok) return refused(within.refusal);
  const key = await world.seals.find(claim.manifest.commune, 'copies');
  if (!key) return refused({ code: 'sealing.key-missing', params: {} });
  await parts.after('checked');
  const signing = signingWith(key);
  const entry = await signOnce(parts, known, wanted, signing);
  return addTime(parts, entry, signing, {
    judge: at => checkTerms(parts, authorised.value, number, at),
    burns: 'authorisation-ended',
    code: 'sealing.reissue-outside-authorisation',
  });
}

/** Whether the officer authorised it: this sealer itself released their certification, and its claim held when it was dated. */
async function findAuthorised(
  parts: SealerParts,
  claim: Claim,
  { office, template }: Pick<ReissueRequest['reissue'], 'office' | 'template'>,
  trust: SealerParts['trust'],
): Promise<Result<Authorised>> {
  const terms = claim.act.reissues;
  if (!terms) return refuse('sealing.reissue-not-authorised');
  if (office !== claim.act.office) return refuse('sealing.reissue-other-office');
  if (template !== terms.template) return refuse('sealing.reissue-other-template');
  const certification = parts.numbers.find(numberKey(claim.act));
  if (certification?.kind !== 'sealed' || certification.act !== claim.act.act)
    return refuse('sealing.reissue-not-certified');
  const { digest, genTime } = await release(parts, certification);
  if (digest !== claim.act.digest.value) return refuse('sealing.reissue-not-certified');
  const at = new Date(genTime);
  const revocations = await revocationsOf(parts, claim.manifest.commune, statementIds(claim));
  const held = authorise(claim, { at, revocations }, trust);
  return held.ok ? ok({ claim, terms }) : held;
}

/** Whether one more may be issued at that moment. A delegation taken back ends every reissue; one that only ended, those that said so. */
async function checkTerms(
  parts: SealerParts,
  { claim, terms }: Authorised,
  number: string,
  at: Date,
): Promise<Result<undefined>> {
  const { until, most, afterDelegation } = terms;
  if (at >= new Date(until)) return refuse('sealing.reissue-ended', { date: until.slice(0, 10) });
  if (parts.numbers.countUnder(claim.act.act, number) >= most) return refuse('sealing.reissue-exhausted', { most });
  const revocations = await revocationsOf(parts, claim.manifest.commune, [claim.act.delegation]);
  const revokedAt = revocations.get(claim.act.delegation);
  if (revokedAt && revokedAt <= at) return refuse('sealing.reissue-delegation-revoked');
  if (afterDelegation === 'stop' && at >= delegationEnd(claim)) return refuse('sealing.reissue-delegation-ended');
  return ok(undefined);
}

/** When the officer's delegation ends, as its signed statement says. Throws on a claim that was not authorised. */
function delegationEnd({ act, delegations }: Claim): Date {
  for (const { body } of delegations) {
    const statement = parseStatement(body);
    if (statement.ok && statement.value.id === act.delegation) return new Date(statement.value.validUntil);
  }
  throw new Error('an authorised claim without its delegation');
}
