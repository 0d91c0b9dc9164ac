import type { Centimes, LocalizedText } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { feeOf, legalisationService } from '../model.ts';
import { selectLegalisations } from '../store.ts';
import type { PartiesDeps } from './dependencies.ts';
import type { PartyRequest } from './model.ts';

/** What a paper is in law, null while nobody has chosen or where it is no longer offered, and what is due for it. */
export interface NatureToSign {
  readonly nature: { readonly code: string; readonly label: LocalizedText } | null;
  readonly fee: Centimes;
}

/** What the paper is in law, by its code; null while nobody has chosen. */
export async function natureCodeOf(tx: Tx, { communeId, id }: PartyRequest): Promise<string | null> {
  return (await selectLegalisations(tx, communeId, [id]))[0]?.nature ?? null;
}

/** What the paper is in law, and what is due for it. */
export async function natureOf(
  deps: Pick<PartiesDeps, 'catalogue' | 'clock'>,
  tx: Tx,
  request: PartyRequest,
): Promise<NatureToSign> {
  const { communeId } = request;
  const code = await natureCodeOf(tx, request);
  const asked = { service: legalisationService, nature: code ?? '', at: deps.clock() };
  const nature = code === null ? undefined : await deps.catalogue.findNature(tx, communeId, asked);
  return { nature: code !== null && nature ? { code, label: nature.label } : null, fee: feeOf(request, nature) };
}
