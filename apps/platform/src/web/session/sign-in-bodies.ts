import { z } from 'zod';
import { assertionJson, registrationJson } from './webauthn-json.ts';

/** What each route of the sign-in of staff accepts, under /api/v1: for whoever checks it and whoever describes it. */
export const signInBodies = {
  '/sign-in/passkey/options': null,
  '/sign-in/passkey/verify': z.object({ challengeId: z.string().max(40), response: assertionJson }),
  '/sign-in/passkey/registration/options': z.object({
    code: z.string().max(60),
    label: z.string().trim().min(1).max(120),
  }),
  '/sign-in/passkey/registration/verify': z.object({
    code: z.string().max(60),
    challengeId: z.string().max(40),
    response: registrationJson,
  }),
  '/sign-out': null,
} as const;
