import {
  type ActId,
  type CommuneId,
  newId,
  type OfficeId,
  type OrganisationId,
  type PersonId,
  type RequestId,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findDocument } from '../documents/index.ts';
import { ownerOf } from './describing.ts';
import type { OriginalId } from './model.ts';
import { originalHash } from './original-hash.ts';
import { insertHeld, insertOrganisationHeld, insertOriginal, updateReissue } from './original-store.ts';
import { openParticulars, places, sealParticulars } from './particulars.ts';
import type { CertificationDeps } from './ports.ts';
import { selectCertifications, selectHolders } from './store.ts';

/** An act of this room that has just been recorded. */
export interface RecordedCopy {
  readonly communeId: CommuneId;
  readonly actId: ActId;
  readonly requestId: RequestId;
  readonly kind: string;
  readonly officeId: OfficeId;
  readonly holders: readonly PersonId[];
  readonly organisations: readonly OrganisationId[];
  readonly recordedAt: Date;
}

/**
 * In the transaction that records an act: a certified copy leaves its Original with whoever holds it, a reissue is noted with the Original
 * that it is a copy of.
 */
export async function onRecorded(deps: CertificationDeps, tx: Tx, act: RecordedCopy): Promise<void> {
  if (act.kind === 'reissue') return updateReissue(tx, act);
  return act.kind === 'certified-copy' ? deposit(deps, tx, act) : undefined;
}

async function deposit(
  { vault }: CertificationDeps,
  tx: Tx,
  { communeId, actId, requestId, officeId, holders, organisations, recordedAt }: RecordedCopy,
): Promise<void> {
  const [kept] = await selectCertifications(tx, communeId, [requestId]);
  const document = await findDocument(tx, { communeId, requestId });
  const shown = await selectHolders(tx, communeId, [requestId]);
  const subject = ownerOf(shown);
  if (!kept || kept.kind === null || kept.stampLanguages === null || !document || subject === undefined)
    throw new Error('a copy was certified of an original that is not described');
  const id = newId<OriginalId>(recordedAt);
  const before = { subject: kept.sealedFor, place: places.certification(requestId) };
  const particulars = await openParticulars(vault, tx, before, kept);
  await insertOriginal(tx, {
    communeId,
    id,
    requestId,
    actId,
    officeId,
    kind: kept.kind,
    sealedFor: subject,
    sealed: await sealParticulars(vault, tx, { subject, place: places.original(id) }, particulars),
    issuedOn: kept.issuedOn,
    expiresOn: kept.expiresOn,
    stampLanguages: kept.stampLanguages,
    pages: originalHash(document.pages.map(({ image }) => image ?? '')),
    depositedAt: recordedAt,
  });
  const item = { itemId: id, communeId, addedAt: recordedAt };
  for (const personId of holders) await insertHeld(tx, { ...item, personId, item: 'original' });
  for (const organisationId of organisations) await insertOrganisationHeld(tx, { ...item, organisationId });
}
