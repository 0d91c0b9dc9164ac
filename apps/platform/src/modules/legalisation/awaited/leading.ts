import {
  type CommuneId,
  isTraining,
  may,
  ok,
  type OfficeId,
  type PartyId,
  refuse,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { findOffice, getStaff, placeOf } from '../../organisation/index.ts';
import { paperOffice } from '../../acts/index.ts';
import { inCommune, type LegalisationDeps } from '../ports.ts';
import { type AwaitedCode, digestOf, readAwaitedCode } from './code.ts';
import { type AwaitedId, type CodeTyped, type Led, type LedTo, mostMisses } from './model.ts';
import { countMisses, findByCode, insertOpening, lockOpenings } from './store.ts';

const hour = 3_600_000;

/**
 * Where a code leads, for a member of staff who may prepare requests at the office where they type it; each attempt is recorded in their
 * own commune. Refused: `requests.not-allowed`, `legalisation.code-mistyped`, `.code-unknown` (also one that is over, or of training for
 * who works, or the other way round), and `.too-many-codes` after many codes of nobody.
 */
export async function leadBy(deps: LegalisationDeps, actor: StaffActor, typed: CodeTyped): Promise<Result<Led>> {
  const code = readAwaitedCode(typed.code);
  const now = deps.clock();
  return inCommune(deps, actor.communeId, async tx => {
    const place = await readPlace(tx, actor, typed.officeId);
    if (!place) return refuse('requests.not-allowed');
    if (!code.ok) return code;
    await lockOpenings(tx, actor);
    const missed = await countMisses(tx, actor, new Date(now.getTime() - hour));
    if (missed >= mostMisses) return refuse('legalisation.too-many-codes');
    const led = await find(deps, tx, code.value, now);
    // Whoever trains attests nothing of a real act, nor the other way round: to them such a code is nobody’s.
    const found = led && isTraining(led.communeId) === isTraining(actor.communeId) ? led : undefined;
    const outcome = found ? 'found' : 'nobody';
    await insertOpening(tx, actor, { outcome, awaited: found ? idOf(found.to) : null }, now);
    return found ? ok({ actor, ...found, officeId: typed.officeId, place }) : refuse('legalisation.code-unknown');
  });
}

/** A slip of a counter, or an invitation of a request at a distance: to who types it, they are one. */
async function find(
  deps: LegalisationDeps,
  tx: Tx,
  code: AwaitedCode,
  now: Date,
): Promise<Pick<Led, 'communeId' | 'to'> | undefined> {
  const awaited = await findByCode(tx, digestOf(code), now);
  if (awaited) return { communeId: awaited.communeId, to: { kind: 'awaited', awaitedId: awaited.awaitedId } };
  const invitation = await deps.parties.seekAtCounter(tx, code);
  return invitation && { communeId: invitation.communeId, to: { kind: 'party', invitation } };
}

/** The place that a code leads to, as the record of openings names it. */
export function idOf(to: LedTo): AwaitedId | PartyId {
  return to.kind === 'awaited' ? to.awaitedId : to.invitation.partyId;
}

/** The office and the clerk as they are frozen with what is attested; undefined for who may not prepare requests there. */
async function readPlace(tx: Tx, actor: StaffActor, officeId: OfficeId): Promise<Led['place'] | undefined> {
  const communeId: CommuneId = actor.communeId;
  const office = await findOffice(tx, communeId, officeId);
  if (!office || !may(actor, 'requests.prepare', placeOf(office))) return undefined;
  const { name } = await getStaff(tx, communeId, actor.staffId);
  return { office: await paperOffice(tx, communeId, officeId), clerk: name };
}
