import type { CatalogueView, PersonNameValue, RequestView } from '../../api/contract/index.ts';

export const copiesService = 'certified-copy';

/** Kinds of paper, reasons for refusal and checks of a service, as the catalogue has them. */
export function wordsOf(catalogue: CatalogueView, service: string): CatalogueView['copies'] {
  return service === copiesService ? catalogue.copies : catalogue;
}

/** Those for whom a request is made: who signs, or who shows the original. */
export function partiesOf(
  request: RequestView,
): readonly { readonly personId: string; readonly name: PersonNameValue }[] {
  return request.certification?.holders ?? request.signatories;
}
