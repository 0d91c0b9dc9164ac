import { randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import {
  type CommuneId,
  getValue,
  newId,
  type OfficeId,
  type PersonActor,
  type PersonId,
  type RequestId,
  type StaffActor,
  type StaffId,
} from '../src/kernel/index.ts';
import { createCatalogue } from '../src/modules/catalogue/index.ts';
import { installCommune, installStaff, type Office } from '../src/modules/organisation/index.ts';
import {
  createConversations,
  createHandling,
  createOpinions,
  createRequests,
  createTimeline,
  type RequestsPorts,
  type ServiceRequest,
} from '../src/modules/requests/index.ts';
import { checkHeld } from '../src/modules/requests/handling/held.ts';
import type { Database, Tx } from '../src/platform/db/index.ts';
import { roles } from '../src/roles.ts';
import { testEnrolment, testIdentity } from './identity.ts';
import { lendingTelescopes } from './lending-telescopes.ts';

const text = (word: string) => ({ ar: word, fr: word, zgh: word, en: word });
const system = { kind: 'system', task: 'test' } as const;
let communes = 0;

/** A commune whose offices lend telescopes to whoever asks from home, over a test's database, at a clock that the test moves. */
export async function openTelescopes(db: Database) {
  let now = new Date('2026-11-23T10:00:00Z');
  const { identity } = testIdentity(db, { start: now });
  const { vault } = identity;
  const communeId = newId<CommuneId>(now);
  const clock = (): Date => now;
  const offices = ['MAA03', 'MAA04'].map(code => anOffice(communeId, code, now));
  const code = String.fromCodePoint(65 + Math.floor(communes / 26), 65 + (communes++ % 26), 81);
  const within = <T>(work: (tx: Tx) => Promise<T>) => db.transaction({ communeId }, work);
  const setUp = {
    commune: { id: communeId, code, name: text(code), mark: null },
    prefectures: [],
    arrondissements: [],
    offices,
  };
  await within(async tx => getValue(await installCommune(tx, system, setUp)));
  const catalogue = createCatalogue([lendingTelescopes]);
  const ports: RequestsPorts = {
    clock,
    isBeingSigned: async () => false,
    refusalReasonsOf: async (_tx, _communeId, service) =>
      catalogue.findService(service)?.refusalReasons.map(each => each.code),
    isSignatory: async () => false,
    dueOf: async () => 0,
    turnaroundOf: ({ channel }) => (channel === 'counter' ? 0 : 2),
  };
  const requests = createRequests(ports);
  const told: unknown[] = [];
  const staff = new Set<StaffId>();
  const preparing = new Map<RequestId, { readonly officerId: StaffId; readonly until: Date }>();
  const mayHandle = async (_tx: Tx, _place: unknown, staffId: StaffId): Promise<boolean> => staff.has(staffId);
  const preparedBy = async (_tx: Tx, asked: { readonly requestId: RequestId }) => preparing.get(asked.requestId);
  const hire = async (role: keyof typeof roles, officeId: OfficeId = officeAt(0).id): Promise<StaffActor> => {
    const actor = anActor(communeId, roles[role], officeId, now);
    const name = { arabic: 'كريم التازي', latin: `Karim ${role}` };
    await within(async tx =>
      getValue(await installStaff(tx, system, { communeId, id: actor.staffId, accountId: actor.accountId, name })),
    );
    staff.add(actor.staffId);
    return actor;
  };
  const officeAt = (index: number): Office => {
    const office = offices[index];
    if (!office) throw new Error('no such office');
    return office;
  };
  const anApplicant = async (): Promise<PersonActor> => {
    const enroller = anActor(communeId, roles.clerk, officeAt(0).id, now);
    return aPerson(
      getValue(await identity.enrol(enroller, testEnrolment({ document: aCard() }), randomUUID())).personId,
      now,
    );
  };
  const applicant = await anApplicant();
  /** A request made from home that lies with the office. */
  const queued = async (officeId: OfficeId = officeAt(0).id): Promise<ServiceRequest> =>
    db.transaction({ communeId, personId: applicant.personId }, async tx => {
      const asked = { officeId, service: lendingTelescopes.code, communeId };
      const draft = getValue(await requests.open(tx, applicant, asked, now));
      const at = { requestId: draft.id, version: draft.version, communeId };
      getValue(await requests.change(tx, applicant, at, { verb: 'invite' }, now));
      return getValue(await requests.gather(tx, { communeId, requestId: draft.id }, now));
    });
  return {
    communeId,
    offices,
    clock,
    /** Moves the clock on. */
    pass: (minutes: number) => void (now = new Date(now.getTime() + minutes * 60_000)),
    within,
    /** A transaction of a person's own. */
    asPerson: <T>(actor: PersonActor, work: (tx: Tx) => Promise<T>) =>
      db.transaction({ communeId, personId: actor.personId }, work),
    requests,
    vault,
    /** The same room where a fee is due. */
    owing: createRequests({ ...ports, dueOf: async () => 200 }),
    ports,
    told,
    /** Whether somebody may act on the request as far as colleagues are concerned. */
    isFreeFor: (tx: Tx, actor: StaffActor, request: ServiceRequest) => checkHeld(tx, actor, request, now),
    /** What officers have in preparation, by request. */
    preparing,
    hire,
    /** Whose requests they are. */
    applicant,
    anApplicant,
    queued,
    reread: async (request: ServiceRequest, actor: StaffActor) =>
      getValue(await within(tx => requests.read(tx, actor, request.id))),
    count: (table: string, request: Pick<ServiceRequest, 'id'>) =>
      within(async tx => {
        const { rows } = await sql<{ count: number }>`
          select count(*) from ${sql.table(table)} where request_id = ${request.id}`.execute(tx);
        return rows[0]?.count;
      }),
    handling: createHandling({ leaseMinutes: 15, preparedBy, mayHandle }),
    opinions: createOpinions({ vault, mayHandle }),
    conversation: createConversations({ requests, vault, tellApplicant: async (_tx, news) => void told.push(news) }),
    timeline: createTimeline({ requests }),
  };
}

export type Telescopes = Awaited<ReturnType<typeof openTelescopes>>;

function anOffice(communeId: CommuneId, code: string, now: Date): Office {
  return {
    communeId,
    id: newId<OfficeId>(now),
    arrondissementId: null,
    code,
    name: text(code),
    address: text('Rue 1'),
    kind: 'annex',
    organised: 'clerk-and-officer',
    openedOn: '2026-01-05',
  };
}

function anActor(communeId: CommuneId, permissions: readonly string[], officeId: OfficeId, now: Date): StaffActor {
  const grants = permissions.map(permission => ({ permission, jurisdiction: { level: 'office', officeId } as const }));
  const ids = { accountId: newId<StaffActor['accountId']>(now), sessionId: newId<StaffActor['sessionId']>(now) };
  return { kind: 'staff', ...ids, staffId: newId<StaffId>(now), communeId, grants };
}

function aCard() {
  return { type: 'cnie', number: `BE${randomInt(100_000, 999_999)}`, expiresOn: '2030-01-31' } as const;
}

function aPerson(personId: PersonId, now: Date): PersonActor {
  const [accountId, sessionId] = [newId<PersonActor['accountId']>(now), newId<PersonActor['sessionId']>(now)];
  return { kind: 'person', accountId, sessionId, personId, level: 'substantial', steppedUpAt: now };
}
