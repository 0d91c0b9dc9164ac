import { randomBytes } from 'node:crypto';
import {
  type ActId,
  type Actor,
  type CommuneId,
  isTraining,
  may,
  newId,
  ok,
  type PersonName,
  type PreparationId,
  type Refusal,
  refuse,
  type RequestId,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import {
  checkOutsideTraining,
  type CredentialBody,
  type DelegationBody,
  findCredential,
  findDelegation,
  getStaff,
  type KeptStatement,
} from '../organisation/index.ts';
import { entryNumber, reserve } from '../register/index.ts';
import { findActOfRequest } from './act-store.ts';
import { newCode } from './codes.ts';
import { completeFace } from './face.ts';
import type { ActFacts, PreparedAct } from './model.ts';
import type { ActsDeps } from './ports.ts';
import { findUnsettled, insertPreparation, insertPreparedAct, isConfirmed, lockRequests } from './preparation-store.ts';

/** A request to sign, and the version of it that the officer has read (null: whatever it is). */
export interface RequestToSign {
  readonly requestId: RequestId;
  readonly version: number | null;
}

/** The most acts that one gesture may confirm. */
const mostActs = 200;

/**
 * Reserves numbers for requests in one short transaction and freezes what their papers will show. A request whose act waits
 * under an older, unconfirmed preparation keeps its number, code and minute. Nothing is rendered yet.
 */
export async function beginPreparation(
  deps: ActsDeps,
  actor: Actor,
  requests: readonly RequestToSign[],
): Promise<Result<PreparationId>> {
  if (actor.kind !== 'staff') return refuse('acts.not-allowed');
  const ids = requests.map(({ requestId }) => requestId);
  if (ids.length === 0 || ids.length > mostActs || new Set(ids).size !== ids.length)
    return refuse('acts.wrong-count', { most: mostActs });
  const result = await deps.db.transaction({ communeId: actor.communeId }, async tx => {
    await lockRequests(tx, actor.communeId, ids);
    const checked = await checkRequests(deps, tx, actor, requests);
    return checked.ok ? ok(await reserveAll(deps, tx, actor, checked.value)) : checked;
  });
  if (result.ok) await deps.after('reserved');
  return result;
}

/** What entitles the officer to one act. */
interface Entitled extends ActFacts {
  readonly position: number;
  readonly version: number | null;
  readonly delegation: KeptStatement<DelegationBody>;
  readonly credential: KeptStatement<CredentialBody>;
}

async function checkRequests(
  deps: ActsDeps,
  tx: Tx,
  actor: StaffActor,
  requests: readonly RequestToSign[],
): Promise<Result<readonly Entitled[]>> {
  const entitled: Entitled[] = [];
  const refused: RefusedRequest[] = [];
  for (const [position, request] of requests.entries()) {
    const checked = await checkRequest(deps, tx, actor, request);
    if (checked.ok) entitled.push({ ...checked.value, position });
    else refused.push({ field: request.requestId, ...checked.refusal });
  }
  const [first] = refused;
  if (!first) return ok(entitled);
  return requests.length === 1 ? refuse(first.code, first.params) : refuseSome(refused, requests.length);
}

async function checkRequest(
  deps: ActsDeps,
  tx: Tx,
  actor: StaffActor,
  request: RequestToSign,
): Promise<Result<Omit<Entitled, 'position'>>> {
  const facts = await deps.ports.readFacts(tx, actor, { ...request, communeId: actor.communeId });
  if (!facts.ok) return facts;
  const free = await checkFree(tx, actor.communeId, request.requestId);
  if (!free.ok) return free;
  const entitlement = await checkEntitled(tx, actor, facts.value, deps.clock());
  return entitlement.ok ? ok({ ...facts.value, ...entitlement.value, version: request.version }) : entitlement;
}

/** One request of several that cannot be signed now, and why. */
export interface RefusedRequest extends Refusal {
  readonly field: RequestId;
}

/** `acts.some-refused`, with each that is: the officer leaves them out, and the others are not held up. */
export interface SomeRefused extends Refusal {
  readonly errors: readonly RefusedRequest[];
}

/** The refusal of several requests of which some cannot be signed now. No number was taken for any. */
export function refuseSome(
  errors: readonly RefusedRequest[],
  of: number,
): { readonly ok: false; readonly refusal: SomeRefused } {
  return { ok: false, refusal: { code: 'acts.some-refused', params: { count: errors.length, of }, errors } };
}

/** A request gives one act; while a confirmed one is being sealed, nothing may take its place. */
async function checkFree(tx: Tx, communeId: CommuneId, requestId: RequestId): Promise<Result<void>> {
  if (await findActOfRequest(tx, communeId, requestId)) return refuse('acts.already-made');
  if (await isConfirmed(tx, communeId, requestId)) return refuse('acts.being-sealed');
  return ok(undefined);
}

/**
 * Whether this officer may sign this act at that moment: the permission at the office, a passkey and certificate, and a
 * delegation for office and nature. Asked when preparing and again when confirming.
 */
export async function checkEntitled(
  tx: Tx,
  actor: StaffActor,
  { place, nature }: Pick<ActFacts, 'place' | 'nature'>,
  at: Date,
): Promise<Result<Pick<Entitled, 'delegation' | 'credential'>>> {
  if (!may(actor, 'acts.sign', place)) return refuse('acts.not-allowed');
  const open = await checkOutsideTraining(tx, actor, place.communeId, place.officeId);
  if (!open.ok) return open;
  const occasion = { communeId: actor.communeId, officer: actor.staffId, at };
  const delegation = await findDelegation(tx, { ...occasion, office: place.officeId, nature });
  if (!delegation.ok) return delegation;
  const credential = await findCredential(tx, occasion);
  return credential.ok ? ok({ delegation: delegation.value, credential: credential.value }) : credential;
}

async function reserveAll(
  deps: ActsDeps,
  tx: Tx,
  actor: StaffActor,
  entitled: readonly Entitled[],
): Promise<PreparationId> {
  const { communeId, staffId: officerId } = actor;
  const createdAt = deps.clock();
  const id = newId<PreparationId>(createdAt);
  const expiresAt = new Date(createdAt.getTime() + deps.preparationSeconds * 1000);
  await insertPreparation(tx, { communeId, id, officerId, nonce: randomBytes(32), createdAt, expiresAt });
  const { name } = await getStaff(tx, communeId, officerId);
  // Series are locked in one order, so that two officers preparing for two offices cannot block each other for ever.
  for (const each of entitled.toSorted((a, b) => a.place.officeId.localeCompare(b.place.officeId))) {
    await insertPreparedAct(tx, await reserveAct(deps, tx, each, { id, name, now: createdAt }));
  }
  return id;
}

async function reserveAct(
  { publicUrl }: ActsDeps,
  tx: Tx,
  {
    requestId,
    version,
    position,
    nature,
    reissues,
    place,
    officeCode,
    face,
    paper,
    holders,
    organisations,
    delegation,
    credential,
  }: Entitled,
  { id, name, now }: { readonly id: PreparationId; readonly name: PersonName; readonly now: Date },
): Promise<Omit<PreparedAct, 'rendered' | 'settledAt' | 'waitingFor'>> {
  const { communeId, officeId } = place;
  const pending = await findUnsettled(tx, communeId, requestId);
  const actId = pending?.actId ?? newId<ActId>(now);
  const code = pending?.code ?? newCode({ training: isTraining(communeId) });
  const { year, number, reservedAt } = await reserve(tx, { communeId, officeId, actId, now });
  const { id: delegationId, capacity, reference } = delegation.body;
  const completed = completeFace(face, {
    entryNumber: entryNumber(year, officeCode, number),
    code,
    instant: reservedAt,
    officer: { name, capacity, delegation: reference },
    publicUrl,
  });
  return {
    communeId,
    preparationId: id,
    actId,
    position,
    requestId,
    requestVersion: version,
    officeId,
    year,
    number,
    nature,
    reissues: reissues ?? null,
    delegationId,
    credentialId: credential.body.id,
    code,
    face: completed,
    paper,
    holders,
    organisations,
  };
}
