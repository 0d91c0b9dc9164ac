import {
  type Actor,
  civilTime,
  type CommuneId,
  newId,
  ok,
  type PersonActor,
  type PersonId,
  refuse,
  type Result,
} from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { isKnown } from '../people-store.ts';
import { holds } from '../policy.ts';
import { keyedDigest } from '../protection.ts';
import { dueAfter } from './delays.ts';
import type { RightsDependencies } from './dependencies.ts';
import type { RightsEvent, RightsKind, RightsRequest, RightsRequestId, SealedRightsRequest } from './model.ts';
import {
  findRequest,
  hasOpen,
  insertEvent,
  insertRequest,
  listCommunesOf,
  listEvents,
  listOfPerson,
  nextNumber,
  updateRequest,
} from './rights-store.ts';

const longest = 2000;

export const placeOf = (id: RightsRequestId, column: 'words' | 'answer'): string =>
  `identity.rights_request/${id}/${column}`;

/** What somebody asks for. */
export interface RightsAsked {
  readonly kind: RightsKind;
  /** In the person's words, 10 to 2000 letters; may be empty for access and erasure, which need no reason. */
  readonly words: string;
}

/**
 * A person asks from home, of one of the communes that know them (the first, unless named). One open request of each kind at a time. Refused:
 * `rights.words-needed`, `rights.words-too-long`, `rights.open-already`, `rights.commune-unknown`.
 */
export async function ask(
  deps: RightsDependencies,
  actor: PersonActor,
  asked: RightsAsked & { readonly communeId?: CommuneId | undefined },
): Promise<Result<{ readonly id: RightsRequestId; readonly number: string }>> {
  const words = readWords(asked);
  if (!words.ok) return words;
  const { personId } = actor;
  return deps.db.transaction({ personId }, async tx => {
    const communes = await listCommunesOf(tx, personId);
    const communeId = asked.communeId === undefined ? communes[0] : communes.find(each => each === asked.communeId);
    if (communeId === undefined) return refuse('rights.commune-unknown');
    await rebind(tx, { communeId, personId });
    return keep(deps, tx, { personId, communeId, kind: asked.kind, words: words.value, takenBy: null });
  });
}

/** The same, at a counter, for a person who stands there. Needs `identity.change-key-data` or `identity.answer-rights`. */
export async function askAtCounter(
  deps: RightsDependencies,
  actor: Actor,
  asked: RightsAsked & { readonly personId: PersonId },
  key: string,
): Promise<Result<{ readonly id: RightsRequestId; readonly number: string }>> {
  if (!holds(actor, 'identity.change-key-data') && !holds(actor, 'identity.answer-rights'))
    return refuse('identity.not-allowed');
  if (actor.kind !== 'staff') return refuse('identity.not-allowed');
  const words = readWords(asked);
  if (!words.ok) return words;
  const { communeId, staffId } = actor;
  const { personId, kind } = asked;
  const payload = keyedDigest(deps.keys, 'rights', JSON.stringify(asked)).toString('hex');
  const command = { communeId, key, name: 'identity.ask-rights', actorId: staffId, payload };
  return deps.db.transaction({ communeId }, async tx => {
    if (!(await isKnown(tx, communeId, personId))) return refuse('identity.person-unknown');
    await rebind(tx, { communeId, personId });
    return once(tx, command, deps.clock(), () =>
      keep(deps, tx, { personId, communeId, kind, words: words.value, takenBy: staffId }),
    );
  });
}

function readWords({ kind, words }: RightsAsked): Result<string> {
  const text = words.normalize('NFC').trim();
  if (text.length > longest) return refuse('rights.words-too-long', { max: longest });
  const needed = kind === 'rectification' || kind === 'opposition';
  return needed && text.length < 10 ? refuse('rights.words-needed') : ok(text);
}

async function keep(
  deps: RightsDependencies,
  tx: Tx,
  asked: Pick<SealedRightsRequest, 'personId' | 'kind' | 'takenBy'> & {
    readonly communeId: CommuneId;
    readonly words: string;
  },
): Promise<Result<{ readonly id: RightsRequestId; readonly number: string }>> {
  const { personId, communeId, kind, words, takenBy } = asked;
  const now = deps.clock();
  if (await hasOpen(tx, personId, kind)) return refuse('rights.open-already');
  const id = newId<RightsRequestId>(now);
  const number = await nextNumber(tx, communeId, civilTime(now).year);
  await insertRequest(tx, {
    id,
    personId,
    askedIn: communeId,
    number,
    kind,
    wordsSealed: await deps.vault.seal(tx, personId, placeOf(id, 'words'), Buffer.from(words)),
    channel: takenBy === null ? 'online' : 'counter',
    takenBy,
    basis: deps.delays[kind].basis,
    askedAt: now,
    dueAt: dueAfter(now, deps.delays[kind]),
    remindedAt: null,
    state: 'open',
    ground: null,
    answerSealed: null,
    answeredBy: null,
    answeredAt: null,
    executesAt: null,
    endedAt: null,
  });
  await insertEvent(tx, { id, personId }, { kind: 'asked', staffId: takenBy }, now);
  await deps.tell(tx, { communeId, personId, requestId: id, event: 'rights-asked' });
  return ok({ id, number });
}

/** A request with its words opened. */
export async function openRequest(
  deps: RightsDependencies,
  tx: Tx,
  sealed: SealedRightsRequest,
): Promise<RightsRequest> {
  const { wordsSealed, answerSealed, ...rest } = sealed;
  const read = async (column: 'words' | 'answer', bytes: Buffer | null): Promise<string | null> =>
    bytes && String(await deps.vault.open(tx, sealed.personId, placeOf(sealed.id, column), bytes));
  return { ...rest, words: await read('words', wordsSealed), answer: await read('answer', answerSealed) };
}

/** A person's own requests, latest first, each with what happened to it. */
export async function listOwn(
  deps: RightsDependencies,
  { personId }: PersonActor,
): Promise<readonly (RightsRequest & { readonly events: readonly RightsEvent[] })[]> {
  return deps.db.transaction({ personId }, async tx => {
    const opened = [];
    for (const sealed of await listOfPerson(tx, personId))
      opened.push({ ...(await openRequest(deps, tx, sealed)), events: await listEvents(tx, sealed.id) });
    return opened;
  });
}

/** A person thinks better of it: while it is open, and of an erasure until it is executed. Refused: `rights.unknown`, `rights.over`. */
export async function withdraw(
  deps: RightsDependencies,
  { personId }: PersonActor,
  id: RightsRequestId,
): Promise<Result<null>> {
  const now = deps.clock();
  return deps.db.transaction({ personId }, async tx => {
    const request = await findRequest(tx, id, { lock: true });
    if (!request) return refuse('rights.unknown');
    if (request.state !== 'open' && request.state !== 'granted') return refuse('rights.over');
    await updateRequest(tx, { ...request, state: 'withdrawn', endedAt: now });
    await insertEvent(tx, request, { kind: 'withdrawn', staffId: null }, now);
    return ok(null);
  });
}
