import {
  type CommuneId,
  getValue,
  type LocalizedText,
  newId,
  type OfficeId,
  type PersonActor,
} from '../src/kernel/index.ts';
import { keyedDigest } from '../src/modules/identity/index.ts';
import { createParties, type Parties } from '../src/modules/legalisation/index.ts';
import type { PartyMessage } from '../src/modules/legalisation/parties/dependencies.ts';
import { installCommune, type Office } from '../src/modules/organisation/index.ts';
import { createRequests, type Requests, type ServiceRequest } from '../src/modules/requests/index.ts';
import type { Database, Tx } from '../src/platform/db/index.ts';
import { actorOf, testCitizen } from './citizen.ts';
import { type TestIdentity, testIdentity } from './identity.ts';

const text = (word: string): LocalizedText => ({ ar: word, fr: word, zgh: word, en: word });

/** A commune where requests are made at a distance, with its people, over a test's database. */
export interface DistanceWorld extends Pick<TestIdentity, 'identity' | 'security' | 'deps' | 'now' | 'pass'> {
  readonly db: Database;
  readonly office: Office;
  readonly requests: Requests;
  readonly parties: Parties;
  /** Messages that left, latest last. */
  readonly sent: PartyMessage[];
  /** Somebody with an account, signed in. */
  citizen(changes?: Parameters<typeof testCitizen>[1]): Promise<PersonActor>;
  /** A draft that a person has opened. */
  open(applicant: PersonActor): Promise<ServiceRequest>;
  /** One transaction of the commune. */
  within<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** Opens a commune for a test file. */
export async function openDistanceWorld(db: Database): Promise<DistanceWorld> {
  const test = testIdentity(db);
  const { identity, deps, now } = test;
  const office = officeOf(newId<CommuneId>(now()), now());
  const { communeId } = office;
  const within: DistanceWorld['within'] = work => db.transaction({ communeId }, work);
  const commune = { id: communeId, code: 'CAS', name: text('Casablanca'), mark: null };
  const setUp = { commune, prefectures: [], arrondissements: [], offices: [office] };
  await within(async tx => getValue(await installCommune(tx, { kind: 'system', task: 'test' }, setUp)));
  const sent: PartyMessage[] = [];
  const parties = createParties({
    db,
    clock: now,
    identity,
    tokenDigest: token => keyedDigest(deps.keys, 'invitation', token),
    invitationDays: 30,
    messenger: {
      textMessages: true,
      send: async message => {
        sent.push(message);
        return 'accepted';
      },
    },
    communeName: async () => commune.name,
    publicUrl: 'http://localhost:8080',
  });
  const requests = createRequests({
    clock: () => new Date(),
    turnaroundOf: () => 0,
    isBeingSigned: async () => false,
    refusalReasonsOf: async () => [],
    isSignatory: async () => false,
    dueOf: async () => 0,
  });
  return {
    ...test,
    db,
    office,
    requests,
    parties,
    sent,
    within,
    citizen: async changes => actorOf(test, (await testCitizen(test, changes)).session.token),
    open: applicant =>
      db.transaction({ communeId, personId: applicant.personId }, async tx => {
        await identity.meet(tx, communeId, applicant.personId);
        const asked = { communeId, officeId: office.id, service: 'signature-legalisation' };
        return getValue(await requests.open(tx, applicant, asked, now()));
      }),
  };
}

function officeOf(communeId: CommuneId, now: Date): Office {
  return {
    communeId,
    id: newId<OfficeId>(now),
    arrondissementId: null,
    code: 'MAA03',
    name: text('Bureau 3'),
    address: text('Rue 1'),
    kind: 'annex',
    organised: 'clerk-and-officer',
    openedOn: '2026-01-05',
  };
}
