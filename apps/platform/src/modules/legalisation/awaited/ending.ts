import { type PersonId, ok, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { IdentifiedPerson, SubjectVault } from '../../identity/index.ts';
import type { ServiceRequest } from '../../requests/index.ts';
import type { LegalisationDeps } from '../ports.ts';
import { isAwaited, readAwaited } from './identity.ts';
import type { Awaited } from './model.ts';
import type { LegalisationKey } from '../store.ts';
import { endAwaited, selectAwaited } from './store.ts';

type Where = Pick<ServiceRequest, 'communeId' | 'id'>;

async function end(
  { people }: LegalisationDeps,
  tx: Tx,
  { communeId, id: requestId }: Where,
  { id, personId, at }: Pick<Awaited, 'id'> & { readonly personId: PersonId | null; readonly at: Date },
): Promise<void> {
  await endAwaited(tx, { communeId, requestId }, { id, personId, at });
  await people.vault.shred(tx, id);
}

/** Somebody who was awaited came to the request's own office: they are awaited no more. */
export async function noteCome(
  deps: LegalisationDeps,
  tx: Tx,
  request: Where,
  { person, at }: { readonly person: IdentifiedPerson; readonly at: Date },
): Promise<void> {
  const { communeId, id: requestId } = request;
  const come = (await readAwaited(deps, tx, { communeId, requestId })).filter(each => isAwaited(each, person));
  for (const { id } of come) await end(deps, tx, request, { id, personId: person.id, at });
}

/** The request is over without an act: nobody is awaited any more, and what was known of them is forgotten. */
export async function forgetAwaited(
  vault: Pick<SubjectVault, 'shred'>,
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  at: Date,
): Promise<void> {
  for (const { id } of await selectAwaited(tx, { communeId, requestId })) {
    await endAwaited(tx, { communeId, requestId }, { id, personId: null, at });
    await vault.shred(tx, id);
  }
}

/** Does so for a request that its clerk gives up. */
export async function awaitNobody(
  { people, clock }: LegalisationDeps,
  tx: Tx,
  { communeId, id: requestId }: Where,
): Promise<Result<undefined>> {
  await forgetAwaited(people.vault, tx, { communeId, requestId }, clock());
  return ok(undefined);
}
