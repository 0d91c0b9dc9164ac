import { randomBytes } from 'node:crypto';
import { type AccountId, asId, type Id, isId, newId } from '../../../kernel/index.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import * as store from './own-passkey-store.ts';

const challengeMinutes = 5;
/** Milliseconds within which an authenticator must answer. */
export const challengeLife = challengeMinutes * 60_000;

/** What a challenge was asked for: the answer to another question is no answer to this one. */
export interface ChallengeUse {
  readonly purpose: 'sign-in' | 'step-up' | 'registration';
  /** Whose passkey must answer, or is registered; null before anybody is known. */
  readonly accountId: AccountId | null;
}

/** Keeps a fresh challenge of 32 random bytes. */
export async function newChallenge(
  { db, clock }: Pick<IdentityDependencies, 'db' | 'clock'>,
  use: ChallengeUse,
): Promise<{ challengeId: Id<'challenge'>; challenge: Uint8Array<ArrayBuffer> }> {
  const now = clock();
  const value = randomBytes(32);
  const challengeId = newId<Id<'challenge'>>(now);
  const expiresAt = new Date(now.getTime() + challengeLife);
  await db.transaction({}, tx => store.insertChallengeFor(tx, { ...use, id: challengeId, value, expiresAt }));
  return { challengeId, challenge: new Uint8Array(value) };
}

/**
 * Takes a challenge away, in base64url as authenticators answer it; undefined when it was used, is too old, or was asked for something
 * else or somebody else. It is gone in every case.
 */
export async function takeChallenge(
  { db, clock }: Pick<IdentityDependencies, 'db' | 'clock'>,
  challengeId: string,
  { purpose, accountId }: ChallengeUse,
): Promise<string | undefined> {
  if (!isId(challengeId)) return undefined;
  const taken = await db.transaction({}, tx => store.takeChallengeFor(tx, asId(challengeId), clock()));
  const fits = taken?.purpose === purpose && taken.accountId === accountId;
  return fits ? taken.value.toString('base64url') : undefined;
}
