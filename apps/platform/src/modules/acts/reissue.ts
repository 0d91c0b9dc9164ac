import { randomBytes } from 'node:crypto';
import {
  type ActId,
  type Actor,
  type CommuneId,
  isTraining,
  may,
  newId,
  ok,
  type OrganisationId,
  type PersonId,
  type Place,
  type Refusal,
  refuse,
  type RequestId,
  type Result,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findStatement, getOffice, listRevocations, placeOf } from '../organisation/index.ts';
import { type CancellationReason, entryNumber, reserve } from '../register/index.ts';
import { findAct } from './act-store.ts';
import { type Authorisation, findAuthorisation } from './authorisation-store.ts';
import { newCode } from './codes.ts';
import { completeFace } from './face.ts';
import type { Act, GivenFace, Paper, Preparation, ReissueUnderWay } from './model.ts';
import type { ActsDeps } from './ports.ts';
import { lockRequests } from './preparation-store.ts';
import { recordAct, recordCancellation } from './record.ts';
import {
  countReissues,
  findOpenReissue,
  findReissueOf,
  insertReissue,
  updateReissueDelay,
  updateReissuePages,
} from './reissue-store.ts';
import { getCredential, renderPages } from './render.ts';
import { loadConfirmed, storeSealed } from './seal.ts';
import { findStanding } from './standing/standing-store.ts';

/** A certification to issue again, for a request that asks for it. */
export interface ReissueAsked {
  readonly communeId: CommuneId;
  readonly certification: ActId;
  readonly requestId: RequestId;
  readonly face: GivenFace;
  readonly paper: Paper;
  readonly holders: readonly PersonId[];
  readonly organisations: readonly OrganisationId[];
}

/** What became of a reissue: in the vault, or kept until what holds it up is mended. */
export interface Reissued {
  readonly actId: ActId;
  readonly waitingFor: Refusal | null;
}

/**
 * Issues a certification again under the commune's seal, as its officer authorised: the number is reserved, the pages are made, the sealer
 * counts and seals, the act is recorded. Asked again for the same request it is the same act. Refuses before a number is taken:
 * `acts.unknown` (also for a certification in nobody's vault who asks), `acts.reissue-not-authorised`, `-exhausted` {most}, `-ended` {date},
 * `-delegation-revoked`, `-delegation-ended`, `acts.withdrawn-already`; and after, the number then cancelled, with what the sealer refused.
 */
export async function reissue(deps: ActsDeps, actor: Actor, asked: ReissueAsked): Promise<Result<Reissued>> {
  const { communeId, certification } = asked;
  if (actor.kind === 'person' && (await deps.ports.findInVault(actor.personId, certification)) !== communeId)
    return refuse('acts.unknown');
  const begun = await deps.db.transaction({ communeId }, async tx => begin(deps, tx, actor, asked));
  if (!begun.ok) return begun;
  await deps.after('reserved');
  return finishReissue(deps, communeId, begun.value);
}

async function begin(deps: ActsDeps, tx: Tx, actor: Actor, asked: ReissueAsked): Promise<Result<ActId>> {
  const { communeId, requestId } = asked;
  const certification = await findAct(tx, communeId, asked.certification);
  if (!certification) return refuse('acts.unknown');
  const place = placeOf(await getOffice(tx, communeId, certification.officeId));
  if (actor.kind !== 'person' && actor.kind !== 'system' && !may(actor, 'acts.read', place))
    return refuse('acts.unknown');
  // Reissues of one certification follow one another, so that none is counted twice or not at all.
  await lockRequests(tx, communeId, [...new Set([requestId, certification.requestId])]);
  const known = await findReissueOf(tx, communeId, requestId);
  if (known) return ok(known.actId);
  const terms = await findAuthorisation(tx, communeId, certification.id);
  if (!terms) return refuse('acts.reissue-not-authorised');
  const now = deps.clock();
  const within = await checkTerms(tx, terms, now);
  if (!within.ok) return within;
  return ok(await reserveReissue(deps, tx, asked, certification, place, now));
}

/** The terms of a certification, how many reissues are left, and why none may be made now. */
export interface AuthorisationView extends Authorisation {
  readonly left: number;
  readonly fault: Refusal | null;
}

/** What the officer of a certification authorised, as it stands now; undefined where they allowed no reissue. The caller has authorised the reading. */
export async function viewAuthorisation(
  { clock }: Pick<ActsDeps, 'clock'>,
  tx: Tx,
  { communeId, certification }: { readonly communeId: CommuneId; readonly certification: ActId },
): Promise<AuthorisationView | undefined> {
  const terms = await findAuthorisation(tx, communeId, certification);
  if (!terms) return undefined;
  const left = Math.max(0, terms.most - (await countReissues(tx, communeId, certification)));
  const within = await checkTerms(tx, terms, clock());
  return { ...terms, left, fault: within.ok ? null : within.refusal };
}

/** The same terms that the sealer checks for itself: asked first, so that no number is spent on what it would refuse. */
async function checkTerms(tx: Tx, terms: Authorisation, now: Date): Promise<Result<void>> {
  const { communeId, actId, most, until, delegationId } = terms;
  if (await findStanding(tx, communeId, actId)) return refuse('acts.withdrawn-already');
  if (now >= new Date(until)) return refuse('acts.reissue-ended', { date: until.slice(0, 10) });
  if ((await countReissues(tx, communeId, actId)) >= most) return refuse('acts.reissue-exhausted', { most });
  const revokedAt = (await listRevocations(tx, communeId)).get(delegationId);
  if (revokedAt && revokedAt <= now) return refuse('acts.reissue-delegation-revoked');
  if (terms.afterDelegation === 'go-on') return ok(undefined);
  const delegation = await findStatement(tx, communeId, delegationId);
  const ended = !delegation || now >= new Date(delegation.body.validUntil);
  return ended ? refuse('acts.reissue-delegation-ended') : ok(undefined);
}

