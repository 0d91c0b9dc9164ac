import { compareRevisions, worseClass } from '../changes/compare.ts';
import type { Change, ChangeClass, ChangeReport } from '../changes/model.ts';
import { ObjectStore } from '../changes/object-store.ts';
import { PadesError } from '../failure.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { isBlankFrom, type Placement } from './place.ts';

/** From one signed revision to the next, or to the whole file. */
interface Step {
  readonly from: number;
  readonly changes: readonly Change[];
}

/**
 * What was changed after each signature of a file. Each step from one signed revision to the next is compared once, so
 * that a file with many signatures costs as many comparisons.
 */
export class ChangesAfter {
  readonly #steps: Step[] = [];

  /** `placements` are the signed revisions of `whole`. */
  constructor(whole: PdfDocument, placements: readonly Placement[]) {
    const store = new ObjectStore();
    const byEnd = new Map(placements.map(({ end, revision }) => [end, revision]));
    const revisions = [...byEnd].sort(([left], [right]) => left - right);
    for (const [index, [end, revision]] of revisions.entries()) {
      const [, next] = revisions[index + 1] ?? [whole.bytes.length, whole];
      if (next === revision || isBlankFrom(whole.bytes, end)) continue;
      this.#steps.push({ from: end, changes: compare(revision, next, store) });
    }
  }

  /** Everything that changed after the first `end` octets were signed. */
  after(end: number): ChangeReport {
    const changes = this.#steps.filter(({ from }) => from >= end).flatMap(step => step.changes);
    return { class: changes.reduce<ChangeClass>((worst, change) => worseClass(worst, change.class), 'none'), changes };
  }
}

/** A revision that cannot be walked may hide anything. */
function compare(earlier: PdfDocument, later: PdfDocument, store: ObjectStore): readonly Change[] {
  try {
    return compareRevisions(earlier, later, store).changes;
  } catch (error) {
    if (!(error instanceof PadesError)) throw error;
    return [{ class: 'other', object: undefined, detail: `not comparable: ${error.message}` }];
  }
}
