import type { Certificate } from '../x509/certificate.ts';
import type { RevocationMaterial } from './status.ts';

/**
 * Where OCSP responses and CRLs come from: fetched from the authorities, or kept somewhere. What it gives is verified
 * by whoever asked. A source that has nothing gives nothing, or throws a PadesError that says why.
 */
export interface RevocationSource {
  find(certificate: Certificate, issuer: Certificate): Promise<RevocationMaterial>;
}
