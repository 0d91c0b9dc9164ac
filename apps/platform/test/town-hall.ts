import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulatedAuthenticator } from '../src/adapters/authenticator/index.ts';
import { composeAdministration } from '../src/composition/administration.ts';
import {
  type AccountId,
  type CommuneId,
  getValue,
  newId,
  type OfficeId,
  type Result,
  type StaffActor,
  type StaffId,
} from '../src/kernel/index.ts';
import {
  createIdentityService,
  type IdentityDependencies,
  type IdentityService,
  type RequestOrigin,
  relyingPartyOf,
  type StaffAccess,
} from '../src/modules/identity/index.ts';
import {
  type Administration,
  findStaffAtWork,
  installCommune,
  installPosting,
  installStaff,
  type Office,
  type PostingId,
  type RoleName,
} from '../src/modules/organisation/index.ts';
import type { Database, Tx } from '../src/platform/db/index.ts';
import { rolePlan } from '../src/roles.ts';
import { testKeys } from './identity.ts';

const origin = 'http://localhost:8080';
const system = { kind: 'system', task: 'test' } as const;
const inEveryLanguage = (text: string) => ({ ar: text, fr: text, zgh: text, en: text });
let communes = 0;

/** Somebody taken on, with the passkey that they registered. */
export interface Colleague {
  readonly staffId: StaffId;
  readonly accountId: AccountId;
  readonly credentialId: string;
}

/** A commune whose staff sign in for real: accounts, passkeys, postings and sessions over one database. */
export interface TownHall {
  readonly communeId: CommuneId;
  readonly offices: readonly [Office, Office];
  readonly identity: IdentityService;
  readonly access: StaffAccess;
  readonly administration: Administration;
  readonly now: () => Date;
  readonly pass: (milliseconds: number) => void;
  within<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Somebody whom the platform installed, with a passkey and a posting over the commune. */
  installed(role: RoleName): Promise<Colleague>;
  /** Registers a simulated passkey with a one-time code. */
  register(code: string): Promise<Result<{ readonly accountId: AccountId; readonly credentialId: string }>>;
  /** Signs in with a passkey, from an address; the session's token when it opened. */
  signIn(credentialId: string, from?: RequestOrigin): Promise<Result<string>>;
  /** The actor behind a token now; undefined when the session opens nothing. */
  actorOf(token: string, from?: RequestOrigin): Promise<StaffActor | undefined>;
  /** Signs a colleague in and answers the actor. Throws when that is refused. */
  as(colleague: Colleague): Promise<StaffActor>;
  /** What a passkey answers to a challenge, whomever it was meant for. */
  answer(
    credentialId: string,
    options: { readonly challenge: string },
  ): ReturnType<ReturnType<typeof createSimulatedAuthenticator>['get']>;
  close(): void;
}

/** Opens a town hall. Several may stand over one database: each is a commune of its own. */
export async function openTownHall(db: Database): Promise<TownHall> {
  let now = new Date('2026-11-10T10:00:00Z');
  const clock = () => now;
  const folder = mkdtempSync(join(tmpdir(), 'shubbak-town-hall-'));
  const authenticator = createSimulatedAuthenticator({ folder, mode: 'demo' });
  const dependencies: IdentityDependencies = {
    db,
    clock,
    keys: testKeys(),
    relyingParty: relyingPartyOf(origin),
    acceptSimulated: true,
    staff: {
      findAtWork: (accountId, at, from) =>
        db.transaction({}, tx => findStaffAtWork(tx, { accountId, plan: rolePlan, now: at, ...from })),
    },
    tell: async () => undefined,
    tellSecurity: async () => undefined,
    syncedPasskeyLevel: 'substantial',
  };
  const identity = createIdentityService(dependencies);
  const { staffAccess: access, administration } = composeAdministration(identity, dependencies);
  const communeId = newId<CommuneId>(now);
  const within: TownHall['within'] = work => db.transaction({ communeId }, work);
  const offices = [anOffice(communeId, 'MAA01', now), anOffice(communeId, 'MAA02', now)] as const;
  const commune = {
    id: communeId,
    code: `T${String.fromCodePoint(65 + communes++)}`,
    name: inEveryLanguage('Casablanca'),
    mark: null,
  };
  await within(async tx =>
    getValue(await installCommune(tx, system, { commune, prefectures: [], arrondissements: [], offices })),
  );
  const register: TownHall['register'] = async code => {
    const asked = await identity.beginPasskeyRegistration({ code, label: 'Somebody' });
    if (!asked.ok) return asked;
    const response = authenticator.create(asked.value.options, origin);
    return identity.finishPasskeyRegistration({ code, challengeId: asked.value.challengeId, response });
  };
  const signIn: TownHall['signIn'] = async (credentialId, from) => {
    const { challengeId, options } = await identity.beginStaffSignIn();
    const rpId = relyingPartyOf(origin).id;
    const response = authenticator.get(credentialId, { ...options, rpId }, origin);
    const opened = await identity.finishStaffSignIn({ challengeId, response }, from);
    return opened.ok ? { ok: true, value: opened.value.token } : opened;
  };
  const actorOf: TownHall['actorOf'] = async (token, from) => {
    const session = await identity.resolve(token, from);
    return session?.actor.kind === 'staff' ? session.actor : undefined;
  };
  return {
    communeId,
    offices,
    identity,
    access,
    administration,
    now: clock,
    pass: milliseconds => {
      now = new Date(now.getTime() + milliseconds);
    },
    within,
    register,
    signIn,
    actorOf,
    installed: async role => {
      const { accountId, code } = getValue(await identity.createStaffAccount(system));
      const staffId = newId<StaffId>(now);
      const name = { arabic: 'سلمى الوردي', latin: `Salma ${role}` };
      await within(async tx => {
        getValue(await installStaff(tx, system, { communeId, id: staffId, accountId, name }));
        const posting = { communeId, staffId, role, jurisdiction: { level: 'commune' } as const };
        getValue(
          await installPosting(tx, system, { ...posting, id: newId<PostingId>(now), validFrom: now, validUntil: null }),
        );
      });
      return { staffId, accountId, credentialId: getValue(await register(code)).credentialId };
    },
    as: async ({ credentialId }) => {
      const actor = await actorOf(getValue(await signIn(credentialId)));
      if (!actor) throw new Error('nobody is signed in');
      return actor;
    },
    answer: (credentialId, options) =>
      authenticator.get(credentialId, { challenge: options.challenge, rpId: relyingPartyOf(origin).id }, origin),
    close: () => rmSync(folder, { recursive: true }),
  };
}

function anOffice(communeId: CommuneId, code: string, now: Date): Office {
  return {
    communeId,
    id: newId<OfficeId>(now),
    arrondissementId: null,
    code,
    name: inEveryLanguage(`Bureau ${code}`),
    address: inEveryLanguage('Rue 1'),
    kind: 'annex',
    organised: 'clerk-and-officer',
    openedOn: '2026-01-05',
  };
}
