import { sql } from 'kysely';
import type { PreparedState } from '@shubbak/pades';
import {
  type ActId,
  asId,
  type CommuneId,
  type CredentialId,
  type DelegationId,
  type OfficeId,
  type OrganisationId,
  type PersonId,
  type PreparationId,
  type Refusal,
  type RequestId,
} from '../../kernel/index.ts';
import { asSha256 } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { type ActNature, type Assertion, assertionSchema, canonicalJson } from '../organisation/index.ts';
import type { ReissueTerms } from '../sealing/index.ts';
import type { VerificationCode } from './codes.ts';
import { restoreFace, type StoredFace, storeFace } from './face.ts';
import type { Confirmation, Paper, Preparation, PreparedAct, RenderedPages } from './model.ts';

interface PreparedRow {
  preparation_id: string;
  act_id: ActId;
  position: number;
  request_id: RequestId;
  request_version: number | null;
  office_id: OfficeId;
  year: number;
  number: number;
  delegation_id: DelegationId;
  credential_id: CredentialId;
  nature: ActNature;
  reissues: ReissueTerms | null;
  code: VerificationCode;
  face: StoredFace;
  paper: Paper;
  holders: PersonId[];
  organisations: OrganisationId[];
  content_sha256: Buffer | null;
  prepared_sha256: Buffer | null;
  prepared_state: PreparedState | null;
  settled_at: Date | null;
  waiting_for: Refusal | null;
}

/**
 * Makes everything that concerns these requests' acts wait for this transaction: preparing, confirming, recording and
 * cancelling one request never overlap. Taken in one order, so that two officers cannot block each other for ever.
 */
