import {
  type CommuneId,
  newId,
  type OfficeId,
  ok,
  type Result,
  refuse,
  type StaffActor,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { record } from '../history/history.ts';
import { mayForCommune } from '../policy.ts';
import { findOffice } from '../store.ts';
import { type StampLanguages, type StampSetting, stampsFor } from './stamp.ts';
import { insertStamp, selectStamps } from './stamp-store.ts';

/** The languages in which an office stamps where nobody chooses others; null: in the language of the paper. Public knowledge. */
export async function readStampLanguages(
  tx: Tx,
  { communeId, officeId }: { readonly communeId: CommuneId; readonly officeId: OfficeId },
): Promise<StampLanguages | null> {
  const set = await selectStamps(tx, communeId, officeId);
  return stampsFor(set.get(officeId), set.get(null));
}

/** What the commune set, under null, and each of its offices that has a setting of its own. Public knowledge. */
export async function listStampSettings(
  tx: Tx,
  communeId: CommuneId,
): Promise<ReadonlyMap<OfficeId | null, StampSetting>> {
  return selectStamps(tx, communeId);
}

/**
 * Sets the languages of stamps at an office, or with null those of every office without a setting of its own, for what is prepared from now
 * on. Needs `organisation.manage`. Refused: `organisation.place-unknown`, `.stamps-of-commune` where the commune is told to follow itself.
 */
export async function setStampLanguages(
  tx: Tx,
  actor: StaffActor,
  { officeId, languages }: { readonly officeId: OfficeId | null; readonly languages: StampSetting },
  now: Date,
): Promise<Result<null>> {
  const { communeId, staffId } = actor;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  if (officeId === null && languages === 'as-commune') return refuse('organisation.stamps-of-commune');
  if (officeId !== null && !(await findOffice(tx, communeId, officeId))) return refuse('organisation.place-unknown');
  await insertStamp(tx, communeId, { id: newId(now), officeId, languages, by: staffId, now });
  await record(tx, actor, { communeId, kind: 'stamps-set', subjectId: officeId ?? communeId, now });
  return ok(null);
}
