import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { networkOf } from './index.ts';

/** What the server takes a connection from `remoteAddress` to be, with a header that anybody may write. */
async function seen(remoteAddress: string | undefined, forwarded?: string): Promise<string> {
  const app = new Hono();
  app.get('/', c => c.text(networkOf(c)));
  const env = remoteAddress === undefined ? {} : { incoming: { socket: { remoteAddress } } };
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return (await app.request('/', { headers }, env)).text();
}

test.each([
  ['196.200.1.9', undefined, '196.200.1.9'],
  // Nobody but a front server on this machine is believed.
  ['196.200.1.9', '10.0.0.1', '196.200.1.9'],
  ['127.0.0.1', '10.0.0.1, 196.200.1.9', '196.200.1.9'],
  ['::1', '196.200.1.9', '196.200.1.9'],
  ['::ffff:127.0.0.1', '196.200.1.9', '196.200.1.9'],
  ['127.0.0.1', undefined, '127.0.0.1'],
  ['::ffff:196.200.1.9', undefined, '196.200.1.9'],
  // A household has as many addresses as it likes, and one network.
  ['2001:db8:1:2:a:b:c:d', undefined, '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', undefined, '2001:db8:1:2::/64'],
  ['2001:0db8::1', undefined, '2001:db8:0:0::/64'],
  [undefined, '196.200.1.9', 'unknown'],
])('a connection from %s that says %s counts as %s', async (remote, forwarded, network) => {
  expect(await seen(remote, forwarded)).toBe(network);
});
