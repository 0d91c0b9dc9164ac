import { z } from 'zod';
import * as a from './access.ts';
import { doneAnswer, workAddress } from './administration.ts';
import type { RouteContract } from './route.ts';

const post = { method: 'post', tag: 'staff' } as const;
const nothing = z.object({});

/** How members of staff keep their own access. A challenge works once by itself: those routes carry no Idempotency-Key. */
export const accessRoutes = {
  readAccess: {
    method: 'get',
    tag: 'staff',
    kind: 'read',
    path: '/me/access',
    summary: 'The caller’s sessions, passkeys and postings',
    answer: a.accessAnswer,
  },
  setTraining: {
    ...post,
    kind: 'search',
    path: '/me/training',
    summary:
      'Take the caller’s session into training, or out of it: from the next call on it works in the shadow of the commune',
    body: z.object({ training: z.boolean() }),
    answer: doneAnswer,
  },
  endOwnSession: {
    ...post,
    kind: 'write',
    path: '/me/sessions/{sessionId}/end',
    summary: 'Sign out elsewhere',
    body: nothing,
    answer: doneAnswer,
  },
  keepOwnAddress: {
    ...post,
    kind: 'write',
    path: '/me/address',
    summary: 'Where the caller is written to about their work; an empty address forgets it',
    body: workAddress,
    answer: doneAnswer,
  },
  beginConfirmation: {
    ...post,
    kind: 'search',
    path: '/me/confirmation/options',
    summary: 'A challenge for the caller’s passkey, before what asks for it anew',
    body: nothing,
    answer: a.askedAnswer,
  },
  confirmAnew: {
    ...post,
    kind: 'search',
    path: '/me/confirmation/verify',
    summary: 'The passkey answered again: for ten minutes the session may change what asks for it',
    body: a.confirmationBody,
    answer: doneAnswer,
  },
  beginPasskey: {
    ...post,
    kind: 'search',
    fresh: true,
    path: '/me/passkeys/options',
    summary: 'A challenge for a further passkey of the caller',
    body: a.newPasskeyBody,
    answer: a.askedAnswer,
  },
  keepPasskey: {
    ...post,
    kind: 'search',
    fresh: true,
    path: '/me/passkeys/verify',
    summary: 'Keep the further passkey',
    body: a.keepPasskeyBody,
    answer: doneAnswer,
  },
  removePasskey: {
    ...post,
    kind: 'write',
    fresh: true,
    path: '/me/passkeys/remove',
    summary: 'Take one of the caller’s passkeys away; the last one stays',
    body: a.removePasskeyBody,
    answer: doneAnswer,
  },
} as const satisfies Record<string, RouteContract>;
