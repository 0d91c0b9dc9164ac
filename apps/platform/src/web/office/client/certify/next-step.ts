import type { RequestView } from '../../../api/contract/index.ts';

/** The next thing to do for a certified copy: what the primary button does and says. */
export type CertifyStep =
  | { readonly kind: 'find' | 'document' | 'submit' | 'rest' }
  | { readonly kind: 'page' | 'compare'; readonly pageId: string }
  | { readonly kind: 'sign'; readonly personId: string }
  | { readonly kind: 'field'; readonly spot: string };

/** Ids of the controls that the counter leads to. */
export const spots = {
  kind: 'certify-kind',
  issuer: 'certify-issuer-latin',
  issued: 'certify-issued',
  expires: 'certify-expires',
  compare: 'certify-compare',
  holder: 'certify-holder',
  check: (code: string): string => `certify-check-${code}`,
} as const;

/** What leads to the place that a lack is about; its `field` names a place on the screen. */
export function stepOf(field: string): CertifyStep {
  const [place = '', id = ''] = field.split(':');
  switch (place) {
    case 'holders':
      return { kind: 'find' };
    case 'document':
      return { kind: 'document' };
    case 'page':
      return { kind: 'page', pageId: id };
    case 'compared':
      return { kind: 'compare', pageId: id };
    case 'signature':
      return { kind: 'sign', personId: id };
    case 'kind':
      return { kind: 'field', spot: spots.kind };
    case 'issuer':
      return { kind: 'field', spot: spots.issuer };
    case 'expiresOn':
      return { kind: 'field', spot: spots.expires };
    case 'check':
      return { kind: 'field', spot: spots.check(id) };
    default:
      return { kind: 'field', spot: spots.holder };
  }
}

/** The next thing to do with the request on the desk. */
export function nextStep(request: RequestView | undefined): CertifyStep {
  if (!request) return { kind: 'find' };
  if (request.state !== 'draft') return { kind: 'rest' };
  const [lack] = request.missing;
  return lack ? stepOf(lack.field) : { kind: 'submit' };
}
