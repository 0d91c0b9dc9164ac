import {
  type ActId,
  type Actor,
  type Clock,
  type CommuneId,
  may,
  newId,
  ok,
  type PersonId,
  refuse,
  type Result,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import type { Database, Tx } from '../../../platform/db/index.ts';
import { isKnownPerson, type SubjectVault } from '../../identity/index.ts';
import { getOffice, getStaff, listOffices, placeOf } from '../../organisation/index.ts';
import { findAct } from '../act-store.ts';
import { parseCode } from '../codes.ts';
import type { Act } from '../model.ts';
import type { ActsPermission } from '../policy.ts';
import { findActOfCode } from '../public-store.ts';
import { decideDraft, decideSecond, type NamedStaff, notOwnPaper, stateOf, type WithdrawalFacts } from './decide.ts';
import type { Standing, Withdrawal, WithdrawalDraft, WithdrawalId, WithdrawalState } from './model.ts';
import { oweList } from './lists.ts';
import {
  findActByNumber,
  findStanding,
  findWithdrawal,
  insertDecision,
  insertStanding,
  insertWithdrawal,
  type KeptWithdrawal,
  lockStandings,
  selectHolders,
  selectWithdrawals,
} from './standing-store.ts';

/** What the withdrawal of acts needs from outside. */
export interface WithdrawalDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly vault: SubjectVault;
  /** In the transaction that takes an act's effect away: owes its holder a message, once an act. */
  tell(
    tx: Tx,
    news: { readonly communeId: CommuneId; readonly personId: PersonId; readonly actId: ActId },
  ): Promise<void>;
}

/** A proposal as the staff see it. */
export interface WithdrawalSeen {
  readonly withdrawal: Withdrawal;
  readonly state: WithdrawalState;
  readonly act: Act;
  readonly successor: Act | null;
  /** What the proposer wrote; null when nothing was, or when the person it is sealed for was erased. */
  readonly words: string | null;
  readonly proposer: NamedStaff;
  readonly decider: NamedStaff | null;
  /** Whether the reader may decide it now; they may take back what is their own. */
  readonly decidable: boolean;
  readonly own: boolean;
}

/** The withdrawal of acts: proposed by one, decided by another, seen by everybody at once. */
export interface Withdrawals {
  /**
   * An act by its printed number or its code, and how it stands, for whoever may propose there. Refuses `acts.unknown` alike for
   * what is not there and what is elsewhere, and what `parseCode` refuses.
   */
  find(actor: Actor, text: string): Promise<Result<{ readonly act: Act; readonly standing: Standing | null }>>;
  /** Proposals about acts of offices where the actor may propose or decide, latest first. Refuses `acts.not-allowed`. */
  list(actor: Actor): Promise<Result<readonly WithdrawalSeen[]>>;
  /** Proposes that an act lose its effect; `words` say why, for the second person and the holders. See `decideDraft`. */
  propose(
    actor: Actor,
    draft: WithdrawalDraft & { readonly words: string },
    key: string,
  ): Promise<Result<WithdrawalId>>;
  /** The second person’s word; on `approved` the act has no effect from this moment on. See `decideSecond`. */
  decide(
    actor: Actor,
    decision: { readonly id: WithdrawalId; readonly kind: 'approved' | 'declined' },
    key: string,
  ): Promise<Result<WithdrawalState>>;
  /** Takes one’s own proposal back. Refuses `acts.withdrawal-decided` when it is too late. */
  takeBack(actor: Actor, id: WithdrawalId, key: string): Promise<Result<WithdrawalState>>;
}

/** The most proposals that a screen lists. */
const listed = 200;

const placeOfWords = (id: WithdrawalId): string => `acts.withdrawal/${id}/words`;

/** Builds the withdrawal of acts. */
export function createWithdrawals(deps: WithdrawalDeps): Withdrawals {
  return {
    find: (actor, text) => find(deps, actor, text),
    list: actor => list(deps, actor),
    propose: (actor, { words, ...draft }, key) =>
      run(deps, actor, { name: 'acts.propose-withdrawal', key, payload: { ...draft, words } }, (tx, staff) =>
        propose(deps, tx, staff, { ...draft, words }),
      ),
    decide: (actor, { id, kind }, key) =>
      run(deps, actor, { name: `acts.withdrawal-${kind}`, key, payload: { id } }, (tx, staff) =>
        decide(deps, tx, staff, { id, kind }),
      ),
    takeBack: (actor, id, key) =>
      run(deps, actor, { name: 'acts.withdrawal-taken-back', key, payload: { id } }, (tx, staff) =>
        takeBack(deps, tx, staff, id),
      ),
  };
}

