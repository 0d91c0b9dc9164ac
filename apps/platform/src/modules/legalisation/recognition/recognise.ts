import { civilDate, ok, type PersonId, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
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
  scene: Scene,
  told: Extract<Recognition, { mode: 'witnesses' }>,
): Promise<Result<undefined>> {
  const { request, personId, now } = scene;
  const witnesses: DeclaredIdentity[] = [];
  for (const named of told.witnesses) {
    const read = readDeclared(named, now);
    if (!read.ok) return read;
    witnesses.push(read.value);
  }
  const decided = decideWitnesses(told, witnesses, {
    today: civilDate(now),
    signatories: await readSignatories(deps, tx, request),
    onDuty: await readOnDuty(tx, scene),
  });
  if (!decided.ok) return decided;
  const { cannot, inPlace, readAloud, warning } = told;
  const assistance = { cannot, inPlace, readAloud, warning };
  const noted = await write(tx, scene, { mode: 'witnesses', comparison: null, assistance });
  if (!noted.ok) return noted;
  for (const [index, identity] of witnesses.entries()) {
    const position = index === 0 ? 1 : 2;
    const place = { requestId: request.id, personId, position } as const;
    const identitySealed = await writeIdentity(deps, tx, place, identity);
    await insertWitness(tx, keyOf(request), { personId, position, identitySealed });
  }
  return ok(undefined);
}

/** Who signs the request, each by the document that identified them. */
async function readSignatories({ people }: LegalisationDeps, tx: Tx, { communeId, id }: ServiceRequest) {
  const signatories = await selectSignatories(tx, communeId, [id]);
  const read = await Promise.all(
    signatories.map(({ personId, identityDocumentId: documentId }) =>
      people.readIdentified(tx, { personId, documentId }),
    ),
  );
  return read.filter(person => person !== undefined);
}

/** Those who work at the office, and the clerk, whose posting may be to more than one. */
async function readOnDuty(tx: Tx, { actor, request, now }: Scene): Promise<OnDuty> {
  const { communeId, officeId } = request;
  const clerk = (await listStaffNames(tx, communeId, [actor.staffId])).get(actor.staffId);
  return [...(await listNamesAt(tx, { communeId, officeId, at: now })), ...(clerk ? [clerk] : [])];
}
