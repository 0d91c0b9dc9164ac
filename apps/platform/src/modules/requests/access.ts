import {
  type Actor,
  type CommuneId,
  may,
  type OfficeId,
  type PersonActor,
  type StaffActor,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findOffice, type Office, placeOf } from '../organisation/index.ts';
import type { AskedChange, Part, ServiceRequest } from './model.ts';
import { allowedTo, type RequestsPermission } from './policy.ts';
import type { RequestsPorts } from './ports.ts';
import { existsForStaff } from './visibility.ts';

/** A member of staff and the office, where they hold `permission` there; undefined for anybody else. */
export async function authorise(
  tx: Tx,
  actor: Actor,
  permission: RequestsPermission,
  officeId: OfficeId,
): Promise<{ readonly actor: StaffActor; readonly office: Office } | undefined> {
  if (actor.kind !== 'staff') return undefined;
  const office = await findOffice(tx, actor.communeId, officeId);
  return office && may(actor, permission, placeOf(office)) ? { actor, office } : undefined;
}

/** In which parts a person is concerned by a request. */
async function partsOf(
  ports: RequestsPorts,
  tx: Tx,
  { personId }: PersonActor,
  request: ServiceRequest,
): Promise<readonly Part[]> {
  const parts: Part[] = request.applicantId === personId ? ['applicant'] : [];
  return (await ports.isSignatory(tx, request, personId)) ? [...parts, 'signatory'] : parts;
}

/** In which commune the actor's request is sought: staff in their own, a person in the one that they name. */
export function communeOf(actor: Actor, named: CommuneId | undefined): CommuneId | undefined {
  if (actor.kind === 'staff') return actor.communeId;
  return actor.kind === 'person' ? named : undefined;
}

/** Whether the request exists for the actor. */
export async function maySee(ports: RequestsPorts, tx: Tx, actor: Actor, request: ServiceRequest): Promise<boolean> {
  if (actor.kind === 'person') return (await partsOf(ports, tx, actor, request)).length > 0;
  return staffMaySee(tx, actor, request);
}

/** Whether the request exists for a member of staff: they may read at its office, and it has come to it. */
export async function staffMaySee(tx: Tx, actor: Actor, request: ServiceRequest): Promise<boolean> {
  return existsForStaff(request) && (await authorise(tx, actor, 'requests.read', request.officeId)) !== undefined;
}

/** Whether the actor may ask for that change, whatever the state. */
export async function mayAsk(
  ports: RequestsPorts,
  tx: Tx,
  actor: Actor,
  request: ServiceRequest,
  verb: AskedChange['verb'],
): Promise<boolean> {
  const { staff, parts } = allowedTo[verb];
  if (actor.kind !== 'person') {
    const needed = staff[request.channel];
    return needed !== null && (await authorise(tx, actor, needed, request.officeId)) !== undefined;
  }
  const entitled: readonly Part[] = parts;
  return (await partsOf(ports, tx, actor, request)).some(part => entitled.includes(part));
}
