import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { assuranceLevels } from '../../../kernel/index.ts';
import { type IdentityKeys, keyedDigest, openBytes, sealBytes } from '../protection.ts';
import type { NationalAssertion, WalkSecrets } from './model.ts';
import type { WalkId } from './store.ts';

type Keys = Pick<IdentityKeys, 'index'>;

/** What the browser keeps of a walk, in a cookie: 256 random bits. Everything secret of the walk is made from it and a key. */
export function newBrowserToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database knows a browser by. */
export function browserDigest(keys: Keys, token: string): Buffer {
  return keyedDigest(keys, 'national-browser', token);
}

/** State, nonce and PKCE's verifier of one walk: kept nowhere. */
export function secretsOf(keys: Keys, token: string): WalkSecrets {
  const secret = (use: string): string => keyedDigest(keys, `national-${use}`, token).toString('base64url');
  return { state: secret('state'), nonce: secret('nonce'), codeVerifier: secret('verifier') };
}

/** Whether an address brings the state of this browser's walk. */
export function isStateOf(keys: Keys, token: string, state: string | null): boolean {
  const [given, wanted] = [Buffer.from(state ?? ''), Buffer.from(secretsOf(keys, token).state)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const placeOf = (id: WalkId): string => `identity.national_walk/${id}/answer_sealed`;
const sealingKey = (keys: Keys, token: string): Buffer => keyedDigest(keys, 'national-answer', token);

/** Seals what the provider said so that neither the database nor another browser opens it. */
export function sealAnswer(keys: Keys, token: string, id: WalkId, assertion: NationalAssertion): Buffer {
  return sealBytes(sealingKey(keys, token), placeOf(id), Buffer.from(JSON.stringify(assertion)));
}

const assertionShape = z.object({
  issuer: z.string(),
  subject: z.string(),
  level: z.enum(assuranceLevels),
  documentNumber: z.string(),
  documentExpiresOn: z.string(),
  name: z.object({ arabic: z.string(), latin: z.string() }),
  birthDate: z.string(),
});

/** Opens what `sealAnswer` made. Throws for another browser's. */
export function openAnswer(keys: Keys, token: string, id: WalkId, sealed: Buffer): NationalAssertion {
  return assertionShape.parse(JSON.parse(openBytes(sealingKey(keys, token), placeOf(id), sealed).toString()));
}
