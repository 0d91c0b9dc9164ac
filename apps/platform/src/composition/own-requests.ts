import {
  asId,
  type Clock,
  type CommuneId,
  type LocalizedText,
  type PersonActor,
  type PersonId,
  type PersonName,
  type RequestId,
  refuse,
  type Result,
} from '../kernel/index.ts';
import { maskWords } from '../modules/acts/index.ts';
import type { Originals } from '../modules/certification/index.ts';
import type { IdentityService } from '../modules/identity/index.ts';
import {
  type DistanceService,
  legalisationService,
  type Parties,
  type Party,
  readBriefs,
  type SignatoryBrief,
} from '../modules/legalisation/index.ts';
import { findOffice, getCommune } from '../modules/organisation/index.ts';
import { type Part, type Requests, runCommand, type ServiceRequest } from '../modules/requests/index.ts';
import { once } from '../platform/commands/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { inOrder, type OwnRequestFile, type OwnRequestLine, type OwnRequests } from '../web/account/index.ts';
import { type FileRooms, readFileOf } from './own-request-file.ts';
import { natureOf } from './requests-ports.ts';

/** The rooms in which a person’s requests lie. */
export interface OwnRequestRooms extends FileRooms {
  readonly db: Database;
  readonly clock: Clock;
  readonly identity: Pick<IdentityService, 'readNames'>;
  readonly requests: Requests;
  readonly parties: Pick<Parties, 'list'>;
  readonly distance: Pick<DistanceService, 'openAgain'>;
  readonly originals: Pick<Originals, 'sendAgain'>;
}

/** A person’s own requests, gathered from every commune that keeps some: the national index says where, each commune’s rows say what. */
export function openOwnRequests(rooms: OwnRequestRooms): OwnRequests {
  const { db, clock, requests, conversation } = rooms;
  const inCommuneOf = async <T>(
    actor: PersonActor,
    requestId: RequestId,
    work: (tx: Tx, own: { readonly communeId: CommuneId; readonly parts: readonly Part[] }) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const entries = (await requests.listOwn(db, actor)).filter(each => each.requestId === requestId);
    const [first] = entries;
    if (!first) return refuse('requests.not-found');
    const { communeId } = first;
    const { personId } = actor;
    return db.transaction({ communeId, personId }, tx =>
      work(tx, { communeId, parts: entries.map(({ part }) => part) }),
    );
  };
  return {
    list: actor => list(rooms, actor),
    open: (actor, requestId) =>
      inCommuneOf<OwnRequestFile>(actor, requestId, async (tx, { communeId, parts }) => {
        const read = await requests.read(tx, actor, requestId, communeId);
        if (!read.ok) return read;
        const request = read.value;
        const [line] = await readLines(rooms, tx, actor, [request], new Map([[requestId, parts]]));
        return line ? readFileOf(rooms, tx, actor, { request, line }) : refuse('requests.not-found');
      }),
    markRead: async (actor, requestId) =>
      void (await inCommuneOf(actor, requestId, (tx, { communeId }) =>
        conversation.markRead(tx, actor, { requestId, communeId }, clock()),
      )),
    write: (actor, { requestId, text, key }) =>
      inCommuneOf(actor, requestId, (tx, { communeId }) => {
        const now = clock();
        const command = { communeId, key, name: 'requests.write', actorId: actor.personId, payload: [requestId, text] };
        return once(tx, command, now, () => conversation.send(tx, actor, { requestId, communeId, text }, now));
      }),
    sendAgain: (actor, asked) => sendAgain(rooms, actor, asked),
    openAgain: (actor, asked) => rooms.distance.openAgain(actor, asked),
    abandon: async (actor, { requestId, version, key }) => {
      const own = (await requests.listOwn(db, actor)).find(each => each.requestId === requestId);
      if (!own) return refuse('requests.not-found');
      const { communeId } = own;
      const now = clock();
      const command = { key, name: 'requests.abandon', payload: [requestId, version], communeId };
      return runCommand(db, actor, command, now, async tx => {
        const at = { requestId, version, communeId };
        const changed = await requests.change(tx, actor, at, { verb: 'abandon' }, now);
        return changed.ok ? { ok: true, value: { requestId, version: changed.value.version } } : changed;
      });
    },
  };
}

/** What the office is answered, and the request with it, both or neither. */
async function sendAgain(
  { db, clock, requests, conversation, originals }: OwnRequestRooms,
  actor: PersonActor,
  { requestId, version, text, key }: Parameters<OwnRequests['sendAgain']>[1],
): ReturnType<OwnRequests['sendAgain']> {
  const own = (await requests.listOwn(db, actor)).find(each => each.requestId === requestId);
  if (!own) return refuse('requests.not-found');
  const { communeId } = own;
  const now = clock();
  const command = { key, name: 'requests.send-again', payload: [requestId, version, text], communeId };
  return runCommand(db, actor, command, now, async tx => {
    const answered = await conversation.send(tx, actor, { requestId, communeId, text }, now);
    return answered.ok ? originals.sendAgain(tx, actor, { communeId, requestId, version }) : answered;
  });
}

