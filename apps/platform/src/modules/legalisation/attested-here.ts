import { ok, type PersonId, refuse, type Result } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { ServiceRequest } from '../requests/index.ts';
import { findDistance } from './distance/store.ts';
import type { LegalisationFile, Signatory } from './model.ts';
import { type LegalisationKey, selectSignatories } from './store.ts';

/** Whether a signatory was attested at the request's own office: what others attested, or a person did at a distance, is theirs alone. */
function isAttestedHere({ attestedBy }: Pick<Signatory, 'attestedBy'>): boolean {
  return attestedBy.kind === 'staff' && attestedBy.elsewhere === undefined;
}

/** Whether the office of the request may change what a signatory did. Refused: `legalisation.attested-elsewhere`; nobody is not refused. */
export async function checkHere(
  tx: Tx,
  { communeId, id }: Pick<ServiceRequest, 'communeId' | 'id'>,
  personId: PersonId,
): Promise<Result<undefined>> {
  const signatory = (await selectSignatories(tx, communeId, [id])).find(each => each.personId === personId);
  return signatory && !isAttestedHere(signatory) ? refuse('legalisation.attested-elsewhere') : ok(undefined);
}

/**
 * Whether the office may still make another nature of a request: whoever signed at another office was told the one that it has. Refused:
 * `legalisation.nature-attested`; the first choice and the same one never are.
 */
export function checkNatureFree(
  { legalisation, signatories }: Pick<LegalisationFile, 'legalisation' | 'signatories'>,
  chosen: { readonly code: string } | undefined,
): Result<undefined> {
  const { nature } = legalisation;
  const changes = chosen !== undefined && nature !== null && chosen.code !== nature;
  return changes && !signatories.every(isAttestedHere) ? refuse('legalisation.nature-attested') : ok(undefined);
}

/**
 * Whether the office may still change the pages of a request: whoever signed at another office or at a distance saw these, and those of a
 * request made at a distance are its initiator’s from the first. Refused: `legalisation.pages-attested`.
 */
export async function checkPagesFree(tx: Tx, { communeId, requestId }: LegalisationKey): Promise<Result<undefined>> {
  const signatories = await selectSignatories(tx, communeId, [requestId]);
  if (await findDistance(tx, { communeId, requestId })) return refuse('legalisation.pages-attested');
  return signatories.every(isAttestedHere) ? ok(undefined) : refuse('legalisation.pages-attested');
}
