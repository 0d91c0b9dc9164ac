import { sql } from 'kysely';
import { asId, type Id, type Language, newId, type PersonId, type StaffActor } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Consent, PreEnrolmentId, PreEnrolmentState } from './model.ts';

/** A pre-enrolment as it is kept. */
export interface PreEnrolmentRow {
  readonly id: PreEnrolmentId;
  readonly state: PreEnrolmentState;
  readonly factsSealed: Buffer | null;
  readonly signatureSealed: Buffer | null;
  readonly consent: Consent | null;
  readonly sentAt: Date | null;
  readonly expiresAt: Date;
  readonly usedFor: PersonId | null;
}

/** Lets the transaction see one pre-enrolment, and no other. */
async function takeInHand(tx: Tx, id: PreEnrolmentId): Promise<void> {
  await sql`select set_config('app.pre_enrolment', ${id}, true)`.execute(tx);
}

/** The pre-enrolment behind a keyed digest, through the narrow look-up. */
export async function findByDigest(
  tx: Tx,
  by: { readonly secret: Buffer } | { readonly code: Buffer },
): Promise<PreEnrolmentId | undefined> {
  const call =
    'secret' in by
      ? sql`enrolment.find_pre_enrolment_by_secret(${by.secret})`
      : sql`enrolment.find_pre_enrolment_by_code(${by.code})`;
  const { rows } = await sql<{ id: string | null }>`select ${call} as id`.execute(tx);
  const id = rows[0]?.id;
  return id ? asId(id) : undefined;
}

/** Reads one, locked until the transaction ends where it is to be changed. */
export async function findPreEnrolment(
  tx: Tx,
  id: PreEnrolmentId,
  { lock }: { readonly lock: boolean },
): Promise<PreEnrolmentRow | undefined> {
  await takeInHand(tx, id);
  const { rows } = await sql<{
    state: PreEnrolmentState;
    facts_sealed: Buffer | null;
    signature_sealed: Buffer | null;
    notice_version: string | null;
    consented_at: Date | null;
    sent_at: Date | null;
    expires_at: Date;
    used_for: string | null;
  }>`select state, facts_sealed, signature_sealed, notice_version, consented_at, sent_at, expires_at, used_for
    from enrolment.pre_enrolment where id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  const row = rows[0];
  return (
    row && {
      id,
      state: row.state,
      factsSealed: row.facts_sealed,
      signatureSealed: row.signature_sealed,
      consent:
        row.notice_version !== null && row.consented_at !== null
          ? { noticeVersion: row.notice_version, at: row.consented_at }
          : null,
      sentAt: row.sent_at,
      expiresAt: row.expires_at,
      usedFor: row.used_for === null ? null : asId(row.used_for),
    }
  );
}

/** Writes a new draft. */
export async function insertDraft(
  tx: Tx,
  draft: {
    readonly id: PreEnrolmentId;
    readonly secretDigest: Buffer;
    readonly language: Language;
    readonly factsSealed: Buffer;
    readonly expiresAt: Date;
  },
  now: Date,
): Promise<void> {
  await takeInHand(tx, draft.id);
  await sql`insert into enrolment.pre_enrolment (id, state, language, secret_digest, facts_sealed, created_at, saved_at, expires_at)
    values (${draft.id}, 'draft', ${draft.language}, ${draft.secretDigest}, ${draft.factsSealed}, ${now}, ${now}, ${draft.expiresAt})`.execute(
    tx,
  );
}

/** Writes what a draft holds now. Inside a transaction that read it locked. */
export async function updateDraft(
  tx: Tx,
  draft: {
    readonly id: PreEnrolmentId;
    readonly language: Language;
    readonly factsSealed: Buffer;
    readonly signatureSealed: Buffer | null;
    readonly consent: Consent | null;
    readonly expiresAt: Date;
  },
  now: Date,
): Promise<void> {
  await sql`update enrolment.pre_enrolment set language = ${draft.language}, facts_sealed = ${draft.factsSealed},
      signature_sealed = ${draft.signatureSealed}, notice_version = ${draft.consent?.noticeVersion ?? null},
      consented_at = ${draft.consent?.at ?? null}, saved_at = ${now}, expires_at = ${draft.expiresAt}
    where id = ${draft.id} and state = 'draft'`.execute(tx);
}

/** The draft is sent: from now on its code finds it. */
export async function markSent(
  tx: Tx,
  sent: {
    readonly id: PreEnrolmentId;
    readonly codeDigest: Buffer;
    readonly factsSealed: Buffer;
    readonly expiresAt: Date;
  },
  now: Date,
): Promise<void> {
  await sql`update enrolment.pre_enrolment set state = 'sent', code_digest = ${sent.codeDigest}, facts_sealed = ${sent.factsSealed},
      saved_at = ${now}, sent_at = ${now}, expires_at = ${sent.expiresAt}
    where id = ${sent.id} and state = 'draft'`.execute(tx);
}

/** The visit has taken it over: everything personal goes, the consent and whose it was stay. */
export async function markUsed(tx: Tx, id: PreEnrolmentId, personId: PersonId, now: Date): Promise<void> {
  await sql`update enrolment.pre_enrolment set state = 'used', facts_sealed = null, signature_sealed = null,
      used_at = ${now}, used_for = ${personId}
    where id = ${id} and state = 'sent'`.execute(tx);
}

/** Erases one, whatever its state; nothing happens when it is gone. */
export async function deletePreEnrolment(tx: Tx, id: PreEnrolmentId): Promise<void> {
  await takeInHand(tx, id);
  await sql`delete from enrolment.pre_enrolment where id = ${id} and state <> 'used'`.execute(tx);
}

/** Says that its person was told of the end; answers false when that had been said. */
export async function markWarned(tx: Tx, id: PreEnrolmentId, now: Date): Promise<boolean> {
  await takeInHand(tx, id);
  const { rows } = await sql`update enrolment.pre_enrolment set warned_at = ${now}
    where id = ${id} and warned_at is null returning id`.execute(tx);
  return rows.length === 1;
}

/** Up to `most` that are over by then, oldest first. */
export async function listExpired(tx: Tx, by: Date, most: number): Promise<PreEnrolmentId[]> {
  const { rows } = await sql<{ id: string }>`
    select id from enrolment.list_expired_pre_enrolments(${by}, ${most}) as id`.execute(tx);
  return rows.map(({ id }) => asId(id));
}

/** Up to `most` that were sent, will be over by then, and whose person was not told. */
export async function listExpiring(tx: Tx, by: Date, most: number): Promise<PreEnrolmentId[]> {
  const { rows } = await sql<{ id: string }>`
    select id from enrolment.list_expiring_pre_enrolments(${by}, ${most}) as id`.execute(tx);
  return rows.map(({ id }) => asId(id));
}

/** Makes whoever counts under one digest wait for each other until the transaction ends, so that a hundred at once are all counted. */
export async function lockSubject(tx: Tx, subject: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`enrolment.attempt/${subject.toString('hex')}`}, 0))`.execute(
    tx,
  );
}

