import { randomBytes } from 'node:crypto';
import {
  type AccountId,
  type AssuranceLevel,
  type CommuneId,
  newId,
  type OfficeId,
  ok,
  type PersonActor,
  type PersonId,
  type Place,
  refuse,
  type SessionId,
  type StaffActor,
  type StaffId,
} from '../src/kernel/index.ts';
import {
  type CodeMessenger,
  createContactCodes,
  createIdentityService,
  createKeyRing,
  createPersonSecurity,
  type Enrolment,
  type IdentityDependencies,
  type IdentityService,
  identityPermissions,
  type PersonSecurity,
  relyingPartyOf,
  type StaffAtWork,
} from '../src/modules/identity/index.ts';
import type { Database } from '../src/platform/db/index.ts';

/** An identity room over a test's database, standing at a minute that the test moves. */
export interface TestIdentity {
  readonly identity: IdentityService;
  readonly security: PersonSecurity;
  /** For what is built over the same accounts. */
  readonly deps: IdentityDependencies;
  /** Who works where, as the organisation would answer. */
  readonly atWork: Map<AccountId, StaffAtWork>;
  readonly now: () => Date;
  /** Moves the clock forward. */
  readonly pass: (milliseconds: number) => void;
}

export const testOrigin = 'http://localhost:8080';

/** A ring of one key, and an index key. */
export function testKeys(): IdentityDependencies['keys'] {
  const key = randomBytes(32);
  return { envelope: createKeyRing(() => [key]), index: randomBytes(32) };
}

/** Codes leave with the worker, which a test starts itself. */
const messenger: CodeMessenger = { send: async () => 'accepted' };

/** Builds the room with keys of its own. */
export function testIdentity(
  db: Database,
  {
    acceptSimulated = true,
    tell = async () => undefined,
    tellSecurity = async () => undefined,
    keys = testKeys(),
    start = new Date('2026-11-10T10:00:00Z'),
  }: Partial<Pick<IdentityDependencies, 'acceptSimulated' | 'tell' | 'tellSecurity' | 'keys'>> & {
    readonly start?: Date;
  } = {},
): TestIdentity {
  let now = start;
  const atWork = new Map<AccountId, StaffAtWork>();
  const deps: IdentityDependencies = {
    db,
    clock: () => now,
    keys,
    relyingParty: relyingPartyOf(testOrigin),
    acceptSimulated,
    staff: {
      findAtWork: async accountId => {
        const staff = atWork.get(accountId);
        return staff ? ok(staff) : refuse('organisation.no-posting');
      },
    },
    tell,
    tellSecurity,
    syncedPasskeyLevel: 'substantial',
  };
  const identity = createIdentityService(deps);
  return {
    identity,
    security: createPersonSecurity({
      ...deps,
      contactCodes: createContactCodes({
        ...deps,
        vault: identity.vault,
        textMessages: true,
        messenger,
        service: 'localhost',
      }),
    }),
    deps,
    atWork,
    now: () => now,
    pass: milliseconds => {
      now = new Date(now.getTime() + milliseconds);
    },
  };
}

/** A clerk of a commune with every permission of the room, or those named. */
export function testClerk(communeId: CommuneId, permissions: readonly string[] = identityPermissions): StaffActor {
  const now = new Date();
  return {
    kind: 'staff',
    accountId: newId<AccountId>(now),
    sessionId: newId<SessionId>(now),
    staffId: newId<StaffId>(now),
    communeId,
    grants: permissions.map(permission => ({ permission, jurisdiction: { level: 'commune' } })),
  };
}

/** A person in their own account, as surely as `level` says. */
export function testPerson(personId: PersonId, level: AssuranceLevel = 'low'): PersonActor {
  const now = new Date();
  return {
    kind: 'person',
    accountId: newId<AccountId>(now),
    sessionId: newId<SessionId>(now),
    personId,
    level,
    steppedUpAt: null,
  };
}

/** A person to enrol, Amina unless told otherwise. */
export function testEnrolment(changes: Partial<Enrolment> = {}): Enrolment {
  return {
    name: { arabic: 'أمينة الفاسي', latin: 'Amina El Fassi' },
    birthDate: '1990-05-17',
    language: 'ar',
    document: { type: 'cnie', number: 'be 123456', expiresOn: '2030-01-31' },
    contacts: { email: 'amina@example.ma', phone: '06 12 34 56 78' },
    ...changes,
  };
}

/** An office of the commune of a clerk. */
export function testPlace({ communeId }: StaffActor): Place {
  return { communeId, arrondissementId: null, officeId: newId<OfficeId>(new Date()) };
}
