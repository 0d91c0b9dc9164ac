import { ok, refuse, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { PreEnrolmentDependencies } from './dependencies.ts';
import { insertAttempt, listAttempts, lockSubject } from './store.ts';

/** How many in the last so many minutes, from one address and from all. A telephone network puts thousands of people behind one address. */
interface Rule {
  readonly minutes: number;
  readonly ofAddress: number;
  readonly ofAll: number;
}

/**
 * Drafts begun; codes that opened nothing. Those have no limit for the whole country: 55 random bits are not guessed, and such a
 * limit would let one attacker keep everybody else from their own.
 */
export const rules = {
  begin: { minutes: 60, ofAddress: 60, ofAll: 2000 },
  miss: { minutes: 15, ofAddress: 20, ofAll: Infinity },
} as const satisfies Readonly<Record<string, Rule>>;

/** Attempts are of no use to any rule after this many milliseconds. */
export const attemptsKept = 3600 * 1000;

/** What is counted: `from` is the network address that it came from, of which only a keyed digest is kept. */
export interface Attempt {
  readonly counted: keyof typeof rules;
  readonly from: string;
}

type Deps = Pick<PreEnrolmentDependencies, 'digest' | 'clock'>;

/** Under which digests an attempt is counted, and how many are too many. */
function countsOf(
  { digest }: Deps,
  { counted, from }: Attempt,
): readonly { readonly subject: Buffer; readonly most: number }[] {
  const rule = rules[counted];
  return [
    { subject: digest('enrolment-attempt', `${counted}/address/${from}`), most: rule.ofAddress },
    { subject: digest('enrolment-attempt', `${counted}/all`), most: rule.ofAll },
  ].filter(({ most }) => most < Infinity);
}

/** Whether one more may be made: refused with `enrolment.too-many` {minutes}. Those of one address wait for each other. */
export async function mayTry(deps: Deps, tx: Tx, attempt: Attempt): Promise<Result<null>> {
  const now = deps.clock().getTime();
  const since = new Date(now - rules[attempt.counted].minutes * 60_000);
  for (const [index, { subject, most }] of countsOf(deps, attempt).entries()) {
    if (index === 0) await lockSubject(tx, subject);
    const made = await listAttempts(tx, subject, since, most);
    const oldest = made[most - 1];
    if (oldest)
      return refuse('enrolment.too-many', {
        minutes: Math.max(1, Math.ceil((oldest.getTime() - since.getTime()) / 60_000)),
      });
  }
  return ok(null);
}

/** Counts one that was made. */
export async function countAttempt(deps: Deps, tx: Tx, attempt: Attempt): Promise<void> {
  for (const { subject } of countsOf(deps, attempt)) await insertAttempt(tx, subject, deps.clock());
}
