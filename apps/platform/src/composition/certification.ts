import {
  type CertificationDeps,
  type CertificationService,
  createCertification,
} from '../modules/certification/index.ts';
import { currentWording } from '../modules/sealing/index.ts';
import type { Config } from '../platform/config/index.ts';

/** Which template prints copies: raised with every change of how they look, beside the version of their words. */
const copyTemplate = `copy-1.${currentWording}`;

/** Certified copies, on the terms that the configuration sets. */
export function openCertification(
  { copies }: Pick<Config, 'copies'>,
  deps: Omit<CertificationDeps, 'papers' | 'terms' | 'afterDelegation' | 'aheadDays'>,
): CertificationService {
  return createCertification({
    ...deps,
    papers: { wording: currentWording, template: copyTemplate },
    terms: copies.terms,
    afterDelegation: copies.afterDelegation,
    aheadDays: copies.scanAheadDays,
  });
}
