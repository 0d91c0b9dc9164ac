import { sameBytes } from '../bytes.ts';
import { clockSkewMilliseconds } from '../clock-skew.ts';
import { PadesError, type PadesErrorCode } from '../failure.ts';
import { type ReadTimestampToken, readTimestampToken } from '../tsp/verify.ts';
import { hash } from '../x509/algorithm.ts';
import { type JudgedPath, judgePath } from './certificates.ts';
import { conclude, Findings } from './conclude.ts';
import type { JudgingContext } from './context.ts';
import type { FindingCode, TimestampReport } from './report.ts';

/** A timestamp, judged, with what the level of a signature depends on. */
export interface JudgedTimestamp {
  readonly report: TimestampReport;
  readonly path: JudgedPath | undefined;
}

const findingOf: Partial<Readonly<Record<PadesErrorCode, FindingCode>>> = {
  'timestamp-imprint-mismatch': 'timestamp-imprint',
  'timestamp-key-usage': 'timestamp-key-usage',
  'timestamp-digest-mismatch': 'timestamp-signature',
  'timestamp-signature-invalid': 'timestamp-signature',
  'timestamp-certificate-reference-mismatch': 'certificate-reference',
  'timestamp-signer-missing': 'signer-certificate-missing',
};

/**
 * Judges an RFC 3161 token over some bytes (EN 319 102-1 §5.4): by itself, then its authority’s path for the moment at
 * which the token is proven to have existed, or that of the judgement. `stamped` are the bytes, in pieces.
 */
export function judgeTimestamp(
  context: JudgingContext,
  kind: TimestampReport['kind'],
  token: Uint8Array,
  { stamped, provenAt }: { readonly stamped: readonly Uint8Array[]; readonly provenAt: Date },
): JudgedTimestamp {
  const findings = new Findings();
  const read = readToken(findings, context, token, stamped);
  if (read !== undefined && read.info.genTime.getTime() > context.at.getTime() + clockSkewMilliseconds) {
    findings.add('timestamp-order', `${read.info.genTime.toISOString()} has not come yet`);
  }
  const path =
    read &&
    judgePath(findings, context, read.signer, {
      carried: read.carried,
      trust: context.timestampTrust,
      moments: [read.info.genTime, provenAt],
    });
  return {
    report: {
      kind,
      conclusion: conclude(findings.list),
      genTime: read?.info.genTime,
      tsaName: read?.signer.commonName,
      path: path?.certificates ?? [],
    },
    path,
  };
}

function readToken(
  findings: Findings,
  { pool }: JudgingContext,
  token: Uint8Array,
  stamped: readonly Uint8Array[],
): ReadTimestampToken | undefined {
  try {
    return readTimestampToken(token, ({ algorithm, digest }) => sameBytes(digest, hash(algorithm, ...stamped)), {
      pool,
      oldReferences: true,
    });
  } catch (error) {
    if (!(error instanceof PadesError)) throw error;
    findings.add(findingOf[error.code] ?? 'timestamp-malformed', error.message);
    return undefined;
  }
}

/** Whether a timestamp proves anything. */
export function isProof({ report }: JudgedTimestamp): boolean {
  return report.conclusion.indication === 'TOTAL-PASSED';
}
