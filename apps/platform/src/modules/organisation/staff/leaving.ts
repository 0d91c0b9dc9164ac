import {
  type AccountId,
  type Actor,
  type CommuneId,
  ok,
  type Result,
  refuse,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { KeptStatement } from '../decide.ts';
import { record } from '../history/history.ts';
import type { RoleBook } from '../roles/role.ts';
import { revokeStatement } from '../statements/service.ts';
import { selectStatements } from '../statements/store.ts';
import * as store from '../store.ts';
import { deleteAddress } from './address-store.ts';
import { mayAdminister, takesAdministratorsAway } from './postings.ts';
import { endPostings, selectRoster, updateLeft } from './roster-store.ts';

/** The statements in force of a member of staff: what they could still sign by, were it not taken back. */
export async function listStatementsInForce(
  tx: Tx,
  communeId: CommuneId,
  staffId: StaffId,
  now: Date,
): Promise<readonly KeptStatement[]> {
  const kept: KeptStatement[] = [];
  for (const kind of ['administrator', 'credential', 'delegation'] as const)
    kept.push(...(await selectStatements(tx, communeId, kind, staffId)));
  return kept.filter(({ body, revokedAt }) => revokedAt === null && now < new Date(body.validUntil));
}

/**
 * Somebody leaves now: every posting ends, and every statement that they could sign by is taken back. Answers the account, whose
 * passkeys and sessions the caller ends. Needs `organisation.manage`. Refused: `organisation.staff-unknown`, `.own-rights`,
 * `.last-administrator`.
 */
export async function leave(
  tx: Tx,
  actor: Actor,
  { communeId, staffId }: { readonly communeId: CommuneId; readonly staffId: StaffId },
  { book, now }: { readonly book: RoleBook; readonly now: Date },
): Promise<Result<{ readonly accountId: AccountId }>> {
  const administrator = mayAdminister(actor, communeId, staffId);
  if (!administrator.ok) return administrator;
  const [entry] = await selectRoster(tx, communeId, { staffId, today: '0001-01-01' });
  if (!entry) return refuse('organisation.staff-unknown');
  const all = await store.selectPostings(tx, communeId, null);
  const others = all.filter(posting => posting.staffId !== staffId);
  if (takesAdministratorsAway(all, others, book, now)) return refuse('organisation.last-administrator');
  await endPostings(tx, communeId, staffId, now);
  await updateLeft(tx, communeId, staffId, now);
  await deleteAddress(tx, communeId, staffId);
  for (const { body } of await listStatementsInForce(tx, communeId, staffId, now)) {
    const revoked = await revokeStatement(tx, actor, { communeId, statementId: body.id, reason: 'left', now });
    if (!revoked.ok) return revoked;
  }
  await record(tx, actor, { communeId, kind: 'staff-left', subjectId: staffId, now });
  return ok({ accountId: entry.staff.accountId });
}
