import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { walk, walkSecrets } from '../../../test/national.ts';
import { startRogueProvider, strangersKey, type Token } from '../../../test/rogue-provider.ts';
import { getValue } from '../../kernel/index.ts';
import { findFreePort } from '../../platform/ports/index.ts';
import {
  createNationalProvider,
  type NationalProviderOptions,
  openSimulatedFiles,
  simulatedClientId,
  simulatedLevels,
  startSimulatedProvider,
  usualClaimNames,
} from './index.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'national-'));
const redirectUri = 'http://localhost:8080/national/callback';
const amina = {
  documentNumber: 'BE123456',
  name: { arabic: 'أمينة الفاسي', latin: 'Amina EL FASSI' },
  birthDate: '1990-05-17',
  documentExpiresOn: '2030-01-31',
  note: { ar: '', fr: '' },
};
const issuer = `http://127.0.0.1:${await findFreePort()}`;
const running = await startSimulatedProvider({
  mode: 'demo',
  dataDir,
  issuer,
  host: '127.0.0.1',
  redirectUri,
  people: [amina],
});
afterAll(async () => {
  await running.stop();
  rmSync(dataDir, { recursive: true });
});
const failures: string[] = [];
const options: NationalProviderOptions = {
  issuer,
  clientId: simulatedClientId,
  proof: { key: openSimulatedFiles(dataDir).clientKey },
  redirectUri,
  scope: 'openid identity',
  levels: { [simulatedLevels[0]]: 'low', [simulatedLevels[1]]: 'substantial', [simulatedLevels[2]]: 'high' },
  claims: usualClaimNames,
  signedWith: 'ES256',
  simulated: true,
  onFailure: failure => failures.push(failure),
};
const provider = createNationalProvider(options);
const asked = { level: 'substantial', language: 'fr' } as const;
const since = new Date();

/** Walks there and back, and says what came of it. */
async function there(walker: Parameters<typeof walk>[1]) {
  const secrets = walkSecrets();
  const { address } = getValue(await provider.begin({ ...secrets, ...asked }));
  return { secrets, address, query: (await walk(address, walker)).searchParams };
}
const refused = (code = 'national.refused') => ({ ok: false, refusal: { code, params: {} } });

