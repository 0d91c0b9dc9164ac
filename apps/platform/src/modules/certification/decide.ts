import { civilDate, ok, type Refusal, refuse, type Result } from '../../kernel/index.ts';
import type { DocumentPage } from '../documents/index.ts';
import {
  cannotSign,
  type CertificationFile,
  type ChosenTerms,
  type Missing,
  type Particulars,
  type Reissues,
} from './model.ts';

/** How the catalogue rules on a kind of original. */
export interface KindRuling {
  readonly rule: 'allow' | 'warn' | 'refuse';
}

/** What the rules need beside the file. */
export interface SubmissionFacts {
  /** The chosen kind as the catalogue has it now; undefined when none is chosen or it is no longer offered. */
  readonly kind: KindRuling | undefined;
  /** Checks that the service asks for. */
  readonly checks: readonly string[];
  readonly now: Date;
}

/** The check by which a clerk takes on pages that were judged hard to read. */
const legibleCheck = 'legible';
/** The kind whose originals end by themselves: its end must be written down. */
const endingKinds: readonly string[] = ['identity'];

/** Everything that a request lacks, all at once: a clerk must not discover faults one by one. Empty when it may be submitted. */
export function findMissing(file: CertificationFile, facts: SubmissionFacts): readonly Missing[] {
  return [
    ...missingHolders(file),
    ...missingPages(file),
    ...missingParticulars(file, facts),
    ...facts.checks
      .filter(check => !file.checks.some(made => made.check === check))
      .map(check => lack(`check:${check}`, 'check-missing')),
    ...missingComparison(file),
    ...missingSignatures(file),
  ];
}

function lack(field: string, code: string, params: Missing['params'] = {}): Missing {
  return { field, code: `certification.${code}`, params };
}

function missingHolders({ holders }: CertificationFile): readonly Missing[] {
  if (holders.length === 0) return [lack('holders', 'no-holder')];
  return holders.flatMap(({ personId, person, capacity }) => [
    ...(person.document.expired
      ? [lack(`identity:${personId}`, 'document-expired', { date: person.document.expiresOn })]
      : []),
    ...(capacity?.fault ? [{ field: `mandate:${personId}`, ...capacity.fault }] : []),
  ]);
}

/** The register keeps the signature of whoever asked before a clerk; who asks from afar is known by their session. */
function missingSignatures({ holders, checks }: CertificationFile): readonly Missing[] {
  if (checks.some(made => made.check === cannotSign)) return [];
  return holders
    .filter(({ identifiedBy, signature }) => identifiedBy !== null && signature === null)
    .map(({ personId }) => lack(`signature:${personId}`, 'not-signed'));
}

function missingPages({ document, checks }: CertificationFile): readonly Missing[] {
  if (!document || document.pages.length === 0) return [lack('document', 'no-document')];
  if (checks.some(made => made.check === legibleCheck)) return [];
  return document.pages.flatMap((page, index) =>
    page.verdicts.some(verdict => verdict.severity === 'stop')
      ? [lack(`page:${page.id}`, 'page-illegible', { page: index + 1 })]
      : [],
  );
}

function missingParticulars({ certification }: CertificationFile, { kind, now }: SubmissionFacts): readonly Missing[] {
  const { particulars } = certification;
  const missing: Missing[] = [];
  if (!kind) missing.push(lack('kind', 'no-kind'));
  else if (kind.rule === 'refuse') missing.push(lack('kind', 'kind-refused'));
  if (particulars.issuer === null) missing.push(lack('issuer', 'no-issuer'));
  if (certification.kind !== null && endingKinds.includes(certification.kind) && particulars.expiresOn === null)
    missing.push(lack('expiresOn', 'no-expiry'));
  if (particulars.expiresOn !== null && particulars.expiresOn < civilDate(now))
    missing.push(lack('expiresOn', 'original-expired', { date: particulars.expiresOn }));
  return missing;
}

function missingComparison({ document, compared }: CertificationFile): readonly Missing[] {
  return (document?.pages ?? []).flatMap((page, index) =>
    isCompared(page, compared) ? [] : [lack(`compared:${page.id}`, 'not-compared', { page: index + 1 })],
  );
}

