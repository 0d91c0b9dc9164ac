import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { actorOf, citizenPassword, testCitizen } from '../../../../test/citizen.ts';
import { testDatabase } from '../../../../test/database.ts';
import { type DeviceFaults, devicePasskey } from '../../../../test/device-passkey.ts';
import { testIdentity, testKeys, testOrigin } from '../../../../test/identity.ts';
import { createSimulatedAuthenticator } from '../../../adapters/authenticator/index.ts';
import { getValue } from '../../../kernel/index.ts';
import { unknownPlace } from '../sessions.ts';
import type { ToldEvent } from './security-events.ts';

const { as } = await testDatabase();
const app = as('app');
const keys = testKeys();
const told: ToldEvent[] = [];
const world = testIdentity(app, { keys, tellSecurity: async (_tx, { event }) => void told.push(event) });
const { identity, security, pass } = world;
const { passkeys } = security;
const minute = 60_000;

/** Somebody with a passkey that they made in the session of their slip. */
async function withPasskey({ synced = false } = {}) {
  const citizen = await testCitizen(world);
  const device = devicePasskey(testOrigin, { synced });
  await provenAgain(citizen.session.token);
  await bind(citizen.session.token, device);
  return { ...citizen, device };
}

async function provenAgain(token: string) {
  getValue(await security.stepUp.byPassword(await actorOf(world, token), { password: citizenPassword, code: '' }));
}

async function bind(token: string, device: ReturnType<typeof devicePasskey>, faults?: DeviceFaults) {
  const { challengeId, options } = getValue(await passkeys.beginRegistration(await actorOf(world, token)));
  const response = device.create(options, faults);
  return passkeys.finishRegistration(await actorOf(world, token), { challengeId, response, name: ' mon téléphone ' });
}

async function signIn(device: ReturnType<typeof devicePasskey>, faults?: DeviceFaults) {
  const { challengeId, options } = await passkeys.beginSignIn();
  return passkeys.finishSignIn({ challengeId, response: device.get(options, faults) }, unknownPlace);
}

const codeOf = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'ok' : (result.refusal?.code ?? '');

describe('a passkey of one’s own', () => {
  test('opens a session as sure as the proof behind it, without a name typed; a copied one less so', async () => {
    const bound = await withPasskey();
    const opened = getValue(await signIn(bound.device));
    expect(await actorOf(world, opened.token)).toMatchObject({ personId: bound.personId, level: 'high' });
    const synced = await withPasskey({ synced: true });
    expect(await actorOf(world, getValue(await signIn(synced.device)).token)).toMatchObject({ level: 'substantial' });
    const [listed] = await passkeys.list(await actorOf(world, opened.token));
    expect(listed).toMatchObject({ name: 'mon téléphone', backupEligible: false, backedUp: false, simulated: false });
    expect(listed?.lastUsedAt).toEqual(world.now());
  });

  test('is bound only by who is surely known and has just proven it', async () => {
    const { accountNumber, session } = await testCitizen(world);
    const fresh = await actorOf(world, session.token);
    expect(codeOf(await passkeys.beginRegistration(fresh))).toBe('identity.step-up-needed');
    const low = getValue(await identity.signIn({ name: accountNumber, password: citizenPassword }));
    await provenAgain(low.token);
    expect(codeOf(await passkeys.beginRegistration(await actorOf(world, low.token)))).toBe('identity.level-too-low');
    await provenAgain(session.token);
    const { challengeId, options } = getValue(await passkeys.beginRegistration(await actorOf(world, session.token)));
    pass(4 * minute);
    const late = devicePasskey(testOrigin).create(options);
    const low2 = await actorOf(world, low.token);
    expect(codeOf(await passkeys.finishRegistration(low2, { challengeId, response: late, name: '' }))).toBe(
      'identity.level-too-low',
    );
  });

  test('is no surer than the session that bound it, but for the slip’s, which a clerk handed over', async () => {
    const { device: synced } = await withPasskey({ synced: true });
    const opened = getValue(await signIn(synced));
    expect((await actorOf(world, opened.token)).level).toBe('substantial');
    const { challengeId, options } = await passkeys.beginStepUp(await actorOf(world, opened.token));
    const response = synced.get(options);
    getValue(await passkeys.finishStepUp(await actorOf(world, opened.token), { challengeId, response }));
    const thief = devicePasskey(testOrigin);
    getValue(await bind(opened.token, thief));
    expect((await actorOf(world, getValue(await signIn(thief)).token)).level).toBe('substantial');
  });

  test('is removed by its owner alone, who must prove again, and then opens nothing', async () => {
    const mine = await withPasskey();
    const other = await withPasskey();
    const actor = await actorOf(world, mine.session.token);
    const [listed] = await passkeys.list(actor);
    const stranger = await actorOf(world, other.session.token);
    expect(codeOf(await passkeys.remove(stranger, listed?.credentialId ?? ''))).toBe('identity.passkey-unknown');
    pass(11 * minute);
    const idle = await actorOf(world, mine.session.token);
    expect(codeOf(await passkeys.remove(idle, listed?.credentialId ?? ''))).toBe('identity.step-up-needed');
    await provenAgain(mine.session.token);
    told.length = 0;
    const again = await actorOf(world, mine.session.token);
    expect(codeOf(await passkeys.remove(again, listed?.credentialId ?? ''))).toBe('ok');
    expect(told).toEqual(['passkey-removed']);
    expect(codeOf(await signIn(mine.device))).toBe('identity.passkey-refused');
  });
});

