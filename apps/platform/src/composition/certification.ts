import { ok } from '../kernel/index.ts';
import {
  type CertificationDeps,
  type CertificationService,
  createCertification,
  createOriginals,
  type Originals,
  type OriginalsDeps,
} from '../modules/certification/index.ts';
import { leastMarkMillimetres, readSignature, writeSignature } from '../modules/legalisation/index.ts';
import { currentWording } from '../modules/sealing/index.ts';
import type { Config } from '../platform/config/index.ts';

/** Which template prints copies: raised with every change of how they look, beside the version of their words. */
const copyTemplate = `copy-1.${currentWording}`;

/** Whoever cannot write draws a mark, as a witness may: it is a column of the register, not a signature that is legalised. */
const pad: CertificationDeps['pad'] = {
  write: drawn => {
    const read = readSignature(drawn, leastMarkMillimetres);
    return read.ok ? ok(writeSignature(read.value)) : read;
  },
};

/** What certified copies take from the configuration. */
function onTerms({ copies }: Pick<Config, 'copies'>) {
  return {
    papers: { wording: currentWording, template: copyTemplate },
    terms: copies.terms,
    afterDelegation: copies.afterDelegation,
    aheadDays: copies.scanAheadDays,
    pad,
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
