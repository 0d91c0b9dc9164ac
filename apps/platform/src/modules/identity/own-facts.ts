import type { PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { type ContactKind, hasConfirmedContact } from './contact-store.ts';
import { isExpired } from './facts.ts';
import type { IdentityDocumentId } from './model.ts';
import { listDocuments } from './people-store.ts';
import { contactIndex, type IdentityKeys } from './protection.ts';

/**
 * Whether an address or phone is one that this person has shown to read: by a code, for their own file. Told by the blind index alone; in a
 * transaction bound to the person.
 */
export function ownsContact(
  tx: Tx,
  keys: Pick<IdentityKeys, 'index'>,
  personId: PersonId,
  { kind, value }: { readonly kind: ContactKind; readonly value: string },
): Promise<boolean> {
  return hasConfirmedContact(tx, personId, { kind, index: contactIndex(keys, kind, value) });
}

/** The newest document of a person that has not run out; undefined when none is left. In a transaction that sees their file. */
export async function findDocumentInForce(
  tx: Tx,
  personId: PersonId,
  now: Date,
): Promise<IdentityDocumentId | undefined> {
  const documents = await listDocuments(tx, personId);
  return documents.find(({ expiresOn }) => !isExpired(expiresOn, now))?.id;
}