describe('refused alike', () => {
  test.each<[string, DeviceFaults]>([
    ['another site’s origin', { origin: 'https://shubbak.example' }],
    ['another relying party', { rpId: 'example.ma' }],
    ['no verification of the user', { unverified: true }],
    ['a counter that goes back', { counter: 1 }],
    ['a passkey that suddenly may be copied', { backupEligible: true }],
    ['the handle of another account', { userHandle: Buffer.from('somebody else').toString('base64url') }],
  ])('%s', async (_name, faults) => {
    const { device } = await withPasskey();
    getValue(await signIn(device));
    expect(codeOf(await signIn(device, faults))).toBe('identity.passkey-refused');
  });

  test('an answer given twice, and one whose challenge is five minutes old', async () => {
    const { device } = await withPasskey();
    const { challengeId, options } = await passkeys.beginSignIn();
    const answer = { challengeId, response: device.get(options) };
    expect(codeOf(await passkeys.finishSignIn(answer, unknownPlace))).toBe('ok');
    expect(codeOf(await passkeys.finishSignIn(answer, unknownPlace))).toBe('identity.passkey-refused');
    const old = await passkeys.beginSignIn();
    pass(5 * minute);
    const late = { challengeId: old.challengeId, response: device.get(old.options) };
    expect(codeOf(await passkeys.finishSignIn(late, unknownPlace))).toBe('identity.passkey-refused');
  });

  test('two answers at once to two challenges with one counter', async () => {
    const { device } = await withPasskey();
    const asked = [await passkeys.beginSignIn(), await passkeys.beginSignIn()];
    const answers = asked.map(({ challengeId, options }) => ({
      challengeId,
      response: device.get(options, { counter: 9 }),
    }));
    const results = await Promise.all(answers.map(answer => passkeys.finishSignIn(answer, unknownPlace)));
    expect(results.map(codeOf).toSorted()).toEqual(['identity.passkey-refused', 'ok']);
  });

  test('a challenge of another purpose, of another person, or of staff', async () => {
    const { device, session } = await withPasskey();
    const actor = await actorOf(world, session.token);
    const stepUp = await passkeys.beginStepUp(actor);
    const toSignIn = { challengeId: stepUp.challengeId, response: device.get(stepUp.options) };
    expect(codeOf(await passkeys.finishSignIn(toSignIn, unknownPlace))).toBe('identity.passkey-refused');
    const door = await passkeys.beginSignIn();
    const toStepUp = { challengeId: door.challengeId, response: device.get(door.options) };
    expect(codeOf(await passkeys.finishStepUp(actor, toStepUp))).toBe('identity.passkey-refused');
    const ofStaff = await identity.beginStaffSignIn();
    const crossed = { challengeId: ofStaff.challengeId, response: device.get(ofStaff.options) };
    expect(codeOf(await passkeys.finishSignIn(crossed, unknownPlace))).toBe('identity.passkey-refused');
    const forPeople = await passkeys.beginSignIn();
    const toStaff = { challengeId: forPeople.challengeId, response: device.get(forPeople.options) };
    expect(codeOf(await identity.finishStaffSignIn(toStaff))).toBe('identity.passkey-refused');
  });

  test('another person’s passkey for a step-up, and a registration begun by another', async () => {
    const [mine, other] = [await withPasskey(), await withPasskey()];
    const me = await actorOf(world, mine.session.token);
    const asked = await passkeys.beginStepUp(me);
    const answer = { challengeId: asked.challengeId, response: other.device.get(asked.options) };
    expect(codeOf(await passkeys.finishStepUp(me, answer))).toBe('identity.passkey-refused');
    const begun = getValue(await passkeys.beginRegistration(me));
    const response = devicePasskey(testOrigin).create(begun.options);
    const them = await actorOf(world, other.session.token);
    const planted = { challengeId: begun.challengeId, response, name: '' };
    expect(codeOf(await passkeys.finishRegistration(them, planted))).toBe('identity.passkey-refused');
  });

  test('a credential that somebody has already, and one made without verification', async () => {
    const [mine, other] = [await withPasskey(), await withPasskey()];
    expect(codeOf(await bind(other.session.token, mine.device))).toBe('identity.passkey-refused');
    const unverified = await bind(other.session.token, devicePasskey(testOrigin), { unverified: true });
    expect(codeOf(unverified)).toBe('identity.passkey-refused');
  });

  test('a simulated authenticator, where none is accepted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'authenticator-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    const simulated = createSimulatedAuthenticator({ folder, mode: 'demo' });
    const citizen = await testCitizen(world);
    await provenAgain(citizen.session.token);
    const actor = await actorOf(world, citizen.session.token);
    const begun = getValue(await passkeys.beginRegistration(actor));
    const response = simulated.create(begun.options, testOrigin);
    getValue(await passkeys.finishRegistration(actor, { challengeId: begun.challengeId, response, name: '' }));
    const strict = testIdentity(app, { keys, acceptSimulated: false });
    const production = strict.security.passkeys;
    const there = { ...actor, steppedUpAt: strict.now() };
    const asked = await production.beginSignIn();
    const answer = { challengeId: asked.challengeId, response: simulated.get(response.id, asked.options, testOrigin) };
    expect(codeOf(await production.finishSignIn(answer, unknownPlace))).toBe('identity.passkey-refused');
    const again = getValue(await production.beginRegistration(there));
    const made = { challengeId: again.challengeId, response: simulated.create(again.options, testOrigin), name: '' };
    expect(codeOf(await production.finishRegistration(there, made))).toBe('identity.passkey-refused');
  });
});

