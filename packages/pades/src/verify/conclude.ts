import { PadesError } from '../failure.ts';
import type { Conclusion, Finding, FindingCode, Indication, SubIndication } from './report.ts';

type Consequence = readonly [Exclude<Indication, 'TOTAL-PASSED'>, SubIndication];

/** What each finding makes of a signature (EN 319 102-1 §5.1.3, tables 5 to 7). */
const consequences: Readonly<Record<FindingCode, Consequence>> = {
  'file-unreadable': ['TOTAL-FAILED', 'FORMAT_FAILURE'],
  'file-ambiguous': ['TOTAL-FAILED', 'FORMAT_FAILURE'],
  'contents-malformed': ['TOTAL-FAILED', 'FORMAT_FAILURE'],
  'byte-range': ['TOTAL-FAILED', 'FORMAT_FAILURE'],
  'uncovered-tail': ['TOTAL-FAILED', 'FORMAT_FAILURE'],
  'signature-reused': ['TOTAL-FAILED', 'FORMAT_FAILURE'],
  'cms-malformed': ['TOTAL-FAILED', 'FORMAT_FAILURE'],
  'format-not-pades': ['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE'],
  'message-digest': ['TOTAL-FAILED', 'HASH_FAILURE'],
  'certificate-reference': ['INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND'],
  'signature-value': ['TOTAL-FAILED', 'SIG_CRYPTO_FAILURE'],
  'algorithm-weak': ['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE'],
  'algorithm-unknown': ['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE'],
  'signer-certificate-missing': ['INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND'],
  'signer-key-usage': ['INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE'],
  'path-not-found': ['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND'],
  'path-constraints': ['INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE'],
  'certificate-not-yet-valid': ['TOTAL-FAILED', 'NOT_YET_VALID'],
  'certificate-expired': ['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE'],
  'certificate-revoked': ['INDETERMINATE', 'REVOKED_NO_POE'],
  'authority-revoked': ['INDETERMINATE', 'REVOKED_CA_NO_POE'],
  'revocation-unknown': ['INDETERMINATE', 'TRY_LATER'],
  'timestamp-malformed': ['TOTAL-FAILED', 'FORMAT_FAILURE'],
  'timestamp-imprint': ['TOTAL-FAILED', 'HASH_FAILURE'],
  'timestamp-signature': ['TOTAL-FAILED', 'SIG_CRYPTO_FAILURE'],
  'timestamp-key-usage': ['INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE'],
  'timestamp-order': ['INDETERMINATE', 'TIMESTAMP_ORDER_FAILURE'],
  'timestamp-invalid': ['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE'],
  'changed-after': ['TOTAL-FAILED', 'FORMAT_FAILURE'],
  'changed-against-certification': ['TOTAL-FAILED', 'FORMAT_FAILURE'],
  'changed-locked-field': ['TOTAL-FAILED', 'FORMAT_FAILURE'],
};

/** The worst consequence of some findings; of equally bad ones, that of the first. */
export function conclude(findings: readonly Finding[]): Conclusion {
  const consequencesFound = findings.map(({ code }) => consequences[code]);
  const failed = consequencesFound.find(([indication]) => indication === 'TOTAL-FAILED');
  const [indication, subIndication] = failed ?? consequencesFound[0] ?? (['TOTAL-PASSED', undefined] as const);
  return { indication, subIndication, findings };
}

/** The worst of some indications; undefined when there is none. */
export function worstIndication(indications: readonly Indication[]): Indication | undefined {
  return (['TOTAL-FAILED', 'INDETERMINATE', 'TOTAL-PASSED'] as const).find(one => indications.includes(one));
}

/** Collects what did not hold. A PadesError inside a check is its finding; any other error is a bug and goes on up. */
export class Findings {
  readonly list: Finding[] = [];

  add(code: FindingCode, detail: string): void {
    this.list.push({ code, detail });
  }

  /**
   * Runs a check and returns its value; undefined and a finding when it throws, or returns false or undefined. What is
   * written in an algorithm that nobody here knows is not wrong, only unknown.
   */
  check<T>(code: FindingCode, detail: string, action: () => T): T | undefined {
    try {
      const value = action();
      if (value !== false && value !== undefined) return value;
      this.add(code, detail);
    } catch (error) {
      if (!(error instanceof PadesError)) throw error;
      this.add(isUnknownAlgorithm(error) ? 'algorithm-unknown' : code, error.message);
    }
    return undefined;
  }
}

function isUnknownAlgorithm(error: unknown): boolean {
  return error instanceof PadesError && (error.code === 'algorithm-unsupported' || isUnknownAlgorithm(error.cause));
}
