import type { Context } from 'hono';
import type { Actor, PersonActor, StaffActor } from '../../kernel/index.ts';
import type { CurrentSession } from '../../modules/identity/index.ts';

/** What every request carries once `readSession` has seen it. */
export interface SessionEnv {
  readonly Variables: {
    /** Who asks; `anonymous` without a session. */
    actor: Actor;
    session: CurrentSession | undefined;
    /** Value of the hidden field `form-token` of every form; empty without a session. */
    formToken: string;
    /** Code of the problem that was answered, for counting: a word of ours, never what somebody sent. */
    refusal?: string;
  };
}

/** The member of staff of a request that passed `requireStaff`. Throws elsewhere: a guard was forgotten. */
export function staffOf(c: Context<SessionEnv>): StaffActor {
  const actor = c.get('actor');
  if (actor.kind !== 'staff') throw new Error('no member of staff here: requireStaff is missing');
  return actor;
}

/** The person of a request that passed `requirePerson`. Throws elsewhere: a guard was forgotten. */
export function personOf(c: Context<SessionEnv>): PersonActor {
  const actor = c.get('actor');
  if (actor.kind !== 'person') throw new Error('no person here: requirePerson is missing');
  return actor;
}
