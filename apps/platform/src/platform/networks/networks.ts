import { BlockList, isIP, isIPv4 } from 'node:net';

/** Whether `text` is a network in CIDR notation, IPv4 or IPv6: "196.200.1.0/24". */
export function isNetwork(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.split('/');
  if (rest.length > 0 || isIP(address) === 0 || !/^\d{1,3}$/.test(prefix)) return false;
  return Number(prefix) <= (isIPv4(address) ? 32 : 128);
}

/** Whether one of the networks includes the address. An IPv4 address that arrives in IPv6 clothes is what it is underneath. */
export function within(networks: readonly string[], address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  if (isIP(plain) === 0) return false;
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', prefix] = network.split('/');
    list.addSubnet(base, Number(prefix), isIPv4(base) ? 'ipv4' : 'ipv6');
  }
  return list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
}

/**
 * The address of the client behind proxies: the connection's own, unless that is a proxy that `trusted` includes; then what the chain
 * of X-Forwarded-For says, read from its end, up to the first address that is no trusted proxy. What a client wrote into the header
 * itself lies before that and is never believed. Null when the connection's address is not known, or a trusted proxy says nonsense.
 */
export function clientAddress(
  connection: string | undefined,
  forwardedFor: string | undefined,
  trusted: readonly string[],
): string | null {
  if (connection === undefined) return null;
  const chain = (forwardedFor ?? '').split(',').map(each => each.trim());
  let address = connection;
  while (within(trusted, address)) {
    const before = chain.pop();
    if (before === undefined || before === '') return address;
    if (isIP(before) === 0) return null;
    address = before;
  }
  return address;
}

/**
 * What one client can choose its addresses from, spelt one way: of IPv6 the first 64 bits, which are a household's, of IPv4 the whole.
 * For limits by network.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  const groups = [...first, ...zeros, ...last].slice(0, 4).map(part => Number.parseInt(part, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
