import { sameBytes } from '../bytes.ts';
import { PadesError } from '../failure.ts';
import { verifiesSignature } from './algorithm.ts';
import type { Certificate } from './certificate.ts';
import { brokenConstraint } from './path-constraints.ts';

/** A path and what does not hold in it; a sound one has nothing but itself. */
export interface PathJudgement {
  /** Leaf first, trusted certificate last. */
  readonly path: readonly Certificate[];
  /** The first certificate that had ended by then. */
  readonly expired?: Certificate;
  /** The first certificate that had not begun. */
  readonly notYetValid?: Certificate;
  /** The first rule that is broken, for engineers. */
  readonly constraint?: string;
}

const longestPath = 8;
/** Bounds on what a heap of cross-certificates, or of impostors under one name, may cost. */
const mostSignatureChecks = 256;
const mostSteps = 2048;

/** Whether the moment lies inside the certificate's validity, both ends included. */
export function isValidAt(certificate: Certificate, at: Date): boolean {
  return certificate.notBefore <= at && at <= certificate.notAfter;
}

/**
 * Certificates from `leaf` to one of `trust`, leaf first, every one valid at `at`; undefined when there is no such path.
 * All of RFC 5280 §6.1 is checked but revocation, which is for the caller.
 */
export function findPath(
  leaf: Certificate,
  pool: readonly Certificate[],
  trust: readonly Certificate[],
  at: Date,
): Certificate[] | undefined {
  const judgement = judgeBestPath(leaf, pool, trust, at);
  return judgement !== undefined && weightOf(judgement) === 0 ? [...judgement.path] : undefined;
}

/**
 * The best path from `leaf` to one of `trust`: a sound one, else one in which only dates do not hold, else one that breaks
 * a rule. Undefined when no signatures lead to a trusted certificate at all.
 */
export function judgeBestPath(
  leaf: Certificate,
  pool: readonly Certificate[],
  trust: readonly Certificate[],
  at: Date,
): PathJudgement | undefined {
  let best: PathJudgement | undefined;
  for (const path of new PathSearch(pool, trust).from(leaf)) {
    const judgement = judged(path, at);
    if (best === undefined || weightOf(judgement) < weightOf(best)) best = judgement;
    if (weightOf(best) === 0) return best;
  }
  return best;
}

function judged(path: readonly Certificate[], at: Date): PathJudgement {
  const expired = path.find(({ notAfter }) => notAfter < at);
  const notYetValid = path.find(({ notBefore }) => at < notBefore);
  const constraint = brokenConstraint(path);
  return {
    path,
    ...(expired === undefined ? {} : { expired }),
    ...(notYetValid === undefined ? {} : { notYetValid }),
    ...(constraint === undefined ? {} : { constraint }),
  };
}

function weightOf({ expired, notYetValid, constraint }: PathJudgement): number {
  if (constraint !== undefined) return 2;
  return expired === undefined && notYetValid === undefined ? 0 : 1;
}

/** Walks every chain of names and signatures that ends at a trusted certificate, as far as its bounds allow. */
class PathSearch {
  readonly #trust: readonly Certificate[];
  readonly #candidates: readonly Certificate[];
  readonly #issued = new Map<Certificate, Map<Certificate, boolean>>();
  #checksLeft = mostSignatureChecks;
  #stepsLeft = mostSteps;

  constructor(pool: readonly Certificate[], trust: readonly Certificate[]) {
    this.#trust = trust;
    this.#candidates = [...trust, ...pool];
  }

  *from(leaf: Certificate): Generator<readonly Certificate[]> {
    yield* this.#extend([leaf], leaf);
  }

  *#extend(path: readonly Certificate[], last: Certificate): Generator<readonly Certificate[]> {
    if (this.#stepsLeft-- <= 0) return;
    if (this.#trust.some(anchor => sameBytes(anchor.der, last.der))) {
      yield path;
      return;
    }
    if (path.length >= longestPath) return;
    const tried: Certificate[] = [...path];
    for (const candidate of this.#candidates) {
      if (!sameBytes(candidate.subject, last.issuer)) continue;
      if (tried.some(seen => sameBytes(seen.der, candidate.der))) continue;
      tried.push(candidate);
      if (this.#hasIssued(candidate, last)) yield* this.#extend([...path, candidate], candidate);
      if (this.#checksLeft <= 0) return;
    }
  }

  /** Whether the signature is the issuer’s; a key or an algorithm that cannot be read has signed nothing. */
  #hasIssued(issuer: Certificate, certificate: Certificate): boolean {
    const known = this.#issued.get(issuer)?.get(certificate);
    if (known !== undefined) return known;
    if (this.#checksLeft-- <= 0) return false;
    const holds = signedBy(issuer, certificate);
    const row = this.#issued.get(issuer) ?? new Map<Certificate, boolean>();
    this.#issued.set(issuer, row.set(certificate, holds));
    return holds;
  }
}

function signedBy({ publicKeyInfo }: Certificate, { signatureAlgorithm, signed, signature }: Certificate): boolean {
  try {
    return verifiesSignature({ algorithm: signatureAlgorithm, publicKeyInfo, signed, signature });
  } catch (error) {
    if (error instanceof PadesError) return false;
    throw error;
  }
}
