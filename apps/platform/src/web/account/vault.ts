import { type ActId, asId, isId, type PersonActor, refuse, type Result } from '../../kernel/index.ts';
import {
  deriveKey,
  getPublicAct,
  listPublicActs,
  type PublicAct,
  type SealedDocument,
} from '../../modules/acts/index.ts';
import { type Holder, listVault } from '../../modules/documents/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { AccountDeps } from './page.tsx';

/** A paper in somebody's vault, with what its line in the list says. */
export interface VaultLine {
  readonly act: PublicAct;
  readonly addedAt: Date;
}

/**
 * What a holder has, latest first; for an organisation, whoever asks has found a mandate that opens it. Each act is read in the commune
 * that keeps it.
 */
export async function readVault(db: Database, holder: Holder): Promise<readonly VaultLine[]> {
  const items = await db.transaction(holder, tx => listVault(tx, holder));
  const byCommune = Map.groupBy(items, item => item.communeId);
  const acts = new Map<string, PublicAct>();
  for (const [communeId, held] of byCommune) {
    const ids = held.map(item => item.actId);
    const found = await db.transaction({ communeId }, tx => listPublicActs(tx, communeId, ids));
    for (const act of found) acts.set(act.actId, act);
  }
  return items.flatMap(({ actId, addedAt }) => {
    const act = acts.get(actId);
    return act ? [{ act, addedAt }] : [];
  });
}

/**
 * A paper of the person's own vault. Refuses `acts.unknown` alike for another's, for none, and for what is no id, and
 * `acts.file-unproven` for one whose stored file does not pass verification.
 */
export async function findOwn(
  { acts }: AccountDeps,
  actor: PersonActor,
  actId: string,
): Promise<Result<SealedDocument>> {
  return isId(actId) ? acts.openSealed(actor, asId<ActId>(actId)) : refuse('acts.unknown');
}

/** The address that opens the file of an act now, as its QR carries it: made from its KEY, which is kept nowhere. */
export async function addressOfAct(
  { db, session, accessKey }: AccountDeps,
  { communeId, id, code }: SealedDocument['act'],
): Promise<string> {
  const { keyGeneration } = await db.transaction({ communeId }, tx => getPublicAct(tx, communeId, id));
  return `${session.publicUrl}/v/${code}/${deriveKey(accessKey, id, keyGeneration)}`;
}
