import { PadesError } from '../failure.ts';
import type { RevocationSource } from '../revocation/source.ts';
import type { ValidationOptions } from '../verify/options.ts';
import type { CertificateReport, ValidationReport } from '../verify/report.ts';
import { validate } from '../verify/validate.ts';
import { parseCertificate } from '../x509/certificate.ts';
import type { Terminal } from './terminal.ts';

/**
 * Judges a file, then asks a source about every certificate of which nothing said whether it was revoked, and judges it
 * again with what came. What could not be had is said, and leaves the judgement as it was.
 */
export async function validateOnline(
  pdf: Uint8Array,
  options: ValidationOptions,
  { source, terminal }: { readonly source: RevocationSource; readonly terminal: Terminal },
): Promise<ValidationReport> {
  const report = validate(pdf, options);
  const paths = report.signatures.flatMap(({ path, timestamps }) => [path, ...timestamps.map(stamp => stamp.path)]);
  const [ocsps, crls]: [Uint8Array[], Uint8Array[]] = [[], []];
  for (const [certificate, issuer] of unknownIn(paths)) {
    try {
      const found = await source.find(parseCertificate(certificate), parseCertificate(issuer));
      ocsps.push(...found.ocsps);
      crls.push(...found.crls);
    } catch (error) {
      if (!(error instanceof PadesError)) throw error;
      terminal.warn(error.message);
    }
  }
  return ocsps.length + crls.length === 0 ? report : validate(pdf, { ...options, ocsps, crls });
}

/** Each certificate whose revocation is unknown, once, with its issuer. */
function unknownIn(paths: readonly (readonly CertificateReport[])[]): [certificate: Uint8Array, issuer: Uint8Array][] {
  const found = new Map<string, [Uint8Array, Uint8Array]>();
  for (const path of paths) {
    for (const [index, { certificate, revocation }] of path.entries()) {
      const issuer = path[index + 1]?.certificate;
      if (revocation !== 'unknown' || issuer === undefined) continue;
      found.set(Buffer.from(certificate).toString('hex'), [certificate, issuer]);
    }
  }
  return [...found.values()];
}