/** Instants counted under a digest since then, latest first, `most` at most. */
export async function listAttempts(tx: Tx, subject: Buffer, since: Date, most: number): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select at from enrolment.attempt where subject = ${subject} and at > ${since} order by at desc limit ${most}`.execute(
    tx,
  );
  return rows.map(({ at }) => at);
}

export async function insertAttempt(tx: Tx, subject: Buffer, now: Date): Promise<void> {
  await sql`insert into enrolment.attempt (id, subject, at) values (${newId<Id<'attempt'>>(now)}, ${subject}, ${now})`.execute(
    tx,
  );
}

export async function deleteAttempts(tx: Tx, before: Date): Promise<void> {
  await sql`delete from enrolment.attempt where at < ${before}`.execute(tx);
}

/** What came of a code at a counter, or that the file behind it was read. */
export type OpeningOutcome = 'found' | 'nobody' | 'read';

export async function insertOpening(
  tx: Tx,
  { communeId, staffId }: StaffActor,
  opening: { readonly id: PreEnrolmentId | null; readonly outcome: OpeningOutcome },
  now: Date,
): Promise<void> {
  await sql`insert into enrolment.opening (commune_id, id, staff_id, pre_enrolment_id, outcome, at)
    values (${communeId}, ${newId<Id<'opening'>>(now)}, ${staffId}, ${opening.id}, ${opening.outcome}, ${now})`.execute(
    tx,
  );
}

/** Whether this member of staff typed the code of this pre-enrolment since then. */
export async function hasFound(
  tx: Tx,
  { communeId, staffId }: StaffActor,
  id: PreEnrolmentId,
  since: Date,
): Promise<boolean> {
  const { rows } = await sql`select 1 from enrolment.opening where commune_id = ${communeId} and staff_id = ${staffId}
    and pre_enrolment_id = ${id} and outcome = 'found' and at > ${since} limit 1`.execute(tx);
  return rows.length === 1;
}

/** Makes the codes that one member of staff types follow one another until the transaction ends. */
export async function lockOpenings(tx: Tx, { staffId }: StaffActor): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`enrolment.opening/${staffId}`}, 0))`.execute(tx);
}

/** How many codes of nobody this member of staff typed since then. */
export async function countMisses(tx: Tx, { communeId, staffId }: StaffActor, since: Date): Promise<number> {
  const { rows } = await sql<{ missed: number }>`select count(*)::int as missed from enrolment.opening
    where commune_id = ${communeId} and staff_id = ${staffId} and outcome = 'nobody' and at > ${since}`.execute(tx);
  return rows[0]?.missed ?? 0;
}
