import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity } from '../../../../test/identity.ts';
import { type CommuneId, getValue, newId } from '../../../kernel/index.ts';

const { as } = await testDatabase();
const { identity, security, now, pass } = testIdentity(as('app'));
const clerk = testClerk(newId<CommuneId>(now()));
const password = 'quatre babouches';
let next = 5000;

/** Somebody who opened their account with a slip. */
async function activated() {
  const document = { type: 'cnie' as const, number: `BK${next++}`, expiresOn: '2035-01-31' };
  const { slip } = getValue(await identity.enrol(clerk, testEnrolment({ document }), randomUUID()));
  const session = getValue(await identity.activate({ ...slip, password }));
  return { accountNumber: slip.accountNumber, session };
}

async function personOf(token: string) {
  const session = await identity.resolve(token);
  if (session?.actor.kind !== 'person') throw new Error('no person is signed in');
  return { ...session, actor: session.actor };
}

test('a slip opens a substantial session, a password alone a low one, neither stepped up', async () => {
  const { accountNumber, session } = await activated();
  expect((await personOf(session.token)).actor).toMatchObject({ level: 'substantial', steppedUpAt: null });
  const again = getValue(await identity.signIn({ name: accountNumber, password }));
  const found = await personOf(again.token);
  expect(found.actor).toMatchObject({ level: 'low', steppedUpAt: null });
  expect(found).toMatchObject({ steppedUp: false, sharedDevice: false });
});

test('proving again holds ten minutes in that session alone, and never lowers it', async () => {
  const { accountNumber, session } = await activated();
  const { actor } = await personOf(session.token);
  const other = getValue(await identity.signIn({ name: accountNumber, password }));
  expect(getValue(await security.stepUp.byPassword(actor, { password, code: '' }))).toEqual({ token: undefined });
  expect(await personOf(session.token)).toMatchObject({ steppedUp: true, actor: { level: 'substantial' } });
  expect((await personOf(other.token)).steppedUp).toBe(false);
  pass(10 * 60_000);
  expect((await personOf(session.token)).steppedUp).toBe(false);
});

test('guesses at a step-up count with those at the door', async () => {
  const { accountNumber, session } = await activated();
  const { actor } = await personOf(session.token);
  const codes = [];
  for (let index = 0; index < 6; index += 1) {
    const tried = await security.stepUp.byPassword(actor, { password: `guess number ${index}`, code: '' });
    codes.push(tried.ok ? 'ok' : tried.refusal.code);
  }
  expect(codes).toEqual([...Array.from({ length: 5 }, () => 'identity.step-up-refused'), 'identity.wait']);
  expect(await identity.signIn({ name: accountNumber, password })).toMatchObject({
    refusal: { code: 'identity.wait' },
  });
  expect((await personOf(session.token)).steppedUp).toBe(false);
});
