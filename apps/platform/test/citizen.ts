import { randomUUID } from 'node:crypto';
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
