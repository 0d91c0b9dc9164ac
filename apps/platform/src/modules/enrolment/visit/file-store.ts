import { sql } from 'kysely';
import type { Language, PersonId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Authority } from './guardian-powers.ts';
import type { SpecimenId, VisitId } from './model.ts';

/** A visit as the person's archive tells it, its words still sealed. */
export interface VisitTold {
  readonly id: VisitId;
  readonly preEnrolmentId: string | null;
  readonly kind: 'enrolled' | 'completed';
  readonly cardRead: 'machine-readable' | 'by-eye';
  readonly communeId: string;
  readonly attestation: string;
  readonly notice: string;
  readonly consent: string;
  readonly language: Language;
  readonly mode: 'read' | 'read-aloud';
  readonly specimenSkipped: string | null;
  readonly fingerprintSkipped: string | null;
  readonly wordsSealed: Buffer | null;
  readonly at: Date;
}

/** The visits of the person of the scope, oldest first. */
export async function listVisits(tx: Tx, personId: PersonId): Promise<VisitTold[]> {
  const { rows } = await sql<VisitTold>`select id, pre_enrolment_id as "preEnrolmentId", kind, card_read as "cardRead",
      served_in as "communeId", attestation, notice, consent, notice_language as language, notice_mode as mode,
      specimen_skipped as "specimenSkipped", fingerprint_skipped as "fingerprintSkipped", words_sealed as "wordsSealed", at
    from enrolment.visit where person_id = ${personId} order by at, id`.execute(tx);
  return rows;
}

/** What was declared at home and what the card said, at each visit of the person of the scope. */
export async function listCorrections(
  tx: Tx,
  personId: PersonId,
): Promise<{ visitId: VisitId; field: string; declaredSealed: Buffer; cardSealed: Buffer }[]> {
  const { rows } = await sql<{ visitId: VisitId; field: string; declaredSealed: Buffer; cardSealed: Buffer }>`
    select visit_id as "visitId", field, declared_sealed as "declaredSealed", card_sealed as "cardSealed"
    from enrolment.correction where person_id = ${personId} order by visit_id, field`.execute(tx);
  return rows;
}

/** Every specimen of the person of the scope, superseded ones too, oldest first. */
export async function listAllSpecimens(
  tx: Tx,
  personId: PersonId,
): Promise<{ id: SpecimenId; position: number; sealed: Buffer; takenAt: Date; supersededAt: Date | null }[]> {
  const { rows } = await sql<{
    id: SpecimenId;
    position: number;
    sealed: Buffer;
    takenAt: Date;
    supersededAt: Date | null;
  }>`select id, position, sample_sealed as sealed, taken_at as "takenAt", superseded_at as "supersededAt"
    from enrolment.specimen where person_id = ${personId} order by taken_at, position`.execute(tx);
  return rows;
}

/** A guardianship with both its sides. `evidenceSealed` is under the ward's key. */
export interface GuardianshipTold {
  readonly id: string;
  readonly wardId: PersonId;
  readonly guardianId: PersonId;
  readonly authority: Authority;
  readonly evidenceSealed: Buffer;
  /** Days, YYYY-MM-DD. */
  readonly validFrom: string;
  readonly validUntil: string;
  readonly endedAt: Date | null;
}

/** Guardianships of which the person of the scope is either side, oldest first. */
export async function listGuardianships(tx: Tx, personId: PersonId): Promise<GuardianshipTold[]> {
  const { rows } = await sql<GuardianshipTold>`select id, person_id as "wardId", guardian_id as "guardianId", authority,
      evidence_sealed as "evidenceSealed", valid_from::text as "validFrom", valid_until::text as "validUntil", ended_at as "endedAt"
    from enrolment.guardianship where person_id = ${personId} or guardian_id = ${personId} order by valid_from, id`.execute(
    tx,
  );
  return rows;
}

/** How somebody who could not sign or read was heard, and the two who heard it, sealed. */
export async function listAssistances(
  tx: Tx,
  personId: PersonId,
): Promise<{ visitId: VisitId; cannot: string; text: string; language: Language; warning: string; at: Date }[]> {
  const { rows } = await sql<{
    visitId: VisitId;
    cannot: string;
    text: string;
    language: Language;
    warning: string;
    at: Date;
  }>`select visit_id as "visitId", cannot, text, text_language as language, warning, at
    from enrolment.assistance where person_id = ${personId} order by at`.execute(tx);
  return rows;
}

/** The witnesses of the person's statements, in order. */
export async function listWitnesses(
  tx: Tx,
  personId: PersonId,
): Promise<{ visitId: VisitId; position: number; identitySealed: Buffer }[]> {
  const { rows } = await sql<{ visitId: VisitId; position: number; identitySealed: Buffer }>`
    select visit_id as "visitId", position, identity_sealed as "identitySealed"
    from enrolment.witness where person_id = ${personId} order by visit_id, position`.execute(tx);
  return rows;
}

/** Which notice a pre-enrolment was consented to, and when. */
export async function findDeclaredConsent(
  tx: Tx,
  preEnrolmentId: string,
): Promise<{ readonly version: string; readonly at: Date } | undefined> {
  await sql`select set_config('app.pre_enrolment', ${preEnrolmentId}, true)`.execute(tx);
  const { rows } = await sql<{ version: string; at: Date }>`select notice_version as version, consented_at as at
    from enrolment.pre_enrolment where id = ${preEnrolmentId} and notice_version is not null`.execute(tx);
  return rows[0];
}

/** Guardianships of the person of the scope that stand on a day (YYYY-MM-DD), and those of others that stay in their files. */
export async function countGuardianships(
  tx: Tx,
  personId: PersonId,
  today: string,
): Promise<{ readonly standing: number; readonly ofOthers: number }> {
  const all = await listGuardianships(tx, personId);
  return {
    standing: all.filter(({ endedAt, validUntil }) => endedAt === null && validUntil > today).length,
    ofOthers: all.filter(({ guardianId }) => guardianId === personId).length,
  };
}

const takenAtVisits = ['witness', 'assistance', 'guardianship', 'specimen', 'correction', 'visit'] as const;

/** Takes away all that was taken of a person at visits, in the worker's transaction bound to them. Again is the same. */
export async function eraseVisits(tx: Tx, personId: PersonId): Promise<void> {
  for (const table of takenAtVisits)
    await sql`delete from enrolment.${sql.ref(table)} where person_id = ${personId}`.execute(tx);
}

/** Deletes specimens that were superseded before an instant, of everybody, at most `limit`: the worker's. How many. */
export async function forgetSpecimens(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`delete from enrolment.specimen where id in
    (select id from enrolment.specimen where superseded_at < ${before} limit ${limit}) returning id`.execute(tx);
  return rows.length;
}
