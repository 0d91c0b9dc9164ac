import {
  type ActId,
  asId,
  type CommuneId,
  ok,
  type OrganisationId,
  type PersonActor,
  type Refusal,
  refuse,
  type RequestId,
  type Result,
} from '../../kernel/index.ts';
import { once } from '../../platform/commands/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { type GivenFace, paperOffice, paperTypes } from '../acts/index.ts';
import { findDocument } from '../documents/index.ts';
import { getCommune } from '../organisation/index.ts';
import { type CopyPaper, paperOf } from './facts.ts';
import { certificationService, type Original, type OriginalId } from './model.ts';
import { originalHash } from './original-hash.ts';
import { insertReissue, selectOriginals } from './original-store.ts';
import { findHeld, type OriginalsDeps, standingIn } from './originals.ts';
import { insertCertification, selectHolders } from './store.ts';

/** Copies made in one go: each is sealed by itself, and people wait for them. */
export const mostAtOnce = 10;

/** What became of one copy: made; kept until what holds it up is mended; or refused, and then no more are made. */
export interface CopyMade {
  readonly requestId: RequestId;
  readonly actId: ActId | null;
  readonly refusal: Refusal | null;
}

/** Several copies of an Original, asked for at once under one intention. */
export interface CopiesAsked {
  readonly key: string;
  readonly originalId: OriginalId;
  readonly copies: number;
}

/**
 * Issues copies of an Original at once: each under a request and a number of its own, with the commune's seal. Asked again with the same key,
 * the same copies are answered, and those that were held up are tried again. Refused before anything is begun:
 * `certification.original-unknown` (also for another's), `.too-many-at-once {most}`, `.copies-left {left}`, what closes the Original
 * (`standingOf`), `platform.command-reused`.
 */
export async function issueCopies(
  deps: OriginalsDeps,
  actor: PersonActor,
  asked: CopiesAsked,
): Promise<Result<readonly CopyMade[]>> {
  const held = await findHeld(deps, actor, asked.originalId);
  if (!held) return refuse('certification.original-unknown');
  if (asked.copies > mostAtOnce) return refuse('certification.too-many-at-once', { most: mostAtOnce });
  const { communeId, organisationId } = held;
  const begun = await begin(deps, actor, communeId, asked);
  if (!begun.ok) return begun;
  const made: CopyMade[] = [];
  for (const requestId of begun.value.requestIds) {
    const copy = { communeId, organisationId, originalId: asked.originalId, requestId: asId<RequestId>(requestId) };
    // What refused one refuses the next: nothing more is begun.
    const refused = made.find(({ actId }) => actId === null)?.refusal;
    made.push(refused ? await giveUp(deps, actor, copy, refused) : await issueOne(deps, actor, copy));
  }
  return ok(made);
}

interface Begun {
  readonly requestIds: readonly RequestId[];
}

/** Opens the requests, all in one transaction: one intention, whatever dies afterwards. */
async function begin(
  deps: OriginalsDeps,
  actor: PersonActor,
  communeId: CommuneId,
  { key, originalId, copies }: CopiesAsked,
): Promise<Result<Begun>> {
  const now = deps.clock();
  const { personId } = actor;
  const payload = [originalId, copies];
  const command = { communeId, key, name: 'certification.issue-copies', actorId: personId, payload };
  return deps.db.transaction({ communeId, personId }, tx =>
    once(tx, command, now, async () => {
      const [original] = await selectOriginals(tx, communeId, [originalId]);
      if (!original) return refuse('certification.original-unknown');
      const standing = await standingIn(deps, tx, original);
      if (standing.kind === 'closed') return { ok: false, refusal: standing.refusal };
      if (copies > standing.left) return refuse('certification.copies-left', { left: standing.left });
      const requestIds: RequestId[] = [];
      for (let copy = 0; copy < copies; copy += 1) requestIds.push(await openRequest(deps, tx, actor, original, now));
      return ok({ requestIds });
    }),
  );
}

