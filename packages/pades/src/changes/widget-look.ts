import { PadesError } from '../failure.ts';
import { decodeStream } from '../pdf/filters.ts';
import { PdfReference, PdfStream } from '../pdf/model.ts';
import type { Comparison } from './comparison.ts';
import { isArray } from './equality.ts';
import { dictionaryAt, entryOf, type Revision, type Spot } from './revision.ts';

/** Annotation flags (§12.5.3): Hidden, and NoView with those that show it all the same, on paper or under the pointer. */
const [hidden, noView, print, toggleNoView] = [2, 32, 4, 256];

/** Whether a widget has an area and is not hidden; one whose area cannot be told is taken to be seen. */
export function isVisible(comparison: Comparison, widget: Spot): boolean {
  const flags = entryOf(widget, 'F').value;
  if (typeof flags === 'number' && isHidden(flags)) return false;
  const { value } = comparison.later.open(entryOf(widget, 'Rect'));
  if (value === null) return false;
  const [left, bottom, right, top] = isArray(value) ? value : [];
  if (typeof left !== 'number' || typeof bottom !== 'number') return true;
  if (typeof right !== 'number' || typeof top !== 'number') return true;
  return left !== right && bottom !== top;
}

function isHidden(flags: number): boolean {
  return (flags & hidden) !== 0 || (flags & (noView | print | toggleNoView)) === noView;
}

/**
 * Whether a widget shows anything on its page: an appearance with something to draw in it, or colours and captions from
 * which a reader draws one. What cannot be read is taken to draw.
 */
export function draws(comparison: Comparison, widget: Spot): boolean {
  if (!isVisible(comparison, widget)) return false;
  const { later } = comparison;
  const look = peek(later, entryOf(widget, 'MK'));
  if ((dictionaryAt(look)?.size ?? 0) > 0) return true;
  const appearances = peek(later, entryOf(widget, 'AP'));
  return [...(dictionaryAt(appearances)?.keys() ?? [])].some(kind => {
    const appearance = peek(later, entryOf(appearances, kind));
    // Under each kind stands one appearance, or one for each state (ISO 32000-2 §12.5.5).
    const states = [...(dictionaryAt(appearance)?.keys() ?? [])].map(state => peek(later, entryOf(appearance, state)));
    return [appearance, ...states].some(({ value }) => value instanceof PdfStream && hasOperators(later, value));
  });
}

/** What a reference at a spot leads to, without following it for the account of the comparison. */
function peek(revision: Revision, spot: Spot): Spot {
  return spot.value instanceof PdfReference ? revision.object(spot.value.number) : spot;
}

/** Whether a stream of content holds more than white space and comments. */
function hasOperators({ document }: Revision, stream: PdfStream): boolean {
  try {
    const content = Buffer.from(decodeStream(stream, document.budget)).toString('latin1');
    return /\S/.test(content.replace(/%[^\r\n]*/g, ''));
  } catch (error) {
    if (error instanceof PadesError && error.code !== 'pdf-limit-exceeded') return true;
    throw error;
  }
}
