import {
  type Clock,
  type CommuneId,
  ok,
  type Result,
  refuse,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Database, Tx } from '../../../platform/db/index.ts';
import { record } from '../history/history.ts';
import { isSensitive } from '../roles/decide.ts';
import type { RoleBook } from '../roles/role.ts';
import * as store from '../store.ts';
import type { AccountsOfStaff, HandedCode } from './accounts.ts';
import { mayAdminister, type Outcome, propose } from './postings.ts';
import { type ChangeProposalId, isOpen } from './proposal.ts';
import { selectProposals } from './proposal-store.ts';
import { selectRoster } from './roster-store.ts';

interface AccessDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly accounts: AccountsOfStaff;
}

/** Hands a one-time code over, or proposes to where the person holds sensitive rights; see `Administration.handOverCode`. */
export async function handOver(
  deps: AccessDeps,
  actor: StaffActor,
  asked: {
    readonly staffId: StaffId;
    readonly lost: boolean;
    readonly readBook: (tx: Tx, communeId: CommuneId) => Promise<RoleBook>;
  },
): Promise<Result<{ readonly outcome: 'code'; readonly code: HandedCode } | Outcome<never>>> {
  const { communeId } = actor;
  const { staffId, lost, readBook } = asked;
  const administrator = mayAdminister(actor, communeId, staffId);
  if (!administrator.ok) return administrator;
  const now = deps.clock();
  const found = await deps.db.transaction({ communeId }, tx =>
    selectRoster(tx, communeId, { staffId, today: '0001-01-01' }),
  );
  const [entry] = found;
  if (!entry) return refuse('organisation.staff-unknown');
  if (entry.leftAt !== null) return refuse('organisation.staff-left');
  const { accountId } = entry.staff;
  const use = (await deps.accounts.readUse(actor, [accountId])).get(accountId);
  if (!lost && (use?.passkeys ?? 0) > 0) return refuse('organisation.has-passkey');
  const proposed = await deps.db.transaction({ communeId }, async tx => {
    const book = await readBook(tx, communeId);
    const live = entry.postings.filter(({ validUntil }) => validUntil === null || now < validUntil);
    if (!live.some(({ role }) => isSensitive(book, role))) {
      const kind = lost ? 'access-renewed' : 'code-handed-over';
      await record(tx, actor, { communeId, kind, subjectId: staffId, now });
      return undefined;
    }
    const open = (await selectProposals(tx, communeId)).find(
      each => isOpen(each, now) && each.change.kind === 'access' && each.change.staffId === staffId,
    );
    return open
      ? ({ outcome: 'proposed', proposalId: open.id } as const)
      : propose(tx, actor, { kind: 'access', staffId }, now);
  });
  if (proposed) return ok(proposed);
  if (lost) {
    const shut = await deps.accounts.shut(actor, accountId);
    if (!shut.ok) return shut;
  }
  const code = await deps.accounts.issueCode(actor, accountId);
  return code.ok ? ok({ outcome: 'code', code: code.value }) : code;
}

/** How long a repeated approval is taken for one whose answer was lost: from then on it would be one administrator's act alone. */
const repeatedWithin = 10 * 60_000;

/**
 * After two administrators agreed: the passkeys are taken away and the second one has the code to hand over. The approval sent again
 * does it again, for ten minutes; then refused: `organisation.change-closed`.
 */
export async function replaceAccess(
  { db, clock, accounts }: AccessDeps,
  actor: StaffActor,
  { staffId, proposalId }: { readonly staffId: StaffId; readonly proposalId: ChangeProposalId },
): Promise<Result<HandedCode>> {
  const { communeId } = actor;
  const { staff, decision } = await db.transaction({ communeId }, async tx => ({
    staff: await store.findStaff(tx, communeId, staffId),
    decision: (await selectProposals(tx, communeId)).find(({ id }) => id === proposalId)?.decision,
  }));
  if (!staff) return refuse('organisation.staff-unknown');
  if (!decision || clock().getTime() - decision.at.getTime() >= repeatedWithin)
    return refuse('organisation.change-closed');
  const shut = await accounts.shut(actor, staff.accountId);
  return shut.ok ? accounts.issueCode(actor, staff.accountId) : shut;
}
