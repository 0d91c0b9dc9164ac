import type { RouteContract } from './route.ts';
import {
  completeVisitAnswer,
  completeVisitBody,
  readZoneBody,
  specimensAnswer,
  visitCatalogueView,
  zoneView,
} from './visits.ts';

/** The one visit: the card read, the person enrolled with what is taken of them, specimens compared later. */
export const visitRoutes = {
  visitCatalogue: {
    method: 'get',
    path: '/visits/catalogue',
    tag: 'visits',
    kind: 'read',
    summary: 'Reasons, sentences in force and the station’s devices for a visit',
    answer: visitCatalogueView,
  },
  readZone: {
    method: 'post',
    path: '/visits/zone',
    tag: 'visits',
    kind: 'search',
    summary: 'The machine-readable zone of a card or passport, its check digits verified',
    body: readZoneBody,
    answer: zoneView,
  },
  completeVisit: {
    method: 'post',
    path: '/visits',
    tag: 'visits',
    kind: 'write',
    summary: 'Keep a whole visit: who the person is, by whose word, and what was taken of them',
    body: completeVisitBody,
    answer: completeVisitAnswer,
  },
  readSpecimens: {
    method: 'get',
    path: '/people/{personId}/specimens',
    tag: 'visits',
    kind: 'read',
    summary: 'Signature specimens to compare with a signature of today; the person sees it',
    answer: specimensAnswer,
  },
} as const satisfies Record<string, RouteContract>;
