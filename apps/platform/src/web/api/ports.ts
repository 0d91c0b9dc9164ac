import type { Clock, CommuneId } from '../../kernel/index.ts';
import type { Acts } from '../../modules/acts/index.ts';
import type { Catalogue } from '../../modules/catalogue/index.ts';
import type { IdentityService } from '../../modules/identity/index.ts';
import type { DraftFace, LegalisationPaper, LegalisationService } from '../../modules/legalisation/index.ts';
import type { Papers } from '../../modules/sealing/index.ts';
import type { Database } from '../../platform/db/index.ts';

/** Prints pages as an act would have them, marked as a draft. */
export interface DraftPrinter {
  print(communeId: CommuneId, face: DraftFace, paper: LegalisationPaper): Promise<Uint8Array>;
}

/** What the routes call. Composition plugs it together. */
export interface ApiDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly identity: IdentityService;
  readonly legalisation: LegalisationService;
  readonly acts: Acts;
  readonly catalogue: Catalogue;
  readonly papers: Pick<Papers, 'slip' | 'label' | 'overprint'>;
  readonly drafts: DraftPrinter;
  /** Address printed on papers, without a trailing slash. */
  readonly publicUrl: string;
  /** Demo only: where an assertion by the simulated authenticator is made; null elsewhere. */
  readonly simulatedAuthenticator: string | null;
  /** Told of every failure that is nobody's input. */
  readonly onFailure: (error: unknown) => void;
}
