import type { DistanceService } from '../../../modules/legalisation/index.ts';
import type { AccountDeps } from '../page.tsx';

/** What the pages of a legalisation at a distance need. */
export interface LegaliseDeps extends AccountDeps {
  readonly distance: DistanceService;
  /** Addresses of the scripts that take a drawn signature, let fields be moved, and send files part by part. */
  readonly padScript: string;
  readonly placingScript: string;
  readonly uploadScript: string;
}
