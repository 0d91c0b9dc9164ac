import type { CatalogueView } from '../../api/contract/index.ts';

export const copiesService = 'certified-copy';

/** Kinds of paper, reasons for refusal and checks of a service, as the catalogue has them. */
export function wordsOf(catalogue: CatalogueView, service: string): CatalogueView['copies'] {
  return service === copiesService ? catalogue.copies : catalogue;
}
