import {
  type Clock,
  type CommuneId,
  civilDate,
  newId,
  ok,
  type PersonName,
  type Result,
  refuse,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import type { Database, Tx } from '../../../platform/db/index.ts';
import { record } from '../history/history.ts';
import type { ComposedRoleId, OfficeOnRecord, PostingId } from '../model.ts';
import { mayForCommune } from '../policy.ts';
import type { RoleBook, RolePlan } from '../roles/role.ts';
import { selectComposedRoles } from '../roles/role-store.ts';
import * as store from '../store.ts';
import { handOver, replaceAccess } from './access.ts';
import type { AccountsOfStaff, HandedCode } from './accounts.ts';
import { decide } from './decisions.ts';
import { leave } from './leaving.ts';
import { changeOffice, closeOffice, type OfficeChange, openOffice } from './offices.ts';
import { endPosting, givePosting, type Outcome } from './postings.ts';
import type { ChangeProposal, ChangeProposalId, Decision, PostingAsked, RoleAsked } from './proposal.ts';
import { selectProposals } from './proposal-store.ts';
import { proposeRole } from './role-proposals.ts';
import type { RosterEntry, UseOfAccounts } from './roster.ts';
import { setOfficeTraining } from '../training/offices.ts';
import { lockOrganisation, selectRoster } from './roster-store.ts';

/** What the administration needs from outside. */
export interface AdministrationDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly plan: RolePlan;
  readonly accounts: AccountsOfStaff;
}

/**
 * A commune administers itself: offices, staff, postings, roles. Commands carry an idempotency key and are made one after the other in
 * a commune, so that what was checked is still true when it is written.
 */
export interface Administration {
  readBook(tx: Tx, communeId: CommuneId): Promise<RoleBook>;
  /** Everybody, with the use of their accounts. Needs `organisation.manage`. */
  readRoster(
    actor: StaffActor,
  ): Promise<
    Result<{ readonly entries: readonly RosterEntry[]; readonly use: UseOfAccounts; readonly book: RoleBook }>
  >;
  listProposals(actor: StaffActor): Promise<Result<readonly ChangeProposal[]>>;
  /** Takes somebody on: an account is opened; nothing can be done with it before a code is handed over and a posting given. */
  takeOn(actor: StaffActor, name: PersonName, key: string): Promise<Result<{ readonly staffId: StaffId }>>;
  /**
   * The one-time code, handed over face to face by whoever attests to have seen the identity card. With `lost`, every passkey is taken
   * away first. Where the person holds sensitive rights it takes two: `proposed`. Refused: `organisation.own-rights`,
   * `.staff-unknown`, `.staff-left`, `.has-passkey`.
   */
  handOverCode(
    actor: StaffActor,
    staffId: StaffId,
    lost: boolean,
  ): Promise<Result<{ readonly outcome: 'code'; readonly code: HandedCode } | Outcome<never>>>;
  givePosting(actor: StaffActor, asked: PostingAsked, key: string): Promise<Result<Outcome<PostingId>>>;
  endPosting(actor: StaffActor, postingId: PostingId, key: string): Promise<Result<null>>;
  /** Somebody leaves now: postings end, passkeys and sessions too, credentials and delegations are taken back. */
  leave(actor: StaffActor, staffId: StaffId, key: string): Promise<Result<null>>;
  /** Composes a role, changes one, or without permissions retires it; another administrator decides. */
  proposeRole(
    actor: StaffActor,
    asked: Omit<RoleAsked, 'roleId'> & { readonly roleId: ComposedRoleId | null },
    key: string,
  ): Promise<Result<Outcome<never>>>;
  /** Decides about a proposal; see `decide`. Answers the code to hand over where a lost passkey was at stake, else null. */
  decide(
    actor: StaffActor,
    asked: { readonly proposalId: ChangeProposalId; readonly decision: Decision },
    key: string,
  ): Promise<Result<HandedCode | null>>;
  openOffice(
    actor: StaffActor,
    office: Omit<OfficeOnRecord, 'id' | 'communeId' | 'closedOn'>,
    key: string,
  ): Promise<Result<{ readonly officeId: OfficeOnRecord['id'] }>>;
  changeOffice(actor: StaffActor, change: Omit<OfficeChange, 'communeId'>, key: string): Promise<Result<null>>;
  closeOffice(actor: StaffActor, officeId: OfficeOnRecord['id'], key: string): Promise<Result<null>>;
  /** Puts an office into training, or takes it out; see `setOfficeTraining`. */
  setOfficeTraining(
    actor: StaffActor,
    turn: { readonly officeId: OfficeOnRecord['id']; readonly training: boolean },
    key: string,
  ): Promise<Result<null>>;
}

/** Runs a command once for its key, alone in its commune, with the roles as they stand then. */
type RunCommand = <T>(
  actor: StaffActor,
  about: { readonly name: string; readonly key: string; readonly payload: unknown },
  work: (tx: Tx, around: { readonly book: RoleBook; readonly now: Date }) => Promise<Result<T>>,
) => Promise<Result<T>>;