async function openRequest(
  { requests }: OriginalsDeps,
  tx: Tx,
  actor: PersonActor,
  { communeId, id: originalId, officeId, kind, stampLanguages }: Original,
  now: Date,
): Promise<RequestId> {
  const opened = await requests.open(tx, actor, { communeId, officeId, service: certificationService }, now);
  if (!opened.ok) throw new Error(`a copy could not be asked for: ${opened.refusal.code}`);
  const requestId = opened.value.id;
  await insertCertification(tx, { communeId, requestId }, { kind, stampLanguages });
  await insertReissue(tx, { communeId, requestId, originalId, askedBy: actor.personId, askedAt: now });
  return requestId;
}

interface OneCopy {
  readonly communeId: CommuneId;
  readonly organisationId: OrganisationId | null;
  readonly originalId: OriginalId;
  readonly requestId: RequestId;
}

async function issueOne(deps: OriginalsDeps, actor: PersonActor, copy: OneCopy): Promise<CopyMade> {
  const { communeId, organisationId, requestId } = copy;
  const { personId } = actor;
  const facts = await deps.db.transaction({ communeId, personId }, async tx => {
    const request = await deps.requests.read(tx, actor, requestId, communeId);
    // One that was given up, or has lapsed, stays so, however often it is asked again: no number is drawn for what cannot be recorded.
    const over = request.ok && (request.value.state === 'abandoned' || request.value.state === 'expired');
    return over ? undefined : copyFacts(deps, tx, copy);
  });
  if (!facts) return { requestId, actId: null, refusal: { code: 'acts.reissue-cancelled', params: {} } };
  const issued = await deps.acts.reissue(actor, {
    communeId,
    ...facts,
    requestId,
    holders: organisationId === null ? [personId] : [],
    organisations: organisationId === null ? [] : [organisationId],
  });
  if (issued.ok) return { requestId, actId: issued.value.actId, refusal: issued.value.waitingFor };
  return giveUp(deps, actor, copy, issued.refusal);
}

/** What the paper of a copy is made of: the pages that were certified, and no others. Throws when they are not those: a bug, or a forger. */
async function copyFacts(
  { people, papers }: OriginalsDeps,
  tx: Tx,
  { communeId, originalId }: OneCopy,
): Promise<{ readonly certification: ActId; readonly face: GivenFace; readonly paper: CopyPaper }> {
  const [original] = await selectOriginals(tx, communeId, [originalId]);
  const document = original && (await findDocument(tx, { communeId, requestId: original.requestId }));
  if (!original || !document) throw new Error('an Original without its pages');
  if (originalHash(document.pages.map(({ image }) => image ?? '')) !== original.pages)
    throw new Error('the pages of an Original are not those that were certified');
  const signatories: GivenFace['signatories'][number][] = [];
  for (const holder of await selectHolders(tx, communeId, [original.requestId])) {
    const { personId, identityDocumentId: documentId } = holder;
    const person = await people.readIdentified(tx, { personId, documentId });
    if (person)
      signatories.push({
        name: person.name,
        document: { type: paperTypes[person.document.type], number: person.document.number },
        mode: 'distance',
      });
  }
  const face: GivenFace = {
    kind: 'reissue',
    wording: papers.wording,
    office: await paperOffice(tx, communeId, original.officeId),
    signatories,
    fee: 0,
    pages: document.pages.length,
    mark: (await getCommune(tx, communeId)).mark,
  };
  return { certification: original.actId, face, paper: paperOf(document, original.stampLanguages) };
}

/** A copy that will never be made leads nowhere: its request is given up. */
async function giveUp(
  { db, requests, clock }: OriginalsDeps,
  actor: PersonActor,
  { communeId, requestId }: OneCopy,
  refusal: Refusal,
): Promise<CopyMade> {
  await db.transaction({ communeId, personId: actor.personId }, async tx => {
    const request = await requests.read(tx, actor, requestId, communeId);
    if (!request.ok || request.value.state !== 'draft') return;
    await requests.change(
      tx,
      actor,
      { communeId, requestId, version: request.value.version },
      { verb: 'abandon' },
      clock(),
    );
  });
  return { requestId, actId: null, refusal };
}
