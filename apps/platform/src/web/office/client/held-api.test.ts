import { describe, expect, test } from 'vitest';
import { type ApiClient, ApiProblem, Unreachable } from '../../api/client/index.ts';
import { createHold } from './held-api.ts';

function problem(status: number, code: string): ApiProblem {
  return new ApiProblem({ type: 'about:blank', title: '', status, detail: '', code, params: {}, errors: [] });
}

/** A client that answers `answers` in turn and keeps the keys it was called with. */
function scripted(answers: readonly unknown[]) {
  const keys: (string | undefined)[] = [];
  const client = {
    call: async (_: string, call: { readonly key?: string }) => {
      keys.push(call.key);
      const answer = answers[keys.length - 1];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  } as unknown as ApiClient;
  return { client, keys };
}

describe('calls that are held', () => {
  test('wait for the next sign-in, and go on with the key of their intention', async () => {
    const { client, keys } = scripted([problem(401, 'session.sign-in-needed'), { done: true }]);
    const held = createHold();
    const call = held.over(client).call('me', {});
    await new Promise(resolve => setImmediate(resolve));
    expect(keys).toHaveLength(1);
    held.resume();
    expect(await call).toEqual({ done: true });
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toBeDefined();
  });

  test('are made again when the network was away, which is said once it is back', async () => {
    const { client, keys } = scripted([new Unreachable('lost'), new Unreachable('lost'), { done: true }]);
    const reached: true[] = [];
    const held = createHold({ pause: 1, onReached: () => reached.push(true) });
    expect(await held.over(client).call('me', {})).toEqual({ done: true });
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(reached).toHaveLength(1);
  });

  test('hand on every other refusal at once', async () => {
    const { client, keys } = scripted([problem(409, 'requests.changed-meanwhile')]);
    await expect(createHold().over(client).call('me', {})).rejects.toMatchObject({ problem: { status: 409 } });
    expect(keys).toHaveLength(1);
  });
});
