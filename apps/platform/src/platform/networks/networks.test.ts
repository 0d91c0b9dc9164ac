import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientAddress, isNetwork, networkOf, within } from './index.ts';

describe('a network', () => {
  test('includes the addresses of its prefix, and an IPv4 address in IPv6 clothes', () => {
    expect(within(['196.200.1.0/24'], '196.200.1.9')).toBe(true);
    expect(within(['196.200.1.0/24'], '::ffff:196.200.1.9')).toBe(true);
    expect(within(['196.200.1.0/24'], '196.200.2.9')).toBe(false);
    expect(within(['2001:db8::/32'], '2001:db8:1::1')).toBe(true);
    expect(within(['0.0.0.0/0'], '2001:db8::1')).toBe(false);
    expect(within([], '127.0.0.1')).toBe(false);
    expect(within(['0.0.0.0/0'], 'unknown')).toBe(false);
  });

  test('is written in CIDR notation', () => {
    for (const text of ['10.0.0.0/8', '::1/128', '0.0.0.0/0']) expect([text, isNetwork(text)]).toEqual([text, true]);
    for (const text of ['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '::/129', 'localhost/8', '10.0.0.0/8/8', '10.0.0.0/-1'])
      expect([text, isNetwork(text)]).toEqual([text, false]);
  });
});

describe('the client’s address', () => {
  const proxies = ['10.0.0.0/8'];

  test('is the connection’s own where no proxy is trusted, whatever the header says', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.oneof(fc.ipV4(), fc.string()), (connection, header) => {
        expect(clientAddress(connection, header, [])).toBe(connection);
      }),
    );
  });

  test('behind trusted proxies is what the nearest one that is not trusted connected as: what a client forged before it counts for nothing', () => {
    expect(clientAddress('10.0.0.1', '196.200.1.9', proxies)).toBe('196.200.1.9');
    expect(clientAddress('10.0.0.1', '10.9.9.9, 196.200.1.9, 10.0.0.2', proxies)).toBe('196.200.1.9');
    expect(clientAddress('203.0.113.7', '10.0.0.1, 196.200.1.9', proxies)).toBe('203.0.113.7');
    fc.assert(
      fc.property(fc.array(fc.ipV4()), fc.ipV4(), (forged, client) => {
        fc.pre(!within(proxies, client));
        expect(clientAddress('10.0.0.1', [...forged, client].join(', '), proxies)).toBe(client);
      }),
    );
  });

  test('is not known without a connection, nor where a trusted proxy says nonsense', () => {
    expect(clientAddress(undefined, '196.200.1.9', proxies)).toBeNull();
    expect(clientAddress('10.0.0.1', 'nonsense', proxies)).toBeNull();
    expect(clientAddress('10.0.0.1', undefined, proxies)).toBe('10.0.0.1');
  });
});

test.each([
  ['196.200.1.9', '196.200.1.9'],
  ['::ffff:196.200.1.9', '196.200.1.9'],
  // A household has as many addresses as it likes, and one network.
  ['2001:db8:1:2:a:b:c:d', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8::1', '2001:db8:0:0::/64'],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
