import { createHash, createPrivateKey, sign } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk, testIdentity, testOrigin } from '../../../test/identity.ts';
import { type AccountId, type CommuneId, getValue, newId } from '../../kernel/index.ts';
import { createSimulatedAuthenticator } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'authenticator-'));
afterAll(() => rmSync(folder, { recursive: true }));
const { as } = await testDatabase();
const app = as('app');
const { identity, atWork, now, pass } = testIdentity(app);
const authenticator = createSimulatedAuthenticator({ folder, mode: 'demo' });
const clerk = testClerk(newId<CommuneId>(now()));
const system = { kind: 'system', task: 'test' } as const;

const register = async (origin = testOrigin) => {
  const { accountId, code } = getValue(await identity.createStaffAccount(system));
  const { challengeId, options } = getValue(await identity.beginPasskeyRegistration({ code, label: 'Karim Tazi' }));
  const finished = await identity.finishPasskeyRegistration({
    code,
    challengeId,
    response: authenticator.create(options, origin),
  });
  return { accountId, code, finished };
};
const hire = async () => {
  const { accountId, finished } = await register();
  const { communeId, staffId, grants } = clerk;
  atWork.set(accountId, { communeId, staffId, grants });
  return { accountId, credentialId: getValue(finished).credentialId };
};
const signIn = async (credentialId: string, origin = testOrigin) => {
  const { challengeId, options } = await identity.beginStaffSignIn();
  return identity.finishStaffSignIn({ challengeId, response: authenticator.get(credentialId, options, origin) });
};
// Flags of authenticator data, WebAuthn Level 3 §6.1.
const userPresent = 0x01;
const userVerified = 0x04;
/** Changes authenticator data and signs it anew with the authenticator's own key: only what it says is wrong. */
const resign = (each: ReturnType<typeof authenticator.get>, alter: (data: Buffer) => void): void => {
  const { privateKey } = JSON.parse(readFileSync(join(folder, `${each.id}.json`), 'utf8'));
  const data = Buffer.from(each.response.authenticatorData, 'base64url');
  alter(data);
  const client = createHash('sha256').update(Buffer.from(each.response.clientDataJSON, 'base64url')).digest();
  const signature = sign('sha256', Buffer.concat([data, client]), createPrivateKey({ key: privateKey, format: 'jwk' }));
  Object.assign(each.response, {
    authenticatorData: data.toString('base64url'),
    signature: signature.toString('base64url'),
  });
};
const refused = { ok: false, refusal: { code: 'identity.passkey-refused', params: {} } };

describe('a passkey', () => {
  test('registers with a one-time code, signs in, and becomes a member of staff with the grants of the moment', async () => {
    const { accountId, credentialId } = await hire();
    const session = getValue(await signIn(credentialId));
    expect((await identity.resolve(session.token))?.actor).toEqual({
      kind: 'staff',
      accountId,
      sessionId: session.sessionId,
      communeId: clerk.communeId,
      staffId: clerk.staffId,
      grants: clerk.grants,
    });
    const passkeys = getValue(await identity.listPasskeys(system, accountId));
    expect(passkeys).toMatchObject([{ credentialId, simulated: true, backedUp: false, transports: ['internal'] }]);
  });

  test('opens nothing on another site, for another challenge, or a second time', async () => {
    const { credentialId } = await hire();
    expect(await signIn(credentialId, 'https://evil.example')).toEqual(refused);
    const first = await identity.beginStaffSignIn();
    const second = await identity.beginStaffSignIn();
    const response = authenticator.get(credentialId, first.options, testOrigin);
    expect(await identity.finishStaffSignIn({ challengeId: second.challengeId, response })).toEqual(refused);
    expect((await identity.finishStaffSignIn({ challengeId: first.challengeId, response })).ok).toBe(true);
    expect(await identity.finishStaffSignIn({ challengeId: first.challengeId, response })).toEqual(refused);
  });

  test('opens nothing with an altered signature, with another’s id, without verification of the user, or too late', async () => {
    const { credentialId } = await hire();
    const other = await hire();
    const answer = async (alter: (response: ReturnType<typeof authenticator.get>) => void) => {
      const { challengeId, options } = await identity.beginStaffSignIn();
      const response = authenticator.get(credentialId, options, testOrigin);
      alter(response);
      return identity.finishStaffSignIn({ challengeId, response });
    };
    const flipped = (text: string, place: number, mask: number): string => {
      const bytes = Buffer.from(text, 'base64url');
      bytes[place] = (bytes[place] ?? 0) ^ mask;
      return bytes.toString('base64url');
    };
    expect((await answer(() => undefined)).ok).toBe(true);
    expect(
      await answer(each => Object.assign(each.response, { signature: flipped(each.response.signature, 20, 1) })),
    ).toEqual(refused);
    expect(await answer(each => Object.assign(each, { id: other.credentialId, rawId: other.credentialId }))).toEqual(
      refused,
    );
    const present = await answer(each => resign(each, data => data.fill(userPresent, 32, 33)));
    expect(present).toEqual(refused);
    const verified = await answer(each => resign(each, data => data.fill(userPresent | userVerified, 32, 33)));
    expect(verified.ok).toBe(true);
    expect(await answer(() => pass(6 * 60_000))).toEqual(refused);
  });

  test('stops with the posting: new sign-ins say so, and open sessions end', async () => {
    const { accountId, credentialId } = await hire();
    const session = getValue(await signIn(credentialId));
    atWork.delete(accountId);
    expect(await identity.resolve(session.token)).toBeUndefined();
    expect(await signIn(credentialId)).toMatchObject({ refusal: { code: 'organisation.no-posting' } });
  });

  test('of the simulator opens nothing where simulators are not accepted', async () => {
    const strict = testIdentity(app, { acceptSimulated: false }).identity;
    const { credentialId } = await hire();
    const { challengeId, options } = await strict.beginStaffSignIn();
    expect(
      await strict.finishStaffSignIn({ challengeId, response: authenticator.get(credentialId, options, testOrigin) }),
    ).toEqual(refused);
  });
});

