import { type Actor, newId, ok, type PersonId, refuse, type Result, type StaffActor } from '../../kernel/index.ts';
import { rebind, type Tx, violates } from '../../platform/db/index.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { type NormalDocument, readDocument } from './document-number.ts';
import { printedDay, readExpiry } from './facts.ts';
import { keepDocument } from './file.ts';
import type { DocumentReference, IdentityDocumentId } from './model.ts';
import { findDocumentByIndex, findHolder, isKnown, renewDocument } from './people-store.ts';
import { insertReading } from './reading-store.ts';
import { holds } from './policy.ts';
import { blindIndex } from './protection.ts';
import { checkWorld } from './training-numbers.ts';
import { insertSearch } from './search-store.ts';
import { maySearch } from './searches.ts';

/** A document that a known person laid on the counter. */
export interface DocumentSeen {
  readonly personId: PersonId;
  readonly document: DocumentReference & { readonly expiresOn: string };
}

/**
 * Adds a document to the file of a person known in the actor's commune. A card renewed under the same number gets its
 * new last day and the old one is kept; the same card again changes nothing. Of a further one the person is told. Refused: `identity.not-allowed`,
 * `identity.person-unknown`, every mistake in what was typed, `identity.expiry-not-later`, and `identity.document-known`
 * with the `personId` of somebody else who holds it, which leaves a trace and counts like a search (`identity.too-many-searches`).
 */
export async function addDocument(
  deps: IdentityDependencies,
  actor: Actor,
  { personId, document: typed }: DocumentSeen,
): Promise<Result<IdentityDocumentId>> {
  if (!holds(actor, 'identity.enrol')) return refuse('identity.not-allowed');
  const now = deps.clock();
  const document = readDocument(typed);
  if (!document.ok) return document;
  const expiresOn = readExpiry(typed.expiresOn, now);
  if (!expiresOn.ok) return expiresOn;
  const seen = { ...document.value, expiresOn: expiresOn.value };
  try {
    return await deps.db.transaction({ communeId: actor.communeId }, async tx => {
      if (!(await isKnown(tx, actor.communeId, personId))) return refuse('identity.person-unknown');
      await rebind(tx, { communeId: actor.communeId, personId });
      return keepSeen(deps, tx, { actor, personId, seen, now });
    });
  } catch (error) {
    // Somebody else was enrolled with it at the same moment.
    if (violates(error, 'one_holder')) return refuse('identity.document-known');
    throw error;
  }
}

interface Seen {
  readonly actor: StaffActor;
  readonly personId: PersonId;
  readonly seen: NormalDocument & { readonly expiresOn: string };
  readonly now: Date;
}

async function keepSeen(
  deps: IdentityDependencies,
  tx: Tx,
  { actor, personId, seen, now }: Seen,
): Promise<Result<IdentityDocumentId>> {
  const { communeId, staffId } = actor;
  const belongs = checkWorld(communeId, seen);
  if (!belongs.ok) return belongs;
  const allowed = await maySearch(tx, actor, now);
  if (!allowed.ok) return allowed;
  const index = blindIndex(deps.keys, seen);
  const holder = await findHolder(tx, seen, index);
  if (holder !== undefined && holder !== personId) {
    await insertSearch(tx, actor, { type: seen.type, outcome: 'held' }, now);
    return refuse('identity.document-known', { personId: holder });
  }
  const kept = await findDocumentByIndex(tx, personId, seen, index);
  if (kept && kept.expiresOn > seen.expiresOn)
    return refuse('identity.expiry-not-later', { day: printedDay(kept.expiresOn) });
  if (kept?.expiresOn === seen.expiresOn) return ok(kept.id);
  const id = kept?.id ?? newId<IdentityDocumentId>(now);
  if (kept) await renewDocument(tx, personId, { document: kept, expiresOn: seen.expiresOn, communeId, staffId }, now);
  else await keepNew(deps, tx, { actor, personId, seen, now }, id);
  await insertReading(tx, personId, { reader: { communeId, staffId }, purpose: 'document-added' }, now);
  return ok(id);
}

async function keepNew(
  { keys, tell }: IdentityDependencies,
  tx: Tx,
  { actor: { communeId }, personId, seen, now }: Seen,
  id: IdentityDocumentId,
): Promise<void> {
  await keepDocument(tx, keys, personId, { ...seen, id }, now);
  await tell(tx, { communeId, personId, aboutId: id, event: 'key-data-changed' });
}
