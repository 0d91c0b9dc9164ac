import { describe, expect, it } from 'vitest';
import { encode, explicit, integer, oid, sequence, text } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { judge } from '../fixtures/judges.ts';
import { now, validity } from '../fixtures/officer.ts';
import { type Authority, createAuthority, issueCertificate } from '../testing/authority.ts';
import { certificatePem, createKey, encodeName, extension, type SubjectName } from '../testing/certificate.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { findPath, judgeBestPath } from './path.ts';

const named = (commonName: string): SubjectName => ({ commonName, organization: 'Commune', country: 'MA' });
const root = createAuthority({ name: named('Root'), validity });

type Extras = Partial<Omit<Parameters<typeof createAuthority>[0], 'name'>>;
const authority = (commonName: string, extras: Extras = {}) =>
  createAuthority({ name: named(commonName), validity, issuer: root, ...extras });
type LeafExtras = Partial<Parameters<typeof issueCertificate>[1]>;
const leafOf = (issuer: Authority, extras: LeafExtras = {}) =>
  issueCertificate(issuer, { subject: named('Officer'), usage: 'signer', validity, ...extras });

const judgedWith = (leaf: { readonly chain: readonly Uint8Array[] }, at = now, more: readonly Certificate[] = []) => {
  const [first, ...others] = leaf.chain.map(parseCertificate);
  if (first === undefined) throw new Error('no leaf');
  return judgeBestPath(first, [...others, ...more], [parseCertificate(root.certificate)], at);
};

/** Whether openssl takes the path, policies included. */
function opensslAccepts({ chain }: { readonly chain: readonly Uint8Array[] }): boolean {
  const [leaf = new Uint8Array(), ...others] = chain;
  const files = {
    'root.pem': certificatePem(root.certificate),
    'others.pem': others.map(certificatePem).join(''),
    'leaf.pem': certificatePem(leaf),
  };
  const at = String(now.getTime() / 1000);
  const given = ['-CAfile', 'root.pem', '-untrusted', 'others.pem', '-attime', at];
  // Without a policy of the asker’s it takes none; ours accepts any.
  const policy = ['-policy_check', '-policy', oids.anyPolicy];
  return judge('openssl', files, ['verify', ...policy, ...given, 'leaf.pem']).code === 0;
}

const directory = (...parts: (readonly [type: string, value: string])[]) =>
  explicit(4, sequence(...parts.map(([type, value]) => encode(0x31, sequence(oid(type), text(0x0c, value))))));
const inCommune = encodeName(named('x'));
const prefix = directory([oids.organizationName, 'COMMUNE']);
const whole = explicit(4, inCommune);
const mail = encode(0x81, Buffer.from('commune.example'));
const names = (permitted: readonly Uint8Array[], excluded: readonly Uint8Array[] = []) => {
  const trees = (number: number, list: readonly Uint8Array[]) =>
    list.length === 0 ? [] : [explicit(number, ...list.map(base => sequence(base)))];
  return extension(oids.nameConstraints, true, sequence(...trees(0, permitted), ...trees(1, excluded)));
};
const countryOf = (code: string) =>
  explicit(4, sequence(encode(0x31, sequence(oid(oids.countryName), text(0x13, code)))));
const alternative = (name: Uint8Array) => extension(oids.subjectAltName, false, sequence(name));
const policies = (...list: string[]) =>
  extension(oids.certificatePolicies, false, sequence(...list.map(policy => sequence(oid(policy)))));
const requirePolicy = (after: number) =>
  extension(oids.policyConstraints, true, sequence(encode(0x80, integer(after).subarray(2))));
const noAnyPolicy = extension(oids.inhibitAnyPolicy, true, integer(0));
const a = '1.3.6.1.4.1.99999.2';
const b = '1.3.6.1.4.1.99999.3';

