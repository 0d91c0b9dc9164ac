import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createSimulatedAuthenticator, simulatedAuthenticatorRoutes } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'authenticator-'));
afterAll(() => rmSync(folder, { recursive: true }));
const site = 'https://guichet.example';
const authenticator = createSimulatedAuthenticator({ folder, mode: 'demo' });
const routes = simulatedAuthenticatorRoutes(authenticator, site);
const challenge = 'A'.repeat(43);
const heldFor = (origin: string): string =>
  authenticator.create(
    {
      rp: { name: 'Shubbak', id: new URL(origin).hostname },
      user: { id: 'AAAA', name: 'karim', displayName: 'Karim' },
      challenge,
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    },
    origin,
  ).id;
const assert = async (credentialId: string, options: object): Promise<number> => {
  const body = JSON.stringify({ credentialId, options: { challenge, ...options } });
  const headers = { 'content-type': 'application/json' };
  return (await routes.request('/simulated-authenticator/assert', { method: 'POST', headers, body })).status;
};

test('answers for a credential of this site that is asked for', async () => {
  const id = heldFor(site);
  expect(await assert(id, {})).toBe(200);
  expect(await assert(id, { rpId: 'guichet.example', allowCredentials: [{ id, type: 'public-key' }] })).toBe(200);
});

test('does not know a credential of another site, nor one that was not asked for', async () => {
  const [own, foreign] = [heldFor(site), heldFor('https://other.example')];
  expect(await assert(foreign, {})).toBe(404);
  expect(await assert(own, { rpId: 'other.example' })).toBe(404);
  expect(await assert(own, { allowCredentials: [{ id: foreign, type: 'public-key' }] })).toBe(404);
});

test('reads no body longer than it could need, said or streamed', async () => {
  const bytes = new Uint8Array(65 * 1024);
  const post = async (init: RequestInit) =>
    (await routes.request('/simulated-authenticator/assert', { method: 'POST', ...init })).status;
  expect(await post({ body: bytes, headers: { 'content-length': String(bytes.length) } })).toBe(413);
  const body = new ReadableStream({
    start: stream => {
      stream.enqueue(bytes);
      stream.close();
    },
  });
  expect(await post(Object.assign({ body }, { duplex: 'half' }))).toBe(413);
});
