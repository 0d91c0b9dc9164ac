import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testPerson } from '../../../../test/identity.ts';
import { testPersonFiles } from '../../../../test/person-files.ts';
import { type CommuneId, getValue, newId, type PersonActor, type PersonId } from '../../../kernel/index.ts';
import type { HelperActor } from './model.ts';

const app = (await testDatabase()).as('app');
const world = testIdentity(app);
const { identity, now, pass } = world;
const { helping, profile, rights, exports } = testPersonFiles(world).services;
const clerk = testClerk(newId<CommuneId>(new Date()));
const service = 'signature-legalisation';
const day = 86_400_000;

let card = 400_000;
async function somebody(): Promise<{ readonly actor: PersonActor; readonly accountNumber: string }> {
  card += 1;
  const document = { type: 'cnie', number: `BE${card}`, expiresOn: '2030-01-31' } as const;
  const { personId, slip } = getValue(await identity.enrol(clerk, testEnrolment({ document }), randomUUID()));
  getValue(await identity.activate({ ...slip, password: 'quatre babouches' }));
  return { actor: testPerson(personId), accountNumber: slip.accountNumber };
}
const refused = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) });
const offer = (accountNumber: string, days = 30) => ({
  accountNumber,
  services: [service],
  startsAt: now(),
  endsAt: new Date(now().getTime() + days * day),
});
const mayHelp = (helper: PersonActor, personId: PersonId, asked = service) =>
  app.transaction({}, tx => helping.mayFileFor(tx, helper, personId, asked));

async function helped(): Promise<{
  readonly person: PersonActor;
  readonly helper: PersonActor;
  readonly id: HelperActor['helpId'];
}> {
  const [person, helper] = [await somebody(), await somebody()];
  const id = getValue(await helping.invite(person.actor, offer(helper.accountNumber)));
  getValue(await helping.respond(helper.actor, id, true));
  return { person: person.actor, helper: helper.actor, id };
}

test('a helper whom a person named, and who agreed, may act in that service, and what they do is shown', async () => {
  const { person, helper } = await helped();
  const actor = getValue(await mayHelp(helper, person.personId));
  await app.transaction({}, tx => helping.record(tx, actor, 'looked-at-requests'));
  expect(await helping.listActs(person)).toMatchObject([
    { service, what: 'looked-at-requests', name: { latin: 'Amina El Fassi' } },
  ]);
  expect(await helping.listActs(helper)).toEqual([]);
});

test('nobody helps before agreeing, in another service, before the first day, or after the last', async () => {
  const [person, helper] = [await somebody(), await somebody()];
  const begins = new Date(now().getTime() + 2 * day);
  const later = { ...offer(helper.accountNumber, 10), startsAt: begins };
  const id = getValue(await helping.invite(person.actor, later));
  const { personId } = person.actor;
  expect(await mayHelp(helper.actor, personId)).toEqual(refused('helpers.not-helper'));
  getValue(await helping.respond(helper.actor, id, true));
  expect(await mayHelp(helper.actor, personId)).toEqual(refused('helpers.not-helper'));
  pass(3 * day);
  expect((await mayHelp(helper.actor, personId)).ok).toBe(true);
  expect(await mayHelp(helper.actor, personId, 'another-service')).toEqual(refused('helpers.not-helper'));
  expect(await mayHelp(person.actor, helper.actor.personId)).toEqual(refused('helpers.not-helper'));
  expect(await app.transaction({}, tx => helping.mayFileFor(tx, clerk, personId, service))).toEqual(
    refused('helpers.not-helper'),
  );
  pass(8 * day);
  expect(await mayHelp(helper.actor, personId)).toEqual(refused('helpers.not-helper'));
});

test('either side ends it at once, and an ended help is never taken up again', async () => {
  for (const side of ['person', 'helper'] as const) {
    const { person, helper, id } = await helped();
    getValue(await helping.end(side === 'person' ? person : helper, id));
    expect(await mayHelp(helper, person.personId)).toEqual(refused('helpers.not-helper'));
    expect(await helping.respond(helper, id, true)).toEqual(refused('helpers.over'));
    expect(await helping.end(person, id)).toEqual(refused('helpers.over'));
  }
});

test('attack: an invitation that is ended before it was agreed to tells no name, so that account numbers cannot be tried for theirs', async () => {
  const [person, stranger] = [await somebody(), await somebody()];
  const id = getValue(await helping.invite(person.actor, offer(stranger.accountNumber)));
  getValue(await helping.end(person.actor, id));
  expect(await helping.list(person.actor)).toMatchObject({ helpers: [{ id, state: 'ended', name: undefined }] });
});

test('a stranger can neither answer nor end a help, nor be told whether a number is anybody’s', async () => {
  const { person, id } = await helped();
  const stranger = await somebody();
  expect(await helping.end(stranger.actor, id)).toEqual(refused('helpers.unknown'));
  expect(await helping.respond(stranger.actor, id, true)).toEqual(refused('helpers.unknown'));
  const nobody = await helping.invite(person, offer('100000000093'));
  expect(nobody.ok).toBe((await helping.invite(person, offer(stranger.accountNumber))).ok);
  const names = (await helping.list(person)).helpers.filter(({ state }) => state === 'asked').map(({ name }) => name);
  expect(names.every(name => name === undefined)).toBe(true);
});

test('an offer is of known services, for a year at most, never to oneself, and not many a day', async () => {
  const [person, helper] = [await somebody(), await somebody()];
  const { actor } = person;
  const to = helper.accountNumber;
  expect(await helping.invite(actor, { ...offer(to), services: ['anything'] })).toEqual(
    refused('helpers.service-needed'),
  );
  expect(await helping.invite(actor, offer(to, 400))).toEqual(refused('helpers.too-long'));
  expect(await helping.invite(actor, offer(to, -1))).toEqual(refused('helpers.dates-wrong'));
  expect(await helping.invite(actor, offer(person.accountNumber))).toEqual(refused('helpers.yourself'));
  for (let asked = 0; asked < 5; asked += 1) getValue(await helping.invite(actor, offer(to)));
  expect(await helping.invite(actor, offer(to))).toEqual(refused('helpers.too-many-today'));
});

test('a helper is no actor: the vault, the file, rights and archives take nobody but the person', async () => {
  const { person, helper } = await helped();
  const acting = getValue(await mayHelp(helper, person.personId));
  // The compiler refuses each of these; at run time there is no session of the person behind it either.
  // @ts-expect-error a helper is no Actor
  await expect(identity.getFile(acting, person.personId)).resolves.toMatchObject({ ok: false });
  // @ts-expect-error nor a PersonActor
  const order: Parameters<typeof exports.order>[0] = acting;
  // @ts-expect-error nor may they ask in the person's place
  const ask: Parameters<typeof rights.ask>[0] = acting;
  // @ts-expect-error nor change their data
  const choose: Parameters<typeof profile.choose>[0] = acting;
  expect([order, ask, choose]).toHaveLength(3);
  // As themself, the helper reads nothing of the person's.
  expect(await identity.getFile(helper, person.personId)).toEqual(refused('identity.person-unknown'));
});
