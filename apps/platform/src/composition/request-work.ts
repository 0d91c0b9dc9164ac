import type { Clock, CommuneId, PersonId, PersonName, Place, RequestId } from '../kernel/index.ts';
import { findPreparer } from '../modules/acts/index.ts';
import type { Catalogue } from '../modules/catalogue/index.ts';
import type { IdentityService } from '../modules/identity/index.ts';
import { readBriefs } from '../modules/legalisation/index.ts';
import type { NotificationService } from '../modules/notifications/index.ts';
import { listStaffAt, type Staff } from '../modules/organisation/index.ts';
import {
  type Conversations,
  createConversations,
  createDoubts,
  createHandling,
  createOpinions,
  createQueues,
  createTimeline,
  type Doubts,
  type Handling,
  type HandlingDeps,
  type Opinions,
  reckonAnew,
  reckonTask,
  type Queues,
  type Requests,
  type ServiceRequest,
  type Timeline,
} from '../modules/requests/index.ts';
import type { Config } from '../platform/config/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { enqueue } from '../platform/jobs/index.ts';
import { rolePlan } from '../roles.ts';
import { boundTo } from './request-notices.ts';
import { requestsPorts } from './requests-ports.ts';

/** What members of staff and applicants do about requests beside changing them. */
export interface RequestWork {
  readonly handling: Handling;
  readonly opinions: Opinions;
  readonly conversation: Conversations;
  readonly doubts: Doubts;
  readonly timeline: Timeline;
  readonly queues: Queues;
  /** Everybody with a file who is bound to a request: they see who looked at it. */
  concernedBy(tx: Tx, request: ServiceRequest): Promise<readonly PersonId[]>;
  /** Who is at work and may handle requests of a place. */
  colleaguesAt(tx: Tx, place: Place, now: Date): Promise<readonly Staff[]>;
  /** In the transaction that changes a calendar: what is expected of the commune's requests is reckoned anew by the worker. */
  calendarChanged(tx: Tx, communeId: CommuneId): Promise<void>;
  /** The job that does it. Answers how many dates changed. */
  reckonAnew(communeId: CommuneId): Promise<number>;
  /** Names by which people recognise requests in a list: of their signatories, else of their applicant. All of one commune. */
  namesOf(tx: Tx, requests: readonly ServiceRequest[]): Promise<ReadonlyMap<RequestId, readonly PersonName[]>>;
}

/** Plugs the work on requests to the vault, to officers' preparations, to who works where, and to what tells people. */
export function openRequestWork(
  { requestLeaseMinutes: leaseMinutes }: Pick<Config, 'requestLeaseMinutes'>,
  {
    db,
    clock,
    catalogue,
    requests,
    identity,
    notifications,
  }: {
    readonly db: Database;
    readonly clock: Clock;
    readonly catalogue: Catalogue;
    readonly requests: Requests;
    readonly identity: Pick<IdentityService, 'vault' | 'readNames'>;
    readonly notifications: Pick<NotificationService, 'notifyRequest'>;
  },
): RequestWork {
  const { vault } = identity;
  const ports = requestsPorts(catalogue, clock);
  const colleaguesAt: RequestWork['colleaguesAt'] = (tx, place, now) =>
    listStaffAt(tx, place, { permission: 'requests.handle', plan: rolePlan, now });
  const mayHandle: HandlingDeps['mayHandle'] = async (tx, place, staffId, now) =>
    (await colleaguesAt(tx, place, now)).some(({ id }) => id === staffId);
  return {
    handling: createHandling({ leaseMinutes, preparedBy: findPreparer, mayHandle }),
    opinions: createOpinions({ vault, mayHandle }),
    conversation: createConversations({
      requests,
      vault,
      tellApplicant: (tx, news) => notifications.notifyRequest(tx, news),
    }),
    doubts: createDoubts({
      vault,
      isBeingSigned: (...asked) => ports.isBeingSigned(...asked),
      reasonsOf: service => (catalogue.findService(service)?.doubtReasons ?? []).map(({ code }) => code),
    }),
    timeline: createTimeline({ requests }),
    queues: createQueues({ clock, requests }),
    concernedBy: async (tx, request) => [...(await boundTo(tx, request))],
    colleaguesAt,
    calendarChanged: (tx, communeId) => enqueue(tx, reckonTask, { communeId }, { key: `${reckonTask}/${communeId}` }),
    reckonAnew: communeId =>
      reckonAnew({ ...ports, db, tellApplicant: (tx, news) => notifications.notifyRequest(tx, news) }, communeId),
    namesOf: (tx, listed) => readNamesOf(identity, tx, listed),
  };
}

async function readNamesOf(
  identity: Pick<IdentityService, 'readNames'>,
  tx: Tx,
  requests: readonly ServiceRequest[],
): Promise<ReadonlyMap<RequestId, readonly PersonName[]>> {
  const briefs = await readBriefs(tx, identity, requests);
  const applicants = await identity.readNames(tx, [
    ...new Set(requests.flatMap(({ applicantId }) => applicantId ?? [])),
  ]);
  return new Map(
    requests.map(({ id, applicantId }) => {
      const signing = briefs.get(id)?.signatories.flatMap(({ name }) => name ?? []) ?? [];
      const applicant = applicantId === null ? undefined : applicants.get(applicantId);
      return [id, signing.length > 0 || !applicant ? signing : [applicant]];
    }),
  );
}
