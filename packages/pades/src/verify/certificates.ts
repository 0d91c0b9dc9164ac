import { sameBytes } from '../bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { isValidAt, judgeBestPath } from '../x509/path.ts';
import { weaknessOf } from './algorithms.ts';
import type { Findings } from './conclude.ts';
import type { JudgingContext } from './context.ts';
import type { CertificateReport } from './report.ts';
import { type JudgedRevocation, judgeRevocation } from './revocation.ts';

/** A certificate’s path as it was judged. */
export interface JudgedPath {
  readonly certificates: readonly CertificateReport[];
  /**
   * Offset in the file behind which all stands that is needed to judge the path again later: certificates
   * and revocation of all but the anchor. Infinite when the file does not hold it.
   */
  readonly dataEnd: number;
}

/** Whom a path may lead to, and when it must hold. */
interface PathQuestion {
  /** Certificates that came with the signature. */
  readonly carried: readonly Certificate[];
  readonly trust: readonly Certificate[];
  /** Every certificate must be valid at each of these; revocation is judged for the last. */
  readonly moments: readonly [Date, ...Date[]];
}

/**
 * Judges a certificate for a moment in the past or now (EN 319 102-1 §5.2.6, §5.6.2.1): a path to a trusted one, valid at
 * that moment, strong keys, and none of it revoked before. The moment is one at which the signature is proven to have
 * existed, so that what expired or was revoked later does no harm.
 */
export function judgePath(
  findings: Findings,
  context: JudgingContext,
  certificate: Certificate,
  { carried, trust, moments }: PathQuestion,
): JudgedPath | undefined {
  const [first] = moments;
  const pool = [...carried, ...context.pool];
  const best = judgeBestPath(certificate, pool, trust, first);
  if (best === undefined) {
    findings.add('path-not-found', 'no path to a trusted certificate');
    return undefined;
  }
  const { path, constraint } = best;
  if (constraint !== undefined) findings.add('path-constraints', constraint);
  for (const link of path) {
    for (const moment of moments) checkValidity(findings, link, moment);
    const weakness = weaknessOf(link, context.policy.minimumRsaBits);
    if (weakness !== undefined) findings.add('algorithm-weak', `${link.commonName ?? 'a certificate'}: ${weakness}`);
  }
  const revocations = path.map((link, index) => {
    const issuer = path[index + 1];
    return issuer && judgeRevocation(context, link, { issuer, pool: [...path, ...pool], at: moments.at(-1) ?? first });
  });
  for (const [index, judged] of revocations.entries()) {
    if (judged !== undefined)
      addRevocation(findings, context, path[index]?.commonName, { judged, isLeaf: index === 0 });
  }
  return {
    certificates: path.map((link, index) => certificateReport(link, revocations[index])),
    dataEnd: Math.max(
      0,
      ...path.slice(0, -1).map(link => offsetOf(context, carried, link)),
      ...revocations.map(judged => (judged === undefined ? 0 : judged.offset)),
    ),
  };
}

/** Where in the file a certificate stands: what came with the signature stands before everything that was added. */
function offsetOf(
  { storedCertificates }: JudgingContext,
  carried: readonly Certificate[],
  { der }: Certificate,
): number {
  if (carried.some(certificate => sameBytes(certificate.der, der))) return 0;
  const stored = storedCertificates.filter(value => sameBytes(value.der, der));
  return Math.min(...stored.map(({ offset }) => offset));
}

function checkValidity(findings: Findings, certificate: Certificate, at: Date): void {
  if (isValidAt(certificate, at)) return;
  const name = certificate.commonName ?? 'a certificate';
  if (at < certificate.notBefore) findings.add('certificate-not-yet-valid', `${name} at ${at.toISOString()}`);
  else findings.add('certificate-expired', `${name} at ${at.toISOString()}`);
}

function addRevocation(
  findings: Findings,
  { policy }: JudgingContext,
  name = 'a certificate',
  { judged, isLeaf }: { readonly judged: JudgedRevocation; readonly isLeaf: boolean },
): void {
  if (judged.kind === 'revoked' && judged.before) {
    findings.add(isLeaf ? 'certificate-revoked' : 'authority-revoked', `${name}, on ${judged.revokedAt.toISOString()}`);
  }
  if (judged.kind === 'unknown' && policy.revocation === 'required') findings.add('revocation-unknown', name);
}

function certificateReport(certificate: Certificate, judged: JudgedRevocation | undefined): CertificateReport {
  const { der, commonName, notBefore, notAfter } = certificate;
  return {
    certificate: der,
    commonName,
    notBefore,
    notAfter,
    revocation: judged?.kind ?? 'trusted',
    revokedAt: judged?.kind === 'revoked' ? judged.revokedAt : undefined,
  };
}
