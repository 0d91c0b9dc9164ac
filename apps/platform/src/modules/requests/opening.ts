import {
  type Actor,
  type CommuneId,
  isTraining,
  newId,
  ok,
  type PersonActor,
  type RequestId,
  refuse,
  type Result,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findOffice, type Office } from '../organisation/index.ts';
import { authorise } from './access.ts';
import { type LapseDays, lapsesAt, usualLapseDays } from './lapse.ts';
import type { ServiceRequest } from './model.ts';
import { insertOwnRequest } from './own-store.ts';
import type { Opening, RequestsPorts } from './ports.ts';
import { newReference } from './reference.ts';
import { insertEvent, insertRequest } from './store.ts';

/** Opens a draft, by a clerk at their counter or by a person for themselves; see `Requests.open`. */
export async function open(
  ports: RequestsPorts,
  tx: Tx,
  actor: Actor,
  { communeId, ...opening }: Opening & { readonly communeId?: CommuneId },
  now: Date,
): Promise<Result<ServiceRequest>> {
  const opened =
    actor.kind === 'person'
      ? await openedByPerson(tx, actor, opening, communeId)
      : await openedByStaff(tx, actor, opening);
  if (!opened) return refuse('requests.not-allowed');
  const offered = await ports.refusalReasonsOf(tx, opened.office.communeId, opening.service);
  if (!offered) return refuse('requests.unknown-service');
  const request = await openDraft(tx, opened, opening, { now, lapseDays: ports.lapseDays ?? usualLapseDays });
  const { applicantId: personId } = opened;
  if (personId !== null) {
    const own = { personId, communeId: request.communeId, requestId: request.id, part: 'applicant' } as const;
    await insertOwnRequest(tx, { ...own, addedAt: now });
  }
  return ok(request);
}

/** By whom and where a draft is opened. */
type Opened = Pick<ServiceRequest, 'channel' | 'openedBy' | 'applicantId'> & { readonly office: Office };

async function openedByPerson(
  tx: Tx,
  { personId }: PersonActor,
  { officeId }: Opening,
  communeId: CommuneId | undefined,
): Promise<Opened | undefined> {
  // Nobody trains with papers of their own: in a shadow only staff ask, for people who are invented.
  const office = communeId && !isTraining(communeId) && (await findOffice(tx, communeId, officeId));
  return office ? { channel: 'distance', openedBy: null, applicantId: personId, office } : undefined;
}

async function openedByStaff(tx: Tx, actor: Actor, { officeId }: Opening): Promise<Opened | undefined> {
  const allowed = await authorise(tx, actor, 'requests.prepare', officeId);
  return allowed && { channel: 'counter', openedBy: allowed.actor.staffId, applicantId: null, office: allowed.office };
}

/** Tries references until one is free: with four signs an office has a million, and a second try is rare. */
async function openDraft(
  tx: Tx,
  { office, ...opened }: Opened,
  { service, resubmissionOf }: Opening,
  { now, lapseDays }: { readonly now: Date; readonly lapseDays: LapseDays },
): Promise<ServiceRequest> {
  const draft = {
    ...opened,
    communeId: office.communeId,
    id: newId<RequestId>(now),
    officeId: office.id,
    service,
    state: 'draft',
    version: 1,
    openedAt: now,
    queuedAt: null,
    decidedAt: null,
    dueAt: null,
    expiresAt: lapsesAt(null, { channel: opened.channel, state: 'draft', expiresAt: null }, now, lapseDays),
    refusal: null,
    correction: null,
    resubmissionOf: resubmissionOf ?? null,
  } as const;
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const request: ServiceRequest = { ...draft, reference: newReference(office.code) };
    if (await insertRequest(tx, request)) {
      const event = { version: 1, kind: 'opened', data: { service } } as const;
      await insertEvent(tx, request, event, { actor: openerOf(opened), at: now });
      return request;
    }
  }
  throw new Error('no free reference in the office');
}

function openerOf({ openedBy, applicantId }: Pick<ServiceRequest, 'openedBy' | 'applicantId'>) {
  if (openedBy !== null) return { kind: 'staff', staffId: openedBy } as const;
  return applicantId === null ? null : ({ kind: 'person', personId: applicantId } as const);
}
