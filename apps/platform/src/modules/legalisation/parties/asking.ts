import { randomBytes } from 'node:crypto';
import {
  type Language,
  newId,
  ok,
  type PersonActor,
  refuse,
  type RequestId,
  type Result,
} from '../../../kernel/index.ts';
import { type Sha256, sha256Of } from '../../../platform/blobs/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { canonicalJson } from '../../organisation/index.ts';
import { checkOwnMandate } from '../capacities.ts';
import { legalisationService } from '../model.ts';
import { type ConsentQuestion, deleteQuestions, insertQuestion, type QuestionId } from './consent-store.ts';
import { decideParty } from './decide.ts';
import type { PaperToSign, PartiesDeps } from './dependencies.ts';
import { inOwn, locateOwn, type OwnParty, readOwnParty } from './finding.ts';
import { factsOf } from './inviting.ts';
import { natureCodeOf, natureOf } from './nature.ts';
import { readablePaper } from './reading.ts';
import { type ConsentStatement, statedCapacity, writeStatement } from './statement.ts';

/** Minutes for which a question may be answered. */
const questionMinutes = 10;

/** A question as it is put to somebody: its exact bytes, and the digest of them. */
export interface Asked {
  readonly questionId: QuestionId;
  readonly statement: Buffer;
  readonly sha256: Sha256;
}

/**
 * Puts the question whether somebody consents to the paper as it is, in the language that they read; an earlier question is dead. Refusals:
 * `requests.not-found`, those of `mayConsent`.
 */
export async function askConsent(
  deps: PartiesDeps,
  actor: PersonActor,
  { requestId, language }: { readonly requestId: RequestId; readonly language: Language },
): Promise<Result<Asked>> {
  const communeId = await locateOwn(deps, actor, requestId);
  if (!communeId.ok) return communeId;
  return inOwn(deps, actor, communeId.value, async tx => {
    const own = await readOwnParty(tx, actor, { communeId: communeId.value, requestId }, { locked: true });
    if (!own.ok) return own;
    const paper = await mayConsent(deps, tx, actor, own.value);
    if (!paper.ok) return paper;
    const now = deps.clock();
    const expiresAt = new Date(now.getTime() + questionMinutes * 60_000);
    const { request, party } = own.value;
    const statement = writeStatement({
      ...(await saidOf(deps, tx, own.value, paper.value)),
      person: actor.personId,
      language,
      nonce: randomBytes(16).toString('base64url'),
      expiry: expiresAt.toISOString(),
    });
    const question: ConsentQuestion = {
      id: newId<QuestionId>(now),
      requestId,
      partyId: party.id,
      statement,
      expiresAt,
    };
    await deleteQuestions(tx, request.communeId, party.id);
    await insertQuestion(tx, request.communeId, question);
    return ok({ questionId: question.id, statement, sha256: sha256Of(statement) });
  });
}

/**
 * The paper, when this person may consent to it now. Refusals: `identity.level-too-low`, those of `decideParty` and of `readablePaper`,
 * `parties.no-document` (every card of the file has run out: a counter sees the new one first), those of `mandates.check` for who signs for an
 * organisation.
 */
export async function mayConsent(
  deps: PartiesDeps,
  tx: Tx,
  actor: PersonActor,
  own: OwnParty,
): Promise<Result<PaperToSign>> {
  const level = deps.levels.open(actor, 'consent');
  if (!level.ok) return level;
  const { request, parties, party } = own;
  const change = { verb: 'consent', personId: actor.personId } as const;
  const decided = decideParty(party, change, { ...factsOf(request), parties });
  if (!decided.ok) return decided;
  const scope = { communeId: request.communeId, personId: actor.personId };
  const occasion = { nature: await natureCodeOf(tx, request), at: deps.clock() };
  const capacity = await checkOwnMandate(deps, tx, scope, { ...occasion, signedFor: party.signedFor });
  if (!capacity.ok) return capacity;
  const document = await deps.identity.findDocumentInForce(tx, actor.personId);
  return document === undefined ? refuse('parties.no-document') : readablePaper(deps, tx, own);
}

/** What a consent says of the request as it is at this moment: compared again when it is given. */
export async function saidOf(
  deps: Pick<PartiesDeps, 'catalogue' | 'clock'>,
  tx: Tx,
  { request, party }: OwnParty,
  paper: PaperToSign,
): Promise<Omit<ConsentStatement, 'person' | 'language' | 'nonce' | 'expiry'>> {
  const sentence = deps.catalogue.findService(legalisationService)?.consent;
  if (!sentence) throw new Error('the legalisation of signatures is not offered');
  const fields = paper.fields
    .filter(({ partyId }) => partyId === party.id)
    .map(({ pageId, x, y, width, height }) => ({ pageId, x, y, width, height }));
  return {
    v: 2,
    purpose: 'shubbak.consent',
    commune: request.communeId,
    request: request.id,
    party: party.id,
    documentSha256: paper.sha256,
    fieldsSha256: sha256Of(canonicalJson(fields)),
    signatureSha256: handOf({ party, request }, paper),
    nature: (await natureOf(deps, tx, request)).nature?.code ?? '',
    signedFor: statedCapacity(party.signedFor),
    sentence: sentence.version,
  };
}

/** The handwritten signature that a party gave; the initiator may have given it while preparing the paper. */
export function handOf(
  { party, request }: Pick<OwnParty, 'party' | 'request'>,
  paper: Pick<PaperToSign, 'initiatorSignature'>,
): Sha256 | null {
  const isInitiator = party.personId !== null && party.personId === request.applicantId;
  return party.signature ?? (isInitiator ? paper.initiatorSignature : null);
}
