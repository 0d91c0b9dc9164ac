import type { Tx } from '../../../platform/db/index.ts';
import type { RequestDocument } from '../../documents/index.ts';
import type { ServiceRequest } from '../../requests/index.ts';
import type { AtDistance, Signatory } from '../model.ts';
import { selectConsents } from '../parties/consent-store.ts';
import { selectParties } from '../parties/party-store.ts';
import { capacityOf, readStatement } from '../parties/statement.ts';
import { selectLegalisations } from '../store.ts';
import { digestOfPaper } from './content.ts';
import { consentsHold } from './consents.ts';
import { findDistance, selectFields } from './store.ts';

/**
 * What the office must know of a request that people sign from afar: who agreed to what, where they sign, and who made the checks of this
 * very paper. Null for a request of the counter that awaits nobody.
 */
export async function readAtDistance(
  tx: Tx,
  request: Pick<ServiceRequest, 'communeId' | 'id'>,
  document: RequestDocument | undefined,
  signatories: readonly Signatory[],
): Promise<AtDistance | null> {
  const key = { communeId: request.communeId, requestId: request.id };
  const [distance, parties] = [await findDistance(tx, key), await selectParties(tx, key)];
  if (!document || (!distance && parties.length === 0)) return null;
  const fields = await selectFields(tx, key);
  const sha256 = digestOfPaper(document, fields);
  const given = await selectConsents(tx, key, sha256);
  const consents = new Map(
    [...given].map(([partyId, { personId, statement }]) => {
      const { nature, signedFor } = readStatement(statement);
      return [partyId, { personId, nature, signedFor: capacityOf(signedFor) }];
    }),
  );
  const [legalisation] = await selectLegalisations(tx, request.communeId, [request.id]);
  const held = consentsHold({ sha256, nature: legalisation?.nature ?? '', parties, consents, signatories });
  const checked = distance?.checked?.sha256 === sha256 ? distance.checked : null;
  return {
    sha256,
    fault: held.ok ? null : held.refusal,
    checked: checked && { by: checked.by, at: checked.at },
    placed: fields.map(({ partyId, pageId, x, y, width, height }) => {
      const personId = parties.find(({ id }) => id === partyId)?.personId ?? null;
      const drawn = signatories.find(each => each.personId === personId)?.signature ?? null;
      return { page: document.pages.findIndex(({ id }) => id === pageId), x, y, width, height, drawn };
    }),
  };
}
