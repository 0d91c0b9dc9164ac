import { type ActId, type CommuneId, getValue, isTraining, type StaffId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Sha256 } from '../../platform/blobs/index.ts';
import { type CancellationReason, decideOutcome } from '../register/index.ts';
import { findAct, firstRevision, insertAct } from './act-store.ts';
import { enqueueArchive } from './archive-job.ts';
import { insertAuthorisation } from './authorisation-store.ts';
import { publicFaceOf } from './face.ts';
import { commitTo, type LeafFields } from './leaf.ts';
import type { Act, PreparedAct, SealedFile } from './model.ts';
import type { ActsDeps } from './ports.ts';
import { lockRequests, updateSettled } from './preparation-store.ts';
import { settleReissue } from './reissue-store.ts';

/** What recording needs of an act, whether an officer confirmed it or its reissue was authorised before. */
export type Recordable = Omit<
  PreparedAct,
  'position' | 'requestVersion' | 'nature' | 'credentialId' | 'settledAt' | 'waitingFor'
>;

/** A sealed act, complete but for its row. */
export interface SealedAct {
  readonly act: Recordable;
  readonly file: SealedFile;
  readonly genTime: Date;
  readonly assertionSha256: Sha256;
  readonly officerId: StaffId;
  /** 32 random bytes. */
  readonly salt: Uint8Array;
}

/**
 * Records a sealed act in one transaction: act, revision, secrets, leaf and code here, outcome `made` in the register, and
 * what composition adds (vaults, the request's end, notifications). Once: a second call finds it done.
 */
export async function recordAct(deps: ActsDeps, sealed: SealedAct): Promise<void> {
  const { act: prepared } = sealed;
  const { communeId, actId, requestId, holders, organisations } = prepared;
  await deps.db.transaction({ communeId }, async tx => {
    await lockRequests(tx, communeId, [requestId]);
    if (await findAct(tx, communeId, actId)) return;
    const recordedAt = deps.clock();
    const { rendered } = prepared;
    if (!rendered) throw new Error('a sealed act without pages');
    const act = actOf(sealed, recordedAt);
    const fields = leafOf(sealed, act.entryNumber, rendered.contentSha256);
    const leaf = { fields, commitment: commitTo(fields, sealed.salt) };
    const { contentSha256 } = rendered;
    await insertAct(tx, { ...sealed, act, publicFace: publicFaceOf(act.face), contentSha256, leaf });
    if (prepared.reissues) await insertAuthorisation(tx, act, prepared.reissues);
    getValue(await decideOutcome(tx, prepared, { kind: 'made' }, recordedAt));
    await settle(tx, communeId, actId, recordedAt);
    // What people train with is not kept for the long run.
    if (!isTraining(communeId)) await enqueueArchive(tx, communeId, actId);
    const { kind } = act;
    await deps.ports.onRecorded(tx, { communeId, actId, requestId, kind, holders, organisations, recordedAt });
  });
}

function actOf({ act: prepared, genTime, officerId }: SealedAct, recordedAt: Date): Act {
  const { communeId, actId, requestId, preparationId, officeId, year, number, code, face, delegationId } = prepared;
  if (face.number === null) throw new Error('a sealed act without a number');
  return {
    communeId,
    id: actId,
    requestId,
    preparationId,
    kind: face.kind,
    officeId,
    year,
    number,
    entryNumber: face.number,
    code,
    face,
    officerId,
    delegationId,
    timestampedAt: genTime,
    recordedAt,
  };
}

function leafOf({ act, file, assertionSha256 }: SealedAct, entry: string, content: Sha256): LeafFields {
  return {
    v: 1,
    purpose: 'shubbak.leaf',
    commune: act.communeId,
    entry,
    revision: firstRevision,
    content,
    file: file.sha256,
    length: file.length,
    seal: null,
    assertion: assertionSha256,
  };
}

/** Cancels an entry whose number the sealer has burned. Once: a second call finds it done. */
export async function recordCancellation(
  { db, clock }: ActsDeps,
  act: Pick<PreparedAct, 'communeId' | 'actId' | 'requestId' | 'officeId' | 'year' | 'number'>,
  reason: CancellationReason,
): Promise<void> {
  const { communeId, actId, requestId } = act;
  await db.transaction({ communeId }, async tx => {
    await lockRequests(tx, communeId, [requestId]);
    getValue(await decideOutcome(tx, act, { kind: 'cancelled', reason }, clock()));
    await settle(tx, communeId, actId, clock());
  });
}

/** Whatever way the act came, nobody looks for it again. */
async function settle(tx: Tx, communeId: CommuneId, actId: ActId, now: Date): Promise<void> {
  await updateSettled(tx, communeId, actId, now);
  await settleReissue(tx, communeId, actId, now);
}
