import {
  type Actor,
  type CommuneId,
  type Grant,
  type OfficeId,
  ok,
  refuse,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { record } from '../history/history.ts';
import { mayForCommune } from '../policy.ts';
import * as store from '../store.ts';
import { endTrainingOffice, insertTrainingOffice, selectTrainingOffices } from './training-store.ts';

/**
 * Puts an office into training, or takes it out: from the next call on, whoever is posted there alone works in the shadow. Needs
 * `organisation.manage`. Refused: `organisation.office-unknown`, `.training-there`, `.training-not-there`.
 */
export async function setOfficeTraining(
  tx: Tx,
  actor: StaffActor,
  { officeId, training }: { readonly officeId: OfficeId; readonly training: boolean },
  now: Date,
): Promise<Result<null>> {
  const { communeId } = actor;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  if (!(await store.findOffice(tx, communeId, officeId))) return refuse('organisation.office-unknown');
  const turn = { communeId, officeId, by: actor.staffId, now };
  const done = training ? await insertTrainingOffice(tx, turn) : await endTrainingOffice(tx, turn);
  if (!done) return refuse(training ? 'organisation.training-there' : 'organisation.training-not-there');
  const kind = training ? 'office-in-training' : 'office-out-of-training';
  await record(tx, actor, { communeId, kind, subjectId: officeId, now });
  return ok(null);
}

/** The offices of a commune in which everybody works in training. Public knowledge. */
export async function listTrainingOffices(tx: Tx, communeId: CommuneId): Promise<ReadonlySet<OfficeId>> {
  return selectTrainingOffices(tx, communeId);
}

/** What is left of grants where offices in training are set aside: nothing real is done there. */
export async function givenOutsideTraining(
  tx: Tx,
  communeId: CommuneId,
  grants: readonly Grant[],
): Promise<readonly Grant[]> {
  const offices = await selectTrainingOffices(tx, communeId);
  return grants.filter(({ jurisdiction }) => jurisdiction.level !== 'office' || !offices.has(jurisdiction.officeId));
}

/** Whether acts may be made at an office: not while it is in training, whoever comes from above it. Refused: `organisation.office-in-training`. */
export async function checkOutsideTraining(
  tx: Tx,
  actor: Actor,
  communeId: CommuneId,
  officeId: OfficeId,
): Promise<Result<null>> {
  if (actor.kind === 'system') return ok(null);
  return (await selectTrainingOffices(tx, communeId)).has(officeId)
    ? refuse('organisation.office-in-training')
    : ok(null);
}
