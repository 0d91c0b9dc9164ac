/** What a judgement is held against. */
export interface ValidationOptions {
  /** DER certificates trusted for signers. */
  readonly trust: readonly Uint8Array[];
  /** DER certificates trusted for timestamps; those of `trust` unless told. */
  readonly timestampTrust?: readonly Uint8Array[];
  /** Rules that differ from `defaultPolicy`. */
  readonly policy?: Partial<ValidationPolicy>;
  /** Moment for which the file is judged; now unless told. */
  readonly at?: Date;
  /** Certificates, OCSP responses and CRLs (DER) that the file does not carry. They are verified like any other. */
  readonly certificates?: readonly Uint8Array[];
  readonly ocsps?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
}

/** Rules that may differ from one relying party to another (EN 319 102-1 §5.1.4). */
export interface ValidationPolicy {
  /**
   * `required`: a certificate of which nothing says whether it was revoked leaves the signature indeterminate.
   * `if-available`: only what is there counts, for authorities that publish nothing.
   */
  readonly revocation: 'required' | 'if-available';
  /** Shortest RSA key, in bits. */
  readonly minimumRsaBits: number;
}

/** Strict on revocation; key lengths of ETSI TS 119 312. */
export const defaultPolicy: ValidationPolicy = { revocation: 'required', minimumRsaBits: 2048 };
