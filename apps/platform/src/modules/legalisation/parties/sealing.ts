import type { PartyId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { SubjectVault } from '../../identity/index.ts';
import type { Party, PartyContact } from './model.ts';
import type { SealedParty } from './party-store.ts';

/** What is kept of a party sealed under the party's own id, each in its place. */
type Sealed = 'contact' | 'name' | 'words' | 'token';

const placeOf = (id: PartyId, what: Sealed): string => `legalisation.party/${id}/${what}`;

/** Seals one thing of a party. */
export function sealOf(
  vault: Pick<SubjectVault, 'seal'>,
  tx: Tx,
  id: PartyId,
  what: Sealed,
  clear: string,
): Promise<Buffer> {
  return vault.seal(tx, id, placeOf(id, what), Buffer.from(clear));
}

/** Opens what `sealOf` made. */
export async function openOf(
  vault: Pick<SubjectVault, 'open'>,
  tx: Tx,
  id: PartyId,
  what: Sealed,
  sealed: Buffer,
): Promise<string> {
  return String(await vault.open(tx, id, placeOf(id, what), sealed));
}

/** A party with name and contact opened. */
export async function openParty(vault: Pick<SubjectVault, 'open'>, tx: Tx, sealed: SealedParty): Promise<Party> {
  const { nameSealed, contact, ...rest } = sealed;
  return {
    ...rest,
    name: await openOf(vault, tx, sealed.id, 'name', nameSealed),
    contact: contact && (await openContact(vault, tx, sealed.id, contact)),
  };
}

async function openContact(
  vault: Pick<SubjectVault, 'open'>,
  tx: Tx,
  id: PartyId,
  contact: NonNullable<SealedParty['contact']>,
): Promise<PartyContact> {
  return { kind: contact.kind, value: await openOf(vault, tx, id, 'contact', contact.sealed) };
}
