import { ok, refuse, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { enqueue } from '../../../platform/jobs/index.ts';
import { type DraftSecret, newPreEnrolmentCode, type PreEnrolmentCode, readPreEnrolmentCode } from './codes.ts';
import type { PreEnrolmentDependencies } from './dependencies.ts';
import { civilDay, hold } from './drafts.ts';
import { countAttempt, mayTry } from './limits.ts';
import { type About, tellTask } from './messages.ts';
import type { PreEnrolmentId } from './model.ts';
import { openFacts, sealFacts } from './sealed.ts';
import { firstMissing } from './steps.ts';
import { deletePreEnrolment, findByDigest, findPreEnrolment, markSent, type PreEnrolmentRow } from './store.ts';

/** Digest under which a code is filed. */
export const codeDigest = ({ digest }: PreEnrolmentDependencies, code: PreEnrolmentCode): Buffer =>
  digest('enrolment-code', code);

/**
 * Sends a complete draft: it gets its code and waits for its person. Sent twice, it has one code. Refused: `enrolment.draft-gone`, and
 * `enrolment.incomplete` {step} with the first question that has no answer.
 */
export async function sendDraft(
  deps: PreEnrolmentDependencies,
  secret: DraftSecret,
): Promise<Result<PreEnrolmentCode>> {
  const now = deps.clock();
  return deps.db.transaction({}, async tx => {
    const held = await hold(deps, tx, secret, { lock: true });
    if (!held) return refuse('enrolment.draft-gone');
    const { row, facts } = held;
    if (facts.code !== undefined) return ok(facts.code);
    const missing = firstMissing({ facts, consent: row.consent, today: civilDay(now) });
    if (missing !== undefined) return refuse('enrolment.incomplete', { step: missing });
    const code = newPreEnrolmentCode();
    await markSent(
      tx,
      {
        id: row.id,
        codeDigest: codeDigest(deps, code),
        factsSealed: await sealFacts(deps.vault, tx, row.id, { ...facts, code }),
        expiresAt: new Date(now.getTime() + deps.days * 24 * 3600 * 1000),
      },
      now,
    );
    if (facts.email !== undefined) await enqueueMessage(tx, row.id, 'sent');
    return ok(code);
  });
}

/** Owes the person a message, once for each thing that it may be about. */
export function enqueueMessage(tx: Tx, id: PreEnrolmentId, about: About): Promise<void> {
  return enqueue(tx, tellTask, { preEnrolmentId: id, about }, { key: `${tellTask}/${about}/${id}` });
}

/** Erases a draft or what it became, at once, by its secret. Nothing happens when it is gone already. */
export async function withdraw(deps: PreEnrolmentDependencies, secret: DraftSecret): Promise<void> {
  await deps.db.transaction({}, async tx => {
    const held = await hold(deps, tx, secret, { lock: true });
    if (held) await erase(deps, tx, held.row.id);
  });
}

/** Erases one: its row, and the key of whatever else was sealed of it. */
export async function erase({ vault }: PreEnrolmentDependencies, tx: Tx, id: PreEnrolmentId): Promise<void> {
  await deletePreEnrolment(tx, id);
  await vault.shred(tx, id);
}

/** What somebody types at home to know of their pre-enrolment: nobody else has both. */
export interface OwnCode {
  /** The network address of the asker. */
  readonly from: string;
  readonly code: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
}

/**
 * Whether a pre-enrolment waits, and until when. Refused: `enrolment.code-mistyped`, `enrolment.too-many` {minutes}, and
 * `enrolment.own-unknown` alike for a code of nobody, another birth date, and one that is used or erased.
 */
export function findOwn(deps: PreEnrolmentDependencies, own: OwnCode): Promise<Result<{ readonly expiresAt: Date }>> {
  return withOwn(deps, own, async (_tx, { expiresAt }) => ({ expiresAt }));
}

/** Erases a pre-enrolment at once. Refused as `findOwn` is. */
export function withdrawOwn(deps: PreEnrolmentDependencies, own: OwnCode): Promise<Result<null>> {
  return withOwn(deps, own, async (tx, { id }) => {
    await erase(deps, tx, id);
    return null;
  });
}

async function withOwn<T>(
  deps: PreEnrolmentDependencies,
  { from, code: typed, birthDate }: OwnCode,
  work: (tx: Tx, row: PreEnrolmentRow) => Promise<T>,
): Promise<Result<T>> {
  const code = readPreEnrolmentCode(typed);
  if (!code.ok) return code;
  return deps.db.transaction({}, async tx => {
    const allowed = await mayTry(deps, tx, { counted: 'miss', from });
    if (!allowed.ok) return allowed;
    const id = await findByDigest(tx, { code: codeDigest(deps, code.value) });
    const row = id && (await findPreEnrolment(tx, id, { lock: true }));
    const facts = row?.factsSealed && (await openFacts(deps.vault, tx, row.id, row.factsSealed));
    if (row && facts && facts.birthDate === birthDate && row.expiresAt > deps.clock()) return ok(await work(tx, row));
    await countAttempt(deps, tx, { counted: 'miss', from });
    return refuse('enrolment.own-unknown');
  });
}
