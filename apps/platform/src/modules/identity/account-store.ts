import { sql } from 'kysely';
import {
  type AccountId,
  asId,
  type AssuranceLevel,
  type CommuneId,
  type Id,
  newId,
  type PersonId,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Proof } from './security/assurance.ts';

export interface Account {
  readonly id: AccountId;
  readonly kind: 'person' | 'staff';
  readonly number: string | null;
  readonly personId: PersonId | null;
  readonly passwordHash: string | null;
  /** How surely the person's identity was proven; null for staff, whom their commune knows. */
  readonly proven: AssuranceLevel | null;
  /** Recovered at a distance, and not proven again since. */
  readonly suspended: boolean;
}

interface AccountRow {
  readonly id: string;
  readonly kind: 'person' | 'staff';
  readonly number: string | null;
  readonly person_id: string | null;
  readonly password_hash: string | null;
  readonly proven: AssuranceLevel | null;
  readonly suspended: boolean;
}

function toAccount(row: AccountRow): Account {
  return {
    id: asId(row.id),
    kind: row.kind,
    number: row.number,
    personId: row.person_id === null ? null : asId(row.person_id),
    passwordHash: row.password_hash,
    proven: row.proven,
    suspended: row.suspended,
  };
}

/** The account's row, inside a scope bound to it or to its person. */
export async function findAccount(
  tx: Tx,
  by: { readonly id: AccountId } | { readonly personId: PersonId },
): Promise<Account | undefined> {
  const condition = 'id' in by ? sql`id = ${by.id}` : sql`person_id = ${by.personId}`;
  const { rows } = await sql<AccountRow>`
    select id, kind, number, person_id, password_hash, proven, suspended_at is not null as suspended from identity.account where ${condition}`.execute(
    tx,
  );
  return rows[0] && toAccount(rows[0]);
}

async function lookUp(tx: Tx, call: ReturnType<typeof sql>): Promise<AccountId | undefined> {
  const { rows } = await sql<{ id: string | null }>`select ${call} as id`.execute(tx);
  const id = rows[0]?.id;
  return id ? asId(id) : undefined;
}

/** Before sign-in: the account behind a number, through the narrow look-up. */
export function findAccountByNumber(tx: Tx, number: string): Promise<AccountId | undefined> {
  return lookUp(tx, sql`identity.find_account_by_number(${number})`);
}

/** Before sign-in: accounts of persons who confirmed a contact, by its blind index; a family may share one. Oldest first, 20 at most. */
export async function findAccountsByContact(tx: Tx, index: Buffer): Promise<AccountId[]> {
  const { rows } = await sql<{ id: string }>`select identity.find_accounts_by_contact(${index}) as id`.execute(tx);
  return rows.map(({ id }) => asId(id));
}

/** Before sign-in: the account behind the digest of a one-time code. */
export function findAccountByActivation(tx: Tx, codeHash: Buffer): Promise<AccountId | undefined> {
  return lookUp(tx, sql`identity.find_account_by_activation(${codeHash})`);
}

/** Before sign-in: the account behind a passkey. */
export function findAccountByPasskey(tx: Tx, credentialId: string): Promise<AccountId | undefined> {
  return lookUp(tx, sql`identity.find_account_by_passkey(${credentialId})`);
}

/** Before sign-in: the account behind a session's token. */
export function findAccountBySession(tx: Tx, tokenHash: Buffer): Promise<AccountId | undefined> {
  return lookUp(tx, sql`identity.find_account_by_session(${tokenHash})`);
}

export async function insertAccount(tx: Tx, account: Omit<Account, 'suspended'>, now: Date): Promise<void> {
  await sql`insert into identity.account (id, kind, number, person_id, password_hash, proven, created_at)
    values (${account.id}, ${account.kind}, ${account.number}, ${account.personId}, ${account.passwordHash}, ${account.proven}, ${now})`.execute(
    tx,
  );
}

export async function setPasswordHash(tx: Tx, accountId: AccountId, passwordHash: string): Promise<void> {
  await sql`update identity.account set password_hash = ${passwordHash} where id = ${accountId}`.execute(tx);
}

/** What is known of an account's person from now on. */
export async function setProof(tx: Tx, accountId: AccountId, { proven, suspended }: Proof, now: Date): Promise<void> {
  await sql`update identity.account set proven = ${proven}, suspended_at = ${suspended ? now : null} where id = ${accountId}`.execute(
    tx,
  );
}

