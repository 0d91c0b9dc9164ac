import type { CommuneId, PersonId, RequestId } from '../../kernel/index.ts';
import type { Sha256 } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { selectLegalisations, selectSignatories } from './store.ts';

/** What the register keeps of a legalisation beside what the act prints. */
export interface Registration {
  readonly nature: string | null;
  readonly exemplars: number;
  /** In the order in which the act names them, each with the strokes that they drew. */
  readonly signatories: readonly { readonly personId: PersonId; readonly signature: Sha256 | null }[];
}

/** What the register keeps of a request that became an act; undefined for one of another service. The caller has authorised it. */
export async function findRegistration(
  tx: Tx,
  { communeId, requestId }: { readonly communeId: CommuneId; readonly requestId: RequestId },
): Promise<Registration | undefined> {
  const [legalisation] = await selectLegalisations(tx, communeId, [requestId]);
  if (!legalisation) return undefined;
  const signatories = await selectSignatories(tx, communeId, [requestId]);
  const { nature, exemplars } = legalisation;
  return { nature, exemplars, signatories: signatories.map(({ personId, signature }) => ({ personId, signature })) };
}