async function list(rooms: OwnRequestRooms, actor: PersonActor): Promise<readonly OwnRequestLine[]> {
  const { db, requests } = rooms;
  const { personId } = actor;
  const own = await requests.listOwn(db, actor);
  const partsOf = new Map<RequestId, readonly Part[]>();
  for (const { requestId, part } of own) partsOf.set(requestId, [...(partsOf.get(requestId) ?? []), part]);
  const lines: OwnRequestLine[] = [];
  for (const [communeId, entries] of Map.groupBy(own, each => each.communeId)) {
    const ids = [...new Set(entries.map(({ requestId }) => requestId))];
    const found = await db.transaction({ communeId, personId }, async tx =>
      readLines(rooms, tx, actor, await requests.readSeveral(tx, actor, ids, communeId), partsOf),
    );
    lines.push(...found);
  }
  return inOrder(lines);
}

/** Requests of one commune that were read for the actor, as lines. */
async function readLines(
  rooms: OwnRequestRooms,
  tx: Tx,
  actor: PersonActor,
  requests: readonly ServiceRequest[],
  partsOf: ReadonlyMap<RequestId, readonly Part[]>,
): Promise<readonly OwnRequestLine[]> {
  const [first] = requests;
  if (!first) return [];
  const { communeId } = first;
  const ids = requests.map(({ id }) => id);
  const saved = await rooms.requests.savedAt(tx, requests);
  const unread = await rooms.conversation.countUnread(tx, communeId, ids);
  const briefs = await readBriefs(tx, rooms.identity, requests);
  const commune = (await getCommune(tx, communeId)).name;
  const lines: OwnRequestLine[] = [];
  for (const request of requests) {
    const { id, version, reference, state, channel, openedAt, decidedAt, dueAt, expiresAt } = request;
    const brief = briefs.get(id);
    const applied = request.applicantId === actor.personId;
    const { signatories, signAt } = await readSigning(rooms, tx, actor, request, brief?.signatories ?? []);
    const office = await findOffice(tx, communeId, request.officeId);
    lines.push({
      communeId,
      id,
      version,
      reference,
      state,
      channel,
      openedAt,
      decidedAt,
      dueAt,
      expiresAt,
      parts: partsOf.get(id) ?? [],
      what: await nameOf(rooms, tx, request),
      office: office?.name ?? commune,
      commune,
      signatories,
      savedAt: saved.get(id) ?? openedAt,
      unread: applied ? (unread.get(id) ?? 0) : 0,
      signAt,
      continueAt: applied ? continueAt(request) : null,
    });
  }
  return lines;
}

/** What a request is called: the nature of its act, or its service until that was chosen. */
async function nameOf({ catalogue, clock }: OwnRequestRooms, tx: Tx, request: ServiceRequest): Promise<LocalizedText> {
  const { communeId, service } = request;
  const nature = await natureOf(tx, request);
  const found =
    nature === null ? undefined : await catalogue.findNature(tx, communeId, { service, nature, at: clock() });
  const name = found?.label ?? catalogue.findService(service)?.name;
  if (!name) throw new Error(`no service ${service} is declared`);
  return name;
}

/** Those who sign together know each other by first letters, until the act names everybody; their initiator knows whom they asked. */
function shownTo(
  reader: PersonId,
  { applicantId, state }: ServiceRequest,
  party: Party,
  names: ReadonlyMap<PersonId, PersonName>,
): PersonName | string {
  const name = (party.personId && names.get(party.personId)) ?? party.name;
  if (state === 'done' || reader === applicantId || reader === party.personId) return name;
  return maskWords(party.name);
}

/** Who signs, and where the reader does: those who were asked at a distance, then who was identified at a counter. */
async function readSigning(
  { parties, identity }: OwnRequestRooms,
  tx: Tx,
  { personId }: PersonActor,
  request: ServiceRequest,
  identified: readonly SignatoryBrief[],
): Promise<Pick<OwnRequestLine, 'signatories' | 'signAt'>> {
  const asked = request.channel === 'distance' ? await parties.list(tx, request) : [];
  const names = await identity.readNames(
    tx,
    asked.flatMap(party => party.personId ?? []),
  );
  const mine = asked.find(party => party.personId === personId);
  const atACounter = identified.filter(each => asked.every(party => party.personId !== each.personId));
  return {
    signAt: request.state === 'collecting' && mine?.state === 'bound' ? `/account/to-sign/${request.id}` : null,
    signatories: [
      ...asked.map(party => ({
        name: shownTo(personId, request, party, names),
        you: party.personId === personId,
        signedAt: party.state === 'consented' ? party.consentedAt : null,
        declined: party.state === 'declined',
      })),
      ...atACounter.map(each => ({
        name: each.name ?? '…',
        you: each.personId === personId,
        signedAt: each.signedAt,
        declined: false,
      })),
    ],
  };
}

/** Where an applicant goes on with a request at home, by its service. */
function continueAt({ channel, state, service, id }: ServiceRequest): string | null {
  const atHome = channel === 'distance' && (state === 'draft' || state === 'returned');
  return atHome && service === legalisationService ? `/account/legalise/${asId(id)}` : null;
}
