import { sql } from 'kysely';
import { asId, type Id, type Language, newId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ContactKind } from '../contact-store.ts';
import type { SubjectId } from '../subject-vault.ts';
import { codeTries } from './decide.ts';
import type { CodePurpose, ContactCodeId } from './model.ts';

/** A code as it is kept. */
export interface ContactCode {
  readonly id: ContactCodeId;
  readonly subject: SubjectId;
  readonly kind: ContactKind;
  readonly purpose: CodePurpose;
  readonly language: Language;
  readonly valueSealed: Buffer;
  /** Null once the message has left. */
  readonly codeSealed: Buffer | null;
  readonly codeDigest: Buffer;
  readonly expiresAt: Date;
  readonly attempts: number;
  readonly usedAt: Date | null;
}

/** Lets the transaction see one code, and no other. */
async function name(tx: Tx, id: ContactCodeId): Promise<void> {
  await sql`select set_config('app.contact_code', ${id}, true)`.execute(tx);
}

export async function insertCode(
  tx: Tx,
  code: Omit<ContactCode, 'attempts' | 'usedAt' | 'codeSealed'> & { readonly codeSealed: Buffer },
): Promise<void> {
  await name(tx, code.id);
  await sql`insert into identity.contact_code
      (id, subject_id, kind, purpose, language, value_sealed, code_sealed, code_digest, expires_at)
    values (${code.id}, ${code.subject}, ${code.kind}, ${code.purpose}, ${code.language}, ${code.valueSealed},
      ${code.codeSealed}, ${code.codeDigest}, ${code.expiresAt})`.execute(tx);
}

interface Row {
  readonly subject_id: string;
  readonly kind: ContactKind;
  readonly purpose: CodePurpose;
  readonly language: Language;
  readonly value_sealed: Buffer;
  readonly code_sealed: Buffer | null;
  readonly code_digest: Buffer;
  readonly expires_at: Date;
  readonly attempts: number;
  readonly used_at: Date | null;
}

/** A code, to be read. */
export async function findCode(tx: Tx, id: ContactCodeId): Promise<ContactCode | undefined> {
  await name(tx, id);
  const { rows } = await sql<Row>`select subject_id, kind, purpose, language, value_sealed, code_sealed, code_digest,
      expires_at, attempts, used_at from identity.contact_code where id = ${id}`.execute(tx);
  const row = rows[0];
  return (
    row && {
      id,
      subject: asId(row.subject_id),
      kind: row.kind,
      purpose: row.purpose,
      language: row.language,
      valueSealed: row.value_sealed,
      codeSealed: row.code_sealed,
      codeDigest: row.code_digest,
      expiresAt: row.expires_at,
      attempts: row.attempts,
      usedAt: row.used_at,
    }
  );
}

/**
 * Counts a try at a code of one subject that can still be used, and answers the code; undefined when it cannot. Tries at one code
 * wait for each other, and none is made that was not counted.
 */
export async function countTry(
  tx: Tx,
  { id, subject }: { readonly id: ContactCodeId; readonly subject: SubjectId },
  now: Date,
): Promise<ContactCode | undefined> {
  await name(tx, id);
  const { rows } = await sql`update identity.contact_code set attempts = attempts + 1
    where id = ${id} and subject_id = ${subject} and used_at is null and expires_at > ${now} and attempts < ${codeTries}
    returning id`.execute(tx);
  return rows.length === 0 ? undefined : findCode(tx, id);
}

export async function markUsed(tx: Tx, id: ContactCodeId, now: Date): Promise<void> {
  await name(tx, id);
  await sql`update identity.contact_code set used_at = ${now} where id = ${id}`.execute(tx);
}

/** The code has left: nothing here can say it any more. */
export async function emptyCode(tx: Tx, id: ContactCodeId): Promise<void> {
  await name(tx, id);
  await sql`update identity.contact_code set code_sealed = null where id = ${id}`.execute(tx);
}

/** When messages counted under one digest were sent, latest first. */
export async function listSendings(tx: Tx, counted: Buffer, since: Date): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`select at from identity.code_sending
    where counted = ${counted} and at > ${since} order by at desc limit 50`.execute(tx);
  return rows.map(({ at }) => at);
}

/** How many were counted under one digest; no further than `enough`. */
export async function countSendings(tx: Tx, counted: Buffer, since: Date, enough: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from
    (select 1 from identity.code_sending where counted = ${counted} and at > ${since} limit ${enough}) as sent`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

export async function insertSendings(tx: Tx, counted: readonly Buffer[], now: Date): Promise<void> {
  for (const digest of counted)
    await sql`insert into identity.code_sending (id, counted, at)
      values (${newId<Id<'code-sending'>>(now)}, ${digest}, ${now})`.execute(tx);
}

/** Forgets what is over. */
export async function deleteOver(
  tx: Tx,
  { codes, sendings }: { readonly codes: Date; readonly sendings: Date },
): Promise<void> {
  await sql`delete from identity.contact_code where expires_at < ${codes}`.execute(tx);
  await sql`delete from identity.code_sending where at < ${sendings}`.execute(tx);
}
