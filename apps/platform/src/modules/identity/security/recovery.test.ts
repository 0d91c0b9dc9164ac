import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { actorOf, citizenPassword, testCitizen } from '../../../../test/citizen.ts';
import { testDatabase } from '../../../../test/database.ts';
import { devicePasskey } from '../../../../test/device-passkey.ts';
import { testIdentity, testKeys, testOrigin, testPlace } from '../../../../test/identity.ts';
import { getValue, type PersonId } from '../../../kernel/index.ts';
import { type CodeMessage, createContactCodes } from '../contact-codes/index.ts';
import { keepContact } from '../file.ts';
import { unknownPlace } from '../sessions.ts';
import { createSubjectVault } from '../subject-vault.ts';
import type { ToldEvent } from './security-events.ts';

const { as } = await testDatabase();
const app = as('app');
const keys = testKeys();
const told: ToldEvent[] = [];
const world = testIdentity(app, { keys, tellSecurity: async (_tx, { event }) => void told.push(event) });
const { identity, security, now, pass } = world;
const { recovery } = security;
const minute = 60_000;
const chosen = 'huit lanternes vertes';
const codeOf = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'ok' : (result.refusal?.code ?? '');

let mailboxes = 1;
async function confirmEmail(personId: PersonId, value: string): Promise<void> {
  await app.transaction({ personId }, tx =>
    keepContact(tx, keys, personId, { kind: 'email', value, confirmed: true }, now()),
  );
}

async function withEmail() {
  // What is found latest first must not stand at one instant.
  pass(1000);
  const citizen = await testCitizen(world);
  const email = `amina${mailboxes++}@example.ma`;
  await confirmEmail(citizen.personId, email);
  return { ...citizen, email };
}

/** What the worker would send now: the latest code and its address. */
async function mailed(): Promise<{ readonly to: string; readonly code: string } | undefined> {
  const sent: CodeMessage[] = [];
  const messenger = { send: async (message: CodeMessage) => (sent.push(message), 'accepted' as const) };
  const vault = createSubjectVault(keys);
  const postman = createContactCodes({
    db: as('worker'),
    clock: now,
    keys,
    vault,
    textMessages: true,
    messenger,
    service: 'x',
  });
  const { rows } = await as('migrator').transaction({}, tx =>
    sql<{
      id: string;
    }>`select id from identity.contact_code where code_sealed is not null order by id desc limit 1`.execute(tx),
  );
  if (!rows[0]) return undefined;
  await postman.deliver({ codeId: rows[0].id });
  const [message] = sent;
  return message && { to: message.to, code: /(?<!\d)\d{6}(?!\d)/.exec(message.lines.join('\n'))?.[0] ?? '' };
}

async function confirmed(email: string): Promise<string> {
  const { begun } = getValue(await recovery.begin({ name: email, language: 'fr' }));
  const message = await mailed();
  return getValue(await recovery.confirm({ begun, code: message?.code ?? '' })).confirmed;
}

