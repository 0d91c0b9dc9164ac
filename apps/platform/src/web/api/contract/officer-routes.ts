import { z } from 'zod';
import { actView } from './acts.ts';
import { confirmBody, prepareBody, preparationView } from './officer.ts';
import { plainChangeBody, refuseRequestBody, requestView } from './requests.ts';
import type { RouteContract } from './route.ts';

const request = '/requests/{requestId}';
const preparation = '/preparations/{preparationId}';
const act = '/acts/{actId}';

const exemplarValue = z.coerce.number().int().min(1).max(20);
const exemplarQuery = z.object({ exemplar: exemplarValue.default(1) });
const labelQuery = z.object({ exemplar: z.union([z.literal('all'), exemplarValue]).default(1) });

/** What an officer decides, and the papers of the acts made. */
export const officerRoutes = {
  refuseRequest: {
    method: 'post',
    path: `${request}/refuse`,
    tag: 'officer',
    kind: 'write',
    summary: 'Propose to refuse, with a reason of the catalogue: an officer signs the refusal',
    body: refuseRequestBody,
    answer: requestView,
  },
  reconsiderRequest: {
    method: 'post',
    path: `${request}/reconsider`,
    tag: 'officer',
    kind: 'write',
    summary: 'Put a refusal that nobody signed back into the queue',
    body: plainChangeBody,
    answer: requestView,
  },
  prepare: {
    method: 'post',
    path: '/preparations',
    tag: 'officer',
    kind: 'write',
    summary: 'Reserve numbers and make the final pages',
    body: prepareBody,
    answer: preparationView,
  },
  readPreparation: {
    method: 'get',
    path: preparation,
    tag: 'officer',
    kind: 'read',
    summary: 'How far a preparation is; ask again while it moves',
    answer: preparationView,
  },
  finalFile: {
    method: 'get',
    path: `${preparation}/acts/{actId}/final.pdf`,
    tag: 'officer',
    kind: 'read',
    summary: 'The exact bytes to be signed, signature blank',
    answer: 'application/pdf',
  },
  confirm: {
    method: 'post',
    path: `${preparation}/confirm`,
    tag: 'officer',
    kind: 'write',
    summary: 'The officer’s passkey over the manifest',
    body: confirmBody,
    answer: preparationView,
  },
  cancelPreparation: {
    method: 'post',
    path: `${preparation}/cancel`,
    tag: 'officer',
    kind: 'write',
    summary:
      'Give a preparation up: its numbers are cancelled for good, unless the sealer had signed; then the acts are finished',
    answer: preparationView,
  },
  readAct: { method: 'get', path: act, tag: 'acts', kind: 'read', summary: 'A recorded act', answer: actView },
  sealedFile: {
    method: 'get',
    path: `${act}/sealed.pdf`,
    tag: 'acts',
    kind: 'read',
    summary: 'The sealed document',
    answer: 'application/pdf',
  },
  labelPaper: {
    method: 'get',
    path: `${act}/label.pdf`,
    tag: 'acts',
    kind: 'read',
    summary: 'Label for a paper exemplar, or for all of them, a page each',
    query: labelQuery,
    answer: 'application/pdf',
  },
  overprintPaper: {
    method: 'get',
    path: `${act}/overprint.pdf`,
    tag: 'acts',
    kind: 'read',
    summary: 'Overprint for a paper exemplar',
    query: exemplarQuery,
    answer: 'application/pdf',
  },
} as const satisfies Record<string, RouteContract>;
