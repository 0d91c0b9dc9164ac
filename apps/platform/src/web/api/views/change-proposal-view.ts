import type { StaffActor, StaffId } from '../../../kernel/index.ts';
import { type ChangeProposal, isOpen, permissionsOf } from '../../../modules/organisation/index.ts';
import type { ChangeProposalView } from '../contract/index.ts';
import { permissionName, placeNameOf, roleNameIn, type Surrounding, viewSomeone } from './administration-view.ts';

/** A proposal as administrators read it before they decide. */
export function viewProposal(around: Surrounding, actor: StaffActor, proposal: ChangeProposal): ChangeProposalView {
  const { change, proposedBy, proposedAt, expiresAt, decision } = proposal;
  const open = isOpen(proposal, around.now);
  const own = proposedBy === actor.staffId;
  const gains =
    change.kind === 'role' ? holdsRole(around, actor.staffId, change.role.roleId) : subjectOf(change) === actor.staffId;
  return {
    id: proposal.id,
    kind: change.kind,
    subject: viewSomeone(around, subjectOf(change)),
    role: roleOf(around, change),
    place: change.kind === 'posting' ? placeNameOf(around, change.posting.jurisdiction) : null,
    validFrom: change.kind === 'posting' ? change.posting.validFrom.toISOString() : null,
    validUntil: change.kind === 'posting' ? (change.posting.validUntil?.toISOString() ?? null) : null,
    permissions: permissionsIn(around, change),
    proposedBy: viewSomeone(around, proposedBy) ?? { id: proposedBy, name: { arabic: '', latin: '' } },
    proposedAt: proposedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    state: decision?.what ?? (open ? 'open' : 'expired'),
    decidedBy: viewSomeone(around, decision?.by ?? null),
    mayDecide: open && !own && !gains,
    mayWithdraw: open && own,
  };
}

type Change = ChangeProposal['change'];

function subjectOf(change: Change): StaffId | null {
  if (change.kind === 'posting') return change.posting.staffId;
  return change.kind === 'access' ? change.staffId : null;
}

function roleOf(around: Surrounding, change: Change): string | null {
  if (change.kind === 'posting') return roleNameIn(around, change.posting.role);
  return change.kind === 'role' ? change.role.name[around.language] : null;
}

function holdsRole({ roster, now }: Surrounding, staffId: StaffId, roleId: string): boolean {
  const postings = roster.get(staffId)?.postings ?? [];
  return postings.some(({ role, validUntil }) => role === roleId && (validUntil === null || now < validUntil));
}

/** Of a posting what its role holds; of a role what it would hold, gain and lose. */
function permissionsIn({ t, book }: Surrounding, change: Change): ChangeProposalView['permissions'] {
  if (change.kind === 'access') return [];
  if (change.kind === 'posting')
    return permissionsOf(book, change.posting.role).map(each => ({ name: permissionName(t, each), change: 'kept' }));
  const before = permissionsOf(book, change.role.roleId);
  const { permissions } = change.role;
  const told = permissions.map(each => ({
    name: permissionName(t, each),
    change: before.includes(each) ? ('kept' as const) : ('added' as const),
  }));
  const removed = before.filter(each => !permissions.includes(each));
  return [...told, ...removed.map(each => ({ name: permissionName(t, each), change: 'removed' as const }))];
}