/** Whether a page was held against the original as it stands: turning or cropping it since makes it another picture. */
export function isCompared(page: DocumentPage, compared: CertificationFile['compared']): boolean {
  return compared.some(each => each.pageId === page.id && each.image === page.image);
}

/** What the installation has as usual, and as the most, for all its communes: copies, and months from the day of the act. */
export interface TermsPolicy {
  readonly usualCopies: number;
  readonly usualMonths: number;
  readonly mostCopies: number;
  readonly mostMonths: number;
}

/** The most that may be authorised of an original today: never beyond its own end. */
export function limitsOf(policy: TermsPolicy, { expiresOn }: Pick<Particulars, 'expiresOn'>, now: Date): ChosenTerms {
  return { most: policy.mostCopies, until: earlier(monthsLater(now, policy.mostMonths), expiresOn) };
}

/** What the officer would authorise now; null for nothing. */
export function termsOf(
  policy: TermsPolicy,
  { reissues, particulars }: { readonly reissues: Reissues; readonly particulars: Pick<Particulars, 'expiresOn'> },
  now: Date,
): ChosenTerms | null {
  if (reissues.kind === 'none') return null;
  const limits = limitsOf(policy, particulars, now);
  const usual = { most: policy.usualCopies, until: monthsLater(now, policy.usualMonths) };
  const wanted = reissues.kind === 'chosen' ? reissues : usual;
  const until = earlier(wanted.until, limits.until);
  // An original that ends today, or an authorisation left over from before, leaves nothing to authorise.
  return until < civilDate(now) ? null : { most: Math.min(wanted.most, limits.most), until };
}

/** Whether somebody may choose these terms. Refused: `certification.terms-too-many {most}`, `.terms-too-long {date}`, `.terms-past`. */
export function checkTerms(wanted: ChosenTerms, limits: ChosenTerms, now: Date): Result<void> {
  if (wanted.most > limits.most) return refuse('certification.terms-too-many', { most: limits.most });
  if (wanted.until > limits.until) return refuse('certification.terms-too-long', { date: limits.until });
  return wanted.until < civilDate(now) ? refuse('certification.terms-past') : ok(undefined);
}

function earlier(day: string, other: string | null): string {
  return other !== null && other < day ? other : day;
}

/** The civil day so many months later; the last of the month where that day does not exist. */
function monthsLater(now: Date, months: number): string {
  const [year = 0, month = 0, day = 0] = civilDate(now).split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** What is known of an Original when a copy of it is asked for. */
export interface StandingFacts {
  readonly expiresOn: string | null;
  /** Whether a certification that came of its renewal stands: copies are had of that one. */
  readonly renewed: boolean;
  /** What the officer authorised, with what keeps it from being used now; undefined where they let nothing be issued again. */
  readonly authorisation:
    | { readonly left: number; readonly until: string; readonly template: string; readonly fault: Refusal | null }
    | undefined;
  /** By which copies are printed now. */
  readonly template: string;
}

/** How many copies are left, or why there are none: each reason by itself, since what helps differs. */
export type Standing =
  | { readonly kind: 'open'; readonly left: number; readonly until: Date }
  | { readonly kind: 'closed'; readonly refusal: Refusal };

/**
 * Whether copies of an Original may be had now. Closed by `certification.original-expired {date}`, `.renewed-since`, `.not-authorised`, `.template-changed`, or
 * what ended the authorisation (`acts.…`).
 */
export function standingOf({ expiresOn, renewed, authorisation, template }: StandingFacts, now: Date): Standing {
  const closed = (refusal: Refusal): Standing => ({ kind: 'closed', refusal });
  if (expiresOn !== null && expiresOn < civilDate(now))
    return closed({ code: 'certification.original-expired', params: { date: expiresOn } });
  if (renewed) return closed({ code: 'certification.renewed-since', params: {} });
  if (!authorisation) return closed({ code: 'certification.not-authorised', params: {} });
  if (authorisation.fault) return closed(authorisation.fault);
  if (authorisation.template !== template) return closed({ code: 'certification.template-changed', params: {} });
  return { kind: 'open', left: authorisation.left, until: new Date(authorisation.until) };
}
