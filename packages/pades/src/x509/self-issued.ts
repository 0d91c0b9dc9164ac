import { sameBytes } from '../bytes.ts';
import type { Certificate } from './certificate.ts';

/** Whether issuer and subject are one name: such a certificate counts for no level of its own (RFC 5280 §6.1). */
export function isSelfIssued({ issuer, subject }: Certificate): boolean {
  return sameBytes(issuer, subject);
}
