import { type AssuranceLevel, type PersonActor, reaches } from '../../../kernel/index.ts';

/** The ways in which a session is opened, or a person proves again in it that it is they. */
export const signInMethods = [
  /** The code of a slip, handed over at a counter after a look at the person's document. */
  'slip',
  'password',
  /** Password and a code of an authenticator app (RFC 6238). */
  'password-and-code',
  /** Password and one of the codes kept for the day when the app is lost. */
  'password-and-recovery-code',
  /** A passkey, with user verification. */
  'passkey',
  /** The national identity provider. */
  'national',
  /** A code sent to a confirmed address, for a forgotten password. */
  'recovery',
] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** How surely one is known by a way in alone. The others say their own, which was written down when they were bound. */
const ownLevels = {
  slip: 'substantial',
  password: 'low',
  recovery: 'low',
} as const satisfies Partial<Record<SignInMethod, AssuranceLevel>>;

/** One use of a way in, with its level where it says its own. */
export type WayIn =
  | { readonly method: keyof typeof ownLevels }
  | { readonly method: Exclude<SignInMethod, keyof typeof ownLevels>; readonly level: AssuranceLevel };

/** How surely one is known by a way in. */
export function levelOfWay(way: WayIn): AssuranceLevel {
  return 'level' in way ? way.level : ownLevels[way.method];
}

/** The lower of two levels. */
export function lower(one: AssuranceLevel, other: AssuranceLevel): AssuranceLevel {
  return reaches(one, other) ? other : one;
}

/** What is known of an account's person. `suspended`: recovered at a distance, and not proven again since. */
export interface Proof {
  readonly proven: AssuranceLevel;
  readonly suspended: boolean;
}

/** How surely the person of an account is known at all: what nobody has proven since a recovery counts as low. */
export function provenLevel({ proven, suspended }: Proof): AssuranceLevel {
  return suspended ? 'low' : proven;
}

/**
 * What is known after the identity was proven at `level` once more: the surest proof stays, and a recovery at a distance is over as
 * soon as the account is known as surely as before it.
 */
export function provenAgain({ proven, suspended }: Proof, level: AssuranceLevel): Proof {
  if (reaches(level, proven)) return { proven: level, suspended: false };
  return { proven, suspended };
}

/**
 * The level of a session: the lower of how the identity was proven and how one signed in. The national provider proves both at
 * once.
 */
export function levelOfSession(proof: Proof, way: WayIn): AssuranceLevel {
  return way.method === 'national' ? way.level : lower(provenLevel(proof), levelOfWay(way));
}

/** Minutes for which proving again counts. */
const stepUpMinutes = 10;

/** Whether the person has proven within the last ten minutes, in this session, that it is they who act. */
export function hasSteppedUp({ steppedUpAt }: Pick<PersonActor, 'steppedUpAt'>, now: Date): boolean {
  if (steppedUpAt === null) return false;
  const passed = now.getTime() - steppedUpAt.getTime();
  return passed >= 0 && passed < stepUpMinutes * 60_000;
}

/** Passkeys and apps are bound in sessions at least so sure: a password alone must not make itself more than it is. */
export const bindingLevel = 'substantial' satisfies AssuranceLevel;

/**
 * The level of what is bound in a session: that of the session, lest a way in bind one surer than itself. What a slip opened binds as
 * surely as the person is known: a clerk has just handed it over after a look at their document.
 */
export function levelOfBinding(
  proof: Proof,
  session: { readonly method: SignInMethod; readonly level: AssuranceLevel },
): AssuranceLevel {
  return session.method === 'slip' ? provenLevel(proof) : lower(provenLevel(proof), session.level);
}

/** Ways of proving again. */
export type StepUpWay = 'passkey' | 'password-and-code' | 'password';

/**
 * The ways that suffice in a session opened by `method`: none weaker than that one, so that who finds a surely opened session and a
 * password gains nothing.
 */
export function stepUpWaysOf(method: SignInMethod): readonly StepUpWay[] {
  switch (method) {
    case 'passkey':
      return ['passkey'];
    case 'password-and-code':
    case 'password-and-recovery-code':
    // Or the provider once more, which is no way of ours.
    case 'national':
      return ['passkey', 'password-and-code'];
    case 'slip':
    case 'password':
    case 'recovery':
      return ['passkey', 'password-and-code', 'password'];
  }
}