export async function lockRequests(tx: Tx, communeId: CommuneId, requestIds: readonly RequestId[]): Promise<void> {
  for (const requestId of requestIds.toSorted()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`acts/${communeId}/${requestId}`}, 0))`.execute(tx);
  }
}

/** Writes a preparation without its manifest. */
export async function insertPreparation(
  tx: Tx,
  { communeId, id, officerId, nonce, createdAt, expiresAt }: Omit<Preparation, 'acts' | 'manifest'>,
): Promise<void> {
  await sql`insert into acts.preparation (commune_id, id, officer_id, nonce, created_at, expires_at)
    values (${communeId}, ${id}, ${officerId}, ${Buffer.from(nonce)}, ${createdAt}, ${expiresAt})`.execute(tx);
}

/** Writes an act on its way, not rendered yet. */
export async function insertPreparedAct(
  tx: Tx,
  act: Omit<PreparedAct, 'rendered' | 'settledAt' | 'waitingFor'>,
): Promise<void> {
  await sql`insert into acts.prepared_act
    (commune_id, preparation_id, act_id, position, request_id, request_version, office_id, year, number, delegation_id, credential_id, nature, reissues, code, face, paper, holders, organisations)
    values (${act.communeId}, ${act.preparationId}, ${act.actId}, ${act.position}, ${act.requestId}, ${act.requestVersion}, ${act.officeId}, ${act.year}, ${act.number},
      ${act.delegationId}, ${act.credentialId}, ${act.nature}, ${act.reissues === null ? null : JSON.stringify(act.reissues)}::jsonb, ${act.code}, ${JSON.stringify(storeFace(act.face))}::jsonb, ${JSON.stringify(act.paper)}::jsonb,
      ${[...act.holders]}::uuid[], ${[...act.organisations]}::uuid[])`.execute(tx);
}

/** A preparation with its acts in order. */
export async function findPreparation(
  tx: Tx,
  communeId: CommuneId,
  id: PreparationId,
): Promise<Preparation | undefined> {
  const { rows } = await sql<{
    officer_id: string;
    nonce: Buffer;
    created_at: Date;
    expires_at: Date;
    manifest: Buffer | null;
  }>`
    select officer_id, nonce, created_at, expires_at, manifest from acts.preparation where commune_id = ${communeId} and id = ${id}`.execute(
    tx,
  );
  const row = rows[0];
  if (!row) return undefined;
  const { nonce, created_at: createdAt, expires_at: expiresAt, manifest } = row;
  const acts = await sql<PreparedRow>`
    select * from acts.prepared_act where commune_id = ${communeId} and preparation_id = ${id} order by position`.execute(
    tx,
  );
  return {
    communeId,
    id,
    officerId: asId(row.officer_id),
    nonce,
    createdAt,
    expiresAt,
    manifest,
    acts: acts.rows.map(act => readPrepared(communeId, act)),
  };
}

/** The request's act whose entry is not decided yet, as its latest preparation has it. */
export async function findUnsettled(
  tx: Tx,
  communeId: CommuneId,
  requestId: RequestId,
): Promise<PreparedAct | undefined> {
  const { rows } = await sql<PreparedRow>`
    select a.* from acts.prepared_act a join acts.preparation p on p.commune_id = a.commune_id and p.id = a.preparation_id
    where a.commune_id = ${communeId} and a.request_id = ${requestId} and a.settled_at is null
    order by p.created_at desc, p.id desc limit 1`.execute(tx);
  return rows[0] && readPrepared(communeId, rows[0]);
}

/** Which preparation holds the act of each of several requests, where that act's entry is not decided yet. */
export async function listHolding(
  tx: Tx,
  communeId: CommuneId,
  requestIds: readonly RequestId[],
): Promise<ReadonlyMap<RequestId, PreparationId>> {
  const { rows } = await sql<{ request_id: RequestId; preparation_id: PreparationId }>`
    select distinct on (a.request_id) a.request_id, a.preparation_id
    from acts.prepared_act a join acts.preparation p on p.commune_id = a.commune_id and p.id = a.preparation_id
    where a.commune_id = ${communeId} and a.request_id = any(${[...requestIds]}::uuid[]) and a.settled_at is null
    order by a.request_id, p.created_at desc, p.id desc`.execute(tx);
  return new Map(rows.map(row => [row.request_id, row.preparation_id]));
}

/** Whether an act of the request, confirmed by an officer or issued again, is neither recorded nor cancelled yet. */
export async function isConfirmed(tx: Tx, communeId: CommuneId, requestId: RequestId): Promise<boolean> {
  const { rows } = await sql`
    select 1 from acts.prepared_act a join acts.confirmation c on c.commune_id = a.commune_id and c.preparation_id = a.preparation_id
    where a.commune_id = ${communeId} and a.request_id = ${requestId} and a.settled_at is null
    union all select 1 from acts.reissue
    where commune_id = ${communeId} and request_id = ${requestId} and settled_at is null limit 1`.execute(tx);
  return rows.length > 0;
}

/** Whether a later preparation holds one of this preparation's acts. */
export async function isReplaced(tx: Tx, { communeId, id, createdAt }: Preparation): Promise<boolean> {
  const { rows } = await sql`
    select 1 from acts.prepared_act mine
    join acts.prepared_act other on other.commune_id = mine.commune_id and other.act_id = mine.act_id and other.preparation_id <> mine.preparation_id
    join acts.preparation p on p.commune_id = other.commune_id and p.id = other.preparation_id
    where mine.commune_id = ${communeId} and mine.preparation_id = ${id} and (p.created_at, p.id) > (${createdAt}, ${id}) limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Every preparation of one act, newest first. */
export async function listPreparationsOf(tx: Tx, communeId: CommuneId, actId: ActId): Promise<readonly PreparedAct[]> {
  const { rows } = await sql<PreparedRow>`
    select a.* from acts.prepared_act a join acts.preparation p on p.commune_id = a.commune_id and p.id = a.preparation_id
    where a.commune_id = ${communeId} and a.act_id = ${actId} order by p.created_at desc, p.id desc`.execute(tx);
  return rows.map(row => readPrepared(communeId, row));
}

/** Keeps what rendering gave. Rendering is repeatable, so a second writer writes the same. */
export async function updateRendered(
  tx: Tx,
  { communeId, preparationId, actId }: PreparedAct,
  { contentSha256, preparedSha256, state }: RenderedPages,
): Promise<void> {
  await sql`update acts.prepared_act set content_sha256 = ${hex(contentSha256)}, prepared_sha256 = ${hex(preparedSha256)},
      prepared_state = ${JSON.stringify(state)}::jsonb, byte_range_digest = ${hex(state.sha256)}
    where commune_id = ${communeId} and preparation_id = ${preparationId} and act_id = ${actId}`.execute(tx);
}

/** Gives a preparation its manifest, once. */
export async function updateManifest(
  tx: Tx,
  { communeId, id }: Preparation,
  manifest: Uint8Array,
  challenge: Uint8Array,
): Promise<void> {
  await sql`update acts.preparation set manifest = ${Buffer.from(manifest)}, challenge = ${Buffer.from(challenge)}
    where commune_id = ${communeId} and id = ${id} and manifest is null`.execute(tx);
}

