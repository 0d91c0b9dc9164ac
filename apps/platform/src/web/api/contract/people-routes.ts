import { catalogueView } from './catalogue.ts';
import {
  addDocumentBody,
  findPersonAnswer,
  findPersonBody,
  personCard,
  searchPeopleAnswer,
  searchPeopleBody,
  slipBody,
} from './people.ts';
import type { RouteContract } from './route.ts';
import { meView } from './staff.ts';

/** The member of staff, the day's catalogue, and the people who come to the counter. */
export const peopleRoutes = {
  me: {
    method: 'get',
    path: '/me',
    tag: 'staff',
    kind: 'read',
    summary: 'Who is signed in, where they work, what they may sign',
    answer: meView,
  },
  catalogue: {
    method: 'get',
    path: '/catalogue',
    tag: 'staff',
    kind: 'read',
    summary: 'Natures of act, reasons to refuse, checks, consent',
    answer: catalogueView,
  },
  searchPeople: {
    method: 'post',
    path: '/people/search',
    tag: 'people',
    kind: 'search',
    summary: 'People served by the commune, by name',
    body: searchPeopleBody,
    answer: searchPeopleAnswer,
  },
  findPerson: {
    method: 'post',
    path: '/people/by-document',
    tag: 'people',
    kind: 'search',
    summary: 'One person, by exact document number',
    body: findPersonBody,
    answer: findPersonAnswer,
  },
  openPerson: {
    method: 'get',
    path: '/people/{personId}',
    tag: 'people',
    kind: 'read',
    summary: 'The file of a person known in the commune; the person sees who read it',
    answer: personCard,
  },
  addDocument: {
    method: 'post',
    path: '/people/{personId}/documents',
    tag: 'people',
    kind: 'write',
    summary: 'A further identity document, or the renewed card of a person whose old one expired',
    body: addDocumentBody,
    answer: personCard,
  },
  printSlip: {
    method: 'post',
    path: '/people/{personId}/slip',
    tag: 'people',
    kind: 'write',
    summary: 'Slip with the account number and a new activation code',
    body: slipBody,
    answer: 'application/pdf',
  },
} as const satisfies Record<string, RouteContract>;
