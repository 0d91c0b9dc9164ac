import { type Centimes, type MandateId, ok, type PersonId, refuse, type Result } from '../../../kernel/index.ts';
import { civilDay, printedDay } from '../facts.ts';
import type { JointGroup, Mandate, MandateEnd, MandateScope } from './model.ts';

/** All mandates of one organisation and the words that ended some, in whatever order they came. */
export interface Book {
  readonly mandates: readonly Mandate[];
  readonly ends: readonly Pick<MandateEnd, 'mandateId' | 'effectiveAt'>[];
}

/** What is about to be signed: null where it is not known yet. */
export interface Occasion {
  readonly nature: string | null;
  readonly worth: Centimes | null;
  readonly at: Date;
}

/** Somebody who says to act under a mandate. */
export interface Claim {
  readonly personId: PersonId;
  readonly mandateId: MandateId;
}

/** When a mandate ended by word, the earliest of them; undefined when nobody has ended it. */
export function endOf({ ends }: Book, mandateId: MandateId): Date | undefined {
  return ends
    .filter(end => end.mandateId === mandateId)
    .map(end => end.effectiveAt)
    .reduce<Date | undefined>((first, at) => (first && first <= at ? first : at), undefined);
}

/**
 * The mandate, then those it was delegated from, up to the one that the organisation gave. Throws where a link is missing or
 * leads back: the database refuses both.
 */
function chainOf(book: Book, mandate: Mandate): readonly Mandate[] {
  const chain = [mandate];
  for (let last = mandate; last.parentId !== null; ) {
    const parent = book.mandates.find(each => each.id === last.parentId);
    if (!parent || chain.includes(parent)) throw new Error('a mandate delegated from none');
    chain.push(parent);
    last = parent;
  }
  return chain;
}

/** With whom the holder of a mandate must sign: what the first of its chain says. */
export function groupOf(book: Book, mandate: Mandate): JointGroup | null {
  return chainOf(book, mandate).at(-1)?.group ?? null;
}

/**
 * Whether a mandate stands at an instant, with all those above it. Refused: `mandates.not-yet` and `.expired` (with the day),
 * `.revoked` (with the day), `.parent-ended` when it is one above that does not stand.
 */
export function stands(book: Book, mandate: Mandate, at: Date): Result<void> {
  const [own, ...above] = chainOf(book, mandate).map(each => standsAlone(book, each, at));
  if (own && !own.ok) return own;
  return above.every(each => each.ok) ? ok(undefined) : refuse('mandates.parent-ended');
}

function standsAlone(book: Book, { id, startsOn, endsOn }: Mandate, at: Date): Result<void> {
  const ended = endOf(book, id);
  if (ended && ended <= at) return refuse('mandates.revoked', { day: printedDay(civilDay(ended)) });
  const today = civilDay(at);
  if (today < startsOn) return refuse('mandates.not-yet', { day: printedDay(startsOn) });
  if (endsOn !== null && today > endsOn) return refuse('mandates.expired', { day: printedDay(endsOn) });
  return ok(undefined);
}

/**
 * Whether somebody may act on an occasion under the mandate that they name, whoever else must join: it is theirs, it stands, and
 * it and every mandate above it covers the nature and what the paper is worth. Refused: `mandates.unknown` (no such mandate, or
 * another's), those of `stands`, `.nature-needed`, `.nature-outside`, `.worth-needed`, `.worth-outside` (with the most, in dirhams).
 */
export function covers(book: Book, { personId, mandateId }: Claim, occasion: Occasion): Result<Mandate> {
  const mandate = book.mandates.find(each => each.id === mandateId);
  if (mandate?.personId !== personId) return refuse('mandates.unknown');
  const standing = stands(book, mandate, occasion.at);
  if (!standing.ok) return standing;
  for (const [index, each] of chainOf(book, mandate).entries()) {
    // Held to what each link may do, so that no row can widen what its parent gave.
    if (index > 0 && each.delegable < index) return refuse('mandates.not-delegable');
    const inside = coversOccasion(each, occasion);
    if (!inside.ok) return inside;
  }
  return ok(mandate);
}