/** Builds the administration of communes. */
export function createAdministration(deps: AdministrationDeps): Administration {
  const { db, clock, plan } = deps;
  const readBook = async (tx: Tx, communeId: CommuneId): Promise<RoleBook> => ({
    ...plan,
    composed: await selectComposedRoles(tx, communeId),
  });
  const run: RunCommand = ({ communeId, staffId }, about, work) =>
    db.transaction({ communeId }, tx => {
      const now = clock();
      return once(tx, { communeId, actorId: staffId, ...about }, now, async () => {
        await lockOrganisation(tx, communeId);
        return work(tx, { book: await readBook(tx, communeId), now });
      });
    });
  return { readBook, ...readings(deps, readBook), ...people(deps, run, readBook), ...places(run) };
}

function readings(
  { db, clock, accounts }: AdministrationDeps,
  readBook: Administration['readBook'],
): Pick<Administration, 'readRoster' | 'listProposals'> {
  return {
    readRoster: async actor => {
      const { communeId } = actor;
      if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
      const { entries, book } = await db.transaction({ communeId }, async tx => ({
        entries: await selectRoster(tx, communeId, { staffId: null, today: civilDate(clock()) }),
        book: await readBook(tx, communeId),
      }));
      const accountIds = entries.map(({ staff }) => staff.accountId);
      return ok({ entries, use: await accounts.readUse(actor, accountIds), book });
    },
    listProposals: actor =>
      db.transaction({ communeId: actor.communeId }, async tx =>
        mayForCommune(actor, 'organisation.manage', actor.communeId)
          ? ok(await selectProposals(tx, actor.communeId))
          : refuse('organisation.not-allowed'),
      ),
  };
}

function people(
  deps: AdministrationDeps,
  run: RunCommand,
  readBook: Administration['readBook'],
): Omit<
  Administration,
  'readBook' | 'readRoster' | 'listProposals' | 'openOffice' | 'changeOffice' | 'closeOffice' | 'setOfficeTraining'
> {
  return {
    takeOn: (actor, name, key) => takeOn(deps, actor, { name, key }, run),
    handOverCode: (actor, staffId, lost) => handOver(deps, actor, { staffId, lost, readBook }),
    givePosting: (actor, asked, key) =>
      run(actor, { name: 'organisation.give-posting', key, payload: asked }, (tx, around) =>
        givePosting(tx, actor, actor.communeId, { asked, ...around }),
      ),
    endPosting: (actor, postingId, key) =>
      run(actor, { name: 'organisation.end-posting', key, payload: postingId }, (tx, around) =>
        endPosting(tx, actor, actor.communeId, { postingId, ...around }),
      ),
    leave: async (actor, staffId, key) => {
      const left = await run(actor, { name: 'organisation.leave', key, payload: staffId }, (tx, around) =>
        leave(tx, actor, { communeId: actor.communeId, staffId }, around),
      );
      return left.ok ? deps.accounts.shut(actor, left.value.accountId) : left;
    },
    proposeRole: (actor, asked, key) =>
      run(actor, { name: 'organisation.propose-role', key, payload: asked }, (tx, around) =>
        proposeRole(tx, actor, asked, around),
      ),
    decide: async (actor, asked, key) => {
      const decided = await run(actor, { name: 'organisation.decide', key, payload: asked }, (tx, around) =>
        decide(tx, actor, { communeId: actor.communeId, ...asked }, around),
      );
      if (!decided.ok) return decided;
      const { accessOf } = decided.value;
      return accessOf === null ? ok(null) : replaceAccess(deps, actor, { staffId: accessOf, ...asked });
    },
  };
}

function places(
  run: RunCommand,
): Pick<Administration, 'openOffice' | 'changeOffice' | 'closeOffice' | 'setOfficeTraining'> {
  return {
    openOffice: (actor, office, key) =>
      run(actor, { name: 'organisation.open-office', key, payload: office }, (tx, { now }) =>
        openOffice(tx, actor, { ...office, communeId: actor.communeId }, now),
      ),
    changeOffice: (actor, change, key) =>
      run(actor, { name: 'organisation.change-office', key, payload: change }, (tx, { now }) =>
        changeOffice(tx, actor, { ...change, communeId: actor.communeId }, now),
      ),
    setOfficeTraining: (actor, turn, key) =>
      run(actor, { key, name: 'organisation.set-office-training', payload: turn }, (tx, { now }) =>
        setOfficeTraining(tx, actor, turn, now),
      ),
    closeOffice: (actor, officeId, key) =>
      run(actor, { name: 'organisation.close-office', key, payload: officeId }, (tx, { now }) =>
        closeOffice(tx, actor, { communeId: actor.communeId, officeId }, now),
      ),
  };
}

async function takeOn(
  { accounts }: AdministrationDeps,
  actor: StaffActor,
  { name, key }: { readonly name: PersonName; readonly key: string },
  run: RunCommand,
): Promise<Result<{ readonly staffId: StaffId }>> {
  const { communeId } = actor;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  if (name.arabic.trim() === '' || name.latin.trim() === '') return refuse('organisation.staff-unnamed');
  const account = await accounts.open(actor);
  if (!account.ok) return account;
  return run(actor, { name: 'organisation.take-on', key, payload: name }, async (tx, { now }) => {
    const staffId = newId<StaffId>(now);
    await store.insertStaff(tx, { communeId, id: staffId, accountId: account.value, name });
    await record(tx, actor, { communeId, kind: 'staff-taken-on', subjectId: staffId, now });
    return ok({ staffId });
  });
}
