import {
  type Actor,
  type CommuneId,
  ok,
  type PreparationId,
  type Refusal,
  refuse,
  type Result,
} from '../../kernel/index.ts';
import { listCommunes } from '../organisation/index.ts';
import type { CancellationReason } from '../register/index.ts';
import type { Preparation } from './model.ts';
import type { ActsDeps } from './ports.ts';
import { findPreparation, listOverdue, listPreparationsOf } from './preparation-store.ts';
import { finishReissue } from './reissue.ts';
import { listOpenReissues } from './reissue-store.ts';
import { giveUp, sealPreparation, settleEach } from './seal.ts';

/** What a recovery found: preparations brought to their end, and those that something still holds up. */
export interface Recovery {
  readonly finished: number;
  readonly waiting: number;
}

/**
 * Ends what processes that died, or officers who went away, left open: confirmed acts are finished, lapsed preparations
 * cancelled. Run at start and every minute; safe beside any other process.
 */
export async function recoverAll(deps: ActsDeps): Promise<Recovery> {
  const communes = await deps.db.transaction({}, tx => listCommunes(tx));
  let [finished, waiting] = [0, 0];
  for (const { id: communeId } of communes) {
    const overdue = await deps.db.transaction({ communeId }, tx => listOverdue(tx, communeId, deps.clock()));
    for (const { preparationId, confirmed } of overdue) {
      const delays = confirmed
        ? await sealPreparation(deps, communeId, preparationId)
        : await cancelAll(deps, communeId, preparationId, 'lapsed');
      if (delays.size === 0) finished++;
      else waiting++;
    }
  }
  const again = await recoverReissues(deps);
  return { finished: finished + again.finished, waiting: waiting + again.waiting };
}

/** Ends the reissues that died under way. One that breaks is kept for the next round. */
async function recoverReissues(deps: ActsDeps): Promise<Recovery> {
  let [finished, waiting] = [0, 0];
  for (const { id: communeId } of await deps.db.transaction({}, tx => listCommunes(tx))) {
    const open = await deps.db.transaction({ communeId }, tx => listOpenReissues(tx, communeId));
    for (const actId of open) {
      const ended = await finishReissue(deps, communeId, actId).catch((error: unknown) => {
        deps.onFailure(error);
        return undefined;
      });
      if (!ended || (ended.ok && ended.value.waitingFor)) waiting++;
      else finished++;
    }
  }
  return { finished, waiting };
}

/** Gives a preparation's open acts up, but those that a newer preparation has taken over. Answers what holds an act up. */
async function cancelAll(
  deps: ActsDeps,
  communeId: CommuneId,
  id: PreparationId,
  reason: CancellationReason,
): Promise<ReadonlyMap<string, Refusal>> {
  const mine = await deps.db.transaction({ communeId }, async tx => {
    const open = ((await findPreparation(tx, communeId, id))?.acts ?? []).filter(({ settledAt }) => settledAt === null);
    const latest = [];
    for (const { actId } of open) latest.push(...(await listPreparationsOf(tx, communeId, actId)).slice(0, 1));
    return latest.filter(({ preparationId }) => preparationId === id);
  });
  return settleEach(deps, mine, act => giveUp(deps, act, reason));
}

/**
 * Withdraws a preparation: each number is burned and cancelled, or, where the sealer had signed already, its act is finished.
 * Only the officer who prepared it may. Refuses with what holds the first act up when the sealer cannot be asked.
 */
export async function cancelPreparation(deps: ActsDeps, actor: Actor, id: PreparationId): Promise<Result<Preparation>> {
  if (actor.kind !== 'staff') return refuse('acts.not-allowed');
  const { communeId, staffId } = actor;
  const read = () => deps.db.transaction({ communeId }, tx => findPreparation(tx, communeId, id));
  const preparation = await read();
  if (!preparation) return refuse('acts.preparation-unknown');
  if (preparation.officerId !== staffId) return refuse('acts.other-officer');
  const [delay] = (await cancelAll(deps, communeId, id, 'withdrawn')).values();
  return delay ? { ok: false, refusal: delay } : ok((await read()) ?? preparation);
}