function coversOccasion({ natures, most }: MandateScope, { nature, worth }: Occasion): Result<void> {
  if (natures !== 'all') {
    if (nature === null) return refuse('mandates.nature-needed');
    if (!natures.includes(nature)) return refuse('mandates.nature-outside');
  }
  if (most === null) return ok(undefined);
  const dirhams = Math.floor(most / 100);
  if (worth === null) return refuse('mandates.worth-needed', { most: dirhams });
  return worth <= most ? ok(undefined) : refuse('mandates.worth-outside', { most: dirhams });
}

/**
 * Whether those who claim to act for one organisation bind it together: each is covered, and each joint group among them has as
 * many people as it needs, each with a voice of their own. Refused: those of `covers`, `mandates.joint-missing` with the group's
 * name, how many it needs and how many are there.
 */
export function coversTogether(book: Book, claims: readonly Claim[], occasion: Occasion): Result<void> {
  const mandates: Mandate[] = [];
  for (const claim of claims) {
    const covered = covers(book, claim, occasion);
    if (!covered.ok) return covered;
    mandates.push(covered.value);
  }
  const groups = new Map(mandates.flatMap(each => groupOf(book, each) ?? []).map(group => [group.id, group]));
  for (const { id, name, needed } of groups.values()) {
    const there = countVoices(
      mandates
        .filter(each => groupOf(book, each)?.id === id)
        .map(each => ({ personId: each.personId, voice: chainOf(book, each).at(-1)?.id ?? each.id })),
    );
    if (there < needed) return refuse('mandates.joint-missing', { group: name, needed, there });
  }
  return ok(undefined);
}

/**
 * How many voices speak: people paired with the mandates that the organisation gave, each person and each mandate once. Whoever
 * holds two mandates, or acts for two members, is one; a member and their own delegate are one.
 */
function countVoices(pairs: readonly { readonly personId: PersonId; readonly voice: MandateId }[]): number {
  const speaker = new Map<MandateId, PersonId>();
  const seat = (personId: PersonId, tried: Set<MandateId>): boolean =>
    pairs
      .filter(pair => pair.personId === personId && !tried.has(pair.voice))
      .some(({ voice }) => {
        tried.add(voice);
        const taken = speaker.get(voice);
        if (taken !== undefined && !seat(taken, tried)) return false;
        speaker.set(voice, personId);
        return true;
      });
  return [...new Set(pairs.map(({ personId }) => personId))].filter(personId => seat(personId, new Set())).length;
}

/**
 * Whether a mandate that stands may be delegated with this scope to somebody else. Refused: `mandates.not-delegable`, `.too-deep`,
 * `.to-oneself`, `.wider-natures`, `.wider-worth`, `.wider-dates`, `.wider-rights`.
 */
export function decideDelegation(parent: Mandate, scope: MandateScope, to: PersonId): Result<void> {
  if (parent.delegable < 1) return refuse('mandates.not-delegable');
  if (to === parent.personId) return refuse('mandates.to-oneself');
  if (scope.delegable >= parent.delegable) return refuse('mandates.too-deep');
  if (!within(scope.natures, parent.natures)) return refuse('mandates.wider-natures');
  if (parent.most !== null && (scope.most === null || scope.most > parent.most)) return refuse('mandates.wider-worth');
  if (scope.startsOn < parent.startsOn || (parent.endsOn !== null && (scope.endsOn ?? '9999') > parent.endsOn))
    return refuse('mandates.wider-dates');
  if ((scope.mayRead && !parent.mayRead) || (scope.mayRevoke && !parent.mayRevoke))
    return refuse('mandates.wider-rights');
  return ok(undefined);
}

function within(natures: MandateScope['natures'], outer: MandateScope['natures']): boolean {
  if (outer === 'all') return true;
  return natures !== 'all' && natures.every(nature => outer.includes(nature));
}

/**
 * Whether somebody's mandates that stand let them end another: their own, one delegated from theirs, or with the right to revoke
 * any but those that theirs hangs from.
 */
export function mayEnd(book: Book, personId: PersonId, mandate: Mandate, at: Date): boolean {
  if (mandate.personId === personId) return true;
  const standing = book.mandates.filter(each => each.personId === personId && stands(book, each, at).ok);
  const above = chainOf(book, mandate);
  return standing.some(own => above.includes(own) || (own.mayRevoke && !chainOf(book, own).includes(mandate)));
}
