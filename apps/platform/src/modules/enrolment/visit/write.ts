import { newId, ok, type PersonId, type Result, type StaffActor } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type IdentityDocumentId, recordReading, type SubjectVault } from '../../identity/index.ts';
import { encodeSample, type SignatureSample } from '../signature-sample/index.ts';
import { comesOfAgeOn } from './age.ts';
import type { Correction } from './corrections.ts';
import { isSkipped, type VisitFacts } from './decide.ts';
import type { VisitDependencies } from './dependencies.ts';
import type { SpecimenId, VisitId, VisitReport } from './model.ts';
import { placeOf } from './places.ts';
import * as store from './store.ts';
import { visitSentences } from './versions.ts';

/** A visit that every rule allows, with what it is written from. */
export interface VisitToKeep {
  readonly report: VisitReport;
  readonly personId: PersonId;
  readonly documentId: IdentityDocumentId;
  readonly facts: VisitFacts;
  readonly corrections: readonly Correction[];
  readonly samples: readonly SignatureSample[];
}

/** Writes all rows of a visit, in a transaction bound to its person. Refused when the pre-enrolment is. */
export async function writeVisit(
  deps: VisitDependencies,
  tx: Tx,
  actor: StaffActor,
  kept: VisitToKeep,
  now: Date,
): Promise<Result<VisitId>> {
  const { report, personId, facts } = kept;
  const { vault } = deps.identity;
  const visitId = newId<VisitId>(now);
  await writeRow(vault, tx, actor, { ...kept, visitId }, now);
  await writeCorrections(vault, tx, { ...kept, visitId });
  await writeSpecimens(vault, tx, { ...kept, visitId }, now);
  await writeGuardian(vault, tx, { ...kept, visitId }, now);
  await writeAssistance(vault, tx, { ...kept, visitId }, now);
  if (report.subject.kind === 'completed') await recordReading(tx, personId, { reader: actor, purpose: 'visit' }, now);
  if (report.preEnrolmentId !== undefined) {
    const used = await deps.preEnrolments.markUsed(tx, report.preEnrolmentId, personId);
    if (!used.ok) return used;
  }
  // The guardian sees why their file was opened.
  if (facts.guardian) await recordReading(tx, facts.guardian.id, { reader: actor, purpose: 'guardian' }, now);
  return ok(visitId);
}

type WithVisit = VisitToKeep & { readonly visitId: VisitId };

async function writeRow(vault: SubjectVault, tx: Tx, actor: StaffActor, kept: WithVisit, now: Date): Promise<void> {
  const { report, visitId, personId, documentId } = kept;
  const { specimen, fingerprint } = report;
  const specimenSkip = isSkipped(specimen) ? specimen : undefined;
  const fingerprintSkip = 'reason' in fingerprint ? fingerprint : undefined;
  const words = { specimen: specimenSkip?.words, fingerprint: fingerprintSkip?.words };
  const said = Object.values(words).some(each => (each ?? '').trim() !== '');
  await store.insertVisit(
    tx,
    {
      id: visitId,
      personId,
      documentId,
      kind: report.subject.kind,
      preEnrolmentId: report.preEnrolmentId ?? null,
      cardRead: report.cardRead,
      servedIn: actor.communeId,
      officeId: report.place.officeId,
      servedBy: actor.staffId,
      attestation: report.attestation.version,
      notice: report.notice,
      specimenSkipped: specimenSkip?.reason ?? null,
      fingerprintSkipped: fingerprintSkip?.reason ?? null,
      wordsSealed: said ? await vault.seal(tx, personId, placeOf.words(visitId), json(words)) : null,
    },
    now,
  );
}

async function writeCorrections(vault: SubjectVault, tx: Tx, kept: WithVisit): Promise<void> {
  const { visitId, personId } = kept;
  for (const { field, declared, card } of kept.corrections) {
    await store.insertCorrection(tx, {
      visitId,
      personId,
      field,
      declaredSealed: await vault.seal(tx, personId, placeOf.declared(visitId, field), Buffer.from(declared)),
      cardSealed: await vault.seal(tx, personId, placeOf.card(visitId, field), Buffer.from(card)),
    });
  }
}

async function writeSpecimens(vault: SubjectVault, tx: Tx, kept: WithVisit, now: Date): Promise<void> {
  const { visitId, personId, samples } = kept;
  if (samples.length > 0) await store.supersedeSpecimens(tx, personId, now);
  for (const [index, sample] of samples.entries()) {
    const id = newId<SpecimenId>(now);
    const sealed = await vault.seal(tx, personId, placeOf.specimen(id), encodeSample(sample));
    await store.insertSpecimen(tx, { id, personId, visitId, position: index + 1, sealed, takenAt: now });
  }
}

async function writeGuardian(vault: SubjectVault, tx: Tx, kept: WithVisit, now: Date): Promise<void> {
  const { visitId, personId, facts, report } = kept;
  const { guardian } = report;
  const { birthDate } = facts.person;
  if (!guardian || birthDate === null) return;
  const id = newId(now);
  const { authority, evidence, reference, documentId } = guardian;
  await store.endGuardianships(tx, personId, now);
  await store.insertGuardianship(tx, {
    id,
    personId,
    guardianId: guardian.personId,
    visitId,
    documentId,
    authority,
    evidenceSealed: await vault.seal(tx, personId, placeOf.evidence(id), json({ evidence, reference })),
    validFrom: facts.today,
    validUntil: comesOfAgeOn(birthDate),
  });
}

async function writeAssistance(vault: SubjectVault, tx: Tx, kept: WithVisit, now: Date): Promise<void> {
  const { visitId, personId, report } = kept;
  const { assistance } = report;
  if (!assistance) return;
  const { cannot, warning } = assistance;
  const { language } = report.notice;
  await store.insertAssistance(
    tx,
    { visitId, personId, cannot, warning, text: visitSentences.readAloud, language },
    now,
  );
  for (const [index, witness] of assistance.witnesses.entries()) {
    const position = index + 1;
    const identitySealed = await vault.seal(tx, personId, placeOf.witness(visitId, position), json(witness));
    await store.insertWitness(tx, { visitId, position, personId, identitySealed });
  }
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
