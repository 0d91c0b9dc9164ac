import {
  type CommuneId,
  type LocalizedText,
  ok,
  type PageId,
  type PartyId,
  type PersonActor,
  type PersonName,
  refuse,
  type RequestId,
  type Result,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { maskWords } from '../../acts/index.ts';
import { picturePage } from '../../documents/index.ts';
import type { RequestState } from '../../requests/index.ts';
import { legalisationService } from '../model.ts';
import { type OwnCapacity, readOwnCapacity } from './capacity.ts';
import { hasTurn } from './decide.ts';
import type { PaperField, PaperToSign, PartiesDeps } from './dependencies.ts';
import { inOwn, locateOwn, type OwnParty, readOwnParty } from './finding.ts';
import type { Party, PartyState } from './model.ts';
import { natureOf, type NatureToSign } from './nature.ts';
import { keyOf } from './party-store.ts';
import { openParty } from './sealing.ts';

/** States in which whoever signs may look at the paper: until it is an act, which lies in their vault, or comes to nothing. */
const readable: readonly RequestState[] = ['collecting', 'payable', 'queued', 'returned', 'refusing'];

/** Another signatory, as far as needed to know who else is awaited: the first letters of what the initiator calls them. */
export interface OtherParty {
  readonly initials: string;
  readonly state: PartyState;
  readonly turn: number;
}

/** Everything that somebody is told before they decide. */
export interface ToSign extends NatureToSign {
  readonly communeId: CommuneId;
  readonly requestId: RequestId;
  readonly reference: string;
  readonly state: RequestState;
  readonly expiresAt: Date | null;
  readonly commune: LocalizedText;
  readonly office: LocalizedText;
  /** Whose request it is: null where it is the reader's own. */
  readonly initiator: PersonName | null;
  readonly own: Pick<Party, 'id' | 'state' | 'turn' | 'signature' | 'consentedAt'>;
  readonly hasTurn: boolean;
  readonly others: readonly OtherParty[];
  readonly sentence: { readonly version: string; readonly text: LocalizedText };
  readonly pages: readonly PageToSign[];
  readonly capacity: OwnCapacity;
}

/** A page in millimetres, and where the reader signs on it. */
export interface PageToSign {
  readonly id: PageId;
  readonly width: number;
  readonly height: number;
  readonly fields: readonly PaperField[];
}

/** The paper of a request as one of its signatories reads it. Refused: `requests.not-found`, `parties.request-over`. */
export async function readToSign(deps: PartiesDeps, actor: PersonActor, requestId: RequestId): Promise<Result<ToSign>> {
  const communeId = await locateOwn(deps, actor, requestId);
  if (!communeId.ok) return communeId;
  return inOwn(deps, actor, communeId.value, async tx => {
    const own = await readOwnParty(tx, actor, { communeId: communeId.value, requestId });
    if (!own.ok) return own;
    const paper = await readablePaper(deps, tx, own.value);
    return paper.ok ? ok(await tell(deps, tx, actor, own.value, paper.value)) : paper;
  });
}

/** A page of the paper as a JPEG, at most `width` pixels wide. Refused as `readToSign`, and `documents.page-unknown`. */
export async function readPageToSign(
  deps: PartiesDeps,
  actor: PersonActor,
  { requestId, pageId, width }: { readonly requestId: RequestId; readonly pageId: PageId; readonly width: number },
): Promise<Result<Uint8Array>> {
  const communeId = await locateOwn(deps, actor, requestId);
  if (!communeId.ok) return communeId;
  const paper = await inOwn(deps, actor, communeId.value, async tx => {
    const own = await readOwnParty(tx, actor, { communeId: communeId.value, requestId });
    return own.ok ? readablePaper(deps, tx, own.value) : own;
  });
  if (!paper.ok) return paper;
  const { document } = paper.value;
  const page = document.pages.find(({ id }) => id === pageId);
  return page ? picturePage(deps.blobs, communeId.value, document, page, { width }) : refuse('documents.page-unknown');
}

/** The paper, for who is bound to a place of it. Who waits for their turn reads it when it has come. */
export async function readablePaper(
  deps: Pick<PartiesDeps, 'readPaper'>,
  tx: Tx,
  { request, party }: OwnParty,
): Promise<Result<PaperToSign>> {
  const shown = readable.includes(request.state) && (party.state === 'bound' || party.state === 'consented');
  const paper = shown ? await deps.readPaper(tx, keyOf(request)) : undefined;
  return paper ? ok(paper) : refuse('parties.request-over');
}

async function tell(
  deps: PartiesDeps,
  tx: Tx,
  actor: PersonActor,
  { request, parties, party }: OwnParty,
  paper: PaperToSign,
): Promise<ToSign> {
  const { communeId, id: requestId, officeId, applicantId, reference, state, expiresAt } = request;
  const sentence = deps.catalogue.findService(legalisationService)?.consent;
  if (!sentence) throw new Error('the legalisation of signatures is not offered');
  const others: OtherParty[] = [];
  for (const each of parties.filter(({ id }) => id !== party.id)) {
    const { name } = await openParty(deps.identity.vault, tx, each);
    others.push({ initials: maskWords(name), state: each.state, turn: each.turn });
  }
  const names = applicantId === null ? undefined : await deps.identity.readNames(tx, [applicantId]);
  return {
    communeId,
    requestId,
    reference,
    state,
    expiresAt,
    commune: await deps.communeName(tx, communeId),
    office: await deps.officeName(tx, communeId, officeId),
    initiator: applicantId === null || applicantId === actor.personId ? null : (names?.get(applicantId) ?? null),
    own: party,
    hasTurn: hasTurn(party, parties),
    others,
    ...(await natureOf(deps, tx, request)),
    sentence,
    pages: pagesOf(paper, party.id),
    capacity: await readOwnCapacity(deps, tx, { request, parties, party }),
  };
}

function pagesOf({ document, fields }: PaperToSign, partyId: PartyId): readonly PageToSign[] {
  return document.pages.map(({ id, mm }) => ({
    id,
    width: mm.width,
    height: mm.height,
    fields: fields.filter(field => field.pageId === id && field.partyId === partyId),
  }));
}

/** A line of what somebody signs, everywhere in the country. */
export interface ToSignLine {
  readonly requestId: RequestId;
  readonly reference: string;
  readonly state: RequestState;
  readonly commune: LocalizedText;
  readonly own: Pick<Party, 'state' | 'boundAt' | 'consentedAt' | 'declinedAt'>;
  readonly hasTurn: boolean;
  readonly isOwn: boolean;
  readonly expiresAt: Date | null;
}

/** As many papers as one page lists. */
const mostLines = 100;

/** What the person signs, latest first. */
export async function listToSign(deps: PartiesDeps, actor: PersonActor): Promise<readonly ToSignLine[]> {
  const own = (await deps.requests.listOwn(deps.db, actor)).filter(({ part }) => part === 'signatory');
  const lines: ToSignLine[] = [];
  for (const { communeId, requestId } of own.slice(0, mostLines)) {
    const line = await inOwn(deps, actor, communeId, async tx => {
      const read = await readOwnParty(tx, actor, { communeId, requestId });
      return read.ok ? lineOf(read.value, await deps.communeName(tx, communeId), actor) : undefined;
    });
    if (line) lines.push(line);
  }
  return lines;
}

function lineOf({ request, parties, party }: OwnParty, commune: LocalizedText, actor: PersonActor): ToSignLine {
  const { id: requestId, reference, state, expiresAt, applicantId } = request;
  const isOwn = applicantId === actor.personId;
  return { requestId, reference, state, commune, own: party, hasTurn: hasTurn(party, parties), isOwn, expiresAt };
}
