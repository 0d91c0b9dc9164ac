import {
  type Actor,
  type CommuneId,
  ok,
  type Refusal,
  type Result,
  refuse,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { grantsAt } from '../decide.ts';
import { record } from '../history/history.ts';
import { checkApart, checkComposition, holdingsOf } from '../roles/decide.ts';
import type { RoleBook } from '../roles/role.ts';
import { insertRoleVersion } from '../roles/role-store.ts';
import * as store from '../store.ts';
import { checkPosting, mayAdminister, writePosting } from './postings.ts';
import { type ChangeProposal, type ChangeProposalId, type Decision, isOpen, type RoleAsked } from './proposal.ts';
import { insertDecision, selectProposals } from './proposal-store.ts';

interface Around {
  readonly book: RoleBook;
  readonly now: Date;
}

/**
 * Decides about a proposal. Approving takes another administrator than the one who proposed it, who does not gain by it; the change
 * is judged again as things stand now. Withdrawing is for whoever proposed. Refused: `organisation.change-unknown`,
 * `.change-closed`, `.change-own`, `.change-not-own`, `.own-rights`, `.proposer-gone`, and whatever refuses the change itself.
 * Answers whose access is to be replaced now, if anybody's.
 */
export async function decide(
  tx: Tx,
  actor: Actor,
  asked: { readonly communeId: CommuneId; readonly proposalId: ChangeProposalId; readonly decision: Decision },
  around: Around,
): Promise<Result<{ readonly accessOf: StaffId | null }>> {
  const { communeId, proposalId, decision } = asked;
  const administrator = mayAdminister(actor, communeId, null);
  if (!administrator.ok) return administrator;
  const { staffId } = administrator.value;
  const proposal = (await selectProposals(tx, communeId)).find(({ id }) => id === proposalId);
  if (!proposal) return refuse('organisation.change-unknown');
  if (!isOpen(proposal, around.now)) return refuse('organisation.change-closed');
  const own = proposal.proposedBy === staffId;
  if (decision === 'withdrawn' && !own) return refuse('organisation.change-not-own');
  if (decision !== 'withdrawn' && own) return refuse('organisation.change-own');
  if (decision === 'approved') {
    const done = await carryOut(tx, actor, { communeId, proposal, staffId }, around);
    if (!done.ok) return done;
  }
  await insertDecision(tx, communeId, { proposalId, what: decision, by: staffId, at: around.now });
  if (decision !== 'approved')
    await record(tx, actor, { communeId, kind: `proposal-${decision}`, subjectId: proposalId, now: around.now });
  const { change } = proposal;
  return ok({ accessOf: decision === 'approved' && change.kind === 'access' ? change.staffId : null });
}

async function carryOut(
  tx: Tx,
  actor: Actor,
  {
    communeId,
    proposal,
    staffId,
  }: { readonly communeId: CommuneId; readonly proposal: ChangeProposal; readonly staffId: StaffId },
  around: Around,
): Promise<Result<null>> {
  const { change, proposedBy } = proposal;
  const { now, book } = around;
  if (!(await administers(tx, communeId, proposedBy, around))) return refuse('organisation.proposer-gone');
  if (change.kind === 'role') {
    const allowed = await checkRole(tx, communeId, { asked: change.role, by: [staffId, proposedBy], book, now });
    if (!allowed.ok) return allowed;
    await writeRole(tx, actor, communeId, { asked: change.role, book, now, proposedBy });
    return ok(null);
  }
  const beneficiary = change.kind === 'posting' ? change.posting.staffId : change.staffId;
  if (beneficiary === staffId) return refuse('organisation.own-rights');
  if (change.kind === 'access') {
    await record(tx, actor, { communeId, kind: 'access-renewed', subjectId: beneficiary, now, proposedBy });
    return ok(null);
  }
  const checked = await checkPosting(tx, communeId, change.posting, around);
  if (!checked.ok) return checked;
  await writePosting(tx, actor, communeId, { posting: change.posting, now, proposedBy });
  return ok(null);
}

/** Whether somebody administers the commune now: a proposal dies with the rights of whoever made it. */
async function administers(tx: Tx, communeId: CommuneId, staffId: StaffId, { book, now }: Around): Promise<boolean> {
  const grants = grantsAt(await store.selectPostings(tx, communeId, staffId), book, now);
  return grants.some(each => each.permission === 'organisation.manage' && each.jurisdiction.level === 'commune');
}

/**
 * Whether a role may be made or changed by these administrators. Refused: what `checkComposition` refuses, `organisation.own-rights`
 * where one of them holds it, `organisation.role-holders-apart` where somebody who holds it could not.
 */
export async function checkRole(
  tx: Tx,
  communeId: CommuneId,
  { asked, by, book, now }: Around & { readonly asked: RoleAsked; readonly by: readonly StaffId[] },
): Promise<Result<null>> {
  const retires = asked.permissions.length === 0 && book.composed.some(({ id }) => id === asked.roleId);
  const composed = retires ? ok(null) : checkComposition(book, asked);
  if (!composed.ok) return composed;
  const postings = await store.selectPostings(tx, communeId, null);
  const live = postings.filter(({ validUntil }) => validUntil === null || now < validUntil);
  const holders = new Set(live.filter(({ role }) => role === asked.roleId).map(posting => posting.staffId));
  if (by.some(each => holders.has(each))) return refuse('organisation.own-rights');
  const refusal = retires ? undefined : conflictOf(live, holders, asked, book);
  return refusal ? { ok: false, refusal } : ok(null);
}

/** What the changed role would bring together that must stay apart, in the hands of somebody who holds it. */
function conflictOf(
  live: Awaited<ReturnType<typeof store.selectPostings>>,
  holders: ReadonlySet<StaffId>,
  asked: RoleAsked,
  book: RoleBook,
): Refusal | undefined {
  for (const holder of holders) {
    const held = live.filter(posting => posting.staffId === holder && posting.role !== asked.roleId);
    const apart = checkApart(book, [...held.flatMap(({ role }) => holdingsOf(book, role)), ...asked.permissions]);
    if (!apart.ok) return apart.refusal;
  }
  return undefined;
}

async function writeRole(
  tx: Tx,
  actor: Actor,
  communeId: CommuneId,
  { asked, book, now, proposedBy }: Around & { readonly asked: RoleAsked; readonly proposedBy: StaffId },
): Promise<void> {
  const before = book.composed.find(({ id }) => id === asked.roleId);
  const version = (before?.version ?? 0) + 1;
  const approvedBy = actor.kind === 'staff' ? actor.staffId : null;
  const { roleId: id, name, permissions } = asked;
  await insertRoleVersion(tx, { communeId, id, version, name, permissions, approvedBy, madeAt: now });
  const changed = permissions.length === 0 ? 'role-retired' : 'role-changed';
  await record(tx, actor, {
    communeId,
    kind: version === 1 ? 'role-composed' : changed,
    subjectId: id,
    now,
    proposedBy,
  });
}
