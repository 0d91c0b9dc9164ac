import type { PersonId, PersonName, RequestId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { countPages } from '../documents/index.ts';
import type { ServiceRequest } from '../requests/index.ts';
import type { Signatory } from './model.ts';
import type { LegalisationDeps } from './ports.ts';
import { selectLegalisations, selectSignatories } from './store.ts';

/** A signatory as the others may know them: a name, and whether they have signed. */
export interface SignatoryBrief {
  readonly personId: PersonId;
  /** Null for somebody whose file is gone. */
  readonly name: PersonName | null;
  /** When they signed, or agreed at a distance; null while they have not. */
  readonly signedAt: Date | null;
}

/** What a legalisation is about, in as few words as its people need to recognise it: never the text itself. */
export interface LegalisationBrief {
  /** A code of the catalogue; null until it was chosen. */
  readonly nature: string | null;
  readonly pages: number;
  readonly signatories: readonly SignatoryBrief[];
}

/**
 * Several legalisations of one commune in brief, for whoever was allowed to read their requests; requests of other services are absent. The
 * transaction is bound to the commune.
 */
export async function readBriefs(
  tx: Tx,
  people: Pick<LegalisationDeps['people'], 'readNames'>,
  requests: readonly Pick<ServiceRequest, 'id' | 'communeId'>[],
): Promise<ReadonlyMap<RequestId, LegalisationBrief>> {
  const [first] = requests;
  if (!first) return new Map();
  const { communeId } = first;
  const ids = requests.map(({ id }) => id);
  const legalisations = await selectLegalisations(tx, communeId, ids);
  const pages = await countPages(tx, communeId, ids);
  const signatories = await selectSignatories(tx, communeId, ids);
  const names = await people.readNames(
    tx,
    signatories.map(({ personId }) => personId),
  );
  return new Map(
    legalisations.map(({ requestId, nature }) => {
      const signing = signatories
        .filter(each => each.requestId === requestId)
        .map(each => ({
          personId: each.personId,
          name: names.get(each.personId) ?? null,
          signedAt: whenSigned(each),
        }));
      return [requestId, { nature, pages: pages.get(requestId) ?? 0, signatories: signing }];
    }),
  );
}

/** A specimen on file is compared and attested at once; who is present signs and consents. */
function whenSigned({ mode, signedAt, consent, attestedBy }: Signatory): Date | null {
  if (mode === 'specimen') return attestedBy.at;
  return consent === null ? null : (signedAt ?? consent.at);
}