/** Writes the officer's confirmation; false when the preparation has one. */
export async function insertConfirmation(
  tx: Tx,
  { communeId, id }: Preparation,
  { assertion, assertionSha256, confirmedAt }: Confirmation,
): Promise<boolean> {
  const { rows } = await sql`
    insert into acts.confirmation (commune_id, preparation_id, assertion, assertion_sha256, confirmed_at)
    values (${communeId}, ${id}, ${assertionBytes(assertion)}, ${hex(assertionSha256)}, ${confirmedAt})
    on conflict on constraint one_confirmation do nothing returning 1`.execute(tx);
  return rows.length === 1;
}

/** The confirmation of a preparation. */
export async function findConfirmation(
  tx: Tx,
  communeId: CommuneId,
  id: PreparationId,
): Promise<Confirmation | undefined> {
  const { rows } = await sql<{ assertion: Buffer; assertion_sha256: Buffer; confirmed_at: Date }>`
    select assertion, assertion_sha256, confirmed_at from acts.confirmation where commune_id = ${communeId} and preparation_id = ${id}`.execute(
    tx,
  );
  const row = rows[0];
  if (!row) return undefined;
  const assertion = assertionSchema.parse(JSON.parse(row.assertion.toString('utf8')));
  return { assertion, assertionSha256: asSha256(row.assertion_sha256), confirmedAt: row.confirmed_at };
}

/** The bytes that stand for an assertion: its canonical JSON. */
export function assertionBytes(assertion: Assertion): Buffer {
  return Buffer.from(canonicalJson(assertion));
}

/** Marks an act's preparations as decided. */
export async function updateSettled(tx: Tx, communeId: CommuneId, actId: ActId, now: Date): Promise<void> {
  await sql`update acts.prepared_act set settled_at = ${now}
    where commune_id = ${communeId} and act_id = ${actId} and settled_at is null`.execute(tx);
}

/** Writes what holds an act up. */
export async function updateWaitingFor(tx: Tx, act: PreparedAct, { code, params }: Refusal): Promise<void> {
  const reason = JSON.stringify({ code, params });
  await sql`update acts.prepared_act set waiting_for = ${reason}::jsonb
    where commune_id = ${act.communeId} and preparation_id = ${act.preparationId} and act_id = ${act.actId}
      and settled_at is null and waiting_for is distinct from ${reason}::jsonb`.execute(tx);
}

/** Work that recovery finds: preparations with undecided acts that are confirmed, or whose time is over. */
export async function listOverdue(
  tx: Tx,
  communeId: CommuneId,
  now: Date,
): Promise<readonly { readonly preparationId: PreparationId; readonly confirmed: boolean }[]> {
  const { rows } = await sql<{ id: PreparationId; confirmed: boolean }>`
    select p.id, c.preparation_id is not null as confirmed
    from acts.preparation p left join acts.confirmation c on c.commune_id = p.commune_id and c.preparation_id = p.id
    where p.commune_id = ${communeId}
      and p.id in (select preparation_id from acts.prepared_act where commune_id = ${communeId} and settled_at is null)
      and (c.preparation_id is not null or p.expires_at < ${now})
    order by confirmed desc, p.created_at limit 1000`.execute(tx);
  return rows.map(({ id, confirmed }) => ({ preparationId: id, confirmed }));
}

function readPrepared(communeId: CommuneId, row: PreparedRow): PreparedAct {
  return {
    communeId,
    preparationId: asId(row.preparation_id),
    actId: row.act_id,
    position: row.position,
    requestId: row.request_id,
    requestVersion: row.request_version,
    officeId: row.office_id,
    year: row.year,
    number: row.number,
    nature: row.nature,
    reissues: row.reissues,
    delegationId: row.delegation_id,
    credentialId: row.credential_id,
    code: row.code,
    face: restoreFace(row.face),
    paper: row.paper,
    holders: row.holders,
    organisations: row.organisations,
    rendered: readRendered(row),
    settledAt: row.settled_at,
    waitingFor: row.waiting_for,
  };
}

function readRendered({
  content_sha256: content,
  prepared_sha256: prepared,
  prepared_state: state,
}: PreparedRow): RenderedPages | null {
  if (!content || !prepared || !state) return null;
  return { contentSha256: asSha256(content), preparedSha256: asSha256(prepared), state };
}

function hex(sha256: string): Buffer {
  return Buffer.from(sha256, 'hex');
}
