import { covers, type Place } from '../../../kernel/index.ts';
import { isInForce } from '../decide.ts';
import type { GivenPosting } from '../model.ts';
import { permissionsOf, type RoleBook } from './role.ts';

/**
 * Why somebody holds a permission at a place: every posting in force whose role has it and whose jurisdiction covers the place. Empty
 * exactly when they do not hold it.
 */
export function reasonsFor(
  postings: readonly GivenPosting[],
  book: RoleBook,
  { permission, place, now }: { readonly permission: string; readonly place: Place; readonly now: Date },
): readonly GivenPosting[] {
  return postings.filter(
    posting =>
      posting.communeId === place.communeId &&
      isInForce(posting, now) &&
      covers(posting.jurisdiction, place) &&
      permissionsOf(book, posting.role).includes(permission),
  );
}
