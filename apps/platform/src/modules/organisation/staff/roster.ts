import { type AccountId, covers, type Place } from '../../../kernel/index.ts';
import { isInForce } from '../decide.ts';
import type { GivenPosting, Staff } from '../model.ts';

const day = 86_400_000;
/** Days of the past that the list of movements looks at, and days without a session from which an account counts as unused. */
const lookBack = 30;
const unusedAfter = 60;
/** Roles that belong to an office: held over a whole commune, somebody should ask why. */
const officeRoles: readonly string[] = ['clerk', 'officer', 'officer-clerk', 'head-of-office', 'cashier'];
/** Offices at which one person serves at one time before somebody should ask why. */
const mostOffices = 4;

/** A member of staff with everything that is known of their work. */
export interface RosterEntry {
  readonly staff: Staff;
  readonly leftAt: Date | null;
  readonly postings: readonly GivenPosting[];
  /** Last day of an absence that holds today, if one does. */
  readonly awayUntil: string | null;
}

/** Whether an account can be used and when it was; from the room that keeps accounts. */
export interface AccountUse {
  readonly passkeys: number;
  /** Until when a one-time code is open. */
  readonly codeUntil: Date | null;
  readonly seenAt: Date | null;
}
export type UseOfAccounts = ReadonlyMap<AccountId, AccountUse>;

/** Where somebody stands: `coming` has postings that begin later only. */
export type StaffState = 'working' | 'away' | 'coming' | 'idle' | 'left';

/** Where somebody stands at `now`. */
export function stateOf({ leftAt, postings, awayUntil }: RosterEntry, now: Date): StaffState {
  if (leftAt !== null) return 'left';
  if (postings.some(posting => isInForce(posting, now))) return awayUntil === null ? 'working' : 'away';
  return postings.some(({ validFrom }) => validFrom > now) ? 'coming' : 'idle';
}

/** What the list of staff is asked for. Empty: everybody who has not left. */
export interface RosterFilter {
  readonly text: string;
  readonly place: Place | null;
  readonly role: string | null;
  readonly state: StaffState | null;
}

/** The entries that a filter lets through. A name is found in either script, by the beginnings of its words. */
export function filterRoster(entries: readonly RosterEntry[], filter: RosterFilter, now: Date): readonly RosterEntry[] {
  const words = fold(filter.text).split(/\s+/).filter(Boolean);
  return entries.filter(entry => {
    const state = stateOf(entry, now);
    if (filter.state === null ? state === 'left' : state !== filter.state) return false;
    const current = entry.postings.filter(({ validUntil }) => validUntil === null || now < validUntil);
    if (filter.role !== null && !current.some(({ role }) => role === filter.role)) return false;
    const { place } = filter;
    if (place !== null && !current.some(({ jurisdiction }) => covers(jurisdiction, place))) return false;
    const names = fold(`${entry.staff.name.arabic} ${entry.staff.name.latin}`).split(/\s+/);
    return words.every(word => names.some(name => name.startsWith(word)));
  });
}

/** Letters as people type them: without case, accents, vowel signs, or the hamza's seat. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .toLowerCase()
    .trim();
}

/** Why somebody stands on the list of movements. */
export type Movement =
  | 'joined'
  | 'moved'
  | 'left'
  | 'left-still-posted'
  | 'no-passkey'
  | 'unused'
  | 'too-wide'
  | 'ends-soon';

/** The joiner-mover-leaver list: who came, moved and left in the last 30 days, and what an administrator should look at. */
export function movementsOf(
  entries: readonly RosterEntry[],
  use: UseOfAccounts,
  now: Date,
): readonly { readonly entry: RosterEntry; readonly movements: readonly Movement[] }[] {
  return entries
    .map(entry => ({ entry, movements: movementsOfOne(entry, use.get(entry.staff.accountId), now) }))
    .filter(({ movements }) => movements.length > 0);
}

function movementsOfOne(
  { leftAt, postings }: RosterEntry,
  use: AccountUse | undefined,
  now: Date,
): readonly Movement[] {
  const since = new Date(now.getTime() - lookBack * day);
  const recent = (at: Date | null): boolean => at !== null && since < at && at <= now;
  const inForce = postings.filter(posting => isInForce(posting, now));
  const started = postings.filter(({ validFrom }) => recent(validFrom));
  const before = postings.filter(({ validFrom }) => validFrom <= since);
  const known: Readonly<Record<Movement, boolean>> = {
    joined: leftAt === null && started.length > 0 && before.length === 0,
    moved:
      leftAt === null && before.length > 0 && (started.length > 0 || postings.some(each => recent(each.validUntil))),
    left: recent(leftAt),
    'left-still-posted': leftAt !== null && postings.some(each => each.validUntil === null || now < each.validUntil),
    'no-passkey': inForce.length > 0 && (use?.passkeys ?? 0) === 0,
    unused: inForce.length > 0 && !started.length && isUnused(use, now),
    'too-wide': isTooWide(inForce),
    'ends-soon': inForce.some(
      ({ validUntil }) => validUntil !== null && validUntil.getTime() - now.getTime() < 14 * day,
    ),
  };
  return (Object.keys(known) as Movement[]).filter(movement => known[movement]);
}

function isUnused(use: AccountUse | undefined, now: Date): boolean {
  return (use?.passkeys ?? 0) > 0 && now.getTime() - (use?.seenAt?.getTime() ?? 0) > unusedAfter * day;
}

function isTooWide(inForce: readonly GivenPosting[]): boolean {
  const offices = inForce.flatMap(({ jurisdiction }) =>
    jurisdiction.level === 'office' ? [jurisdiction.officeId] : [],
  );
  const overCommune = inForce.some(
    ({ role, jurisdiction }) => jurisdiction.level === 'commune' && officeRoles.includes(role),
  );
  return overCommune || new Set(offices).size > mostOffices;
}
