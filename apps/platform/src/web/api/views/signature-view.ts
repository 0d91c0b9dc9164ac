import type { JudgedSignature } from '../../../modules/documents/index.ts';
import type { Translator } from '../../../platform/messages/index.ts';
import type { EarlierSignatureView } from '../contract/index.ts';
import { say } from '../problem.ts';

/** A signature that stood in a file when it arrived, with what that means in plain words. */
export function viewEarlierSignature(t: Translator, signature: JudgedSignature): EarlierSignatureView {
  const { kind, name, indication, subIndication, findings, provenAt, claimedAt, changes } = signature;
  const params = { meaning: meaningOf(signature), changes: changes.replaceAll('-', '_') };
  return {
    kind,
    name,
    indication,
    subIndication,
    findings: [...findings],
    provenAt,
    claimedAt,
    changes,
    detail: say(t, { code: 'documents.judged', params }).trim(),
  };
}

/** What a conclusion means to somebody at a counter. */
function meaningOf({ indication, subIndication, findings, revocationKnown }: JudgedSignature): string {
  if (indication === 'TOTAL-PASSED') return revocationKnown ? 'passed' : 'unasked';
  // Where the signature itself could not be computed, nothing says that it is intact.
  if (findings.some(code => unverified.has(code))) return 'weak';
  return meanings[subIndication ?? ''] ?? 'unclear';
}

const unverified: ReadonlySet<JudgedSignature['findings'][number]> = new Set([
  'signer-certificate-missing',
  'certificate-reference',
  'algorithm-weak',
  'algorithm-unknown',
]);

const meanings: Readonly<Record<string, string>> = {
  NO_CERTIFICATE_CHAIN_FOUND: 'unknown',
  OUT_OF_BOUNDS_NO_POE: 'expired',
  OUT_OF_BOUNDS_NOT_REVOKED: 'expired',
  REVOKED_NO_POE: 'revoked',
  REVOKED_CA_NO_POE: 'revoked',
};
