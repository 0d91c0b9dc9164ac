import {
  type ActId,
  type Actor,
  asId,
  may,
  newId,
  ok,
  type PersonName,
  refuse,
  type Result,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { getOffice, getStaff, listOffices, placeOf } from '../../organisation/index.ts';
import { insertWords, selectApplicants, selectParticulars } from '../book/book-store.ts';
import { enterParticulars } from '../book/enter.ts';
import type { ApplicantId, CorrectionField, CorrectionId, CorrectionReason, CorrectionValue } from '../book/model.ts';
import { findEntryOf } from '../book/search-store.ts';
import { permittedAt } from '../book/service.ts';
import { entryNumber } from '../model.ts';
import { decideOutcome, reserve } from '../service.ts';
import { type Current, currentValue } from './current.ts';
import {
  insertCorrection,
  insertCorrectionDecision,
  type KeptCorrection,
  lockEntry,
  selectCorrections,
  selectKeptCorrections,
} from './correction-store.ts';
import { decideSecond } from './decide.ts';
import type { CorrectionDeps } from './ports.ts';
import { isApplicantField, openValues, placeOfValue, readValue, sameValue, writeValue } from './values.ts';

/** What somebody says should stand in an entry. */
export interface CorrectionDraft {
  readonly entryId: ActId;
  readonly field: CorrectionField;
  /** Which applicant, where the field is one's; null elsewhere. */
  readonly applicantId: ApplicantId | null;
  readonly value: unknown;
  readonly reason: CorrectionReason;
}

/** A proposal as the staff see it. */
export interface CorrectionSeen
  extends Pick<KeptCorrection, 'id' | 'of' | 'field' | 'reason' | 'proposedAt' | 'decision'> {
  readonly entryNumber: string;
  /** The entry that says so, of one that was approved. */
  readonly by: string | null;
  readonly old: CorrectionValue | null;
  readonly new: CorrectionValue | null;
  readonly proposer: PersonName;
  readonly decider: PersonName | null;
  readonly decidable: boolean;
  readonly own: boolean;
}

/** Corrections: an entry is never altered, another one says what should stand there; one proposes it, another approves. */
export interface Corrections {
  /**
   * Proposes a correction. Needs `register.correct` at the entry's office, and `register.read-applicants` for an applicant's field.
   * Refusals: `register.entry-unknown`, `.not-correctable` (reserved, cancelled, itself a correction), `.value-wrong`,
   * `.value-same`, `.own-line`.
   */
  propose(actor: Actor, draft: CorrectionDraft, key: string): Promise<Result<CorrectionId>>;
  /**
   * The second person's word. On `approved` the correction takes the next number of the office's series. Needs
   * `register.approve-correction`. Refusals: `register.correction-unknown`, `.correction-decided`, `.own-correction`, `.own-line`,
   * `.changed-meanwhile` when another correction came first.
   */
  decide(
    actor: Actor,
    decision: { readonly id: CorrectionId; readonly kind: 'approved' | 'declined' },
    key: string,
  ): Promise<Result<void>>;
  /** Takes one's own proposal back. */
  withdraw(actor: Actor, id: CorrectionId, key: string): Promise<Result<void>>;
  /** Proposals about offices where the actor may propose or approve, latest first. */
  list(actor: Actor): Promise<Result<readonly CorrectionSeen[]>>;
}

const listed = 200;

/** Builds the correcting of entries. */
export function createCorrections(deps: CorrectionDeps): Corrections {
  return {
    propose: (actor, draft, key) =>
      run(deps, actor, { name: 'register.propose-correction', key, payload: draft }, (tx, staff) =>
        propose(deps, tx, staff, draft),
      ),
    decide: (actor, { id, kind }, key) =>
      run(deps, actor, { name: `register.correction-${kind}`, key, payload: { id } }, (tx, staff) =>
        decide(deps, tx, staff, { id, kind }),
      ),
    withdraw: (actor, id, key) =>
      run(deps, actor, { name: 'register.withdraw-correction', key, payload: { id } }, (tx, staff) =>
        withdraw(deps, tx, staff, id),
      ),
    list: actor => list(deps, actor),
  };
}

function run<T>(
  { db, clock }: CorrectionDeps,
  actor: Actor,
  command: { readonly name: string; readonly key: string; readonly payload: unknown },
  work: (tx: Tx, actor: StaffActor) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (actor.kind !== 'staff') return Promise.resolve(refuse('register.not-allowed'));
  const { communeId, staffId: actorId } = actor;
  return db.transaction({ communeId }, tx =>
    once(tx, { ...command, communeId, actorId }, clock(), () => work(tx, actor)),
  );
}

async function propose(
  deps: CorrectionDeps,
  tx: Tx,
  actor: StaffActor,
  { entryId, field, applicantId, reason, value: typed }: CorrectionDraft,
): Promise<Result<CorrectionId>> {
  const { communeId, staffId } = actor;
  const entry = await findEntryOf(tx, communeId, entryId);
  const needed = [
    'register.correct',
    ...(isApplicantField(field) ? ['register.read-applicants' as const] : []),
  ] as const;
  for (const permission of needed)
    if (!entry || !(await permittedAt(tx, actor, permission, entry.officeId))) return refuse('register.entry-unknown');
  if (!entry) return refuse('register.entry-unknown');
  const value = readValue(field, typed);
  if (value === undefined || isApplicantField(field) !== (applicantId !== null)) return refuse('register.value-wrong');
  const now = await currentValue(deps, tx, entry, { field, applicantId });
  if (!now) return refuse('register.not-correctable');
  if (await isOwn(deps, tx, actor, entry)) return refuse('register.own-line');
  if (sameValue(now.value, value)) return refuse('register.value-same');
  const at = deps.clock();
  const id = newId<CorrectionId>(at);
  const values = await sealValues(deps, tx, id, now, value);
  const { officeId } = entry;
  const said = { communeId, officeId, id, of: entry, field, applicantId, reason, proposedBy: staffId, proposedAt: at };
  await insertCorrection(tx, { ...said, ...values });
  return ok(id);
}

async function sealValues({ vault }: CorrectionDeps, tx: Tx, id: CorrectionId, now: Current, value: CorrectionValue) {
  const { personId } = now;
  if (personId === null) {
    return { personId, oldValue: now.value, newValue: value, oldSealed: null, newSealed: null };
  }
  const seal = (which: 'old' | 'new', each: CorrectionValue): Promise<Buffer> =>
    vault.seal(tx, personId, placeOfValue(id, which), writeValue(each));
  const oldSealed = now.value === null ? null : await seal('old', now.value);
  return { personId, oldValue: null, newValue: null, oldSealed, newSealed: await seal('new', value) };
}

/** Whether an applicant of the entry bears the actor's own name. */
async function isOwn(
  { mayBeSamePerson }: CorrectionDeps,
  tx: Tx,
  { communeId, staffId }: StaffActor,
  place: Pick<KeptCorrection, 'communeId' | 'officeId'> & { readonly year: number; readonly number: number },
): Promise<boolean> {
  const { name } = await getStaff(tx, communeId, staffId);
  const applicants = await selectApplicants(tx, { ...place, places: [place] });
  return applicants.some(applicant => mayBeSamePerson(name, applicant.name));
}

async function decide(
  deps: CorrectionDeps,
  tx: Tx,
  actor: StaffActor,
  { id, kind }: { readonly id: CorrectionId; readonly kind: 'approved' | 'declined' },
): Promise<Result<void>> {
  const { communeId, staffId } = actor;
  const [correction] = await selectKeptCorrections(tx, communeId, [id]);
  if (!correction || !(await permittedAt(tx, actor, 'register.approve-correction', correction.officeId)))
    return refuse('register.correction-unknown');
  await lockEntry(tx, correction, correction.of);
  const place = { communeId, officeId: correction.officeId, ...correction.of };
  const nameOf = async (each: StaffId) => ({ staffId: each, name: (await getStaff(tx, communeId, each)).name });
  const people = { decider: await nameOf(staffId), proposer: await nameOf(correction.proposedBy) };
  const second = decideSecond(deps, correction, people);
  if (!second.ok) return second;
  if (await isOwn(deps, tx, actor, place)) return refuse('register.own-line');
  const at = deps.clock();
  const entry = kind === 'approved' ? await enter(deps, tx, actor, correction, at) : ok(null);
  if (!entry.ok) return entry;
  const decided = await insertCorrectionDecision(tx, correction, { kind, by: staffId, at, entry: entry.value });
  // Thrown, not refused: the number that was taken must go back with the transaction.
  if (!decided) throw new Error('a correction was decided beside its lock');
  return ok(undefined);
}

/** Takes the next number of the office for an approved correction, and writes its line. */
async function enter(
  deps: CorrectionDeps,
  tx: Tx,
  { staffId }: StaffActor,
  correction: KeptCorrection,
  now: Date,
): Promise<Result<{ readonly year: number; readonly number: number }>> {
  const { communeId, officeId, of, field, applicantId } = correction;
  const corrected = { communeId, officeId, ...of };
  const stands = await currentValue(deps, tx, corrected, { field, applicantId });
  const [old, next] = await openValues(deps.vault, tx, correction);
  if (!stands || !sameValue(stands.value, old)) return refuse('register.changed-meanwhile');
  // A correction's own id stands where an act's does: it is what the number was taken for.
  const place = await reserve(tx, { communeId, officeId, actId: asId<ActId>(correction.id), now });
  const made = await decideOutcome(tx, place, { kind: 'made' }, now);
  if (!made.ok) return made;
  const particulars = (await selectParticulars(tx, { communeId, officeId, places: [of] })).get(
    `${of.year}/${of.number}`,
  );
  const { name } = await getStaff(tx, communeId, staffId);
  const { name: capacity } = await getOffice(tx, communeId, officeId);
  await enterParticulars(
    deps,
    tx,
    place,
    {
      kind: 'correction',
      subject: particulars?.subject ?? null,
      mode: null,
      fee: 0,
      exemplars: 1,
      pages: 0,
      officerId: staffId,
      officer: { name, capacity, delegation: '' },
      applicants: [],
    },
    now,
  );
  if (field === 'name' && next !== null && typeof next === 'object' && 'arabic' in next)
    await insertWords(tx, corrected, [...deps.indexWords(next)]);
  return ok({ year: place.year, number: place.number });
}

async function withdraw({ clock }: CorrectionDeps, tx: Tx, actor: StaffActor, id: CorrectionId): Promise<Result<void>> {
  const [correction] = await selectKeptCorrections(tx, actor.communeId, [id]);
  if (correction?.proposedBy !== actor.staffId) return refuse('register.correction-unknown');
  const decision = { kind: 'withdrawn', by: actor.staffId, at: clock(), entry: null } as const;
  const done = await insertCorrectionDecision(tx, correction, decision);
  return done ? ok(undefined) : refuse('register.correction-decided');
}

async function list(deps: CorrectionDeps, actor: Actor): Promise<Result<readonly CorrectionSeen[]>> {
  if (actor.kind !== 'staff') return refuse('register.not-allowed');
  const { communeId } = actor;
  return deps.db.transaction({ communeId }, async tx => {
    const offices = (await listOffices(tx, communeId)).filter(
      office =>
        may(actor, 'register.correct', placeOf(office)) || may(actor, 'register.approve-correction', placeOf(office)),
    );
    if (offices.length === 0) return refuse('register.not-allowed');
    const codes = new Map(offices.map(({ id, code }) => [id, code]));
    const kept = await selectCorrections(tx, communeId, { offices: [...codes.keys()], most: listed });
    const seen: CorrectionSeen[] = [];
    for (const each of kept) seen.push(await see(deps, tx, actor, each, codes.get(each.officeId) ?? ''));
    return ok(seen);
  });
}

async function see(
  deps: CorrectionDeps,
  tx: Tx,
  actor: StaffActor,
  correction: KeptCorrection,
  code: string,
): Promise<CorrectionSeen> {
  const { communeId, staffId } = actor;
  const { id, of, field, reason, proposedAt, decision, standing, officeId } = correction;
  const named = !isApplicantField(field) || (await permittedAt(tx, actor, 'register.read-applicants', officeId));
  const [old, next] = named ? await openValues(deps.vault, tx, correction) : [null, null];
  const nameOf = async (each: StaffId) => ({ staffId: each, name: (await getStaff(tx, communeId, each)).name });
  const [proposer, reader] = [await nameOf(correction.proposedBy), await nameOf(staffId)];
  const approves = await permittedAt(tx, actor, 'register.approve-correction', officeId);
  return {
    id,
    of,
    field,
    reason,
    proposedAt,
    decision,
    entryNumber: entryNumber(of.year, code, of.number),
    by: standing && entryNumber(standing.entry.year, code, standing.entry.number),
    old,
    new: next,
    proposer: proposer.name,
    decider: decision && (await nameOf(decision.by)).name,
    decidable: approves && decideSecond(deps, correction, { decider: reader, proposer }).ok,
    own: correction.proposedBy === staffId,
  };
}
