import { type Actor, asId, ok, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import { rebind, type Tx, violates } from '../../../platform/db/index.ts';
import { readFile } from '../file.ts';
import type { IdentityDocumentId, PersonFile } from '../model.ts';
import { insertReading } from '../reading-store.ts';
import { holds } from '../policy.ts';
import { keyedDigest } from '../protection.ts';
import { listAwaiting, listProposal, lockFile, settleChange } from './change-store.ts';
import { news, type ProfileDependencies, tellChanged } from './changing.ts';
import { currentText, mayBeSamePerson } from './data.ts';
import { type AwaitingChange, type Datum, type FileChange, keyFields, type ProposalId } from './model.ts';
import { checkNumber, openChanges, writeDatum } from './writing.ts';

const listLimit = 200;

/** A proposal opened for a decision: whose file it changes, and what. */
export interface OpenedProposal {
  readonly file: PersonFile;
  readonly changes: readonly FileChange[];
}

/** What waits in the actor's commune, oldest first, without names or values. Refused: `identity.not-allowed`. */
export async function listAwaitingChanges(
  deps: ProfileDependencies,
  actor: Actor,
): Promise<Result<readonly AwaitingChange[]>> {
  if (!holds(actor, 'identity.approve-key-data')) return refuse('identity.not-allowed');
  const { communeId } = actor;
  return deps.db.transaction({ communeId }, async tx => ok(await listAwaiting(tx, communeId, deps.clock(), listLimit)));
}

/** Opens a proposal of the actor's commune, which the person sees as a reading. Refused: `identity.not-allowed`, `identity.change-unknown`. */
export async function openProposal(
  deps: ProfileDependencies,
  actor: Actor,
  proposalId: ProposalId,
): Promise<Result<OpenedProposal>> {
  if (!holds(actor, 'identity.approve-key-data')) return refuse('identity.not-allowed');
  const { communeId } = actor;
  const now = deps.clock();
  return deps.db.transaction({ communeId }, async tx => {
    const found = await find(deps, tx, actor, proposalId, now);
    if (!found.ok) return found;
    await insertReading(tx, found.value.file.id, { reader: actor, purpose: 'opened' }, now);
    return found;
  });
}

/** A second pair of eyes on a change. */
export interface ChangeDecision {
  readonly proposalId: ProposalId;
  readonly approve: boolean;
  /** Why not, in 5 to 300 letters, when it is declined; the person reads it. */
  readonly reason?: string | undefined;
}

/**
 * Decides a change that a colleague proposed. Approved, it is made as if it had been made at once, unless the file says something else by now.
 * Refused: `identity.not-allowed`, `.change-unknown`, `.change-over` (decided, or too late), `.change-own-proposal` (the proposer, under this
 * or another account), `.own-file`, `.change-reason-needed`, `.change-stale`, `.document-known`.
 */
export async function decideChange(
  deps: ProfileDependencies,
  actor: Actor,
  decision: ChangeDecision,
  key: string,
): Promise<Result<null>> {
  if (!holds(actor, 'identity.approve-key-data')) return refuse('identity.not-allowed');
  const now = deps.clock();
  const { communeId, staffId } = actor;
  const reason = (decision.reason ?? '').trim();
  if (!decision.approve && (reason.length < 5 || reason.length > 300)) return refuse('identity.change-reason-needed');
  const payload = keyedDigest(deps.keys, 'key-data', JSON.stringify(decision)).toString('hex');
  const command = { communeId, key, name: 'identity.decide-key-data', actorId: staffId, payload };
  try {
    return await deps.db.transaction({ communeId }, tx =>
      once(tx, command, now, () => settle(deps, tx, { actor, decision: { ...decision, reason }, now })),
    );
  } catch (error) {
    if (violates(error, 'one_holder')) return refuse('identity.document-known');
    throw error;
  }
}

interface Settling {
  readonly actor: StaffActor;
  readonly decision: ChangeDecision & { readonly reason: string };
  readonly now: Date;
}

async function settle(deps: ProfileDependencies, tx: Tx, { actor, decision, now }: Settling): Promise<Result<null>> {
  const found = await find(deps, tx, actor, decision.proposalId, now);
  if (!found.ok) return found;
  const { file } = found.value;
  await lockFile(tx, file.id);
  // Read again behind the lock: a colleague may have decided meanwhile.
  const again = await find(deps, tx, actor, decision.proposalId, now);
  if (!again.ok) return again;
  const awaiting = again.value.changes.filter(
    ({ state, expiresAt }) => state === 'awaiting' && expiresAt !== null && expiresAt > now,
  );
  if (awaiting.length === 0) return refuse('identity.change-over');
  const allowed = await mayDecide(deps, tx, actor, { file, madeBy: awaiting[0]?.madeBy ?? null });
  if (!allowed.ok) return allowed;
  const fresh = decision.approve ? await stillRight(deps, tx, again.value.file, awaiting) : ok(null);
  if (!fresh.ok) return fresh;
  const settled = { secondBy: actor.staffId, secondReason: decision.approve ? null : decision.reason };
  for (const change of awaiting) {
    if (decision.approve) await writeDatum(tx, deps, again.value.file, datumOf(change), now);
    await settleChange(tx, change.id, { ...settled, state: decision.approve ? 'made' : 'declined' }, now);
  }
  if (decision.approve)
    await tellChanged(deps, tx, { actor, file, proposalId: decision.proposalId, made: awaiting.map(datumOf) });
  else await deps.tell(tx, news(actor, file, decision.proposalId, 'key-data-declined'));
  return ok(null);
}

/** Whether the file still says what it said when the change was proposed, and a number is still nobody else's. */
async function stillRight(
  deps: ProfileDependencies,
  tx: Tx,
  file: PersonFile,
  awaiting: readonly FileChange[],
): Promise<Result<null>> {
  for (const change of awaiting) {
    const datum = datumOf(change);
    if (currentText(file, datum) !== change.old) return refuse('identity.change-stale');
    const checked = datum.field === 'document-number' ? await checkNumber(tx, deps, file, datum) : ok(datum);
    if (!checked.ok) return checked;
  }
  return ok(null);
}

/** The proposer is one person however many accounts they have, and nobody decides on their own file. */
async function mayDecide(
  deps: ProfileDependencies,
  tx: Tx,
  actor: StaffActor,
  { file, madeBy }: { readonly file: PersonFile; readonly madeBy: StaffActor['staffId'] | null },
): Promise<Result<null>> {
  const own = await deps.staffName(tx, actor);
  if (own && mayBeSamePerson(own, file.name)) return refuse('identity.own-file');
  if (madeBy === null || madeBy === actor.staffId) return refuse('identity.change-own-proposal');
  const proposer = await deps.staffName(tx, { ...actor, staffId: madeBy });
  return own && proposer && mayBeSamePerson(own, proposer) ? refuse('identity.change-own-proposal') : ok(null);
}

async function find(
  deps: ProfileDependencies,
  tx: Tx,
  { communeId }: StaffActor,
  proposalId: ProposalId,
  now: Date,
): Promise<Result<OpenedProposal>> {
  const sealed = await listProposal(tx, communeId, proposalId);
  const [first] = sealed;
  if (!first) return refuse('identity.change-unknown');
  await rebind(tx, { communeId, personId: first.personId });
  const file = await readFile(tx, deps.keys, first.personId, now);
  if (!file) return refuse('identity.change-unknown');
  return ok({ file, changes: await openChanges(tx, deps, sealed) });
}

function datumOf(change: FileChange): Datum {
  const field = keyFields.find(each => each === change.field);
  if (!field) throw new Error('a change that waits is not of key data');
  const document = change.detailId === null ? {} : { documentId: asId<IdentityDocumentId>(change.detailId) };
  return { field, text: change.new ?? '', ...document };
}
