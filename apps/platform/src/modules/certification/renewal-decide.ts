import type { Sha256 } from '../../platform/blobs/index.ts';
import { findMissing, type KindRuling, type SubmissionFacts } from './decide.ts';
import type { CertificationFile, CheckMade, HeldAgainst, Missing, PageCompared } from './model.ts';

/**
 * What the pages of a renewal must be held against: the original itself for papers that the commune certifies with a warning, which it wants
 * to see again; what was certified of it before for all others.
 */
export function heldAgainst(kind: KindRuling | undefined): HeldAgainst {
  return kind?.rule === 'warn' ? 'original' : 'certified';
}

/** The digests of what a renewal must be of: the pages that were certified, and those that lie in it now. */
export interface RenewedPages {
  readonly certified: Sha256;
  readonly now: Sha256;
}

/**
 * What keeps an officer from having a renewal: other pages than those that were certified, whatever a draft would lack, and checks and
 * comparisons that nobody made of these pages since it came to the office. Empty when it may be signed.
 */
export function findUnchecked(
  file: CertificationFile,
  facts: SubmissionFacts & { readonly pages: RenewedPages },
): readonly Missing[] {
  const { certified, now } = facts.pages;
  const changed: Missing = { field: 'document', code: 'certification.pages-changed', params: {} };
  const since = file.request.queuedAt;
  const checks = file.checks.filter(({ pages, madeAt }) => pages === now && isSince(madeAt, since));
  const asked = heldAgainst(facts.kind);
  const compared = file.compared.filter(
    page => isSince(page.comparedAt, since) && (asked === 'certified' || page.heldAgainst === 'original'),
  );
  return [...(certified === now ? [] : [changed]), ...findMissing({ ...file, checks, compared }, facts)];
}

/** What was checked before a request was given back is checked anew when it returns. */
function isSince(at: Date, queuedAt: Date | null): boolean {
  return queuedAt !== null && at >= queuedAt;
}

/** When the last check of a renewal was made. */
export function lastOf({
  checks,
  compared,
}: {
  readonly checks: readonly Pick<CheckMade, 'madeAt'>[];
  readonly compared: readonly Pick<PageCompared, 'comparedAt'>[];
}): Date | null {
  const moments = [...checks.map(({ madeAt }) => madeAt), ...compared.map(({ comparedAt }) => comparedAt)];
  return moments.reduce<Date | null>((last, at) => (last === null || at > last ? at : last), null);
}
