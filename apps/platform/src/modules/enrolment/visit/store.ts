import { sql } from 'kysely';
import type { CommuneId, Language, OfficeId, PersonId, StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { IdentityDocumentId } from '../../identity/index.ts';
import type { Authority } from './guardian-powers.ts';
import type { PreEnrolmentId } from '../pre-enrolment/index.ts';
import type { Assistance, SpecimenId, VisitId, VisitReport } from './model.ts';

/** A visit's row. */
export interface VisitRow {
  readonly id: VisitId;
  readonly personId: PersonId;
  readonly documentId: IdentityDocumentId;
  readonly kind: 'enrolled' | 'completed';
  readonly preEnrolmentId: PreEnrolmentId | null;
  readonly cardRead: VisitReport['cardRead'];
  readonly servedIn: CommuneId;
  readonly officeId: OfficeId;
  readonly servedBy: StaffId;
  readonly attestation: string;
  readonly notice: VisitReport['notice'];
  readonly specimenSkipped: string | null;
  readonly fingerprintSkipped: string | null;
  readonly wordsSealed: Buffer | null;
}

export async function insertVisit(tx: Tx, row: VisitRow, now: Date): Promise<void> {
  const { notice } = row;
  await sql`insert into enrolment.visit (id, person_id, document_id, kind, pre_enrolment_id, card_read, served_in, office_id, served_by,
      attestation, notice, consent, notice_language, notice_mode, specimen_skipped, fingerprint_skipped, words_sealed, at)
    values (${row.id}, ${row.personId}, ${row.documentId}, ${row.kind}, ${row.preEnrolmentId}, ${row.cardRead}, ${row.servedIn},
      ${row.officeId}, ${row.servedBy}, ${row.attestation}, ${notice.notice}, ${notice.consent}, ${notice.language}, ${notice.mode},
      ${row.specimenSkipped}, ${row.fingerprintSkipped}, ${row.wordsSealed}, ${now})`.execute(tx);
}

export async function insertCorrection(
  tx: Tx,
  row: {
    readonly visitId: VisitId;
    readonly personId: PersonId;
    readonly field: string;
    readonly declaredSealed: Buffer;
    readonly cardSealed: Buffer;
  },
): Promise<void> {
  await sql`insert into enrolment.correction (visit_id, field, person_id, declared_sealed, card_sealed)
    values (${row.visitId}, ${row.field}, ${row.personId}, ${row.declaredSealed}, ${row.cardSealed})`.execute(tx);
}

/** A specimen as it is kept. */
export interface SealedSpecimen {
  readonly id: SpecimenId;
  readonly position: number;
  readonly sealed: Buffer;
  readonly takenAt: Date;
}

/** Those in force from now on are the ones of this visit. */
export async function supersedeSpecimens(tx: Tx, personId: PersonId, now: Date): Promise<void> {
  await sql`update enrolment.specimen set superseded_at = ${now}
    where person_id = ${personId} and superseded_at is null`.execute(tx);
}

export async function insertSpecimen(
  tx: Tx,
  row: { readonly personId: PersonId; readonly visitId: VisitId } & SealedSpecimen,
): Promise<void> {
  await sql`insert into enrolment.specimen (id, person_id, visit_id, position, sample_sealed, taken_at)
    values (${row.id}, ${row.personId}, ${row.visitId}, ${row.position}, ${row.sealed}, ${row.takenAt})`.execute(tx);
}

/** The specimens in force, in the order in which they were drawn. */
export async function listSpecimens(tx: Tx, personId: PersonId): Promise<SealedSpecimen[]> {
  const { rows } = await sql<{ id: SpecimenId; position: number; sealed: Buffer; taken_at: Date }>`
    select id, position, sample_sealed as sealed, taken_at from enrolment.specimen
    where person_id = ${personId} and superseded_at is null order by position`.execute(tx);
  return rows.map(({ id, position, sealed, taken_at }) => ({ id, position, sealed, takenAt: taken_at }));
}

export async function insertGuardianship(
  tx: Tx,
  row: {
    readonly id: string;
    readonly personId: PersonId;
    readonly guardianId: PersonId;
    readonly visitId: VisitId;
    readonly documentId: IdentityDocumentId;
    readonly authority: Authority;
    readonly evidenceSealed: Buffer;
    readonly validFrom: string;
    readonly validUntil: string;
  },
): Promise<void> {
  await sql`insert into enrolment.guardianship (id, person_id, guardian_id, visit_id, document_id, authority, evidence_sealed,
      valid_from, valid_until)
    values (${row.id}, ${row.personId}, ${row.guardianId}, ${row.visitId}, ${row.documentId}, ${row.authority}, ${row.evidenceSealed},
      ${row.validFrom}, ${row.validUntil})`.execute(tx);
}

/** The guardianships of a minor that stood until now end where another guardian comes. */
export async function endGuardianships(tx: Tx, personId: PersonId, now: Date): Promise<void> {
  await sql`update enrolment.guardianship set ended_at = ${now} where person_id = ${personId} and ended_at is null`.execute(
    tx,
  );
}

export async function insertAssistance(
  tx: Tx,
  row: Pick<Assistance, 'cannot' | 'warning'> & {
    readonly visitId: VisitId;
    readonly personId: PersonId;
    readonly text: string;
    readonly language: Language;
  },
  now: Date,
): Promise<void> {
  await sql`insert into enrolment.assistance (visit_id, person_id, cannot, text, text_language, warning, at)
    values (${row.visitId}, ${row.personId}, ${row.cannot}, ${row.text}, ${row.language}, ${row.warning}, ${now})`.execute(
    tx,
  );
}

export async function insertWitness(
  tx: Tx,
  row: {
    readonly visitId: VisitId;
    readonly position: number;
    readonly personId: PersonId;
    readonly identitySealed: Buffer;
  },
): Promise<void> {
  await sql`insert into enrolment.witness (visit_id, position, person_id, identity_sealed)
    values (${row.visitId}, ${row.position}, ${row.personId}, ${row.identitySealed})`.execute(tx);
}
