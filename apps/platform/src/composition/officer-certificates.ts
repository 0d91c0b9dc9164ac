import { X509Certificate } from 'node:crypto';
import { certificatesIn } from '@shubbak/pades';
import { ok, refuse, type Result } from '../kernel/index.ts';
import type { SealerClient } from '../modules/sealing/index.ts';
import type { OfficerCertificate } from '../web/api/index.ts';

/** Certificates between an officer's and a trusted one: more than any authority has. */
const deepest = 6;

/**
 * Judges an officer's certificate before a credential is proposed with it: whether it can be read, comes from an authority of
 * `trusted` (DER), has a key that the sealer can use, and whether that key is where the sealer signs. The sealer asks for nothing of this
 * later but that the signature verifies under the same trust: what is refused here would be refused there, after a number was taken.
 */
export function certificateJudge(
  trusted: readonly Uint8Array[],
  sealer: Pick<SealerClient, 'holds'>,
): (text: string) => Promise<Result<OfficerCertificate>> {
  const roots = trusted.map(der => new X509Certificate(der));
  return async text => {
    const given = readCertificates(text);
    const [leaf, ...between] = given;
    if (!leaf) return refuse('organisation.certificate-malformed');
    if (!isUsableKey(leaf)) return refuse('organisation.certificate-key');
    if (!isIssuedUnder(leaf, between, roots)) return refuse('organisation.certificate-untrusted');
    const answer = await sealer.holds(leaf.raw);
    if (answer.kind === 'refused') return refuse(answer.code, answer.params);
    if (!answer.held) return refuse('organisation.certificate-without-key');
    return ok({ der: leaf.raw, validFrom: leaf.validFromDate, validUntil: leaf.validToDate });
  };
}

function readCertificates(text: string): X509Certificate[] {
  try {
    const bytes = text.includes('-----BEGIN') ? Buffer.from(text) : Buffer.from(text, 'base64');
    return certificatesIn(bytes).map(der => new X509Certificate(der));
  } catch {
    return [];
  }
}

function isUsableKey({ publicKey, ca }: X509Certificate): boolean {
  if (ca) return false;
  const { namedCurve, modulusLength = 0 } = publicKey.asymmetricKeyDetails ?? {};
  if (publicKey.asymmetricKeyType === 'ec') return namedCurve === 'prime256v1';
  return publicKey.asymmetricKeyType === 'rsa' && modulusLength >= 2048;
}

/** Whether a path of signatures leads from the certificate to a trusted one, through those that came with it. */
function isIssuedUnder(
  certificate: X509Certificate,
  between: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  depth = 0,
): boolean {
  if (roots.some(root => isIssuedBy(certificate, root))) return true;
  if (depth >= deepest) return false;
  return between.some(
    issuer => issuer.ca && isIssuedBy(certificate, issuer) && isIssuedUnder(issuer, between, roots, depth + 1),
  );
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