/** Runs a command of a member of staff once a key. */
function run<T>(
  { db, clock }: WithdrawalDeps,
  actor: Actor,
  command: { readonly name: string; readonly key: string; readonly payload: unknown },
  work: (tx: Tx, actor: StaffActor) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (actor.kind !== 'staff') return Promise.resolve(refuse('acts.not-allowed'));
  const { communeId, staffId: actorId } = actor;
  return db.transaction({ communeId }, tx =>
    once(tx, { ...command, communeId, actorId }, clock(), () => work(tx, actor)),
  );
}

async function permitted(
  tx: Tx,
  actor: StaffActor,
  permission: ActsPermission,
  act: Act | undefined,
): Promise<boolean> {
  return act !== undefined && may(actor, permission, placeOf(await getOffice(tx, actor.communeId, act.officeId)));
}

function find(
  { db }: WithdrawalDeps,
  actor: Actor,
  text: string,
): Promise<Result<{ readonly act: Act; readonly standing: Standing | null }>> {
  if (actor.kind !== 'staff') return Promise.resolve(refuse('acts.not-allowed'));
  const { communeId } = actor;
  return db.transaction({ communeId }, async tx => {
    const id = text.includes('/') ? await findActByNumber(tx, communeId, text.trim()) : undefined;
    const code = text.includes('/') ? undefined : parseCode(text);
    if (code?.ok === false) return code;
    const actId = id ?? (code && (await findActOfCode(tx, communeId, code.value)));
    const act = actId && (await findAct(tx, communeId, actId));
    if (!act || !(await permitted(tx, actor, 'acts.propose-withdrawal', act))) return refuse('acts.unknown');
    return ok({ act, standing: (await findStanding(tx, communeId, act.id)) ?? null });
  });
}

/** What is known of a proposal’s acts, locked until the transaction ends; undefined where one does not exist. */
async function readFacts(tx: Tx, communeId: CommuneId, draft: WithdrawalDraft): Promise<WithdrawalFacts | undefined> {
  const { actId, successorId } = draft;
  await lockStandings(tx, communeId, successorId ? [actId, successorId] : [actId]);
  const act = await findAct(tx, communeId, actId);
  const next = successorId ? await findAct(tx, communeId, successorId) : undefined;
  if (!act || (successorId && !next)) return undefined;
  const withdrawn = async (id: ActId): Promise<boolean> => (await findStanding(tx, communeId, id)) !== undefined;
  return {
    act,
    withdrawn: await withdrawn(actId),
    successor: next ? { act: next, withdrawn: await withdrawn(next.id) } : null,
  };
}

async function named(tx: Tx, communeId: CommuneId, staffId: StaffId): Promise<NamedStaff> {
  return { staffId, name: (await getStaff(tx, communeId, staffId)).name };
}

async function propose(
  { clock, vault }: WithdrawalDeps,
  tx: Tx,
  { communeId, staffId, ...actor }: StaffActor,
  { words, ...draft }: WithdrawalDraft & { readonly words: string },
): Promise<Result<WithdrawalId>> {
  const facts = await readFacts(tx, communeId, draft);
  const staff = { ...actor, communeId, staffId };
  if (!facts || !(await permitted(tx, staff, 'acts.propose-withdrawal', facts.act))) return refuse('acts.unknown');
  const fit = decideDraft(draft, facts);
  if (!fit.ok) return fit;
  const own = notOwnPaper(await named(tx, communeId, staffId), facts.act);
  if (!own.ok) return own;
  const now = clock();
  const id = newId<WithdrawalId>(now);
  const holder = words === '' ? undefined : await findHolder(tx, communeId, draft.actId);
  const sealed =
    holder === undefined
      ? null
      : { for: holder, words: await vault.seal(tx, holder, placeOfWords(id), Buffer.from(words)) };
  await insertWithdrawal(tx, { communeId, id, ...draft, proposedBy: staffId, proposedAt: now }, sealed);
  return ok(id);
}

