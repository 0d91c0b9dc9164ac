/** What can go wrong, by name. Each check has its own code, so that a caller can answer in words of its own. */
export type PadesErrorCode =
  // the PDF handed in
  | 'pdf-not-a-pdf'
  | 'pdf-malformed'
  | 'pdf-encrypted'
  | 'pdf-unsupported'
  | 'pdf-limit-exceeded'
  | 'pdf-certified'
  // what was asked of prepareSignature
  | 'page-out-of-range'
  | 'box-outside-page'
  | 'field-name-invalid'
  | 'field-name-taken'
  | 'field-locked'
  | 'field-seed-value'
  | 'blank-invalid'
  | 'option-invalid'
  | 'appearance-unsupported'
  // DER, certificates, CMS
  | 'der-malformed'
  | 'certificate-malformed'
  | 'algorithm-unsupported'
  | 'cms-malformed'
  | 'signature-malformed'
  | 'signature-mismatch'
  // putting the signature in
  | 'contents-too-small'
  | 'prepared-state-invalid'
  | 'prepared-bytes-changed'
  | 'message-digest-mismatch'
  // OCSP and CRL
  | 'revocation-malformed'
  | 'revocation-unusable'
  | 'revocation-unreachable'
  | 'revocation-incomplete'
  | 'certificate-revoked'
  // augmenting
  | 'augment-unsigned'
  | 'augment-unverified'
  | 'augment-untrusted'
  // RFC 3161
  | 'timestamp-unreachable'
  | 'timestamp-too-large'
  | 'timestamp-unavailable'
  | 'timestamp-malformed'
  | 'timestamp-rejected'
  | 'timestamp-imprint-mismatch'
  | 'timestamp-nonce-mismatch'
  | 'timestamp-policy-mismatch'
  | 'timestamp-signer-missing'
  | 'timestamp-certificate-reference-mismatch'
  | 'timestamp-key-usage'
  | 'timestamp-digest-mismatch'
  | 'timestamp-signature-invalid'
  | 'timestamp-certificate-expired'
  | 'timestamp-untrusted'
  | 'timestamp-drift'
  // lists of withdrawn papers
  | 'list-malformed'
  | 'list-foreign-seal'
  | 'list-signature-invalid'
  | 'list-other-issuer'
  | 'list-shrank'
  // keys in a hardware module (PKCS#11)
  | 'pkcs11-not-installed'
  | 'pkcs11-module-failed'
  | 'pkcs11-token-missing'
  | 'pkcs11-token-ambiguous'
  | 'pkcs11-pin-refused'
  | 'pkcs11-key-missing'
  | 'pkcs11-key-ambiguous'
  | 'pkcs11-refused'
  | 'pkcs11-session-lost'
  | 'pkcs11-process-ended'
  | 'pkcs11-timeout';

/** The only exception that this package throws on bad input. `message` is for engineers, `code` is for programs. */
export class PadesError extends Error {
  override readonly name = 'PadesError';
  readonly code: PadesErrorCode;

  constructor(code: PadesErrorCode, message: string, options?: ErrorOptions) {
    super(`${code}: ${message}`, options);
    this.code = code;
  }
}

/** Runs `action`; a PadesError that it throws is renamed to `code`, keeping the first as its cause. */
export function renamingErrors<T>(code: PadesErrorCode, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof PadesError) throw new PadesError(code, error.message, { cause: error });
    throw error;
  }
}
