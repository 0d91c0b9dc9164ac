import type { CommuneId, PersonId } from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import type { RightsDependencies } from './dependencies.ts';
import { eraseFile } from './erasure-store.ts';
import type { ErasurePlan } from './model.ts';
import { findRequest, insertEvent, listCommunesOf, listDue, updateRequest } from './rights-store.ts';

/** What goes with the file itself. */
const ownGoods = ['account', 'contacts', 'documents', 'address', 'readings', 'helpers', 'exports'] as const;

/** What an erasure would do now, in a transaction bound to the person; asks every room. Afterwards the transaction is bound to the person alone. */
export async function planErasure(
  { participants }: Pick<RightsDependencies, 'participants'>,
  tx: Tx,
  personId: PersonId,
): Promise<ErasurePlan> {
  const erased = { personId, communes: await listCommunesOf(tx, personId) };
  const goes: string[] = [...ownGoods];
  const stays: ErasurePlan['stays'][number][] = [];
  const blocks: ErasurePlan['blocks'][number][] = [];
  for (const participant of participants) {
    await rebind(tx, { personId });
    goes.push(...participant.goes);
    stays.push(...(await participant.stays(tx, erased)));
    blocks.push(...(await participant.blocks(tx, erased)));
  }
  await rebind(tx, { personId });
  return {
    goes,
    stays: stays.filter(({ count }) => count > 0),
    blocks: blocks.filter(({ count }) => count > 0),
  };
}

/** What the hourly job did for one commune. */
export interface RightsRound {
  readonly reminded: number;
  readonly erased: number;
  /** Granted, and still waiting for something unfinished. */
  readonly held: number;
}

/**
 * The hourly job for one commune: reminds the desk of what lapses soon (the list shows it, and the history says when), and executes the
 * erasures whose moment has come, each in a transaction of its own. What something unfinished stands against waits for the next hour.
 */
export async function keepRights(deps: RightsDependencies, communeId: CommuneId): Promise<RightsRound> {
  const now = deps.clock();
  const remindBefore = new Date(now.getTime() + deps.remindDays * 86_400_000);
  const { toRemind, toErase } = await deps.db.transaction({ communeId }, tx =>
    listDue(tx, communeId, { remindBefore, now }),
  );
  for (const request of toRemind) {
    const { personId } = request;
    await deps.db.transaction({ communeId, personId }, async tx => {
      await updateRequest(tx, { ...request, remindedAt: now });
      await insertEvent(tx, request, { kind: 'reminded', staffId: null }, now);
    });
  }
  let erased = 0;
  for (const { id, personId } of toErase) if (await erase(deps, { id, personId, communeId })) erased += 1;
  return { reminded: toRemind.length, erased, held: toErase.length - erased };
}

async function erase(
  deps: RightsDependencies,
  {
    id,
    personId,
    communeId,
  }: { readonly id: Parameters<typeof findRequest>[1]; readonly personId: PersonId; readonly communeId: CommuneId },
): Promise<boolean> {
  const now = deps.clock();
  return deps.db.transaction({ communeId, personId }, async tx => {
    const request = await findRequest(tx, id, { lock: true });
    // Withdrawn, or executed, since it was listed.
    if (request?.state !== 'granted' || request.executesAt === null || request.executesAt > now) return false;
    const plan = await planErasure(deps, tx, personId);
    if (plan.blocks.length > 0) return false;
    const erased = { personId, communes: await listCommunesOf(tx, personId) };
    for (const participant of deps.participants) {
      await rebind(tx, { personId });
      await participant.erase(tx, erased, now);
    }
    await rebind(tx, { communeId, personId });
    await updateRequest(tx, { ...request, state: 'done', endedAt: now });
    await insertEvent(tx, request, { kind: 'done', staffId: null }, now);
    await deps.vault.shred(tx, personId);
    await eraseFile(tx, personId, now);
    return true;
  });
}
