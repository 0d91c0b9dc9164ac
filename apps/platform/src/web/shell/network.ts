import type { Context } from 'hono';
import { z } from 'zod';

/** What the server's own connection says, under @hono/node-server. */
const connection = z.object({ incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }) });

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/**
 * The network that a request came from, for limits: its address, or the first half of an IPv6 one, which is a household's. A front
 * server on this machine is believed in what it writes last into X-Forwarded-For; nobody else is. "unknown" without a connection.
 */
export function networkOf(c: Context): string {
  const read = connection.safeParse(c.env);
  const direct = read.success ? read.data.incoming.socket.remoteAddress : 'unknown';
  const forwarded = loopback.test(direct) ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const address = forwarded !== undefined && forwarded !== '' ? forwarded.slice(0, 60) : direct;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  return address.includes(':') ? householdOf(address) : address;
}

/** The first 64 bits of an IPv6 address, spelt one way. */
function householdOf(address: string): string {
  const [before = '', after] = address.toLowerCase().split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const zeros =
    after === undefined ? [] : Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  const groups = [...head, ...zeros, ...tail].slice(0, 4).map(group => group.replace(/^0+(?=.)/, ''));
  return `${groups.join(':')}::/64`;
}
