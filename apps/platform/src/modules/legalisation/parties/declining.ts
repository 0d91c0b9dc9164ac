import { ok, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import { type ChangedRequest, changedRequest, runCommand } from '../../requests/index.ts';
import { decideParty, isDeclineReason } from './decide.ts';
import type { PartiesDeps } from './dependencies.ts';
import { locateOwn, readOwnParty } from './finding.ts';
import { endInvitations } from './invitation-store.ts';
import { factsOf } from './inviting.ts';
import { wordsLimit } from './model.ts';
import { keyOf, updateStanding } from './party-store.ts';
import { sealOf } from './sealing.ts';

/**
 * A party declines, with a reason and, if they wish, words that the initiator alone reads; the request ends, and every link is dead. Refusals:
 * `requests.not-found`, `parties.unknown-reason`, `.words-too-long`, those of `decideParty` and of `requests.change`.
 */
export async function decline(
  deps: PartiesDeps,
  actor: PersonActor,
  given: { readonly key: string; readonly requestId: RequestId; readonly reason: string; readonly words: string },
): Promise<Result<ChangedRequest>> {
  const { key: intention, requestId, reason } = given;
  const words = given.words.trim();
  if (!isDeclineReason(reason)) return refuse('parties.unknown-reason');
  if (Array.from(words).length > wordsLimit) return refuse('parties.words-too-long', { max: wordsLimit });
  const communeId = await locateOwn(deps, actor, requestId);
  if (!communeId.ok) return communeId;
  const key = { communeId: communeId.value, requestId };
  const now = deps.clock();
  const command = { key: intention, name: 'parties.decline', payload: [requestId, reason, words], ...key };
  return runCommand(deps.db, actor, command, now, async tx => {
    const own = await readOwnParty(tx, actor, key, { locked: true });
    if (!own.ok) return own;
    const { request, parties, party } = own.value;
    const decided = decideParty(
      party,
      { verb: 'decline', personId: actor.personId, reason },
      { ...factsOf(request), parties },
    );
    if (!decided.ok) return decided;
    const change = { verb: 'decline', what: 'party-declined', subjectId: party.id } as const;
    const at = { ...key, version: request.version };
    const moved = await deps.requests.change(tx, actor, at, change, now, async () => {
      const wordsSealed = words === '' ? null : await sealOf(deps.identity.vault, tx, party.id, 'words', words);
      await updateStanding(tx, keyOf(request), decided.value, { declinedAt: now, declined: { reason, wordsSealed } });
      await endInvitations(tx, keyOf(request), 'all', now);
      return ok(null);
    });
    return changedRequest(moved);
  });
}
