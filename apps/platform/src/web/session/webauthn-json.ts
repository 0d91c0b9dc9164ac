import { z } from 'zod';

const base64url = z
  .string()
  .max(10_000)
  .regex(/^[\w-]+$/);

/** `PublicKeyCredential.toJSON()` after `navigator.credentials.get` (WebAuthn Level 3 §5.1, AuthenticationResponseJSON). */
export const assertionJson = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.exactOptional(),
  }),
});

/** `PublicKeyCredential.toJSON()` after `navigator.credentials.create` (RegistrationResponseJSON). */
export const registrationJson = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])).exactOptional(),
  }),
});
