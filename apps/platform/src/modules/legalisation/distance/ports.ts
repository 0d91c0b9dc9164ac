import type { Centimes, CommuneId, LocalizedText, PersonActor } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { SignatureSample } from '../../enrolment/index.ts';
import type { IdentityService } from '../../identity/index.ts';
import type { NatureRuling } from '../model.ts';
import type { Parties } from '../parties/index.ts';
import type { LegalisationCatalogue, LegalisationDeps } from '../ports.ts';

/** A nature of act as people choose it: how the commune rules on it, and why. */
export interface NatureOffered extends NatureRuling {
  readonly label: LocalizedText;
  readonly basis: LocalizedText | null;
  readonly fee: Centimes;
}

/** What legalisation at a distance stands on, besides what every legalisation does. */
export interface DistanceDeps extends LegalisationDeps {
  readonly catalogue: LegalisationCatalogue & {
    listNatures(tx: Tx, communeId: CommuneId, service: string, at: Date): Promise<readonly NatureOffered[]>;
  };
  readonly parties: LegalisationDeps['parties'] & Pick<Parties, 'add' | 'remove' | 'list' | 'inviteAll'>;
  readonly identity: Pick<IdentityService, 'readAddressee' | 'meet'>;
  /** The person's own specimen in force; undefined where they have left none. The reading is recorded. */
  readonly readSpecimen: (actor: PersonActor) => Promise<SignatureSample | undefined>;
}
