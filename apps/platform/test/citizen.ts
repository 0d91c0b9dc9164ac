import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { getValue, type PersonActor } from '../src/kernel/index.ts';
import type { Enrolment } from '../src/modules/identity/index.ts';
import { testClerk, testEnrolment, type TestIdentity } from './identity.ts';
import { type CommuneId, newId } from '../src/kernel/index.ts';

/** A password that nothing forbids. */
export const citizenPassword = 'quatre babouches';

let next = 70_000;

/** Enrols somebody and opens their account with the slip. */
export async function testCitizen(
  { identity, now }: Pick<TestIdentity, 'identity' | 'now'>,
  changes: Partial<Enrolment> = {},
) {
  const clerk = testClerk(newId<CommuneId>(now()));
  const document = { type: 'cnie' as const, number: `BM${next++}`, expiresOn: '2035-01-31' };
  const { personId, slip } = getValue(
    await identity.enrol(clerk, testEnrolment({ document, contacts: {}, ...changes }), randomUUID()),
  );
  const session = getValue(await identity.activate({ ...slip, password: citizenPassword }));
  return { clerk, personId, accountId: session.accountId, accountNumber: slip.accountNumber, session };
}

/** The person behind a session's token. Throws when nobody is signed in with it. */
export async function actorOf({ identity }: Pick<TestIdentity, 'identity'>, token: string): Promise<PersonActor> {
  const session = await identity.resolve(token);
  if (session?.actor.kind !== 'person') throw new Error('no person is signed in');
  return session.actor;
}

interface Answered {
  readonly main: string;
  readonly to: string | null;
  readonly token: string;
}

/** Asks for the address of a paper, which its page does not show before its holder has proven again who they are; answers the page that
 * does. */
export async function askShare(
  ask: (path: string, fields?: Record<string, string>) => Promise<Answered>,
  paper: string,
  password: string,
): Promise<string> {
  const next = `${paper}/share`;
  expect((await ask(paper)).main).not.toContain('/v/');
  const { to } = await ask(next);
  expect(to).toMatch(/^\/account\/step-up\?/);
  const { token } = await ask(to ?? '');
  expect((await ask('/account/step-up', { 'form-token': token, next, password })).to).toBe(next);
  return (await ask(next)).main;
}
