import { PadesError } from '../failure.ts';

/** Why a certificate was revoked, at the place of its code; 7 is not used (RFC 5280 §5.3.1). */
export const revocationReasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const;

/** Why a certificate was revoked, by the names of RFC 5280. */
export type RevocationReason = NonNullable<(typeof revocationReasons)[number]>;

/** Reason of the content octets of a CRLReason; throws `revocation-malformed` when there is no such reason. */
export function reasonOf(content: Uint8Array): RevocationReason {
  const [code = -1] = content;
  const reason = content.length === 1 ? revocationReasons[code] : undefined;
  if (reason === undefined) throw new PadesError('revocation-malformed', `there is no reason ${code}`);
  return reason;
}
