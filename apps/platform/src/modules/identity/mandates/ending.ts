import {
  type Actor,
  type Id,
  type MandateId,
  newId,
  ok,
  type OrganisationId,
  type PersonActor,
  refuse,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { civilDay, isDay } from '../facts.ts';
import { holds } from '../policy.ts';
import { readBook, type WholeBook } from './book.ts';
import { endOf, mayEnd } from './decide.ts';
import type { MandatesDependencies } from './dependencies.ts';
import { insertEnd, lockMandates } from './mandate-store.ts';
import type { MandateEnd } from './model.ts';
import { isKnownOrganisation } from './organisation-store.ts';

/** Which mandate ends, why, and since which day (the decision's, at the counter); null for this very moment. */
export interface Ending {
  readonly organisationId: OrganisationId;
  readonly mandateId: MandateId;
  readonly reason: string;
  readonly since: string | null;
}

/**
 * Ends a mandate, and with it every one delegated from it. At the counter for who enrols organisations; online, from this moment, for its
 * holder, for those it was delegated from, and for representatives who may revoke. Again is the same. Refused:
 * `identity.not-allowed`, `mandates.organisation-unknown`, `.unknown`, `.not-yours`, `.reason-short`, `.date-malformed` (a day to come).
 */
export async function endMandate(
  deps: MandatesDependencies,
  actor: Actor,
  ending: Ending,
  key: string,
): Promise<Result<null>> {
  const now = deps.clock();
  if (ending.reason.trim().length < 5) return refuse('mandates.reason-short');
  const { since } = ending;
  if (since !== null && (!isDay(since) || since > civilDay(now))) return refuse('mandates.date-malformed');
  if (actor.kind === 'person') return endOwn(deps, actor, ending, now);
  if (!holds(actor, 'identity.enrol-organisation')) return refuse('identity.not-allowed');
  const { communeId, staffId: actorId } = actor;
  const command = { communeId, key, name: 'mandates.end', actorId, payload: ending };
  return deps.db.transaction({ communeId }, tx => once(tx, command, now, () => endAtCounter(tx, actor, ending, now)));
}

async function endAtCounter(tx: Tx, actor: StaffActor, ending: Ending, now: Date): Promise<Result<null>> {
  const { communeId, staffId } = actor;
  const { organisationId } = ending;
  if (!(await isKnownOrganisation(tx, communeId, organisationId))) return refuse('mandates.organisation-unknown');
  await rebind(tx, { communeId, organisationId });
  await lockMandates(tx, organisationId, 'exclusive');
  const book = await readBook(tx, organisationId);
  return write(tx, book, ending, { communeId, staffId }, now);
}

function endOwn(deps: MandatesDependencies, actor: PersonActor, ending: Ending, now: Date): Promise<Result<null>> {
  const { personId } = actor;
  const { organisationId } = ending;
  return deps.db.transaction({ personId, organisationId }, async tx => {
    await lockMandates(tx, organisationId, 'exclusive');
    const book = await readBook(tx, organisationId);
    const mandate = book.mandates.find(each => each.id === ending.mandateId);
    // To whoever acts for it in nothing, the organisation and its mandates are not there.
    if (!mandate || !book.mandates.some(each => each.personId === personId)) return refuse('mandates.unknown');
    if (!mayEnd(book, personId, mandate, now)) return refuse('mandates.not-yours');
    return write(tx, book, { ...ending, since: null }, { personId }, now);
  });
}

async function write(
  tx: Tx,
  book: WholeBook,
  { organisationId, mandateId, reason, since }: Ending,
  by: MandateEnd['by'],
  now: Date,
): Promise<Result<null>> {
  if (!book.mandates.some(each => each.id === mandateId)) return refuse('mandates.unknown');
  const effectiveAt = since === null ? now : startOfDay(since);
  const already = endOf(book, mandateId);
  if (already && already <= effectiveAt) return ok(null);
  const end = { organisationId, mandateId, effectiveAt, reason: reason.trim().slice(0, 300), by, at: now };
  await insertEnd(tx, newId<Id<'mandate-end'>>(now), end);
  return ok(null);
}

/** The first instant of a civil day in Morocco, whichever its offset then. */
function startOfDay(day: string): Date {
  const midnight = new Date(`${day}T00:00:00Z`).getTime();
  const candidates = [midnight - 3_600_000, midnight].map(time => new Date(time));
  return candidates.find(at => civilDay(at) === day) ?? new Date(midnight);
}
