import { childrenOf, DerFields, type DerValue, oidOf, readOnly } from '../der/decode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { renamingErrors } from '../failure.ts';
import { type Certificate, type Extension } from './certificate.ts';

/** Tag octet of a uniformResourceIdentifier (RFC 5280 §4.2.1.6). */
const uriName = 0x86;

/** Where a certificate says that its status and its issuer are found; only `http` and `https` addresses are kept. */
export interface AccessUrls {
  /** OCSP responders (RFC 5280 §4.2.2.1). */
  readonly ocsps: readonly string[];
  /** The issuer’s certificate. */
  readonly issuers: readonly string[];
  /** CRLs of full scope (RFC 5280 §4.2.1.13). */
  readonly crls: readonly string[];
}

/** Addresses in a certificate; throws `certificate-malformed`. Whoever fetches them decides which may be asked. */
export function accessUrlsOf(certificate: Certificate): AccessUrls {
  return renamingErrors('certificate-malformed', () => {
    const access = certificate.extensions.get(oids.authorityInfoAccess);
    const described = access === undefined ? [] : childrenOf(readOnly(access.value, tag.sequence));
    const urls: { readonly method: string; readonly url: string }[] = [];
    for (const description of described) {
      const fields = new DerFields(description);
      const method = oidOf(fields.take(tag.oid));
      for (const url of urlsIn([fields.any()])) urls.push({ method, url });
    }
    const of = (method: string) => urls.filter(found => found.method === method).map(({ url }) => url);
    const points = distributionPointNames(certificate.extensions.get(oids.crlDistributionPoints));
    return { ocsps: of(oids.ocsp), issuers: of(oids.caIssuers), crls: urlsIn(points) };
  });
}

/**
 * The GeneralNames of a certificate’s CRLDistributionPoints. Points that name reasons or another CRL issuer are left out:
 * they lead to partial or indirect lists.
 */
export function distributionPointNames(extension: Extension | undefined): DerValue[] {
  if (extension === undefined) return [];
  return childrenOf(readOnly(extension.value, tag.sequence)).flatMap(point => {
    const fields = new DerFields(point);
    const name = fields.optional(contextTag(0));
    const restricted = fields.optional(0x81) ?? fields.optional(contextTag(2));
    return name === undefined || restricted !== undefined ? [] : fullNamesIn(name);
  });
}

/** GeneralNames of a DistributionPointName; none where it is relative to the issuer’s name. */
export function fullNamesIn(distributionPointName: DerValue): DerValue[] {
  const name = readOnly(distributionPointName.content);
  return name.tag === contextTag(0) ? childrenOf(name) : [];
}

function urlsIn(names: readonly DerValue[]): string[] {
  return names
    .filter(({ tag: kind }) => kind === uriName)
    .map(({ content }) => Buffer.from(content).toString('latin1'))
    .filter(url => /^https?:\/\//i.test(url));
}
