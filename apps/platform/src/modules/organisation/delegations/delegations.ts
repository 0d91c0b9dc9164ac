import {
  type Actor,
  type CommuneId,
  civilDate,
  type DelegationId,
  ok,
  type Result,
  refuse,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { selectAbsences } from '../absences/absence-store.ts';
import type { AbsenceId } from '../absences/absences.ts';
import { readCalendar } from '../calendars/calendars.ts';
import { record } from '../history/history.ts';
import type { Office } from '../model.ts';
import { mayForCommune } from '../policy.ts';
import type { StatementId } from '../statements/proposal.ts';
import { actNatures, type StatementBody } from '../statements/statement.ts';
import { findStatementById, insertRevocation, selectStatements } from '../statements/store.ts';
import { selectOffices } from '../store.ts';
import { checkCap } from './cap.ts';
import { type Gap, gapsAt, type Signer, signersAt } from './coverage.ts';
import * as store from './delegation-store.ts';

/** Most offices that a cap may allow: as many as a delegation may name. */
const mostOffices = 200;

/** How many offices one delegate may hold; undefined before anybody said. Needs `organisation.state`. */
export async function readCap(
  tx: Tx,
  actor: Actor,
  communeId: CommuneId,
): Promise<Result<store.DelegationCap | undefined>> {
  if (!mayForCommune(actor, 'organisation.state', communeId)) return refuse('organisation.not-allowed');
  return ok(await store.findCap(tx, communeId));
}

/**
 * Says at how many offices one delegate may sign, from now on; null for no limit. What was stated stands. Needs `organisation.manage`.
 * Refused: `organisation.not-allowed`, `organisation.cap-malformed`.
 */
export async function setCap(tx: Tx, actor: StaffActor, most: number | null, now: Date): Promise<Result<null>> {
  const { communeId, staffId } = actor;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  if (most !== null && !(Number.isInteger(most) && most >= 1 && most <= mostOffices))
    return refuse('organisation.cap-malformed');
  await store.lockDelegations(tx, communeId);
  const before = await store.findCap(tx, communeId);
  await store.insertCap(tx, communeId, { version: (before?.version ?? 0) + 1, most, setBy: staffId, setAt: now });
  await record(tx, actor, { communeId, kind: 'delegation-cap-set', subjectId: communeId, now });
  return ok(null);
}

/**
 * Whether a statement that is proposed or about to be signed keeps the commune's cap, and the absence that it covers still stands. Two that
 * would break the cap together follow one another. Refused: `organisation.delegation-cap` {most, offices}, `organisation.cover-over`.
 */
export async function checkHeld(tx: Tx, body: StatementBody, now: Date): Promise<Result<void>> {
  if (body.kind !== 'delegation') return ok(undefined);
  const { commune, subject, id } = body;
  await store.lockDelegations(tx, commune);
  if (await store.isCoverOver(tx, commune, { delegationId: id, today: civilDate(now) }))
    return refuse('organisation.cover-over');
  const held = await selectStatements(tx, commune, 'delegation', subject);
  return checkCap(body, held, (await store.findCap(tx, commune))?.most ?? null);
}

/**
 * Whether a proposed delegation may stand for the days of an absence, and end with it. Refused: `organisation.absence-unknown`, `organisation.cover-self`,
 * `organisation.cover-dates` where it begins before the absence, or goes on after it.
 */
export async function checkCover(
  tx: Tx,
  body: StatementBody,
  { absenceId, now }: { readonly absenceId: AbsenceId; readonly now: Date },
): Promise<Result<void>> {
  const { commune, subject, validFrom, validUntil } = body;
  const absence = (await selectAbsences(tx, commune, civilDate(now))).find(each => each.id === absenceId);
  if (!absence) return refuse('organisation.absence-unknown');
  if (absence.staffId === subject) return refuse('organisation.cover-self');
  const [first, last] = [civilDate(new Date(validFrom)), civilDate(new Date(Date.parse(validUntil) - 1))];
  if (first < absence.firstOn || last > absence.lastOn) return refuse('organisation.cover-dates');
  return ok(undefined);
}

/** Takes back the delegations that covered an absence: it is over before its days are. In the transaction that cancels it. */
export async function endCovers(
  tx: Tx,
  actor: StaffActor,
  { absenceId, now }: { readonly absenceId: AbsenceId; readonly now: Date },
): Promise<void> {
  const { communeId, staffId } = actor;
  for (const id of await store.selectCovers(tx, communeId, absenceId))
    await insertRevocation(tx, communeId, id, { reason: 'replaced', by: staffId, at: now });
}

/**
 * Keeps the specimen that a delegate drew, sealed by the caller, beside their delegation. Needs `organisation.state`; nobody records their own.
 * Refused: `organisation.not-allowed`, `organisation.statement-unknown`, `organisation.specimen-own`.
 */
export async function recordSpecimen(
  tx: Tx,
  actor: StaffActor,
  specimen: { readonly delegationId: DelegationId; readonly signature: Buffer; readonly initials: Buffer },
  now: Date,
): Promise<Result<null>> {
  const { communeId, staffId } = actor;
  if (!mayForCommune(actor, 'organisation.state', communeId)) return refuse('organisation.not-allowed');
  const kept = await findStatementById(tx, communeId, specimen.delegationId);
  if (kept?.body.kind !== 'delegation') return refuse('organisation.statement-unknown');
  if (kept.body.subject === staffId) return refuse('organisation.specimen-own');
  await store.lockDelegations(tx, communeId);
  const [before] = await store.selectSpecimens(tx, communeId, specimen.delegationId);
  const version = (before?.version ?? 0) + 1;
  await store.insertSpecimen(tx, communeId, { ...specimen, version, recordedBy: staffId, recordedAt: now });
  await record(tx, actor, { communeId, kind: 'specimen-recorded', subjectId: kept.body.subject, now });
  return ok(null);
}

/** A specimen, still sealed. For whoever judges papers of the commune: `organisation.read`. Undefined where none was recorded. */
export async function findSpecimen(
  tx: Tx,
  actor: StaffActor,
  delegationId: DelegationId,
): Promise<store.SealedSpecimen | undefined> {
  const { communeId } = actor;
  if (!actor.grants.some(({ permission }) => permission === 'organisation.read')) return undefined;
  return (await store.selectSpecimens(tx, communeId, delegationId))[0];
}

/** Which delegations have a specimen. */
export async function listSpecimens(tx: Tx, communeId: CommuneId): Promise<ReadonlySet<StatementId>> {
  return new Set((await store.selectSpecimens(tx, communeId)).map(({ delegationId }) => delegationId));
}

/** Who may sign at an office, and when nobody can. */
export interface OfficeCoverage {
  readonly office: Office;
  readonly signers: readonly (Signer & { readonly away: boolean })[];
  readonly gaps: readonly Gap[];
}

/** Days that coverage looks ahead. */
export const coverageDays = 30;

/** Who may sign what at every office, and the days to come on which nobody can. Needs `organisation.state`. */
export async function listCoverage(tx: Tx, actor: StaffActor, now: Date): Promise<Result<readonly OfficeCoverage[]>> {
  const { communeId } = actor;
  if (!mayForCommune(actor, 'organisation.state', communeId)) return refuse('organisation.not-allowed');
  const today = civilDate(now);
  const absences = await selectAbsences(tx, communeId, today);
  const facts = {
    delegations: await selectStatements(tx, communeId, 'delegation'),
    credentials: await selectStatements(tx, communeId, 'credential'),
    absences,
  };
  const away = new Set<StaffId>(
    absences.filter(({ firstOn, lastOn }) => firstOn <= today && today <= lastOn).map(({ staffId }) => staffId),
  );
  const covered: OfficeCoverage[] = [];
  for (const office of await selectOffices(tx, communeId)) {
    const calendar = await readCalendar(tx, communeId, office.id, now);
    const span = { today, days: coverageDays };
    covered.push({
      office,
      signers: signersAt(facts, office.id, now).map(signer => ({ ...signer, away: away.has(signer.staffId) })),
      gaps: actNatures.flatMap(nature => gapsAt(facts, { office: office.id, calendar, nature }, span)),
    });
  }
  return ok(covered);
}