describe('recovery at a distance', () => {
  test('leads to a low session with a new password, ends the others, and puts passkeys out of use', async () => {
    const { email, session, accountNumber } = await withEmail();
    getValue(
      await security.stepUp.byPassword(await actorOf(world, session.token), { password: citizenPassword, code: '' }),
    );
    const device = devicePasskey(testOrigin);
    const asked = getValue(await security.passkeys.beginRegistration(await actorOf(world, session.token)));
    const made = { challengeId: asked.challengeId, response: device.create(asked.options), name: '' };
    getValue(await security.passkeys.finishRegistration(await actorOf(world, session.token), made));
    told.length = 0;
    const opened = getValue(
      await recovery.finish({ confirmed: await confirmed(email), password: chosen, place: unknownPlace }),
    );
    expect(told).toEqual(['recovered']);
    expect(await identity.resolve(session.token)).toBeUndefined();
    const actor = await actorOf(world, opened.token);
    expect(actor.level).toBe('low');
    expect((await security.events.listWaiting(actor)).map(({ kind }) => kind)).toContain('recovered');
    const door = await security.passkeys.beginSignIn();
    const answer = { challengeId: door.challengeId, response: device.get(door.options) };
    expect(codeOf(await security.passkeys.finishSignIn(answer, unknownPlace))).toBe('identity.ways-suspended');
    expect(await security.stepUp.listWays(actor)).toEqual(['password']);
    expect(codeOf(await identity.signIn({ name: accountNumber, password: citizenPassword }))).toBe(
      'identity.sign-in-refused',
    );
    await security.events.markSeen(actor);
    expect(await security.events.listWaiting(actor)).toEqual([]);
  });

  test('ends at the counter: a new slip proves the person, and passkeys work again', async () => {
    const { email, clerk, personId, accountNumber, session } = await withEmail();
    getValue(
      await security.stepUp.byPassword(await actorOf(world, session.token), { password: citizenPassword, code: '' }),
    );
    const device = devicePasskey(testOrigin);
    const asked = getValue(await security.passkeys.beginRegistration(await actorOf(world, session.token)));
    const made = { challengeId: asked.challengeId, response: device.create(asked.options), name: '' };
    getValue(await security.passkeys.finishRegistration(await actorOf(world, session.token), made));
    getValue(await recovery.finish({ confirmed: await confirmed(email), password: chosen, place: unknownPlace }));
    const { slip } = getValue(
      await identity.printSlip(clerk, { personId, place: testPlace(clerk), served: true, renewal: true }),
    );
    const password = 'trois parapluies noirs';
    const opened = getValue(
      await identity.activate({ accountNumber, activationCode: slip?.activationCode ?? '', password }),
    );
    expect((await actorOf(world, opened.token)).level).toBe('substantial');
    const door = await security.passkeys.beginSignIn();
    const answer = { challengeId: door.challengeId, response: device.get(door.options) };
    expect(
      (await actorOf(world, getValue(await security.passkeys.finishSignIn(answer, unknownPlace)).token)).level,
    ).toBe('high');
  });

  test('answers alike for an address of nobody, of a family, and not confirmed, and sends nothing', async () => {
    const [one, other] = [await withEmail(), await testCitizen(world)];
    const { email: shared } = one;
    await confirmEmail(other.personId, shared);
    const unconfirmed = await testCitizen(world, { contacts: { email: 'not-yet@example.ma' } });
    expect(unconfirmed.accountNumber).toBeDefined();
    for (const name of ['nobody@example.ma', shared, 'not-yet@example.ma']) {
      const answer = await recovery.begin({ name, language: 'fr' });
      expect(codeOf(answer)).toBe('ok');
      expect(await mailed()).toBeUndefined();
      const { begun } = getValue(answer);
      expect(codeOf(await recovery.confirm({ begun, code: '123456' }))).toBe('identity.recovery-refused');
    }
    const real = getValue(await recovery.begin({ name: (await withEmail()).email, language: 'fr' }));
    const fake = getValue(await recovery.begin({ name: 'nobody-else@example.ma', language: 'fr' }));
    expect(real.begun.length).toBe(fake.begun.length);
  });

  test('sends the code to the address on file, not to another that folds to it', async () => {
    const { email } = await withEmail();
    getValue(
      await recovery.begin({
        name: email.replace('amina', 'Amİna'.normalize('NFKC').replace('İ', 'I')),
        language: 'fr',
      }),
    );
    expect((await mailed())?.to).toBe(email);
  });

  test('takes no code twice, chooses no second password, and none after a quarter of an hour', async () => {
    const { email } = await withEmail();
    const { begun } = getValue(await recovery.begin({ name: email, language: 'fr' }));
    const code = (await mailed())?.code ?? '';
    const first = getValue(await recovery.confirm({ begun, code }));
    expect(codeOf(await recovery.confirm({ begun, code }))).toBe('identity.recovery-refused');
    const use = async (password: string) =>
      codeOf(await recovery.finish({ confirmed: first.confirmed, password, place: unknownPlace }));
    expect(await use('amina el fassi')).toBe('identity.password-has-name');
    expect(await use(chosen)).toBe('ok');
    expect(await use('trois parapluies noirs')).toBe('identity.recovery-over');
    const late = await withEmail();
    const kept = await confirmed(late.email);
    pass(15 * minute);
    expect(codeOf(await recovery.finish({ confirmed: kept, password: chosen, place: unknownPlace }))).toBe(
      'identity.recovery-over',
    );
  });

  test('stops guesses at the code, over several codes', async () => {
    const { email } = await withEmail();
    const codes = [];
    for (let round = 0; round < 3; round += 1) {
      const { begun } = getValue(await recovery.begin({ name: email, language: 'fr' }));
      for (let guess = 0; guess < 4; guess += 1)
        codes.push(codeOf(await recovery.confirm({ begun, code: `00000${guess}` })));
      pass(2 * minute);
    }
    expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'identity.recovery-refused'));
    expect(codes).toContain('identity.wait');
  });

  test('asks an address few times, whoever it is of', async () => {
    const codes = [];
    for (let index = 0; index < 7; index += 1)
      codes.push(codeOf(await recovery.begin({ name: 'flood@example.ma', language: 'fr' })));
    expect(codes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'identity.wait', 'identity.wait']);
    expect(codeOf(await recovery.begin({ name: '100000000093', language: 'fr' }))).toBe(
      'identity.recovery-contact-needed',
    );
  });
});