/** The first holder under whose key words can be kept: none of somebody who was erased since. */
async function findHolder(tx: Tx, communeId: CommuneId, actId: ActId): Promise<PersonId | undefined> {
  for (const personId of await selectHolders(tx, communeId, actId))
    if (await isKnownPerson(tx, communeId, personId)) return personId;
  return undefined;
}

async function decide(
  deps: WithdrawalDeps,
  tx: Tx,
  actor: StaffActor,
  { id, kind }: { readonly id: WithdrawalId; readonly kind: 'approved' | 'declined' },
): Promise<Result<WithdrawalState>> {
  const { communeId, staffId } = actor;
  const kept = await findWithdrawal(tx, communeId, id);
  const facts = kept && (await readFacts(tx, communeId, kept.withdrawal));
  if (!facts || !(await permitted(tx, actor, 'acts.approve-withdrawal', facts.act)))
    return refuse('acts.withdrawal-unknown');
  const { withdrawal } = kept;
  const now = deps.clock();
  const people = {
    decider: await named(tx, communeId, staffId),
    proposer: await named(tx, communeId, withdrawal.proposedBy),
  };
  const second = decideSecond(withdrawal, people, facts.act, now);
  if (!second.ok) return second;
  // What was fit when it was proposed is judged again.
  const fit = kind === 'approved' ? decideDraft(withdrawal, facts) : ok(undefined);
  if (!fit.ok) return fit;
  if (!(await insertDecision(tx, withdrawal, { kind, by: staffId, at: now }))) return refuse('acts.withdrawal-decided');
  if (kind === 'declined') return ok(kind);
  await insertStanding(tx, withdrawal, now);
  await oweList(tx, communeId);
  for (const personId of await selectHolders(tx, communeId, withdrawal.actId))
    await deps.tell(tx, { communeId, personId, actId: withdrawal.actId });
  return ok(kind);
}

async function takeBack(
  { clock }: WithdrawalDeps,
  tx: Tx,
  { communeId, staffId }: StaffActor,
  id: WithdrawalId,
): Promise<Result<WithdrawalState>> {
  const kept = await findWithdrawal(tx, communeId, id);
  if (kept?.withdrawal.proposedBy !== staffId) return refuse('acts.withdrawal-unknown');
  const taken = await insertDecision(tx, kept.withdrawal, { kind: 'taken-back', by: staffId, at: clock() });
  return taken ? ok('taken-back') : refuse('acts.withdrawal-decided');
}

async function list(deps: WithdrawalDeps, actor: Actor): Promise<Result<readonly WithdrawalSeen[]>> {
  if (actor.kind !== 'staff') return refuse('acts.not-allowed');
  const { communeId } = actor;
  return deps.db.transaction({ communeId }, async tx => {
    const offices = (await listOffices(tx, communeId)).filter(
      office =>
        may(actor, 'acts.propose-withdrawal', placeOf(office)) ||
        may(actor, 'acts.approve-withdrawal', placeOf(office)),
    );
    if (offices.length === 0) return refuse('acts.not-allowed');
    const kept = await selectWithdrawals(tx, communeId, { offices: offices.map(({ id }) => id), most: listed });
    const seen: WithdrawalSeen[] = [];
    for (const each of kept) seen.push(await see(deps, tx, actor, each));
    return ok(seen);
  });
}

async function see(
  { clock, vault }: WithdrawalDeps,
  tx: Tx,
  actor: StaffActor,
  { withdrawal, sealed }: KeptWithdrawal,
): Promise<WithdrawalSeen> {
  const { communeId, actId, successorId, decision } = withdrawal;
  const act = await findAct(tx, communeId, actId);
  if (!act) throw new Error('a withdrawal names an act that is not there');
  const proposer = await named(tx, communeId, withdrawal.proposedBy);
  const decider = await named(tx, communeId, actor.staffId);
  const [words] = sealed
    ? await vault.openKept(tx, [{ subject: sealed.for, place: placeOfWords(withdrawal.id), sealed: sealed.words }])
    : [];
  return {
    withdrawal,
    state: stateOf(withdrawal, clock()),
    act,
    successor: (successorId && (await findAct(tx, communeId, successorId))) || null,
    words: words ? words.toString() : null,
    proposer,
    decider: decision && (await named(tx, communeId, decision.by)),
    decidable:
      (await permitted(tx, actor, 'acts.approve-withdrawal', act)) &&
      decideSecond(withdrawal, { decider, proposer }, act, clock()).ok,
    own: withdrawal.proposedBy === actor.staffId,
  };
}
