import {
  civilDate,
  type CommuneId,
  type OfficeId,
  ok,
  type PersonId,
  refuse,
  type Result,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { listSpecimenIds } from '../../enrolment/index.ts';
import { type DeclaredIdentity, readDeclared } from '../../identity/index.ts';
import { listNamesAt, listStaffNames } from '../../organisation/index.ts';
import type { ChangedRequest, CommandAt, ServiceRequest } from '../../requests/index.ts';
import { checkHere } from '../attested-here.ts';
import { edit } from '../command.ts';
import type { LegalisationDeps } from '../ports.ts';
import { type LegalisationKey, selectSignatories } from '../store.ts';
import { decideSpecimen, decideWitnesses } from './decide.ts';
import type { OnDuty, Recognition } from './model.ts';
import { findSpecimenRule, insertWitness, updateRecognition } from './store.ts';
import { writeIdentity } from './witnesses.ts';

/** Where a command on a signatory is written, by whom, when. */
interface Scene {
  readonly actor: StaffActor;
  readonly request: ServiceRequest;
  readonly personId: PersonId;
  readonly now: Date;
}

/**
 * Notes how a signatory is recognised; what was drawn and agreed to before is asked for again, as it belonged to another way. The payload
 * that is remembered holds no witness. Refused: those of `decideSpecimen` and `decideWitnesses`, a mistake in a witness's facts,
 * `legalisation.not-signatory`, those of `checkHere` and of any edit.
 */
export function recognise(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly personId: PersonId; readonly recognition: Recognition },
): Promise<Result<ChangedRequest>> {
  const { personId, recognition } = command;
  return edit(deps, actor, command, {
    what: `recognised-${recognition.mode}`,
    payload: { personId, recognition },
    subjectId: personId,
    work: async (tx, request, now) => {
      const here = await checkHere(tx, request, personId);
      if (!here.ok) return here;
      const scene = { actor, request, personId, now };
      if (recognition.mode === 'specimen') return bySpecimen(tx, scene, recognition);
      if (recognition.mode === 'witnesses') return byWitnesses(deps, tx, scene, recognition);
      return write(tx, scene, { mode: 'presence', comparison: null, assistance: null });
    },
  });
}

async function write(
  tx: Tx,
  { request, personId }: Scene,
  how: Omit<Parameters<typeof updateRecognition>[2], 'personId'>,
): Promise<Result<undefined>> {
  const noted = await updateRecognition(tx, keyOf(request), { personId, ...how });
  return noted ? ok(undefined) : refuse('legalisation.not-signatory');
}

function keyOf({ communeId, id }: ServiceRequest): LegalisationKey {
  return { communeId, requestId: id };
}

async function bySpecimen(
  tx: Tx,
  scene: Scene,
  told: Extract<Recognition, { mode: 'specimen' }>,
): Promise<Result<undefined>> {
  const { communeId } = scene.request;
  const { personId, now } = scene;
  const inForce = await listSpecimenIds(tx, { communeId, personId });
  const rule = decideSpecimen(told, { rule: await findSpecimenRule(tx, communeId, civilDate(now)), inForce });
  if (!rule.ok) return rule;
  const { specimens, sentence, reason } = told;
  const comparison = { specimens: [...specimens], rule: rule.value.id, sentence, reason: reason.trim() };
  return write(tx, scene, { mode: 'specimen', comparison, assistance: null });
}

async function byWitnesses(
  deps: LegalisationDeps,
  tx: Tx,
  { actor, request, personId, now }: Scene,
  told: Extract<Recognition, { mode: 'witnesses' }>,
): Promise<Result<undefined>> {
  const { communeId, officeId } = request;
  const onDuty = await readOnDuty(tx, { staffId: actor.staffId, communeId, officeId }, now);
  return hearBefore(deps, tx, { key: keyOf(request), personId, onDuty, now }, told);
}

/** Where somebody is heard before witnesses, in the transaction of the request's commune. */
export interface Hearing {
  readonly key: LegalisationKey;
  readonly personId: PersonId;
  /** Of the office where they stand. */
  readonly onDuty: OnDuty;
  readonly now: Date;
}

/**
 * Notes that a signatory is heard before two witnesses, whose word is still to come. Refused: those of `decideWitnesses`, a mistake in a
 * witness's facts, `legalisation.not-signatory`.
 */
export async function hearBefore(
  deps: LegalisationDeps,
  tx: Tx,
  { key, personId, onDuty, now }: Hearing,
  told: Omit<Extract<Recognition, { mode: 'witnesses' }>, 'mode'>,
): Promise<Result<undefined>> {
  const witnesses: DeclaredIdentity[] = [];
  for (const named of told.witnesses) {
    const read = readDeclared(named, now);
    if (!read.ok) return read;
    witnesses.push(read.value);
  }
  const signatories = await readSignatories(deps, tx, key);
  const decided = decideWitnesses({ ...told, mode: 'witnesses' }, witnesses, {
    today: civilDate(now),
    signatories,
    onDuty,
  });
  if (!decided.ok) return decided;
  const { cannot, inPlace, readAloud, warning } = told;
  const assistance = { cannot, inPlace, readAloud, warning };
  const noted = await updateRecognition(tx, key, { personId, mode: 'witnesses', comparison: null, assistance });
  if (!noted) return refuse('legalisation.not-signatory');
  for (const [index, identity] of witnesses.entries()) {
    const position = index === 0 ? 1 : 2;
    const identitySealed = await writeIdentity(deps, tx, { requestId: key.requestId, personId, position }, identity);
    await insertWitness(tx, key, { personId, position, identitySealed });
  }
  return ok(undefined);
}

/** Who signs the request, each by the document that identified them. */
async function readSignatories({ people }: LegalisationDeps, tx: Tx, { communeId, requestId }: LegalisationKey) {
  const signatories = await selectSignatories(tx, communeId, [requestId]);
  const read = await Promise.all(
    signatories.map(({ personId, identityDocumentId: documentId }) =>
      people.readIdentified(tx, { personId, documentId }),
    ),
  );
  return read.filter(person => person !== undefined);
}

/** Those who work at an office, in its commune's transaction, and the clerk, whose posting may be to more than one. */
export async function readOnDuty(
  tx: Tx,
  {
    staffId,
    communeId,
    officeId,
  }: { readonly staffId: StaffId; readonly communeId: CommuneId; readonly officeId: OfficeId },
  at: Date,
): Promise<OnDuty> {
  const clerk = (await listStaffNames(tx, communeId, [staffId])).get(staffId);
  return [...(await listNamesAt(tx, { communeId, officeId, at })), ...(clerk ? [clerk] : [])];
}
