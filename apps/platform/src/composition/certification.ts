import {
  type CertificationDeps,
  type CertificationService,
  createCertification,
  createOriginals,
  type Originals,
  type OriginalsDeps,
} from '../modules/certification/index.ts';
import { currentWording } from '../modules/sealing/index.ts';
import type { Config } from '../platform/config/index.ts';

/** Which template prints copies: raised with every change of how they look, beside the version of their words. */
const copyTemplate = `copy-1.${currentWording}`;

/** What certified copies take from the configuration. */
function onTerms({ copies }: Pick<Config, 'copies'>) {
  return {
    papers: { wording: currentWording, template: copyTemplate },
    terms: copies.terms,
    afterDelegation: copies.afterDelegation,
    aheadDays: copies.scanAheadDays,
  };
}

type Parts = Omit<CertificationDeps, keyof ReturnType<typeof onTerms>>;

/** Certified copies at the counter. */
export function openCertification(config: Pick<Config, 'copies'>, parts: Parts): CertificationService {
  return createCertification({ ...parts, ...onTerms(config) });
}

/** Originals in people's accounts, over the acts that are made of them. */
export function openOriginals(config: Pick<Config, 'copies'>, parts: Parts & Pick<OriginalsDeps, 'acts'>): Originals {
  return createOriginals({ ...parts, ...onTerms(config) });
}
