import { randomBytes } from 'node:crypto';
import type { SimulatedAuthenticator } from '../../adapters/authenticator/index.ts';
import { asId, type Clock, getValue, type PersonActor, type StaffActor } from '../../kernel/index.ts';
import type { Originals } from '../../modules/certification/index.ts';
import type { Enrolment, IdentityService, PersonSecurity } from '../../modules/identity/index.ts';
import type { DistanceService, Parties } from '../../modules/legalisation/index.ts';
import type { Conversations, Requests } from '../../modules/requests/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { demoId } from '../city/ids.ts';
import { staffIdOf } from '../city/load.ts';
import { communeIdOf } from '../city/places/index.ts';

/** What somebody at home works with. */
export interface HomeRooms {
  readonly db: Database;
  readonly clock: Clock;
  readonly identity: Pick<IdentityService, 'searchByName' | 'enrol' | 'activate' | 'resolve'>;
  readonly security: Pick<PersonSecurity, 'stepUp' | 'passkeys' | 'statements'>;
  readonly requests: Requests;
  readonly conversation: Conversations;
  readonly distance: DistanceService;
  readonly parties: Parties;
  readonly originals: Originals;
  /** SIMULATED: holds the passkey of the person. */
  readonly authenticator: SimulatedAuthenticator;
  readonly origin: string;
}

/** Somebody of the demo who asks for everything from home; whoever tries the demo enters by the simulated national provider as them. */
export const homePerson = {
  name: { arabic: 'سميرة المريني', latin: 'Samira LAMRINI' },
  birthDate: '1988-05-17',
  language: 'fr',
  document: { type: 'cnie', number: 'BK910204', expiresOn: '2034-06-30' },
  contacts: { email: 'samira@example.ma' },
} as const satisfies Enrolment;

const clerk: StaffActor = {
  kind: 'staff',
  accountId: asId(demoId('account/loader')),
  sessionId: asId(demoId('session/loader')),
  staffId: staffIdOf('maarif-clerk'),
  communeId: communeIdOf('CAS'),
  grants: ['identity.find', 'identity.enrol'].map(permission => ({ permission, jurisdiction: { level: 'commune' } })),
};

/** A person at home, and their yes to exact bytes. */
export interface AtHome {
  readonly actor: PersonActor;
  readonly prove: Parameters<Parties['consent']>[1]['prove'];
}

/**
 * Enrols the person, opens their account with its slip and binds a passkey of the simulated authenticator, as at a counter and at home. Undefined
 * when they are there already. Throws on a refusal, which would be a bug.
 */
export async function settle(rooms: HomeRooms): Promise<AtHome | undefined> {
  const { identity, security, authenticator, origin } = rooms;
  const { latin } = homePerson.name;
  const known = getValue(await identity.searchByName(clerk, latin));
  if (known.some(({ name }) => name.latin === latin)) return undefined;
  const enrolled = getValue(await identity.enrol(clerk, homePerson, demoId('enrol/home')));
  const password = randomBytes(24).toString('base64url');
  const { token } = getValue(await identity.activate({ ...enrolled.slip, password }));
  const resolve = async (): Promise<PersonActor> => {
    const actor = (await identity.resolve(token))?.actor;
    if (actor?.kind !== 'person') throw new Error('a demo account did not open');
    return actor;
  };
  getValue(await security.stepUp.byPassword(await resolve(), { password, code: '' }));
  const asked = getValue(await security.passkeys.beginRegistration(await resolve()));
  const response = authenticator.create(asked.options, origin);
  const name = 'Téléphone (simulé)';
  getValue(await security.passkeys.finishRegistration(await resolve(), { ...asked, response, name }));
  const actor = await resolve();
  return {
    actor,
    prove: async statement => {
      const options = await security.statements.passkeyOptions(actor, statement);
      const answer = authenticator.get(response.id, options, origin);
      return security.statements.byPasskey(actor, statement, answer);
    },
  };
}
