import type { PersonActor } from '../kernel/index.ts';
import type { Conversations, Requests } from '../modules/requests/index.ts';
import type { Database } from '../platform/db/index.ts';

/** A person's requests in every commune, with what they and the offices wrote to each other: for their archive. */
export async function tellRequests(
  {
    db,
    requests,
    conversation,
  }: {
    readonly db: Database;
    readonly requests: Pick<Requests, 'listOwn' | 'readSeveral'>;
    readonly conversation: Pick<Conversations, 'list'>;
  },
  actor: PersonActor,
) {
  const { personId } = actor;
  const told: unknown[] = [];
  for (const [communeId, own] of Map.groupBy(await requests.listOwn(db, actor), each => each.communeId)) {
    const ids = [...new Set(own.map(({ requestId }) => requestId))];
    await db.transaction({ communeId, personId }, async tx => {
      for (const request of await requests.readSeveral(tx, actor, ids, communeId)) {
        const { reference, service, channel, state, openedAt, decidedAt, refusal } = request;
        const said = await conversation.list(tx, actor, { requestId: request.id, communeId });
        const messages = said.ok ? said.value.messages.map(({ side, text, at }) => ({ at, from: side, text })) : [];
        const parts = own.filter(({ requestId }) => requestId === request.id).map(({ part }) => part);
        const applied = parts.includes('applicant');
        const why = applied && refusal ? { reason: refusal.reason, words: refusal.note } : null;
        told.push({
          communeId,
          reference,
          service,
          channel,
          state,
          parts,
          openedAt,
          decidedAt,
          refusal: why,
          messages,
        });
      }
    });
  }
  return told;
}
