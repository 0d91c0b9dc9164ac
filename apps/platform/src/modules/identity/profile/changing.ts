import {
  type Actor,
  asId,
  type CommuneId,
  newId,
  ok,
  type PersonName,
  refuse,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import { rebind, type Tx, violates } from '../../../platform/db/index.ts';
import type { ContactCodes } from '../contact-codes/index.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { readFile } from '../file.ts';
import type { PersonFile } from '../model.ts';
import { isKnown } from '../people-store.ts';
import { holds } from '../policy.ts';
import { keyedDigest } from '../protection.ts';
import { insertSearch } from '../search-store.ts';
import { maySearch } from '../searches.ts';
import { checkContacts, checkWorld } from '../training-numbers.ts';
import { expireChanges, listAwaitingFields, listRules, lockFile } from './change-store.ts';
import { currentText, mayBeSamePerson, needsSecond, readChanges, shows } from './data.ts';
import type { ChangeNews, Datum, KeyDataChange, KeyDataOutcome, ProposalId } from './model.ts';
import { checkNumber, recordChange, writeDatum } from './writing.ts';

/** Days that a change waits for a colleague. */
const daysToDecide = 7;

/** What changing files needs from outside. */
export interface ProfileDependencies extends Pick<IdentityDependencies, 'db' | 'clock' | 'keys'> {
  /** The name of a member of staff, whom nobody else may turn out to be. */
  readonly staffName: (tx: Tx, actor: StaffActor) => Promise<PersonName | undefined>;
  /** Whether the national provider, at level high, may change key data here. */
  readonly providerChanges: boolean;
  readonly codes: Pick<ContactCodes, 'send' | 'confirm'>;
  /** Owes the person a message, in the transaction bound to the commune and the person; handed in by composition. */
  readonly tell: (tx: Tx, news: ChangeNews) => Promise<void>;
}

/**
 * Changes data by which a person is known, for a person who stands at the counter: the clerk names the paper they saw and says why. What the
 * commune lets nobody change alone waits for a colleague (`decideChange`); the rest stands at once, the old value kept. The person is told at
 * the address on file, and at the former one when the address itself changed. A changed contact finds no account until its
 * code is confirmed. Refused: `identity.not-allowed`, `.person-unknown`, `.own-file`, every mistake in what was typed, `.nothing-to-change`,
 * `.change-reason-needed`, `.paper-needed {field}`, `.change-waiting`, `.document-unknown`, `.document-known {personId}`, which counts like a search.
 */
export async function changeKeyData(
  deps: ProfileDependencies,
  actor: Actor,
  change: KeyDataChange,
  key: string,
): Promise<Result<KeyDataOutcome>> {
  if (!holds(actor, 'identity.change-key-data')) return refuse('identity.not-allowed');
  const now = deps.clock();
  const data = readChanges(change.changes, now);
  if (!data.ok) return data;
  const reason = change.reason.trim();
  if (reason.length < 5 || reason.length > 300) return refuse('identity.change-reason-needed');
  const unseen = data.value.find(({ field }) => !shows(change.seen, field));
  if (unseen) return refuse('identity.paper-needed', { field: unseen.field });
  const { communeId } = actor;
  // The digest alone reaches the command's row: what was typed stays out of it.
  const payload = keyedDigest(deps.keys, 'key-data', JSON.stringify(change)).toString('hex');
  const command = { communeId, key, name: 'identity.change-key-data', actorId: actor.staffId, payload };
  try {
    return await deps.db.transaction({ communeId }, async tx => {
      if (!(await isKnown(tx, communeId, change.personId))) return refuse('identity.person-unknown');
      await rebind(tx, { communeId, personId: change.personId });
      const kept = await once(tx, command, now, () =>
        make(deps, tx, { actor, change: { ...change, reason }, data: data.value, now }),
      );
      return kept.ok ? ok({ ...kept.value, proposalId: asId<ProposalId>(kept.value.proposalId) }) : kept;
    });
  } catch (error) {
    // Somebody was enrolled with the number at the same moment.
    if (violates(error, 'one_holder')) return refuse('identity.document-known');
    throw error;
  }
}

interface Making {
  readonly actor: StaffActor;
  readonly change: KeyDataChange;
  readonly data: readonly Datum[];
  readonly now: Date;
}

async function make(deps: ProfileDependencies, tx: Tx, making: Making): Promise<Result<KeyDataOutcome>> {
  const { actor, change, now } = making;
  await lockFile(tx, change.personId);
  const file = await readFile(tx, deps.keys, change.personId, now);
  if (!file) return refuse('identity.person-unknown');
  const own = await deps.staffName(tx, actor);
  if (own && mayBeSamePerson(own, file.name)) return refuse('identity.own-file');
  const data = await newData(deps, tx, making, file);
  if (!data.ok) return data;
  await expireChanges(tx, file.id, now);
  const waiting = await listAwaitingFields(tx, file.id, now);
  if (data.value.some(({ field }) => waiting.has(field))) return refuse('identity.change-waiting');
  const rules = await listRules(tx, actor.communeId);
  const proposalId = newId<ProposalId>(now);
  for (const datum of data.value) {
    const second = needsSecond(rules, datum.field);
    await recordChange(tx, deps, recorded(making, file, datum, { proposalId, second }));
    if (!second) await writeDatum(tx, deps, file, datum, now);
  }
  const awaits = data.value.filter(({ field }) => needsSecond(rules, field));
  const made = data.value.filter(datum => !awaits.includes(datum));
  if (awaits.length > 0) await deps.tell(tx, news(actor, file, proposalId, 'key-data-proposed'));
  if (made.length > 0) await tellChanged(deps, tx, { actor, file, proposalId, made });
  return ok({ outcome: awaits.length > 0 ? 'awaiting-second' : 'changed', proposalId });
}

/** What really changes: facts that the file says already fall away. A number that somebody else holds leaves a trace. */
async function newData(
  deps: ProfileDependencies,
  tx: Tx,
  { actor, data, now }: Making,
  file: PersonFile,
): Promise<Result<readonly Datum[]>> {
  const changed: Datum[] = [];
  for (const datum of data) {
    const isNumber = datum.field === 'document-number';
    const allowed = isNumber ? await maySearch(tx, actor, now) : ok(null);
    if (!allowed.ok) return allowed;
    const checked = isNumber ? await checkNumber(tx, deps, file, datum) : ok(datum);
    const belongs = checkDatum(actor.communeId, file, checked.ok ? checked.value : datum);
    if (!belongs.ok) return belongs;
    if (!checked.ok) {
      const type = file.documents.find(({ id }) => id === datum.documentId)?.type;
      if (type && checked.refusal.code === 'identity.document-known')
        await insertSearch(tx, actor, { type, outcome: 'held' }, now);
      return checked;
    }
    if ((currentText(file, datum) ?? '') !== checked.value.text) changed.push(checked.value);
  }
  return changed.length === 0 ? refuse('identity.nothing-to-change') : ok(changed);
}

/** A file of training keeps numbers and addresses of training, and a real one none. */
function checkDatum(communeId: CommuneId, file: PersonFile, { field, text, documentId }: Datum): Result<null> {
  if (field === 'email' || field === 'phone') return checkContacts(communeId, { [field]: text });
  const type = field === 'document-number' && file.documents.find(({ id }) => id === documentId)?.type;
  return type ? checkWorld(communeId, { type, number: text }) : ok(null);
}

function recorded(
  { actor, change, now }: Making,
  file: PersonFile,
  datum: Datum,
  { proposalId, second }: { readonly proposalId: ProposalId; readonly second: boolean },
): Parameters<typeof recordChange>[2] {
  return {
    personId: file.id,
    proposalId,
    field: datum.field,
    detailId: datum.documentId ?? null,
    old: currentText(file, datum) ?? null,
    new: datum.text === '' ? null : datum.text,
    state: second ? 'awaiting' : 'made',
    source: 'counter',
    madeIn: actor.communeId,
    madeBy: actor.staffId,
    seen: change.seen,
    reason: change.reason,
    madeAt: now,
    expiresAt: second ? new Date(now.getTime() + daysToDecide * 86_400_000) : null,
    secondBy: null,
    secondReason: null,
    decidedAt: null,
  };
}

/** Tells the person at the address on file, and at the former one when that was changed. `file` is as it was before. */
export async function tellChanged(
  deps: ProfileDependencies,
  tx: Tx,
  told: {
    readonly actor: StaffActor;
    readonly file: PersonFile;
    readonly proposalId: ProposalId;
    readonly made: readonly Pick<Datum, 'field'>[];
  },
): Promise<void> {
  const { actor, file, proposalId, made } = told;
  await deps.tell(tx, news(actor, file, proposalId, 'key-data-changed'));
  const formerEmail = file.contacts.email;
  if (formerEmail !== undefined && made.some(({ field }) => field === 'email'))
    await deps.tell(tx, { ...news(actor, file, proposalId, 'address-replaced'), formerEmail });
}

/** News for the person whose file it is, told by the actor's commune. */
export function news(
  actor: StaffActor,
  file: PersonFile,
  proposalId: ProposalId,
  event: ChangeNews['event'],
): ChangeNews {
  return { communeId: actor.communeId, personId: file.id, proposalId, event };
}
