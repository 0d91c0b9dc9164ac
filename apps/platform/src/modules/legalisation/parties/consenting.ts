import {
  type CommuneId,
  type Id,
  newId,
  ok,
  type PersonActor,
  reaches,
  refuse,
  type RequestId,
  type Result,
} from '../../../kernel/index.ts';
import { sha256Of } from '../../../platform/blobs/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { StatementProof } from '../../identity/index.ts';
import { canonicalJson } from '../../organisation/index.ts';
import { type ChangedRequest, changedRequest, runCommand } from '../../requests/index.ts';
import { handOf, mayConsent, saidOf } from './asking.ts';
import { type ConsentQuestion, findQuestion, insertConsent, type QuestionId, takeQuestion } from './consent-store.ts';
import { decideParty } from './decide.ts';
import type { PaperToSign, PartiesDeps } from './dependencies.ts';
import { inOwn, locateOwn, type OwnParty, readOwnParty } from './finding.ts';
import { factsOf, inviteWhoIsNext } from './inviting.ts';
import { gatherIfComplete } from './gathering.ts';
import { keyOf, updateStanding } from './party-store.ts';
import { readStatement } from './statement.ts';

/** An answer to a question: which one, and what proves it over the question's bytes. */
export interface ConsentGiven {
  readonly requestId: RequestId;
  readonly questionId: QuestionId;
  /** Asked outside of any transaction; a proof is for these bytes and for nothing else. */
  readonly prove: (statement: Uint8Array) => Promise<Result<StatementProof>>;
}

/**
 * A party consents to the paper as it is, once. Refusals: `parties.question-over` (too old, answered, another's, or a newer one was asked),
 * `.paper-changed` (what was shown is no more what would be signed), `identity.level-too-low`, those of `mayConsent`, of the proof, and of
 * `requests.change`.
 */
export async function consent(
  deps: PartiesDeps,
  actor: PersonActor,
  { requestId, questionId, prove }: ConsentGiven,
): Promise<Result<ChangedRequest>> {
  const communeId = await locateOwn(deps, actor, requestId);
  if (!communeId.ok) return communeId;
  const key = { communeId: communeId.value, requestId };
  const question = await inOwn(deps, actor, key.communeId, async tx => {
    const own = await readOwnParty(tx, actor, key);
    const found = own.ok ? await findQuestion(tx, key.communeId, questionId) : undefined;
    const mine = own.ok && found?.partyId === own.value.party.id && found.expiresAt > deps.clock();
    return mine ? found : undefined;
  });
  if (!question) return refuse('parties.question-over');
  const proof = await prove(question.statement);
  if (!proof.ok) return proof;
  if (!reaches(proof.value.level, deps.levels.needed('consent')))
    return refuse('identity.level-too-low', { needed: deps.levels.needed('consent') });
  const now = deps.clock();
  const payload = [requestId, sha256Of(question.statement)];
  const command = { key: questionId, name: 'parties.consent', payload, communeId: key.communeId };
  return runCommand(deps.db, actor, command, now, tx => record(deps, tx, actor, { key, question, proof: proof.value }));
}

interface Proven {
  readonly key: { readonly communeId: CommuneId; readonly requestId: RequestId };
  readonly question: ConsentQuestion;
  readonly proof: StatementProof;
}

async function record(
  deps: PartiesDeps,
  tx: Tx,
  actor: PersonActor,
  { key, question, proof }: Proven,
): Promise<Result<ChangedRequest>> {
  const now = deps.clock();
  const own = await readOwnParty(tx, actor, key, { locked: true });
  if (!own.ok) return own;
  const taken = await takeQuestion(tx, key.communeId, question.id);
  if (!taken || taken.expiresAt <= now) return refuse('parties.question-over');
  const paper = await mayConsent(deps, tx, actor, own.value);
  if (!paper.ok) return paper;
  const same = await saysTheSame(deps, tx, actor, { own: own.value, paper: paper.value, question: taken });
  if (!same) return refuse('parties.paper-changed');
  const { request, party } = own.value;
  const change = { verb: 'consent', what: 'party-consented', subjectId: party.id } as const;
  const at = { communeId: key.communeId, requestId: request.id, version: request.version };
  const moved = await deps.requests.change(tx, actor, at, change, now, async () => {
    await insertConsent(tx, key, {
      ...proof,
      id: newId<Id<'consent'>>(now),
      partyId: party.id,
      personId: actor.personId,
      statement: taken.statement,
      statementSha256: sha256Of(taken.statement),
      documentSha256: paper.value.sha256,
      at: now,
    });
    return noteConsent(deps, tx, actor, own.value, paper.value);
  });
  if (!moved.ok) return moved;
  await inviteWhoIsNext(deps, tx, request, { now });
  return changedRequest(await gatherIfComplete(deps, tx, moved.value, now));
}

/** Whether the question, as it was asked, is about this person and this request as it is behind the lock. */
async function saysTheSame(
  deps: PartiesDeps,
  tx: Tx,
  { personId }: PersonActor,
  { own, paper, question }: { readonly own: OwnParty; readonly paper: PaperToSign; readonly question: ConsentQuestion },
): Promise<boolean> {
  const { person, language: _language, nonce: _nonce, expiry: _expiry, ...asked } = readStatement(question.statement);
  const said = await saidOf(deps, tx, own, paper);
  return person === personId && Buffer.from(canonicalJson(asked)).equals(canonicalJson(said));
}

async function noteConsent(
  deps: PartiesDeps,
  tx: Tx,
  actor: PersonActor,
  { request, parties, party }: OwnParty,
  paper: PaperToSign,
): Promise<Result<null>> {
  const change = { verb: 'consent', personId: actor.personId } as const;
  const decided = decideParty(party, change, { ...factsOf(request), parties });
  if (!decided.ok) return decided;
  const identityDocumentId = await deps.identity.findDocumentInForce(tx, actor.personId);
  if (identityDocumentId === undefined) return refuse('parties.no-document');
  await updateStanding(tx, keyOf(request), decided.value, {
    attested: 'distance',
    consentedAt: deps.clock(),
    identityDocumentId,
    signature: handOf({ party, request }, paper),
  });
  return ok(null);
}
