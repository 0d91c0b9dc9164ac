import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPublicServer } from './public-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'public-server-'));
const verifySocket = join(folder, 'verify.sock');
const verify = createServer((_, outgoing) => outgoing.writeHead(200, { 'x-from': 'verify' }).end());
const running: Server[] = [verify];
beforeAll(() => new Promise<void>(resolve => void verify.listen(verifySocket, resolve)));
afterAll(() => {
  for (const server of running) server.close();
  rmSync(folder, { recursive: true });
});

/** What a public server under this address answers: from whom, and its Strict-Transport-Security. */
async function answersUnder(publicUrl: string): Promise<(string | null)[][]> {
  const pages = getRequestListener(() => new Response('', { headers: { 'x-from': 'pages' } }), {
    overrideGlobalObjects: false,
  });
  const server = createPublicServer({ publicUrl, verifySocket, pages: (...each) => void pages(...each) });
  running.push(server);
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const answers = ['/', '/v', '/v/ABC', '/vault'].map(path => fetch(`http://127.0.0.1:${address.port}${path}`));
  return (await Promise.all(answers)).map(({ headers }) => [
    headers.get('x-from'),
    headers.get('strict-transport-security'),
  ]);
}

test('an https address asks browsers to stay with it, from every process behind it', async () => {
  const value = 'max-age=31536000';
  expect(await answersUnder('https://guichet.example.ma')).toEqual([
    ['pages', value],
    ['verify', value],
    ['verify', value],
    ['pages', value],
  ]);
});

test('a local address does not', async () => {
  expect((await answersUnder('http://localhost:8080')).map(([, value]) => value)).toEqual([null, null, null, null]);
});