describe('a walk to the provider', () => {
  test('says who signed in and how surely, and nothing of it in the browser’s address', async () => {
    const { secrets, address, query } = await there({ person: amina.documentNumber, level: 3 });
    expect([...new URL(address).searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri']);
    expect([...query.keys()].toSorted()).toEqual(['code', 'iss', 'state']);
    const said = await provider.finish({ ...secrets, query, since });
    expect(failures).toEqual([]);
    const { documentNumber, documentExpiresOn, name, birthDate } = amina;
    const person = { documentNumber, documentExpiresOn, name, birthDate };
    expect(said).toMatchObject({ ok: true, value: { issuer, level: 'high', ...person } });
    expect(getValue(said).subject).not.toContain(amina.documentNumber);
  });

  test.each([
    [1, 'low'],
    [2, 'substantial'],
    [3, 'high'],
  ] as const)('knows the provider’s level %i as %s', async (level, ours) => {
    const { secrets, query } = await there({ person: amina.documentNumber, level });
    expect(getValue(await provider.finish({ ...secrets, query, since })).level).toBe(ours);
  });

  test('that the person breaks off changes nothing', async () => {
    const { secrets, query } = await there('cancel');
    expect(await provider.finish({ ...secrets, query, since })).toEqual(refused('national.cancelled'));
  });

  test('is not begun by an address of the browser’s: what is not pushed is refused', async () => {
    const query = new URLSearchParams({
      client_id: simulatedClientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid',
    });
    const answer = await fetch(`${issuer}/auth?${query}`, { redirect: 'manual' });
    expect(answer.headers.get('location') ?? '').not.toContain('code=');
    expect(answer.status === 400 || (answer.headers.get('location') ?? '').includes('error=')).toBe(true);
  });

  test('cannot be begun for another address of return, nor by who does not hold the key', async () => {
    const secrets = { ...walkSecrets(), ...asked };
    const elsewhere = createNationalProvider({ ...options, redirectUri: 'http://localhost:8080/elsewhere' });
    expect(await elsewhere.begin(secrets)).toEqual(refused());
    const key = strangersKey().export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(await createNationalProvider({ ...options, proof: { key } }).begin(secrets)).toEqual(refused());
  });

  test('says that nobody answers, and goes on when somebody does', async () => {
    const silent = createNationalProvider({ ...options, issuer: 'http://127.0.0.1:1' });
    expect(await silent.pageOrigin()).toEqual(refused('national.unavailable'));
    expect(await silent.begin({ ...walkSecrets(), ...asked })).toEqual(refused('national.unavailable'));
    expect(await provider.pageOrigin()).toEqual({ ok: true, value: issuer });
  });

  test('is refused over http to anything but the simulation, and the simulation in production', async () => {
    expect(() => createNationalProvider({ ...options, simulated: false })).toThrow(/https/);
    await expect(
      startSimulatedProvider({ mode: 'production', dataDir, issuer, host: '127.0.0.1', redirectUri, people: [] }),
    ).rejects.toThrow(/production/);
  });
});

describe('an answer is refused', () => {
  const honest = () => there({ person: amina.documentNumber, level: 3 });

  test('the second time: a code is good for one use', async () => {
    const { secrets, query } = await honest();
    expect((await provider.finish({ ...secrets, query, since })).ok).toBe(true);
    expect(await provider.finish({ ...secrets, query, since })).toEqual(refused());
  });

  test('to another question: state, nonce or verifier of another walk', async () => {
    for (const changed of ['state', 'nonce', 'codeVerifier'] as const) {
      const { secrets, query } = await honest();
      const mixed = { ...secrets, [changed]: walkSecrets()[changed] };
      expect(await provider.finish({ ...mixed, query, since }), changed).toEqual(refused());
    }
  });

  test('that a stranger’s code was put into', async () => {
    const [own, strangers] = [await honest(), await honest()];
    own.query.set('code', strangers.query.get('code') ?? '');
    expect(await provider.finish({ ...own.secrets, query: own.query, since })).toEqual(refused());
  });

  test('of another issuer, or of none that says its name (RFC 9207)', async () => {
    const mixedUp = await honest();
    mixedUp.query.set('iss', 'https://attacker.example');
    expect(await provider.finish({ ...mixedUp.secrets, query: mixedUp.query, since })).toEqual(refused());
    const nameless = await honest();
    nameless.query.delete('iss');
    expect(await provider.finish({ ...nameless.secrets, query: nameless.query, since })).toEqual(refused());
  });

  test('of somebody who had signed in before the walk', async () => {
    const { secrets, query } = await honest();
    const later = new Date(Date.now() + 10 * 60_000);
    expect(await provider.finish({ ...secrets, query, since: later })).toEqual(refused());
  });
});

describe('of a provider that hands out another token, an answer is refused', async () => {
  const person = {
    acr: 'urn:simulated:acr:3',
    document_number: 'BE123456',
    document_expiry: '2030-01-31',
    'name#ar': amina.name.arabic,
    'name#fr': amina.name.latin,
    birthdate: amina.birthDate,
  };
  const rogue = await startRogueProvider(person);
  afterAll(() => rogue.stop());
  const towards = createNationalProvider({ ...options, issuer: rogue.issuer });
  const outcome = async (spoil: (honest: Token) => Token) => {
    rogue.answer(spoil);
    const secrets = walkSecrets();
    getValue(await towards.begin({ ...secrets, ...asked }));
    const query = new URLSearchParams({ code: 'x', state: secrets.state, iss: rogue.issuer });
    return towards.finish({ ...secrets, query, since: new Date() });
  };
  const saying =
    (changed: Readonly<Record<string, unknown>>) =>
    (token: Token): Token => ({
      ...token,
      claims: Object.fromEntries(
        Object.entries({ ...token.claims, ...changed }).filter(([, value]) => value !== undefined),
      ),
    });
  const now = Math.floor(Date.now() / 1000);

  test('but the honest one is taken', async () => {
    expect((await outcome(token => token)).ok).toBe(true);
    expect(rogue.pushed().get('prompt')).toBe('login');
    expect(rogue.pushed().get('code_challenge_method')).toBe('S256');
    expect(rogue.pushed().get('acr_values')).toBe('urn:simulated:acr:3 urn:simulated:acr:2');
  });

  test.each<[string, (token: Token) => Token]>([
    ['unsigned (alg none)', token => ({ ...token, header: { alg: 'none' }, key: undefined })],
    ['with its signature cut off', token => ({ ...token, key: undefined })],
    ['signed by a stranger', token => ({ ...token, key: strangersKey() })],
    [
      'signed by a key of its own header',
      token => {
        const key = strangersKey();
        const jwk = createPublicKey(key).export({ format: 'jwk' });
        return { ...token, header: { alg: 'ES256', jwk }, key };
      },
    ],
    ['by another algorithm', token => ({ ...token, header: { ...token.header, alg: 'RS256' } })],
    ['of another issuer', saying({ iss: 'https://attacker.example' })],
    ['for another client', saying({ aud: 'another-client' })],
    ['for several clients, handed to another', saying({ aud: ['shubbak', 'another-client'], azp: 'another-client' })],
    ['with another nonce', saying({ nonce: 'another' })],
    ['without a nonce', saying({ nonce: undefined })],
    ['that has expired', saying({ exp: now - 120, iat: now - 400 })],
    ['of an old sign-in', saying({ auth_time: now - 3600 })],
    ['that does not say when', saying({ auth_time: undefined })],
    ['of a level that is not configured', saying({ acr: 'urn:simulated:acr:9' })],
    ['of a level called as every object’s own', saying({ acr: 'constructor' })],
    ['without a level', saying({ acr: undefined })],
    ['without a card', saying({ document_number: undefined })],
    ['with a card that is no text', saying({ document_number: 123456 })],
    ['without a subject', saying({ sub: undefined })],
  ])('%s', async (_name, spoil) => {
    expect(await outcome(spoil)).toEqual(refused());
  });
});

test('what operators are told names no person', () => {
  expect(failures.length).toBeGreaterThan(0);
  expect(failures.join('|')).not.toMatch(/BE123456|Amina|1990|code=/);
});
