import {
  type Actor,
  type CommuneId,
  type Id,
  newId,
  ok,
  type Result,
  refuse,
  type StaffActor,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { isInForce } from '../decide.ts';
import { record, staffOf } from '../history/history.ts';
import { isBuiltIn, type PostingId } from '../model.ts';
import { mayForCommune } from '../policy.ts';
import { checkAdded, takesTwo } from '../roles/decide.ts';
import type { RoleBook } from '../roles/role.ts';
import * as store from '../store.ts';
import { type ChangeProposalId, type PostingAsked, proposalDays, type ProposedChange } from './proposal.ts';
import { insertProposal } from './proposal-store.ts';
import { selectRoster } from './roster-store.ts';

/** What became of a change: done at once, or waiting for a second administrator. */
export type Outcome<Done extends Id<string>> =
  | { readonly outcome: 'done'; readonly id: Done }
  | { readonly outcome: 'proposed'; readonly proposalId: ChangeProposalId };

/** Whether a member of staff administers the commune and may touch the rights of `staffId`: never their own. */
export function mayAdminister(actor: Actor, communeId: CommuneId, staffId: Id<'staff'> | null): Result<StaffActor> {
  if (actor.kind !== 'staff' || !mayForCommune(actor, 'organisation.manage', communeId))
    return refuse('organisation.not-allowed');
  return staffId !== null && actor.staffId === staffId ? refuse('organisation.own-rights') : ok(actor);
}

/**
 * Whether a posting may be given as things stand. Refused: `organisation.staff-unknown`, `.staff-left`, `.role-unknown`,
 * `.place-unknown`, `.dates-reversed`, `.cover-unknown`, `.duties-apart` {first, second}, `.posting-doubled`.
 */
export async function checkPosting(
  tx: Tx,
  communeId: CommuneId,
  asked: PostingAsked,
  { book, now }: { readonly book: RoleBook; readonly now: Date },
): Promise<Result<null>> {
  const [entry] = await selectRoster(tx, communeId, { staffId: asked.staffId, today: '0001-01-01' });
  if (!entry) return refuse('organisation.staff-unknown');
  if (entry.leftAt !== null) return refuse('organisation.staff-left');
  const { role, validFrom, validUntil, coversId } = asked;
  const known = isBuiltIn(role) || book.composed.some(each => each.id === role && each.permissions.length > 0);
  if (!known) return refuse('organisation.role-unknown');
  if (validUntil !== null && (validUntil <= validFrom || validUntil <= now))
    return refuse('organisation.dates-reversed');
  if (!(await isPlace(tx, communeId, asked))) return refuse('organisation.place-unknown');
  const covered = coversId === null ? undefined : await store.findStaff(tx, communeId, coversId);
  if (coversId !== null && (!covered || coversId === asked.staffId || validUntil === null))
    return refuse('organisation.cover-unknown');
  return checkAdded(book, entry.postings, asked);
}

async function isPlace(tx: Tx, communeId: CommuneId, { jurisdiction }: PostingAsked): Promise<boolean> {
  if (jurisdiction.level === 'commune') return true;
  if (jurisdiction.level === 'office')
    return (await store.selectOffices(tx, communeId)).some(({ id }) => id === jurisdiction.officeId);
  return (await store.selectArrondissements(tx, communeId)).some(({ id }) => id === jurisdiction.arrondissementId);
}

/**
 * Gives a posting, or proposes it where it takes two administrators. Needs `organisation.manage`; refused besides what
 * `checkPosting` refuses: `organisation.own-rights`.
 */
export async function givePosting(
  tx: Tx,
  actor: Actor,
  communeId: CommuneId,
  { asked, book, now }: { readonly asked: PostingAsked; readonly book: RoleBook; readonly now: Date },
): Promise<Result<Outcome<PostingId>>> {
  const administrator = mayAdminister(actor, communeId, asked.staffId);
  if (!administrator.ok) return administrator;
  const posting = { ...asked, validFrom: asked.validFrom < now ? now : asked.validFrom };
  const checked = await checkPosting(tx, communeId, posting, { book, now });
  if (!checked.ok) return checked;
  if (takesTwo(book, posting.role, posting.jurisdiction))
    return ok(await propose(tx, administrator.value, { kind: 'posting', posting }, now));
  return ok({ outcome: 'done', id: await writePosting(tx, actor, communeId, { posting, now }) });
}

/** Writes a posting that was checked; with the second administrator where `proposedBy` is the first. */
export async function writePosting(
  tx: Tx,
  actor: Actor,
  communeId: CommuneId,
  given: { readonly posting: PostingAsked; readonly now: Date; readonly proposedBy?: Id<'staff'> },
): Promise<PostingId> {
  const { posting, now, proposedBy } = given;
  const id = newId<PostingId>(now);
  const by = staffOf(actor);
  const validFrom = posting.validFrom < now ? now : posting.validFrom;
  await store.insertPosting(tx, {
    ...posting,
    communeId,
    id,
    validFrom,
    grantedBy: proposedBy ?? by,
    approvedBy: proposedBy === undefined ? null : by,
  });
  const who = proposedBy === undefined ? {} : { proposedBy };
  await record(tx, actor, { communeId, kind: 'posting-given', subjectId: posting.staffId, now, ...who });
  return id;
}

/** Puts a change before the other administrators. */
export async function propose(
  tx: Tx,
  { communeId, staffId, ...rest }: StaffActor,
  change: ProposedChange,
  now: Date,
): Promise<{ readonly outcome: 'proposed'; readonly proposalId: ChangeProposalId }> {
  const id = newId<ChangeProposalId>(now);
  const expiresAt = new Date(now.getTime() + proposalDays * 86_400_000);
  await insertProposal(tx, communeId, { id, change, proposedBy: staffId, proposedAt: now, expiresAt });
  await record(tx, { communeId, staffId, ...rest }, { communeId, kind: 'proposal-made', subjectId: id, now });
  return { outcome: 'proposed', proposalId: id };
}

/**
 * Ends a posting now: its permissions are gone at the next request, and one that was to begin never does. Needs
 * `organisation.manage`. Refused: `organisation.posting-unknown`, `.own-rights`, `.last-administrator`.
 */
export async function endPosting(
  tx: Tx,
  actor: Actor,
  communeId: CommuneId,
  { postingId, book, now }: { readonly postingId: PostingId; readonly book: RoleBook; readonly now: Date },
): Promise<Result<null>> {
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  const all = await store.selectPostings(tx, communeId, null);
  const posting = all.find(({ id }) => id === postingId);
  if (!posting) return refuse('organisation.posting-unknown');
  const administrator = mayAdminister(actor, communeId, posting.staffId);
  if (actor.kind === 'staff' && !administrator.ok) return administrator;
  const left = all.filter(each => each.id !== postingId);
  if (takesAdministratorsAway(all, left, book, now)) return refuse('organisation.last-administrator');
  await store.updatePostingEnd(tx, communeId, postingId, now);
  await record(tx, actor, { communeId, kind: 'posting-ended', subjectId: posting.staffId, now });
  return ok(null);
}

/** Whether fewer than two people would administer the commune afterwards, who could then decide nothing that takes two. */
export function takesAdministratorsAway(
  before: Awaited<ReturnType<typeof store.selectPostings>>,
  after: Awaited<ReturnType<typeof store.selectPostings>>,
  book: RoleBook,
  now: Date,
): boolean {
  const count = (postings: typeof before): number =>
    new Set(
      postings.flatMap(each =>
        each.jurisdiction.level === 'commune' &&
        isBuiltIn(each.role) &&
        book.builtIn[each.role].includes('organisation.manage') &&
        isInForce(each, now)
          ? [each.staffId]
          : [],
      ),
    ).size;
  return count(after) < 2 && count(after) < count(before);
}
