import { describe, expect, test } from 'vitest';
import { routes } from '../contract/index.ts';
import { ApiProblem, createApiClient, Unreachable } from './client.ts';

const office = '0198c0de-0000-7000-8000-000000000000';

function client(answers: readonly (Response | Error)[]) {
  const sent: { url: string; init: RequestInit }[] = [];
  const network: boolean[] = [];
  const api = createApiClient(routes, {
    base: 'http://counter.test',
    patience: [1, 1],
    onNetwork: reachable => network.push(reachable),
    fetch: async (url, init) => {
      sent.push({ url: url instanceof Request ? url.url : url.toString(), init: init ?? {} });
      const answer = answers[sent.length - 1] ?? new Error('no more answers');
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { api, sent, network };
}

const json = (value: unknown, status = 200, type = 'application/json') =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': type } });

describe('the client of the staff API', () => {
  test('fills the path and the query', async () => {
    const { api, sent } = client([json({ requests: [] })]);
    await api.call('listRequests', { params: { officeId: office }, query: { state: 'queued' } });
    expect(sent[0]?.url).toBe(`http://counter.test/api/v1/offices/${office}/requests?state=queued`);
  });

  test('keeps the key of an intention through a lost network', async () => {
    const { api, sent, network } = client([
      new TypeError('lost'),
      new Response('', { status: 502 }),
      json({ id: office }),
    ]);
    await api.call('openRequest', { body: { officeId: office, service: 'signature-legalisation' } });
    const keys = sent.map(({ init }) => new Headers(init.headers).get('idempotency-key'));
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(network).toEqual([false, false, true]);
  });

  test('hands on what the server said, without asking twice', async () => {
    const problem = {
      type: 'about:blank',
      title: 'Occupé',
      status: 503,
      detail: '',
      code: 'acts.sealer-down',
      params: {},
      errors: [],
    };
    const { api, sent } = client([json(problem, 503, 'application/problem+json')]);
    const call = api.call('me', {});
    await expect(call).rejects.toThrow(ApiProblem);
    await expect(call).rejects.toMatchObject({ problem: { code: 'acts.sealer-down' } });
    expect(sent).toHaveLength(1);
  });

  test('says when nobody answered', async () => {
    const { api, sent } = client([]);
    await expect(api.call('me', {})).rejects.toThrow(Unreachable);
    expect(sent).toHaveLength(3);
  });
});
