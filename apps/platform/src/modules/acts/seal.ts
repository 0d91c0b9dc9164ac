import { randomBytes } from 'node:crypto';
import { embedSignature, resumeSignature, verifyOwnSignature } from '@shubbak/pades';
import type { CommuneId, PreparationId, Refusal, StaffId } from '../../kernel/index.ts';
import { getStatement, listAdministratorStatements, type SignedStatement } from '../organisation/index.ts';
import type { CancellationReason } from '../register/index.ts';
import type { SealedAnswer, SignRequest } from '../sealing/index.ts';
import { reasonOf } from './decide.ts';
import { type Confirmation, type Preparation, type PreparedAct, type SealedFile, trustFor } from './model.ts';
import type { ActsDeps } from './ports.ts';
import { findConfirmation, findPreparation, listPreparationsOf, updateWaitingFor } from './preparation-store.ts';
import { recordAct, recordCancellation } from './record.ts';

/** What holds an act up; undefined once it is recorded or cancelled. */
export type Delay = Refusal | undefined;

/**
 * Finishes or cancels every act of a confirmed preparation. Repeatable, and safe beside another process that does the same:
 * the sealer gives one answer a number, and recording happens once. Answers what holds an act up, by act, if anything does.
 */
export async function sealPreparation(
  deps: ActsDeps,
  communeId: CommuneId,
  id: PreparationId,
): Promise<ReadonlyMap<string, Refusal>> {
  const loaded = await loadConfirmed(deps, communeId, id);
  if (!loaded) return new Map();
  const { preparation, confirmation, evidence, manifest } = loaded;
  const open = preparation.acts.filter(({ settledAt }) => settledAt === null);
  return settleEach(deps, open, async act => {
    const answer = await deps.sealer.sign({ manifest, assertion: confirmation.assertion, evidence, act: act.actId });
    await deps.after('sealed');
    return answer.kind === 'sealed' ? finish(deps, act, answer) : onRefused(deps, act, answer);
  });
}

/** How many acts of a batch are under way at once: enough to wait for disk and timestamps together. */
const lanes = 4;

/**
 * Brings acts to their end. One that breaks (a full disk, a lost connection) is kept for the next round and does not hold up
 * the others.
 */
