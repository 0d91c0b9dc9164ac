import { z } from 'zod';
import { assertionJson, registrationJson } from '../../session/webauthn-json.ts';
import { workAddress } from './administration.ts';
import { idValue, instantValue } from './values.ts';

/** Options as browsers take them (WebAuthn Level 3 §5.1): hand them on as they are. */
export const askedAnswer = z.object({ challengeId: idValue, options: z.looseObject({ challenge: z.string() }) });
export const confirmationBody = z.object({ challengeId: idValue, response: assertionJson });
export const newPasskeyBody = z.object({ label: z.string().trim().min(1).max(120) });
export const keepPasskeyBody = z.object({ challengeId: idValue, response: registrationJson });
export const removePasskeyBody = z.object({ credentialId: z.string().max(1400) });

/** Where the caller is signed in, and with what they can sign in. */
export const accessAnswer = z
  .object({
    sessions: z.array(z.object({ id: idValue, createdAt: instantValue, seenAt: instantValue, current: z.boolean() })),
    passkeys: z.array(
      z.object({
        credentialId: z.string(),
        createdAt: instantValue,
        /** Whether the device copies it to a cloud. */
        backedUp: z.boolean(),
        simulated: z.boolean(),
      }),
    ),
    address: workAddress.nullable(),
    postings: z.array(z.object({ role: z.string(), place: z.string(), validUntil: instantValue.nullable() })),
  })
  .meta({ id: 'Access' });
export type AccessAnswer = z.infer<typeof accessAnswer>;
