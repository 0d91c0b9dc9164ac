import {
  type AccountId,
  civilDate,
  type CommuneId,
  ok,
  type Result,
  refuse,
  type SystemActor,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { isInForce } from '../decide.ts';
import { record } from '../history/history.ts';
import { selectRoster } from './roster-store.ts';

/**
 * The account of the one administrator of a commune who bears this Latin name, and a line in the history that the platform's operator
 * renews their access. Refused: `organisation.staff-unknown` where it is nobody’s, or several people’s.
 */
export async function recordOperatorsCode(
  tx: Tx,
  actor: SystemActor,
  { communeId, name }: { readonly communeId: CommuneId; readonly name: string },
  now: Date,
): Promise<Result<AccountId>> {
  const roster = await selectRoster(tx, communeId, { staffId: null, today: civilDate(now) });
  const [entry, ...more] = roster.filter(
    ({ staff, leftAt, postings }) =>
      staff.name.latin === name &&
      leftAt === null &&
      postings.some(posting => posting.role === 'administrator' && isInForce(posting, now)),
  );
  if (!entry || more.length > 0) return refuse('organisation.staff-unknown');
  await record(tx, actor, { communeId, kind: 'access-renewed', subjectId: entry.staff.id, now });
  return ok(entry.staff.accountId);
}