export interface Activation {
  readonly id: Id<'activation'>;
  readonly codeHash: Buffer;
  /** The commune whose counter printed the slip; null for a code of the staff. */
  readonly printedIn: CommuneId | null;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly attempts: number;
}

/** Writes a new slip's code, answers its id, and kills the older ones of the account. */
export async function replaceActivation(
  tx: Tx,
  accountId: AccountId,
  code: { readonly hash: Buffer; readonly expiresAt: Date; readonly printedIn: CommuneId | null },
  now: Date,
): Promise<Activation['id']> {
  const id = newId<Id<'activation'>>(now);
  await closeActivations(tx, accountId, now);
  await sql`insert into identity.activation (account_id, id, code_hash, printed_in, expires_at)
    values (${accountId}, ${id}, ${code.hash}, ${code.printedIn}, ${code.expiresAt})`.execute(tx);
  return id;
}

/** Kills the open codes of an account without writing a new one. */
export async function closeActivations(tx: Tx, accountId: AccountId, now: Date): Promise<void> {
  await sql`update identity.activation set replaced_at = ${now}
    where account_id = ${accountId} and replaced_at is null`.execute(tx);
}

/** The slip of an account that no newer one replaced, locked: two attempts on one code are made one after the other. */
export async function findActivation(tx: Tx, accountId: AccountId): Promise<Activation | undefined> {
  const { rows } = await sql<{
    id: string;
    code_hash: Buffer;
    printed_in: string | null;
    expires_at: Date;
    used_at: Date | null;
    attempts: number;
  }>`
    select id, code_hash, printed_in, expires_at, used_at, attempts from identity.activation
    where account_id = ${accountId} and replaced_at is null for update`.execute(tx);
  const row = rows[0];
  return (
    row && {
      id: asId(row.id),
      codeHash: row.code_hash,
      printedIn: row.printed_in === null ? null : asId(row.printed_in),
      expiresAt: row.expires_at,
      usedAt: row.used_at,
      attempts: row.attempts,
    }
  );
}

export async function countActivationAttempt(tx: Tx, accountId: AccountId, id: Activation['id']): Promise<void> {
  await sql`update identity.activation set attempts = attempts + 1 where account_id = ${accountId} and id = ${id}`.execute(
    tx,
  );
}

export async function markActivationUsed(tx: Tx, accountId: AccountId, id: Activation['id'], now: Date): Promise<void> {
  await sql`update identity.activation set used_at = ${now} where account_id = ${accountId} and id = ${id}`.execute(tx);
}

/** Failures of one subject since an instant, and everybody's count. */
export async function readFailures(
  tx: Tx,
  subject: Buffer,
  everybody: Buffer,
  since: Date,
): Promise<{ ofAccount: Date[]; overall: number }> {
  const own = await sql<{ at: Date }>`
    select at from identity.failed_attempt where subject = ${subject} and at > ${since} order by at desc limit 70`.execute(
    tx,
  );
  const all = await sql<{ n: number }>`
    select count(*) as n from identity.failed_attempt where subject = ${everybody} and at > ${since}`.execute(tx);
  return { ofAccount: own.rows.map(row => row.at), overall: all.rows[0]?.n ?? 0 };
}

/** One attempt at a time for a subject, in the whole country. */
export async function lockSubject(tx: Tx, subject: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${subject.toString('hex')}, 1))`.execute(tx);
}

export async function insertFailure(tx: Tx, id: Id<'failed-attempt'>, subject: Buffer, now: Date): Promise<void> {
  await sql`insert into identity.failed_attempt (id, subject, at) values (${id}, ${subject}, ${now})`.execute(tx);
}

export async function deleteFailures(tx: Tx, ids: readonly Id<'failed-attempt'>[]): Promise<void> {
  await sql`delete from identity.failed_attempt where id = any(${ids}::uuid[])`.execute(tx);
}

/** Forgets failures and challenges that no rule reads any more. */
export async function deleteForgotten(tx: Tx, before: Date): Promise<void> {
  await sql`delete from identity.failed_attempt where at < ${before}`.execute(tx);
  await sql`delete from identity.challenge where expires_at < ${before}`.execute(tx);
}
