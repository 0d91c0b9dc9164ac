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

/** What stands for the words of somebody who was erased. */
const erased = '—';

/** Opens what `sealOf` made; a dash where its person was erased. */
export async function openOf(
  vault: Pick<SubjectVault, 'openKept'>,
  tx: Tx,
  id: PartyId,
  what: Sealed,
  sealed: Buffer,
): Promise<string> {
  const [clear] = await vault.openKept(tx, [{ subject: id, place: placeOf(id, what), sealed }]);
  return clear ? String(clear) : erased;
}

/** A party with name and contact opened. */
export async function openParty(vault: Pick<SubjectVault, 'openKept'>, tx: Tx, sealed: SealedParty): Promise<Party> {
  const { nameSealed, contact, ...rest } = sealed;
  return {
    ...rest,
    name: await openOf(vault, tx, sealed.id, 'name', nameSealed),
    contact: contact && (await openContact(vault, tx, sealed.id, contact)),
  };
}

async function openContact(
  vault: Pick<SubjectVault, 'openKept'>,
  tx: Tx,
  id: PartyId,
  contact: NonNullable<SealedParty['contact']>,
): Promise<PartyContact> {
  return { kind: contact.kind, value: await openOf(vault, tx, id, 'contact', contact.sealed) };
}