export async function settleEach(
  { db, onFailure }: ActsDeps,
  acts: readonly PreparedAct[],
  settle: (act: PreparedAct) => Promise<Delay>,
): Promise<ReadonlyMap<string, Refusal>> {
  const delays = new Map<string, Refusal>();
  const waiting = acts.values();
  const work = async (): Promise<void> => {
    for (const act of waiting) {
      const delay = await settle(act).catch((error: unknown): Refusal => {
        onFailure(error);
        return { code: 'acts.kept-for-later', params: {} };
      });
      if (!delay) continue;
      delays.set(act.actId, delay);
      // Said to whoever looks later; an act is not lost for want of the reason why it waits.
      await db
        .transaction({ communeId: act.communeId }, tx => updateWaitingFor(tx, act, delay))
        .catch((error: unknown) => onFailure(error));
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return delays;
}

async function onRefused(
  deps: ActsDeps,
  act: PreparedAct,
  refused: Refusal & { readonly final: boolean },
): Promise<Delay> {
  const refusal = { code: refused.code, params: refused.params };
  return refused.final ? giveUp(deps, act, reasonOf(refusal)) : refusal;
}

/**
 * Has the sealer burn an act's number, and then cancels the entry; where the sealer had already made the signature, the act is
 * finished instead. Answers what holds it up, if anything does.
 */
export async function giveUp(deps: ActsDeps, act: PreparedAct, reason: CancellationReason): Promise<Delay> {
  const { officeId: office, year, number, actId } = act;
  const answer = await deps.sealer.cancel({ office, year, number, act: actId, reason });
  if (answer.kind === 'refused') return { code: answer.code, params: answer.params };
  if (answer.kind === 'sealed') return finish(deps, act, answer);
  await deps.after('burned');
  await recordCancellation(deps, act, answer.reason);
  await deps.after('cancelled');
  return undefined;
}

/** Puts the signature into the bytes it was made for, verifies the result, stores it, and records the act. */
async function finish(deps: ActsDeps, asked: PreparedAct, sealed: SealedAnswer): Promise<Delay> {
  const { act, confirmation, officerId } = await findSigned(deps, asked, sealed.digest);
  const stored = await storeSealed(deps, act, sealed);
  const salt = randomBytes(32);
  await recordAct(deps, {
    act,
    file: stored,
    genTime: new Date(sealed.genTime),
    assertionSha256: confirmation.assertionSha256,
    officerId,
    salt,
  });
  await deps.after('recorded');
  return undefined;
}

/** Puts a signature into the bytes it was made for, verifies the result and stores it. Throws when it does not verify. */
export async function storeSealed(
  deps: ActsDeps,
  { communeId, rendered }: Pick<PreparedAct, 'communeId' | 'rendered'>,
  { cms }: Pick<SealedAnswer, 'cms'>,
): Promise<SealedFile> {
  if (!rendered) throw new Error('a signed act without pages');
  const bytes = await deps.blobs.get(communeId, rendered.preparedSha256);
  const file = embedSignature(resumeSignature(bytes, rendered.state), Buffer.from(cms, 'base64'));
  const report = verifyOwnSignature(file, trustFor(deps.trust, communeId));
  if (!report.valid)
    throw new Error(`a sealed file does not verify: ${report.failures.map(({ check }) => check).join(', ')}`);
  const stored = { sha256: await deps.blobs.put(communeId, file), length: file.length };
  await deps.after('stored');
  return stored;
}

interface Signed {
  readonly act: PreparedAct;
  readonly confirmation: Confirmation;
  readonly officerId: StaffId;
}

/** Among an act's preparations, the one whose bytes the sealer signed: usually the one that was asked for. */
async function findSigned({ db }: ActsDeps, { communeId, actId }: PreparedAct, digest: string): Promise<Signed> {
  return db.transaction({ communeId }, async tx => {
    for (const act of await listPreparationsOf(tx, communeId, actId)) {
      const confirmation = await findConfirmation(tx, communeId, act.preparationId);
      const preparation = await findPreparation(tx, communeId, act.preparationId);
      if (confirmation && preparation && act.rendered?.state.sha256 === digest)
        return { act, confirmation, officerId: preparation.officerId };
    }
    throw new Error('the sealer signed bytes that no confirmed preparation has');
  });
}

interface Confirmed {
  readonly preparation: Preparation;
  readonly confirmation: Confirmation;
  readonly manifest: string;
  readonly evidence: SignRequest['evidence'];
}

/** A confirmed preparation with all that its signatures rest on, as the sealer takes it; undefined when it was not confirmed. */
export async function loadConfirmed(
  { db }: ActsDeps,
  communeId: CommuneId,
  id: PreparationId,
): Promise<Confirmed | undefined> {
  return db.transaction({ communeId }, async tx => {
    const preparation = await findPreparation(tx, communeId, id);
    const confirmation = await findConfirmation(tx, communeId, id);
    const [first] = preparation?.acts ?? [];
    if (!preparation?.manifest || !confirmation || !first) return undefined;
    const delegationIds = [...new Set(preparation.acts.map(({ delegationId }) => delegationId))];
    const delegations = [];
    for (const delegationId of delegationIds)
      delegations.push((await getStatement(tx, communeId, delegationId)).statement);
    const credential = (await getStatement(tx, communeId, first.credentialId)).statement;
    const administrators = await listAdministratorStatements(tx, communeId);
    return {
      preparation,
      confirmation,
      manifest: Buffer.from(preparation.manifest).toString('base64'),
      evidence: {
        administrators: administrators.map(sendable),
        credential: sendable(credential),
        delegations: delegations.map(sendable),
      },
    };
  });
}

function sendable({ body, signatures }: SignedStatement): SignRequest['evidence']['credential'] {
  return { body: Buffer.from(body).toString('base64'), signatures: [...signatures] };
}
