import { createHash } from 'node:crypto';
import { type Actor, civilTime, may, ok, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import { type Command, once } from '../../../platform/commands/index.ts';
import { rebind, type Tx, violates } from '../../../platform/db/index.ts';
import { type Enrolment, type PersonFile, readDeclared, readTemplate } from '../../identity/index.ts';
import { getStaff } from '../../organisation/index.ts';
import { type FactsByField, findCorrections } from './corrections.ts';
import { decideVisit, type GuardianFile, type Identified, type VisitFacts } from './decide.ts';
import type { VisitDependencies } from './dependencies.ts';
import type { GuardianNamed, VisitDone, VisitReport, WitnessNamed } from './model.ts';
import { readSamples } from './samples.ts';
import { type Specimens, createSpecimens } from './specimens.ts';
import { writeVisit } from './write.ts';

/** The one visit at a counter, and what was taken at it. */
export interface Visits extends Specimens {
  /**
   * Keeps a visit, whole or not at all: enrols the person (or completes the file of who is enrolled), keeps the clerk's attestation, what
   * was corrected of the declaration, notice and consent, specimens, fingerprint template, guardian and witnesses, and uses the
   * pre-enrolment up. `key` is the command's idempotency key. Needs `identity.enrol` at the office: `identity.not-allowed`. Refused:
   * what `identity.enrol` refuses, what the pre-enrolment refuses, a mistake in a witness's facts, and every rule of `decideVisit`.
   */
  complete(actor: Actor, report: VisitReport, key: string): Promise<Result<VisitDone>>;
  /** Whether fingerprint templates may be kept here. */
  fingerprintsOpen(): boolean;
}

/** Builds the visits from what composition hands in. */
export function createVisits(deps: VisitDependencies): Visits {
  return {
    ...createSpecimens(deps),
    complete: (actor, report, key) => complete(deps, actor, report, key),
    fingerprintsOpen: () => deps.fingerprints.isOpen(),
  };
}

async function complete(
  deps: VisitDependencies,
  actor: Actor,
  report: VisitReport,
  key: string,
): Promise<Result<VisitDone>> {
  if (!may(actor, 'identity.enrol', report.place)) return refuse('identity.not-allowed');
  const { communeId, staffId } = actor;
  const now = deps.clock();
  const payload = deps.digest(JSON.stringify(report));
  const command = { communeId, key, name: 'enrolment.visit', actorId: staffId, payload };
  // Read in transactions of their own, before this one holds a connection; a repeated command does not look at it.
  const gathered = await gather(deps, actor, report, now);
  const done = await keepVisit(deps, actor, command, { report, gathered }, now);
  if (!done.ok || 'reason' in report.fingerprint) return done;
  const kept = await deps.fingerprints.keep(actor, done.value.personId, report.fingerprint, keyOfTemplate(key));
  return kept.ok ? done : kept;
}

/** The template is a command of its own beside the visit's: its key is made from the visit's, so that a repetition repeats both. */
function keyOfTemplate(key: string): string {
  const hex = createHash('sha256').update(`fingerprint/${key.toLowerCase()}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

async function keepVisit(
  deps: VisitDependencies,
  actor: StaffActor,
  command: Command,
  { report, gathered }: { readonly report: VisitReport; readonly gathered: Result<Gathered> },
  now: Date,
): Promise<Result<VisitDone>> {
  const { communeId } = actor;
  try {
    return await deps.db.transaction({ communeId }, tx =>
      once(tx, command, now, async () =>
        gathered.ok ? take(deps, tx, actor, { report, ...gathered.value }, now) : gathered,
      ),
    );
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal;
    // Two counters enrolled one document at the same moment: the second learns it as if it had come later.
    if (violates(error, 'one_holder')) return refuse('identity.document-known');
    throw error;
  }
}

/** Carries a refusal out of a transaction, so that nothing of a refused visit stays. */
class RolledBack extends Error {
  readonly refusal: ReturnType<typeof refuse>;
  constructor(refusal: ReturnType<typeof refuse>) {
    super('a visit was refused');
    this.refusal = refusal;
  }
}

async function take(
  deps: VisitDependencies,
  tx: Tx,
  actor: StaffActor,
  { report, declared, card, ...read }: Gathered & { readonly report: VisitReport },
  now: Date,
): Promise<Result<VisitDone>> {
  const clerk = (await getStaff(tx, actor.communeId, actor.staffId)).name;
  const facts: VisitFacts = { ...read.facts, clerk };
  const decision = decideVisit(report, facts);
  if (!decision.ok) return decision;
  const samples = readSamples(report.specimen);
  if (!samples.ok) return samples;
  // Judged before anybody is enrolled: it is kept after.
  const template = 'reason' in report.fingerprint ? ok(null) : readTemplate(report.fingerprint.template);
  if (!template.ok) return template;
  const { subject } = report;
  // Refused here, the trace of the search stays: nothing else was written yet.
  const person =
    subject.kind === 'enrolled'
      ? await deps.identity.enrolWithin(tx, actor, withConfirmed(subject.enrolment, declared))
      : ok(subject);
  if (!person.ok) return person;
  const { personId, documentId } = person.value;
  await rebind(tx, { communeId: actor.communeId, personId });
  const corrections = findCorrections(declared, card);
  const kept = { report, personId, documentId, facts, corrections, samples: samples.value };
  const written = await writeVisit(deps, tx, actor, kept, now);
  if (!written.ok) throw new RolledBack(written);
  return ok({ visitId: written.value, personId, documentId });
}

/** A contact that a code confirmed at home stays confirmed, unless the clerk changed it. */
function withConfirmed(enrolment: Enrolment, declared: FactsByField): Enrolment {
  const { contacts } = enrolment;
  const kinds = (['email', 'phone'] as const).filter(kind => declared[kind] !== undefined);
  return { ...enrolment, confirmed: kinds.filter(kind => contacts?.[kind] === declared[kind]) };
}

/** What the rules look at, read before anything is written; the clerk's name comes with the transaction. */
interface Gathered {
  readonly facts: Omit<VisitFacts, 'clerk'>;
  readonly declared: FactsByField;
  readonly card: FactsByField;
}

async function gather(
  deps: VisitDependencies,
  actor: StaffActor,
  report: VisitReport,
  now: Date,
): Promise<Result<Gathered>> {
  const person = await readPerson(deps, actor, report, now);
  if (!person.ok) return person;
  const guardian = await readGuardian(deps, actor, report.guardian);
  if (!guardian.ok) return guardian;
  const witnesses = readWitnesses(report.assistance?.witnesses ?? [], now);
  if (!witnesses.ok) return witnesses;
  const { preEnrolmentId } = report;
  const declared = preEnrolmentId === undefined ? ok({}) : await deps.preEnrolments.readDeclared(actor, preEnrolmentId);
  if (!declared.ok) return declared;
  const facts = {
    today: civilTime(now).date.split('/').toReversed().join('-'),
    person: person.value.identified,
    personId: report.subject.kind === 'completed' ? report.subject.personId : undefined,
    guardian: guardian.value,
    witnesses: witnesses.value,
    fingerprintsOpen: deps.fingerprints.isOpen(),
  };
  return ok({ facts, declared: declared.value, card: person.value.card });
}

/** The person: as typed from the card, or as their file says. */
async function readPerson(
  deps: VisitDependencies,
  actor: StaffActor,
  { subject }: VisitReport,
  now: Date,
): Promise<Result<{ readonly identified: Identified; readonly card: FactsByField }>> {
  if (subject.kind === 'enrolled') {
    const read = readDeclared(subject.enrolment, now);
    if (!read.ok) return read;
    const { address, birthPlace, contacts } = subject.enrolment;
    const told = { address, 'birth-place': birthPlace, email: contacts?.email, phone: contacts?.phone };
    return ok({ identified: read.value, card: { ...cardFacts(read.value), ...told } });
  }
  const file = await deps.identity.getFile(actor, subject.personId);
  if (!file.ok) return file;
  const document = documentOf(file.value, subject.documentId);
  if (!document) return refuse('visit.document-not-theirs');
  const identified = { name: file.value.name, birthDate: file.value.birthDate, document };
  return ok({ identified, card: cardFacts({ ...identified, document }) });
}

/** The facts of a card under the names that a declaration has for them. */
function cardFacts(read: Identified & { readonly document: { readonly expiresOn: string } }): FactsByField {
  const { name, birthDate, document } = read;
  return {
    'name-arabic': name.arabic,
    'name-latin': name.latin,
    'birth-date': birthDate ?? undefined,
    'document-type': document.type,
    'document-number': document.number,
    'document-issuer': document.issuer,
    'document-expiry': document.expiresOn,
  };
}

function documentOf(file: PersonFile, documentId: string) {
  return file.documents.find(({ id, expired }) => id === documentId && !expired);
}

/** The guardian's own file: opened by this clerk, and the guardian sees that it was. */
async function readGuardian(
  deps: VisitDependencies,
  actor: StaffActor,
  named: GuardianNamed | undefined,
): Promise<Result<GuardianFile | undefined>> {
  if (!named) return ok(undefined);
  const file = await deps.identity.getFile(actor, named.personId);
  if (!file.ok) return file;
  const { id, name, birthDate } = file.value;
  return ok({ id, name, birthDate, identified: documentOf(file.value, named.documentId) !== undefined });
}

/** Each witness by a document that still identifies them; a mistake says whose it is. */
function readWitnesses(named: readonly WitnessNamed[], now: Date): Result<readonly Identified[]> {
  const read: Identified[] = [];
  for (const witness of named) {
    const each = readDeclared(witness, now);
    if (!each.ok) return each;
    read.push(each.value);
  }
  return ok(read);
}
