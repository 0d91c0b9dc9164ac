import type { OrganisationId, PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { SubjectVault } from '../identity/index.ts';
import type { Particulars, SealedParticulars } from './model.ts';

/** Whose data key seals the particulars of an original: a person's, or an organisation's. */
export type Subject = PersonId | OrganisationId;

/** Where a value stands, for the vault: the same bytes open in no other place. */
export const places = {
  certification: (requestId: string): string => `certification.certification/${requestId}/particulars`,
  original: (id: string): string => `certification.original/${id}/particulars`,
  ahead: (id: string): string => `certification.ahead/${id}/particulars`,
} as const;

/** Seals issuer and own number for whose they are. */
export function sealParticulars(
  vault: SubjectVault,
  tx: Tx,
  { subject, place }: { readonly subject: Subject; readonly place: string },
  { issuer, ownNumber }: SealedParticulars,
): Promise<Buffer> {
  return vault.seal(tx, subject, place, Buffer.from(JSON.stringify({ issuer, ownNumber })));
}

/**
 * Opens what `sealParticulars` sealed. Nothing was typed where nothing is sealed, and nothing is known any more where the person whose key it was
 * is erased: whoever else holds the original goes on.
 */
export async function openParticulars(
  vault: SubjectVault,
  tx: Tx,
  { subject, place }: { readonly subject: Subject | null; readonly place: string },
  kept: { readonly sealed: Buffer | null } & Pick<Particulars, 'issuedOn' | 'expiresOn'>,
): Promise<Particulars> {
  const { sealed, issuedOn, expiresOn } = kept;
  const nothing = { issuer: null, ownNumber: null, issuedOn, expiresOn };
  if (sealed === null || subject === null) return nothing;
  const [clear] = await vault.openKept(tx, [{ subject, place, sealed }]);
  if (!clear) return nothing;
  // Written by `sealParticulars` alone, under this place.
  const said: SealedParticulars = JSON.parse(clear.toString('utf8'));
  return { issuer: said.issuer, ownNumber: said.ownNumber, issuedOn, expiresOn };
}
