import { type ApiClient, ApiProblem, Unreachable } from '../../api/client/index.ts';

/** Makes clients wait, instead of failing, for what passes: a lost network, a session that ended. */
export interface Hold {
  /**
   * Wraps a client so that nothing that was typed or drawn is lost: calls refused for want of a session, and calls that found no
   * network, are made again with the same idempotency key. What the server refuses for another reason is thrown as ever.
   */
  readonly over: (client: ApiClient) => ApiClient;
  /** Somebody is signed in again: the calls that waited go on, each with the key of its intention. */
  readonly resume: () => void;
  /** The passkey answered again, and what waited for it goes on; or the person gave up, and it fails. */
  readonly confirm: (given: boolean) => void;
}

export interface HoldOptions {
  /** Milliseconds before a call that found nobody is made once more. */
  readonly pause?: number;
  /** Told when a call that had lost the network came through. */
  readonly onReached?: () => void;
  /** Told when a call waits for the passkey to be asked again. */
  readonly onConfirmNeeded?: () => void;
}

/** Holds calls over a lost network, until somebody is signed in again, and until the passkey was asked again where that is needed. */
export function createHold({ pause = 4000, onReached, onConfirmNeeded }: HoldOptions = {}): Hold {
  let session = Promise.withResolvers<void>();
  let confirmation = Promise.withResolvers<boolean>();
  const over = (client: ApiClient): ApiClient => ({
    call: async (name, call) => {
      const keyed = { ...call, key: call.key ?? crypto.randomUUID() };
      for (let lost = false; ; ) {
        // Taken before the call: a sign-in that happens while it travels counts.
        const { promise } = session;
        try {
          const answer = await client.call(name, keyed);
          if (lost) onReached?.();
          return answer;
        } catch (error) {
          if (error instanceof ApiProblem && error.problem.status === 401) await promise;
          else if (onConfirmNeeded && error instanceof ApiProblem && error.problem.code === 'session.confirm-needed') {
            onConfirmNeeded();
            if (!(await confirmation.promise)) throw error;
          } else if (error instanceof Unreachable) await new Promise(resolve => setTimeout(resolve, pause));
          else throw error;
          lost ||= error instanceof Unreachable;
        }
      }
    },
  });
  return {
    over,
    resume: () => {
      session.resolve();
      session = Promise.withResolvers();
    },
    confirm: given => {
      confirmation.resolve(given);
      confirmation = Promise.withResolvers();
    },
  };
}