describe('a one-time code', () => {
  test('registers one passkey, on our site, within a day', async () => {
    const { code, finished } = await register();
    expect(finished.ok).toBe(true);
    const codeRefused = { refusal: { code: 'identity.code-refused' } };
    expect(await identity.beginPasskeyRegistration({ code, label: 'again' })).toMatchObject(codeRefused);
    expect((await register('https://evil.example')).finished).toEqual(refused);
    const late = getValue(await identity.createStaffAccount(system));
    pass(25 * 3_600_000);
    expect(await identity.beginPasskeyRegistration({ code: late.code, label: 'late' })).toMatchObject(codeRefused);
    const renewed = getValue(await identity.renewStaffCode(system, late.accountId));
    expect((await identity.beginPasskeyRegistration({ code: renewed.code, label: 'in time' })).ok).toBe(true);
    expect(await identity.beginPasskeyRegistration({ code: 'AAAA-AAAA-AAAA-AAAA', label: 'guessed' })).toMatchObject(
      codeRefused,
    );
  });

  test('is given by those who may', async () => {
    const ordinary = testClerk(clerk.communeId, ['identity.find']);
    const { accountId } = await hire();
    expect(await identity.createStaffAccount(ordinary)).toMatchObject({ refusal: { code: 'identity.not-allowed' } });
    expect(await identity.renewStaffCode(ordinary, accountId)).toMatchObject({
      refusal: { code: 'identity.not-allowed' },
    });
    expect(await identity.listPasskeys(ordinary, accountId)).toMatchObject({
      refusal: { code: 'identity.not-allowed' },
    });
  });

  test('opens an empty installation: printed at every start until an administrator has a passkey, then never again', async () => {
    const first = await identity.bootstrap(system, [], 2);
    expect(first).toHaveLength(2);
    const existing: AccountId[] = first.map(each => each.accountId);
    const second = await identity.bootstrap(system, existing, 2);
    expect(second.map(each => each.accountId)).toEqual(existing);
    expect((await identity.beginPasskeyRegistration({ code: first[0]?.code ?? '', label: 'old' })).ok).toBe(false);
    const code = second[0]?.code ?? '';
    const { challengeId, options } = getValue(
      await identity.beginPasskeyRegistration({ code, label: 'Administrator' }),
    );
    getValue(
      await identity.finishPasskeyRegistration({
        code,
        challengeId,
        response: authenticator.create(options, testOrigin),
      }),
    );
    expect(await identity.bootstrap(system, existing, 2)).toEqual([]);
  });
});

describe('the simulated authenticator', () => {
  test('refuses production, keeps its keys to itself and knows its site', async () => {
    expect(() => createSimulatedAuthenticator({ folder, mode: 'production' })).toThrow(/production/);
    const { credentialId } = await hire();
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    const { options } = await identity.beginStaffSignIn();
    expect(() => authenticator.get(credentialId, { ...options, rpId: 'evil.example' }, testOrigin)).toThrow();
    expect(() => authenticator.get('../secrets', options, testOrigin)).toThrow();
    expect(() => authenticator.get(credentialId, { ...options, allowCredentials: [] }, testOrigin)).not.toThrow();
    expect(authenticator.list()).toContainEqual({ credentialId, label: 'Karim Tazi', rpId: 'localhost' });
  });
});
