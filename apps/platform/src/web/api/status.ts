import type { Refusal } from '../../kernel/index.ts';

type Status = 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503 | 507;

/** HTTP statuses of refusals, by code. What is not here is 422: understood, and refused by a rule. */
const statuses: Readonly<Record<string, Status>> = {
  'session.sign-in-needed': 401,
  'api.malformed': 400,
  'api.key-missing': 400,
  'api.unknown-route': 404,
  'api.too-large': 413,
  'api.too-many': 429,
  'identity.wait': 429,
  'identity.too-many-searches': 429,
  'requests.not-found': 404,
  'documents.page-unknown': 404,
  'documents.page-missing': 404,
  'identity.person-unknown': 404,
  'acts.unknown': 404,
  'acts.file-unproven': 500,
  'acts.preparation-unknown': 404,
  'biometrics.not-enrolled': 404,
  'requests.not-allowed': 403,
  'identity.not-allowed': 403,
  'acts.not-allowed': 403,
  'acts.other-officer': 403,
  'identity.slip-without-request': 403,
  'legalisation.slip-not-today': 403,
  'legalisation.slip-by-colleague': 403,
  'organisation.not-allowed': 403,
  'organisation.not-an-administrator': 403,
  'organisation.proposal-own': 403,
  'organisation.proposal-unknown': 404,
  'organisation.statement-unknown': 404,
  'organisation.proposal-stated': 409,
  'organisation.proposal-withdrawn': 409,
  'organisation.proposal-expired': 409,
  'organisation.proposal-signed-already': 409,
  'requests.changed-meanwhile': 409,
  'requests.not-in-this-state': 409,
  'requests.being-signed': 409,
  'identity.document-known': 409,
  'platform.command-reused': 409,
  'acts.already-made': 409,
  'acts.being-sealed': 409,
  'acts.already-confirmed': 409,
  'acts.not-ready': 409,
  'acts.preparation-replaced': 409,
  'acts.preparation-lapsed': 409,
  'acts.delegation-changed': 409,
  'acts.not-rendered': 503,
  'api.draft-not-printed': 503,
  'api.disk-full': 507,
  'api.broken': 500,
};

/** The HTTP status that answers a refusal. */
export function statusOf({ code }: Refusal): Status {
  return statuses[code] ?? 422;
}