describe('proving again with a passkey', () => {
  test('raises a low session, whose old token then opens nothing', async () => {
    const { device, accountNumber } = await withPasskey();
    const low = getValue(await identity.signIn({ name: accountNumber, password: citizenPassword }));
    const actor = await actorOf(world, low.token);
    expect(actor.level).toBe('low');
    const { challengeId, options } = await passkeys.beginStepUp(actor);
    const { token } = getValue(await passkeys.finishStepUp(actor, { challengeId, response: device.get(options) }));
    expect(await identity.resolve(low.token)).toBeUndefined();
    expect(await actorOf(world, token ?? '')).toMatchObject({
      level: 'high',
      sessionId: actor.sessionId,
      steppedUpAt: world.now(),
    });
  });

  test('is the only way in a session that a passkey opened', async () => {
    const { device } = await withPasskey();
    const opened = getValue(await signIn(device));
    const actor = await actorOf(world, opened.token);
    expect(await security.stepUp.listWays(actor)).toEqual(['passkey']);
    expect(codeOf(await security.stepUp.byPassword(actor, { password: citizenPassword, code: '' }))).toBe(
      'identity.step-up-weaker',
    );
    const { challengeId, options } = await passkeys.beginStepUp(actor);
    expect(
      getValue(await passkeys.finishStepUp(actor, { challengeId, response: device.get(options) })).token,
    ).toBeUndefined();
  });
});
