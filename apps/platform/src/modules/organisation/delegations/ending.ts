import type { CommuneId, StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { KeptStatement } from '../decide.ts';
import type { CredentialBody, DelegationBody } from '../statements/statement.ts';
import { selectStatements } from '../statements/store.ts';
import { insertWarning, selectWarnings } from './delegation-store.ts';
import { oweNotices } from './notices.ts';

const day = 86_400_000;
/** Days before the end at which it is told. */
const thresholds = [1, 7, 30] as const;

/** What an officer signs with and is about to lose: a delegation or a certificate, whose end was told, and by when nothing follows it. */
export interface EndingStatement {
  readonly kind: 'delegation' | 'credential';
  readonly subject: StaffId;
  /** The order's reference; null for a certificate. */
  readonly reference: string | null;
  readonly endsAt: Date;
  /** Whole days left, rounded up. */
  readonly days: number;
}

type Kept = KeptStatement<DelegationBody> | KeptStatement<CredentialBody>;

/** The threshold that a statement has come under at `now`: 1, 7 or 30; undefined when its end is far, or past. */
export function thresholdOf({ body, revokedAt }: Kept, now: Date): (typeof thresholds)[number] | undefined {
  if (revokedAt !== null || now < new Date(body.validFrom)) return undefined;
  const left = Date.parse(body.validUntil) - now.getTime();
  return left <= 0 ? undefined : thresholds.find(each => left <= each * day);
}

/** Whether another statement of the same person takes over where this one ends: for a delegation, at every one of its offices, for its natures. */
export function isFollowed(kept: Kept, others: readonly Kept[]): boolean {
  const { body } = kept;
  const after = others.filter(
    other =>
      other.body.id !== body.id &&
      other.body.kind === body.kind &&
      other.body.subject === body.subject &&
      other.revokedAt === null &&
      other.body.validFrom <= body.validUntil &&
      other.body.validUntil > body.validUntil,
  );
  if (body.kind === 'credential') return after.length > 0;
  return body.offices.every(office =>
    body.natures.every(nature =>
      after.some(
        ({ body: next }) =>
          next.kind === 'delegation' && next.offices.includes(office) && next.natures.includes(nature),
      ),
    ),
  );
}

async function selectAll(tx: Tx, communeId: CommuneId, subject: StaffId | null = null): Promise<readonly Kept[]> {
  return [
    ...(await selectStatements(tx, communeId, 'delegation', subject)),
    ...(await selectStatements(tx, communeId, 'credential', subject)),
  ];
}

/**
 * Tells the ends that have come near: once at thirty days, at seven and at one, of what nothing follows, on screens and by a message to those
 * concerned who gave an address. Answers how many were told. The daily job, in a transaction bound to the commune.
 */
export async function warnOfEnds(tx: Tx, communeId: CommuneId, now: Date): Promise<number> {
  const all = await selectAll(tx, communeId);
  let told = 0;
  for (const kept of all) {
    const days = thresholdOf(kept, now);
    if (days === undefined || isFollowed(kept, all)) continue;
    if (!(await insertWarning(tx, communeId, { statementId: kept.body.id, days, at: now }))) continue;
    await oweNotices(tx, communeId, { ending: kept, days }, now);
    told += 1;
  }
  return told;
}

/** The ends that were told and are still to come and to be followed: of one officer, or of everybody for administrators. */
export async function listEnding(
  tx: Tx,
  communeId: CommuneId,
  { subject, now }: { readonly subject: StaffId | null; readonly now: Date },
): Promise<readonly EndingStatement[]> {
  const warned = await selectWarnings(tx, communeId);
  if (warned.size === 0) return [];
  const all = await selectAll(tx, communeId, subject);
  return all
    .filter(kept => warned.has(kept.body.id) && thresholdOf(kept, now) !== undefined && !isFollowed(kept, all))
    .map(({ body }) => ({
      kind: body.kind,
      subject: body.subject,
      reference: body.kind === 'delegation' ? body.reference : null,
      endsAt: new Date(body.validUntil),
      days: Math.ceil((Date.parse(body.validUntil) - now.getTime()) / day),
    }))
    .toSorted((a, b) => a.endsAt.getTime() - b.endsAt.getTime());
}