describe('judgeBestPath', () => {
  const under = (moreExtensions: readonly Uint8Array[], leaf: LeafExtras = {}) =>
    leafOf(authority('Issuing', { moreExtensions }), leaf);
  it.each<[string, { readonly chain: readonly Uint8Array[] }, string | undefined]>([
    ['a country that is permitted', under([names([countryOf('ma')])]), undefined],
    ['a country that is not', under([names([countryOf('FR')])]), 'not permitted'],
    ['a country that is excluded, in other letters', under([names([], [countryOf('ma')])]), 'is excluded'],
    ['a subtree that begins otherwise', under([names([prefix])]), 'not permitted'],
    ['a subtree that is longer than the name', under([names([whole])]), 'not permitted'],
    ['a constraint on mail, and no mail', under([names([mail])]), undefined],
    [
      'a name in subjectAltName',
      under([names([], [countryOf('FR')])], { moreExtensions: [alternative(countryOf('FR'))] }),
      'is excluded',
    ],
    [
      'a policy that is asked for and there',
      leafOf(authority('Issuing', { moreExtensions: [requirePolicy(0), policies(a)] }), {
        moreExtensions: [policies(a, b)],
      }),
      undefined,
    ],
    ['a policy that is asked for and missing', under([requirePolicy(0), policies(a)]), 'policy'],
    ['a policy that is another', under([requirePolicy(0), policies(a)], { moreExtensions: [policies(b)] }), 'policy'],
    ['a policy asked for after two more', under([requirePolicy(2)]), undefined],
    ['any policy', under([requirePolicy(0), policies(a)], { moreExtensions: [policies(oids.anyPolicy)] }), undefined],
    [
      'any policy, inhibited',
      under([requirePolicy(0), policies(a), noAnyPolicy], { moreExtensions: [policies(oids.anyPolicy)] }),
      'policy',
    ],
    ['other policies that nobody asks for', under([policies(a)], { moreExtensions: [policies(b)] }), undefined],
    ['something critical and unknown', under([extension('1.2.3', true, sequence())]), 'critical extension 1.2.3'],
    [
      'one level where none is allowed',
      leafOf(authority('Lower', { issuer: authority('Upper', { pathLength: 0 }) })),
      '0 authorities below',
    ],
    [
      'one level where one is allowed',
      leafOf(authority('Lower', { issuer: authority('Upper', { pathLength: 1 }) })),
      undefined,
    ],
    ['an issuer that is no authority', leafOf(leafOf(root)), 'no authority'],
  ])('agrees with openssl on %s', (_what, leaf, broken) => {
    const judgement = judgedWith(leaf);
    if (broken === undefined) expect(judgement?.constraint).toBeUndefined();
    else expect(judgement?.constraint).toContain(broken);
    expect(opensslAccepts(leaf)).toBe(broken === undefined);
  });

  it('refuses what it does not understand of names that are there', () => {
    const leaf = under([names([mail])], {
      moreExtensions: [alternative(encode(0x81, Buffer.from('a@commune.example')))],
    });
    expect(judgedWith(leaf)?.constraint).toContain('not understood');
  });

  it('wants one purpose to run through', () => {
    const limited = (purpose: string) =>
      authority('Limited', { extendedKeyUsage: { purposes: [purpose], critical: false } });
    const dating = (issuer: Authority) => issueCertificate(issuer, { subject: named('TSA'), usage: 'tsa', validity });
    expect(judgedWith(dating(limited(oids.timeStamping)))?.constraint).toBeUndefined();
    expect(judgedWith(dating(limited(oids.ocspSigning)))?.constraint).toContain('purposes');
    expect(judgedWith(dating(limited(oids.anyExtendedKeyUsage)))?.constraint).toBeUndefined();
    expect(judgedWith(leafOf(limited(oids.timeStamping)))?.constraint).toBeUndefined();
  });

  it('tells an ended path from none', () => {
    const early = authority('Early', { validity: { ...validity, notAfter: new Date('2026-06-01T00:00:00Z') } });
    const leaf = leafOf(early);
    const ended = judgedWith(leaf);
    expect(ended?.path).toHaveLength(3);
    expect(ended?.expired?.der).toEqual(early.certificate);
    expect(ended?.constraint).toBeUndefined();
    expect(judgedWith(leaf, new Date('2025-01-01T00:00:00Z'))?.notYetValid?.der).toEqual(leaf.certificate);
    const stranger = createAuthority({ name: named('Stranger'), validity });
    expect(judgedWith(leafOf(stranger))).toBeUndefined();
  });

  it('prefers a sound path among several, whatever their order', () => {
    const key = createKey();
    const early = { ...validity, notAfter: new Date('2026-06-01T00:00:00Z') };
    const variants = [
      authority('Issuing', { key, validity: early }),
      authority('Issuing', { key, moreExtensions: [extension('1.2.3', true, sequence())] }),
      authority('Issuing', { key }),
    ];
    const [leaf] = leafOf({ key, certificate: variants[0]?.certificate ?? root.certificate, chain: [] }).chain.map(
      parseCertificate,
    );
    if (leaf === undefined) throw new Error('no leaf');
    const anchors = [parseCertificate(root.certificate)];
    for (const turn of [0, 1, 2]) {
      const pool = [...variants.slice(turn), ...variants.slice(0, turn)].map(({ certificate }) =>
        parseCertificate(certificate),
      );
      expect(findPath(leaf, pool, anchors, now)?.[1]?.der).toEqual(variants[2]?.certificate);
    }
    const pool = variants.slice(0, 2).map(({ certificate }) => parseCertificate(certificate));
    expect(judgeBestPath(leaf, pool, anchors, now)?.expired).toBeDefined();
  });

  it('gives up on a heap of certificates that sign each other', () => {
    const key = createKey();
    const knot = Array.from({ length: 12 }, () => createAuthority({ name: named('Knot'), validity, key }));
    const pool = knot.map(({ certificate }) => parseCertificate(certificate));
    const [leaf] = leafOf({ key, certificate: knot[0]?.certificate ?? root.certificate, chain: [] }).chain.map(
      parseCertificate,
    );
    if (leaf === undefined) throw new Error('no leaf');
    expect(judgeBestPath(leaf, pool, [parseCertificate(root.certificate)], now)).toBeUndefined();
  });
});
