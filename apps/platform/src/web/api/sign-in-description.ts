import { z } from 'zod';
import { signInBodies } from '../session/index.ts';
import { problemResponse } from './openapi.ts';
import type { Api } from './serve.ts';

type SignInPath = keyof typeof signInBodies;

/** Options as browsers take them (WebAuthn Level 3 §5.1, `parseRequestOptionsFromJSON` and its sibling): hand them on as they are. */
const asked = z.object({ challengeId: z.string(), options: z.looseObject({ challenge: z.string() }) });

const answers: Readonly<Record<SignInPath, { readonly operationId: string; summary: string; answer: z.ZodType }>> = {
  '/sign-in/passkey/options': {
    operationId: 'beginSignIn',
    summary: 'A challenge for the passkey of a member of staff',
    answer: asked,
  },
  '/sign-in/passkey/verify': {
    operationId: 'finishSignIn',
    summary: 'Open a session with the passkey’s assertion; the answer sets the session cookie',
    answer: z.object({ expiresAt: z.iso.datetime() }),
  },
  '/sign-in/passkey/registration/options': {
    operationId: 'beginPasskeyRegistration',
    summary: 'A challenge for a new passkey, with a one-time code',
    answer: asked,
  },
  '/sign-in/passkey/registration/verify': {
    operationId: 'finishPasskeyRegistration',
    summary: 'Keep the new passkey',
    answer: z.object({ credentialId: z.string() }),
  },
  '/sign-out': { operationId: 'signOut', summary: 'End the session of this browser', answer: z.object({}) },
};

/** Describes how a session begins and ends. These routes carry no Idempotency-Key: a challenge works once by itself. */
export function describeSignIn({ app }: Api): void {
  for (const path of Object.keys(answers) as SignInPath[]) {
    const { operationId, summary, answer } = answers[path];
    const body = signInBodies[path];
    app.openAPIRegistry.registerPath({
      method: 'post',
      path: `/api/v1${path}`,
      operationId,
      tags: ['session'],
      summary,
      security: [],
      ...(body && { request: { body: { required: true, content: { 'application/json': { schema: body } } } } }),
      responses: {
        200: { description: 'Done', content: { 'application/json': { schema: answer } } },
        default: problemResponse,
      },
    });
  }
}
