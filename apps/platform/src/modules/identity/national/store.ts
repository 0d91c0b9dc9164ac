import { sql } from 'kysely';
import {
  type AccountId,
  asId,
  type AssuranceLevel,
  type Id,
  type PersonId,
  type SessionId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { BindingId, BindingListed } from './model.ts';

export type WalkId = Id<'national-walk'>;

/** A walk as it is kept. */
export interface Walk {
  readonly id: WalkId;
  readonly issuer: string;
  /** In whose session it was begun. */
  readonly begunBy: { readonly accountId: AccountId; readonly sessionId: SessionId } | null;
  readonly next: string;
  readonly sharedDevice: boolean;
  readonly answerSealed: Buffer | null;
  readonly begunAt: Date;
}

/** Lets the transaction see the walks of one browser, and no other's. */
async function name(tx: Tx, browserDigest: Buffer): Promise<void> {
  await sql`select set_config('app.national_browser', ${browserDigest.toString('hex')}, true)`.execute(tx);
}

export async function insertWalk(
  tx: Tx,
  walk: Omit<Walk, 'answerSealed'> & { readonly browser: Buffer; readonly expiresAt: Date },
): Promise<void> {
  await name(tx, walk.browser);
  await sql`insert into identity.national_walk
      (id, browser_digest, issuer, account_id, session_id, next_path, shared_device, begun_at, expires_at)
    values (${walk.id}, ${walk.browser}, ${walk.issuer}, ${walk.begunBy?.accountId ?? null},
      ${walk.begunBy?.sessionId ?? null}, ${walk.next}, ${walk.sharedDevice}, ${walk.begunAt}, ${walk.expiresAt})`.execute(
    tx,
  );
}

interface Row {
  readonly id: string;
  readonly issuer: string;
  readonly account_id: string | null;
  readonly session_id: string | null;
  readonly next_path: string;
  readonly shared_device: boolean;
  readonly answer_sealed: Buffer | null;
  readonly begun_at: Date;
}
const columns = sql.raw('id, issuer, account_id, session_id, next_path, shared_device, answer_sealed, begun_at');

function toWalk(row: Row): Walk {
  return {
    id: asId(row.id),
    issuer: row.issuer,
    begunBy:
      row.account_id === null || row.session_id === null
        ? null
        : { accountId: asId(row.account_id), sessionId: asId(row.session_id) },
    next: row.next_path,
    sharedDevice: row.shared_device,
    answerSealed: row.answer_sealed,
    begunAt: row.begun_at,
  };
}

/** Takes the walk of this browser that no answer has come for: whoever takes it first is the only one. */
export async function takeWalk(tx: Tx, browser: Buffer, now: Date): Promise<Walk | undefined> {
  await name(tx, browser);
  const { rows } = await sql<Row>`update identity.national_walk set answered_at = ${now}
    where browser_digest = ${browser} and answered_at is null and expires_at > ${now} returning ${columns}`.execute(tx);
  return rows[0] && toWalk(rows[0]);
}

/** Keeps an answer until its person has said yes. */
export async function keepAnswer(tx: Tx, browser: Buffer, id: WalkId, sealed: Buffer): Promise<void> {
  await name(tx, browser);
  await sql`update identity.national_walk set answer_sealed = ${sealed} where id = ${id}`.execute(tx);
}

/** The walk of this browser, if its answer waits for its person. */
export async function findAnswered(tx: Tx, browser: Buffer, now: Date): Promise<Walk | undefined> {
  await name(tx, browser);
  const { rows } = await sql<Row>`select ${columns} from identity.national_walk
    where browser_digest = ${browser} and answer_sealed is not null and expires_at > ${now}`.execute(tx);
  return rows[0] && toWalk(rows[0]);
}

/** Takes a walk away: true for whoever takes it first. */
export async function deleteWalk(tx: Tx, browser: Buffer, id: WalkId): Promise<boolean> {
  await name(tx, browser);
  const { rows } = await sql`delete from identity.national_walk where id = ${id} returning id`.execute(tx);
  return rows.length > 0;
}

export async function deleteOverWalks(tx: Tx, before: Date): Promise<void> {
  await sql`delete from identity.national_walk where expires_at < ${before}`.execute(tx);
}

/** Before sign-in: the account that a provider's subject opens, through the narrow look-up. */
export async function findBoundAccount(tx: Tx, issuer: string, subject: Buffer): Promise<AccountId | undefined> {
  const { rows } = await sql<{ id: string | null }>`
    select identity.find_account_by_national_subject(${issuer}, ${subject}) as id`.execute(tx);
  const id = rows[0]?.id;
  return id ? asId(id) : undefined;
}

/** In a scope bound to the account and its person. */
export async function insertBinding(
  tx: Tx,
  binding: Pick<BindingListed, 'id' | 'how' | 'level' | 'noticeVersion' | 'boundAt'> & {
    readonly accountId: AccountId;
    readonly personId: PersonId;
    readonly issuer: string;
    readonly subject: Buffer;
  },
): Promise<void> {
  await sql`insert into identity.national_binding
      (id, account_id, person_id, issuer, subject_index, how, level, notice_version, bound_at)
    values (${binding.id}, ${binding.accountId}, ${binding.personId}, ${binding.issuer}, ${binding.subject}, ${binding.how},
      ${binding.level}, ${binding.noticeVersion}, ${binding.boundAt})`.execute(tx);
}

/** Bindings of an account, the latest first; in a scope bound to it. */
export async function listBindings(tx: Tx, accountId: AccountId): Promise<BindingListed[]> {
  const { rows } = await sql<{
    id: string;
    how: BindingListed['how'];
    level: AssuranceLevel;
    notice_version: string;
    bound_at: Date;
    ended_at: Date | null;
  }>`select id, how, level, notice_version, bound_at, ended_at from identity.national_binding
    where account_id = ${accountId} order by bound_at desc, id desc`.execute(tx);
  return rows.map(row => ({
    id: asId(row.id),
    how: row.how,
    level: row.level,
    noticeVersion: row.notice_version,
    boundAt: row.bound_at,
    endedAt: row.ended_at,
  }));
}

/** Ends a binding of the account that is in force; whether there was one. */
export async function endBinding(tx: Tx, accountId: AccountId, id: BindingId, now: Date): Promise<boolean> {
  const { rows } = await sql`update identity.national_binding set ended_at = ${now}
    where id = ${id} and account_id = ${accountId} and ended_at is null returning id`.execute(tx);
  return rows.length > 0;
}