async function reserveReissue(
  { publicUrl }: ActsDeps,
  tx: Tx,
  { requestId, face, paper, holders, organisations }: ReissueAsked,
  certification: Act,
  place: Place,
  now: Date,
): Promise<ActId> {
  const { communeId, officeId } = certification;
  const office = await getOffice(tx, communeId, place.officeId);
  const [actId, code] = [newId<ActId>(now), newCode({ training: isTraining(communeId) })];
  const { year, number, reservedAt } = await reserve(tx, { communeId, officeId, actId, now });
  const completed = completeFace(withCertification(face, certification), {
    entryNumber: entryNumber(year, office.code, number),
    code,
    instant: reservedAt,
    officer: certification.face.officer,
    publicUrl,
  });
  const parts = { communeId, actId, requestId, certificationId: certification.id, officeId, year, number, code };
  await insertReissue(tx, { ...parts, face: completed, paper, holders, organisations }, now);
  return actId;
}

/** A reissue names the certification that it repeats, as the register has it. */
function withCertification(face: GivenFace, { face: certified, entryNumber: number }: Act): GivenFace {
  const { copy } = certified;
  if (!copy || !certified.instant) throw new Error('a reissue of what is no certified copy');
  const { name: officer, capacity, delegation } = certified.officer;
  const certification = { number, instant: certified.instant.toISOString(), officer, capacity, delegation };
  return { ...face, kind: 'reissue', copy: { ...copy, certification } };
}

/**
 * Brings a reissue to its end: recorded, or cancelled where the sealer refuses for ever. Repeatable, and safe beside another process that does
 * the same. Refuses with what the sealer refused.
 */
export async function finishReissue(deps: ActsDeps, communeId: CommuneId, actId: ActId): Promise<Result<Reissued>> {
  const found = await deps.db.transaction({ communeId }, async tx => {
    const open = await findOpenReissue(tx, communeId, actId);
    if (!open) return (await findAct(tx, communeId, actId)) ? 'made' : 'cancelled';
    const certification = await findAct(tx, communeId, open.certificationId);
    const terms = await findAuthorisation(tx, communeId, open.certificationId);
    if (!certification || !terms) throw new Error('a reissue of what was never certified');
    return { open, certification, terms };
  });
  if (found === 'made') return ok({ actId, waitingFor: null });
  if (found === 'cancelled') return refuse('acts.reissue-cancelled');
  return seal(deps, found);
}

async function seal(
  deps: ActsDeps,
  {
    open,
    certification,
    terms,
  }: { readonly open: ReissueUnderWay; readonly certification: Act; readonly terms: Authorisation },
): Promise<Result<Reissued>> {
  const { communeId, actId: act, officeId: office, year, number } = open;
  const confirmed = await loadConfirmed(deps, communeId, certification.preparationId);
  if (!confirmed) throw new Error('a certification without its confirmation');
  const rendered = open.rendered ?? (await renderReissue(deps, open, confirmed.preparation));
  const { confirmation, evidence, manifest } = confirmed;
  const answer = await deps.sealer.reissue({
    certification: { manifest, assertion: confirmation.assertion, evidence, act: certification.id },
    reissue: { act, office, year, number, template: terms.template, digest: rendered.state.sha256 },
  });
  await deps.after('sealed');
  if (answer.kind === 'refused') return onRefused(deps, open, answer);
  const file = await storeSealed(deps, { communeId, rendered }, answer);
  const { preparationId, delegationId, officerId } = certification;
  await recordAct(deps, {
    act: { ...open, rendered, preparationId, delegationId, reissues: null },
    file,
    genTime: new Date(answer.genTime),
    assertionSha256: confirmation.assertionSha256,
    officerId,
    salt: randomBytes(32),
  });
  await deps.after('recorded');
  return ok({ actId: act, waitingFor: null });
}

async function renderReissue(
  deps: ActsDeps,
  open: ReissueUnderWay,
  certified: Preparation,
): Promise<NonNullable<ReissueUnderWay['rendered']>> {
  const signer = open.face.office.commune.fr;
  // Room for the seal is measured with the officer's certificate: the sealer alone knows the seal's, and the allowance is wide.
  const certificate = Buffer.from((await getCredential(deps, certified)).certificate, 'base64');
  const rendered = await renderPages(deps, open, { certificate, signer });
  await deps.db.transaction({ communeId: open.communeId }, tx => updateReissuePages(tx, open, rendered));
  await deps.after('rendered');
  return rendered;
}

async function onRefused(
  deps: ActsDeps,
  open: ReissueUnderWay,
  { code, params, final }: Refusal & { readonly final: boolean },
): Promise<Result<Reissued>> {
  const refusal = { code, params };
  if (!final) {
    await deps.db.transaction({ communeId: open.communeId }, tx => updateReissueDelay(tx, open, refusal));
    return ok({ actId: open.actId, waitingFor: refusal });
  }
  const { officeId: office, year, number, actId: act } = open;
  const burned = await deps.sealer.cancel({ office, year, number, act, reason: reasonFor(code) });
  if (burned.kind === 'refused') return ok({ actId: open.actId, waitingFor: refusal });
  if (burned.kind === 'sealed') return finishReissue(deps, open.communeId, open.actId);
  await deps.after('burned');
  await recordCancellation(deps, open, burned.reason);
  await deps.after('cancelled');
  return { ok: false, refusal };
}

function reasonFor(code: string): CancellationReason {
  return code.startsWith('sealing.reissue-delegation-') ? 'delegation-ended' : 'authorisation-ended';
}
