import { findPreparer } from '../modules/acts/index.ts';
import type { IdentityService } from '../modules/identity/index.ts';
import type { NotificationService } from '../modules/notifications/index.ts';
import { listStaffAt } from '../modules/organisation/index.ts';
import {
  type Conversations,
  createConversations,
  createHandling,
  createOpinions,
  createTimeline,
  type Handling,
  type HandlingDeps,
  type Opinions,
  type Requests,
  type Timeline,
} from '../modules/requests/index.ts';
import type { Config } from '../platform/config/index.ts';
import { rolePlan } from '../roles.ts';

/** What members of staff and applicants do about requests beside changing them. */
export interface RequestWork {
  readonly handling: Handling;
  readonly opinions: Opinions;
  readonly conversation: Conversations;
  readonly timeline: Timeline;
}

/** Plugs the work on requests to the vault, to officers' preparations, to who works where, and to what tells people. */
export function openRequestWork(
  { requestLeaseMinutes: leaseMinutes }: Pick<Config, 'requestLeaseMinutes'>,
  {
    requests,
    identity: { vault },
    notifications,
  }: {
    readonly requests: Requests;
    readonly identity: Pick<IdentityService, 'vault'>;
    readonly notifications: Pick<NotificationService, 'notifyRequest'>;
  },
): RequestWork {
  const mayHandle: HandlingDeps['mayHandle'] = async (tx, place, staffId, now) => {
    const colleagues = await listStaffAt(tx, place, { permission: 'requests.handle', plan: rolePlan, now });
    return colleagues.some(({ id }) => id === staffId);
  };
  return {
    handling: createHandling({ leaseMinutes, preparedBy: findPreparer, mayHandle }),
    opinions: createOpinions({ vault, mayHandle }),
    conversation: createConversations({
      requests,
      vault,
      tellApplicant: (tx, news) => notifications.notifyRequest(tx, news),
    }),
    timeline: createTimeline({ requests }),
  };
}
