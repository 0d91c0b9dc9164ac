import type { PartyId } from '../../../kernel/index.ts';
import { hasTurn } from './decide.ts';
import type { PartiesDeps } from './dependencies.ts';
import { sendLink } from './inviting.ts';
import { listToRemind, type RequestPlace } from './keeping-store.ts';
import { findPartyRequest, noteMoment, selectParties } from './party-store.ts';

/** Name of the job that reminds who has not answered: once an hour or so. */
export const keepPartiesTask = 'legalisation.keep-parties';

const day = 86_400_000;
/** As many as one round takes; the next takes the rest. */
const most = 500;
/** Days before the end in which somebody is reminded once more, unless it was done as lately. */
const lastDays = 2;

/** Reminds those who have not answered, each in a transaction of its own. Requests lapse by a round of their own room. */
export async function keepParties(deps: PartiesDeps): Promise<void> {
  const now = deps.clock();
  const ago = (days: number): Date => new Date(now.getTime() - days * day);
  const since = { last: ago(deps.reminderDays), ending: ago(-lastDays), lately: ago(lastDays) };
  const waiting = await deps.db.transaction({}, tx => listToRemind(tx, since, most));
  for (const { partyId, ...place } of waiting) await remind(deps, place, partyId, now);
}

async function remind(deps: PartiesDeps, place: RequestPlace, partyId: PartyId, now: Date): Promise<void> {
  await deps.db.transaction({ communeId: place.communeId }, async tx => {
    const request = await findPartyRequest(tx, place, { locked: true });
    const parties = await selectParties(tx, place);
    const party = parties.find(({ id }) => id === partyId);
    if (request?.state !== 'collecting' || !party || !hasTurn(party, parties)) return;
    await noteMoment(tx, place, partyId, { moment: 'reminded_at', at: now });
    const { communeId, requestId } = place;
    if (party.state === 'invited') await sendLink(deps, tx, request, party, now);
    if (party.state === 'bound' && party.personId !== null)
      await deps.tell(tx, { communeId, requestId, personId: party.personId, event: 'reminder' });
  });
}
