import { PadesError } from '../failure.ts';
import { digestOfCode, type WithdrawalEntry, type WithdrawalList } from './list.ts';

/**
 * What a list says of a paper at a moment: withdrawn (for ever, however old the list), not on the list of its date, or nothing, because a newer
 * list is to be had.
 */
export type PaperStanding =
  | { readonly kind: 'withdrawn'; readonly entry: WithdrawalEntry }
  | { readonly kind: 'not-listed'; readonly asOf: string }
  | { readonly kind: 'list-too-old'; readonly until: string };

/** Asks a list of a paper by its code, without gaps, in capitals. */
export function standingOf(list: WithdrawalList, code: string, at: Date): PaperStanding {
  const digest = digestOfCode(code);
  const entry = list.entries.find(each => each.code === digest);
  if (entry) return { kind: 'withdrawn', entry };
  if (at.getTime() > Date.parse(list.nextUpdate)) return { kind: 'list-too-old', until: list.nextUpdate };
  return { kind: 'not-listed', asOf: list.thisUpdate };
}

/**
 * The newest of several lists of one issuer: whoever kept an older one notices a list that was made smaller, or turned back. Throws
 * `list-other-issuer`, and `list-shrank` when a paper of an older list is not as it was on the newer, or one number names two lists.
 */
export function newestOf(lists: readonly WithdrawalList[]): WithdrawalList {
  const [first, ...others] = lists.toSorted((one, other) => one.number - other.number);
  if (!first) throw new PadesError('option-invalid', 'there is no list');
  return others.reduce((older, newer) => {
    if (older.issuer !== newer.issuer) throw new PadesError('list-other-issuer', 'the lists are of two issuers');
    if (!follows(older, newer))
      throw new PadesError('list-shrank', 'a paper of the older list is not on the newer one as it was');
    return newer;
  }, first);
}

/** Whether a list may come after another: what was on it still is, it is dated no earlier, and one number is one list. */
export function follows(older: WithdrawalList, newer: WithdrawalList): boolean {
  const later = new Map(newer.entries.map(entry => [entry.code, entry]));
  const kept = older.entries.every(({ code, state, since }) => {
    const now = later.get(code);
    return now?.state === state && now.since === since;
  });
  const grows = older.number < newer.number || older.entries.length === newer.entries.length;
  return kept && grows && older.thisUpdate <= newer.thisUpdate;
}
