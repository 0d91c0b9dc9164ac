import { civilTime, type Language, newId, ok, refuse, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { readSample, type SignatureSample } from '../signature-sample/index.ts';
import { type Answer, takeAnswer } from './answers.ts';
import { type DraftSecret, newDraftSecret, readDraftSecret } from './codes.ts';
import type { PreEnrolmentDependencies } from './dependencies.ts';
import { countAttempt, mayTry } from './limits.ts';
import type { Consent, Facts, PreEnrolmentId } from './model.ts';
import { currentNotice } from './notice.ts';
import { openFacts, openSample, sealFacts, sealSample } from './sealed.ts';
import { keepsDrawing, type Progress } from './steps.ts';
import { findByDigest, findPreEnrolment, insertDraft, type PreEnrolmentRow, updateDraft } from './store.ts';

const day = 24 * 3600 * 1000;
/** A draft that nobody touches is erased after so many milliseconds. */
const draftKept = 7 * day;

/** A draft, or what became of it, as whoever holds its secret sees it. */
export interface DraftView extends Progress {
  readonly id: PreEnrolmentId;
  readonly state: 'draft' | 'sent';
  readonly drawing: SignatureSample | null;
  /** When it is erased if nothing happens. */
  readonly expiresAt: Date;
}

/** Digest under which a secret is filed. */
const secretDigest = ({ digest }: PreEnrolmentDependencies, secret: DraftSecret): Buffer =>
  digest('enrolment-secret', secret);

/** The civil day in Morocco, YYYY-MM-DD. */
export const civilDay = (now: Date): string => civilTime(now).date.split('/').toReversed().join('-');

/**
 * Begins a draft, empty but for the language. `from` is the network address of the asker. Refused: `enrolment.too-many` {minutes}
 * when too many were begun from there, or in the whole country.
 */
export async function beginDraft(
  deps: PreEnrolmentDependencies,
  { from, language }: { readonly from: string; readonly language: Language },
): Promise<Result<DraftSecret>> {
  const now = deps.clock();
  const secret = newDraftSecret();
  const id = newId<PreEnrolmentId>(now);
  return deps.db.transaction({}, async tx => {
    const allowed = await mayTry(deps, tx, { counted: 'begin', from });
    if (!allowed.ok) return allowed;
    await countAttempt(deps, tx, { counted: 'begin', from });
    const factsSealed = await sealFacts(deps.vault, tx, id, { language });
    const expiresAt = new Date(now.getTime() + draftKept);
    await insertDraft(tx, { id, secretDigest: secretDigest(deps, secret), language, factsSealed, expiresAt }, now);
    return ok(secret);
  });
}

/**
 * Finds a draft again by its secret as somebody typed it. Refused: `enrolment.resume-mistyped`, `enrolment.resume-unknown` for
 * every miss alike, and `enrolment.too-many` {minutes}.
 */
export async function resumeDraft(
  deps: PreEnrolmentDependencies,
  { from, typed }: { readonly from: string; readonly typed: string },
): Promise<Result<DraftSecret>> {
  const secret = readDraftSecret(typed);
  if (!secret.ok) return secret;
  return deps.db.transaction({}, async tx => {
    const allowed = await mayTry(deps, tx, { counted: 'miss', from });
    if (!allowed.ok) return allowed;
    if (await hold(deps, tx, secret.value, { lock: false })) return secret;
    await countAttempt(deps, tx, { counted: 'miss', from });
    return refuse('enrolment.resume-unknown');
  });
}

/** A draft, or the pre-enrolment that it became, by its secret; undefined when there is none, or none any more. */
export async function openDraft(deps: PreEnrolmentDependencies, secret: DraftSecret): Promise<DraftView | undefined> {
  return deps.db.transaction({}, async tx => {
    const held = await hold(deps, tx, secret, { lock: false });
    if (!held) return undefined;
    const { row, facts } = held;
    const { signatureSealed: sealed } = row;
    return {
      id: row.id,
      state: row.state === 'sent' ? 'sent' : 'draft',
      facts,
      consent: row.consent,
      drawing: sealed ? await openSample(deps.vault, tx, row.id, sealed) : null,
      expiresAt: row.expiresAt,
      today: civilDay(deps.clock()),
    };
  });
}

/** A pre-enrolment in the hand of whoever knows its secret. */
export interface Held {
  readonly row: PreEnrolmentRow;
  readonly facts: Facts;
}

/** Finds what a secret opens; undefined when it opens nothing, when it is over, or when the visit has used it. */
export async function hold(
  deps: PreEnrolmentDependencies,
  tx: Tx,
  secret: DraftSecret,
  { lock }: { readonly lock: boolean },
): Promise<Held | undefined> {
  const id = await findByDigest(tx, { secret: secretDigest(deps, secret) });
  const row = id && (await findPreEnrolment(tx, id, { lock }));
  if (!row?.factsSealed || row.expiresAt <= deps.clock()) return undefined;
  return { row, facts: await openFacts(deps.vault, tx, row.id, row.factsSealed) };
}

/** What a change leaves to be written; what it does not name stays. `drawing` null takes the drawing away. */
export interface DraftChange {
  readonly facts?: Facts;
  readonly consent?: Consent;
  readonly drawing?: SignatureSample | null;
}

/**
 * Changes a draft: one transaction that locks it, lets `work` decide and writes what it answers. Refused: `enrolment.draft-gone` when
 * there is no such draft any more, or when it was sent meanwhile; and what `work` refuses.
 */
export async function changeDraft(
  deps: PreEnrolmentDependencies,
  secret: DraftSecret,
  work: (tx: Tx, held: Held, progress: Progress) => Promise<Result<DraftChange>>,
): Promise<Result<null>> {
  const now = deps.clock();
  return deps.db.transaction({}, async tx => {
    const held = await hold(deps, tx, secret, { lock: true });
    if (held?.row.state !== 'draft') return refuse('enrolment.draft-gone');
    const { row, facts } = held;
    const changed = await work(tx, held, { facts, consent: row.consent, today: civilDay(now) });
    if (!changed.ok) return changed;
    await writeChange(deps, tx, held, changed.value);
    return ok(null);
  });
}

/** Writes a change of a draft that the transaction holds locked. */
export async function writeChange(
  deps: PreEnrolmentDependencies,
  tx: Tx,
  { row, facts: before }: Held,
  { facts = before, consent, drawing }: DraftChange,
): Promise<void> {
  const now = deps.clock();
  const drawn = drawing && (await sealSample(deps.vault, tx, row.id, drawing));
  await updateDraft(
    tx,
    {
      id: row.id,
      language: facts.language,
      factsSealed: await sealFacts(deps.vault, tx, row.id, facts),
      signatureSealed: keepsDrawing(facts.ability) ? (drawn === undefined ? row.signatureSealed : drawn) : null,
      consent: consent ?? row.consent,
      expiresAt: new Date(now.getTime() + draftKept),
    },
    now,
  );
}

/**
 * Saves the answer to one question. Refused: `enrolment.draft-gone`, `enrolment.consent-needed` (nothing personal is kept before the
 * person has agreed to today's notice) and every mistake that `takeAnswer` names.
 */
export function answer(deps: PreEnrolmentDependencies, secret: DraftSecret, given: Answer): Promise<Result<null>> {
  return changeDraft(deps, secret, async (_tx, { facts }, { consent }) => {
    if (given.step !== 'language' && !agrees(consent)) return refuse('enrolment.consent-needed');
    const taken = takeAnswer(facts, given, deps.clock());
    if (!taken.ok) return taken;
    return ok(given.step === 'signature-at-office' ? { facts: taken.value, drawing: null } : { facts: taken.value });
  });
}

/** Keeps the person's consent, with the version of the notice that they read. Refused: `enrolment.draft-gone`, `enrolment.notice-changed`. */
export function agree(
  deps: PreEnrolmentDependencies,
  secret: DraftSecret,
  noticeVersion: string,
): Promise<Result<null>> {
  return changeDraft(deps, secret, async (_tx, { row }) => {
    if (noticeVersion !== currentNotice) return refuse('enrolment.notice-changed');
    return agrees(row.consent) ? ok({}) : ok({ consent: { noticeVersion, at: deps.clock() } });
  });
}

/** Keeps a drawn signature. Refused: `enrolment.draft-gone`, `enrolment.consent-needed`, and what `readSample` refuses. */
export function draw(
  deps: PreEnrolmentDependencies,
  secret: DraftSecret,
  sample: SignatureSample,
): Promise<Result<null>> {
  return changeDraft(deps, secret, async (_tx, { facts }, { consent }) => {
    if (!agrees(consent)) return refuse('enrolment.consent-needed');
    const drawing = readSample(sample);
    return drawing.ok ? ok({ facts: { ...facts, signature: 'drawn' }, drawing: drawing.value }) : drawing;
  });
}

/** Whether the consent is to today's notice. */
export function agrees(consent: Consent | null): boolean {
  return consent?.noticeVersion === currentNotice;
}
