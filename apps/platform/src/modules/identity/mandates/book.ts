import type { OrganisationId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Mandate, MandateEnd } from './model.ts';
import { selectEnds, selectMandates } from './mandate-store.ts';

/** All mandates of one organisation with everything that is known of how they ended. */
export interface WholeBook {
  readonly mandates: readonly Mandate[];
  readonly ends: readonly MandateEnd[];
}

/** The mandates of one organisation; empty when the scope may not see it. */
export async function readBook(tx: Tx, organisationId: OrganisationId): Promise<WholeBook> {
  return { mandates: await selectMandates(tx, organisationId), ends: await selectEnds(tx, organisationId) };
}
