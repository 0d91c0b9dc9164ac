import type { PersonName } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { searchWords } from '../../identity/index.ts';
import { hasTurn } from './decide.ts';
import type { PartiesDeps } from './dependencies.ts';
import type { Party, PartyRequest } from './model.ts';
import { findDeclineWords, keyOf, type SealedParty, selectParties } from './party-store.ts';
import { openOf, openParty } from './sealing.ts';

/** A party as who asked them sees it: what they typed, what became of it and when. */
export interface PartyProgress extends Party {
  readonly isInitiator: boolean;
  readonly hasTurn: boolean;
  /** Whether another address may still be given. */
  readonly mayReplace: boolean;
  /**
   * Whether the name of who is bound has a word of what the initiator typed; null while nobody is. A name that has none deserves a look: the
   * wrong person may have answered.
   */
  readonly nameAgrees: boolean | null;
  /** What somebody who declined wrote to the initiator. */
  readonly declineWords: string | null;
}

/** How the parties of a request stand, for its initiator, whose reading of it the caller has authorised. */
export async function viewForInitiator(
  deps: Pick<PartiesDeps, 'identity'>,
  tx: Tx,
  request: Pick<PartyRequest, 'communeId' | 'id' | 'state' | 'applicantId'>,
): Promise<readonly PartyProgress[]> {
  const parties = await selectParties(tx, keyOf(request));
  const known = parties.flatMap(({ personId }) => personId ?? []);
  const names = await deps.identity.readNames(tx, known);
  const views: PartyProgress[] = [];
  for (const party of parties) {
    const opened = await openParty(deps.identity.vault, tx, party);
    const isInitiator = party.personId !== null && party.personId === request.applicantId;
    const name = party.personId === null ? undefined : names.get(party.personId);
    views.push({
      ...opened,
      isInitiator,
      hasTurn: hasTurn(party, parties),
      mayReplace: !isInitiator && request.state === 'collecting' && isReplaceable(party),
      nameAgrees: name === undefined ? null : shareAWord(name, opened.name),
      declineWords: await readWords(deps, tx, request, party),
    });
  }
  return views;
}

function isReplaceable({ state }: SealedParty): boolean {
  return state === 'awaited' || state === 'invited' || state === 'bound';
}

function shareAWord({ arabic, latin }: PersonName, typed: string): boolean {
  const own = new Set([...searchWords(arabic), ...searchWords(latin)]);
  return searchWords(typed).some(word => own.has(word));
}

async function readWords(
  { identity }: Pick<PartiesDeps, 'identity'>,
  tx: Tx,
  request: Pick<PartyRequest, 'communeId' | 'id'>,
  { id, state }: SealedParty,
): Promise<string | null> {
  const sealed = state === 'declined' ? await findDeclineWords(tx, keyOf(request), id) : null;
  return sealed && openOf(identity.vault, tx, id, 'words', sealed);
}
