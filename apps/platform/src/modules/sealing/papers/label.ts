import { composeAct } from './compose.ts';
import { type ActFace, isDraft } from './face.ts';
import type { Rectangle, Size } from './geometry.ts';
import type { PrintJob } from './press.ts';

/** Which of the paper originals this one is: the k-th of n. */
export interface Exemplar {
  readonly k: number;
  readonly n: number;
}

/** A sticker for a paper original. */
export interface LabelRequest {
  readonly face: ActFace;
  /** One sticker, or one for each of these, a page each. */
  readonly exemplar: Exemplar | readonly Exemplar[];
  /** Size of the sticker in millimetres, at least 60 x 26. */
  readonly size: Size;
}

/** The words of a label, printed straight onto a paper original. */
export interface OverprintRequest {
  readonly face: ActFace;
  readonly exemplar: Exemplar;
  /** Size of the sheet in millimetres; A4 when absent. */
  readonly page?: Size;
  /** Where on the sheet, from its top left corner; at the lower left when absent. At least 60 x 26 mm. */
  readonly at?: Rectangle;
}

/** Common stickers: a roll of 62 x 29 mm, and sheets of 24 (70 x 37 mm). */
export const labelSizes = {
  roll: { width: 62, height: 29 },
  sheet: { width: 70, height: 37 },
} as const satisfies Record<string, Size>;

const smallest: Size = { width: 60, height: 26 };
const a4: Size = { width: 210, height: 297 };

/** Typst job of a sticker, or of several. Throws a RangeError when the sticker is too small for its code to be read, or the face is a draft's. */
export function composeLabel({ face, exemplar, size }: LabelRequest): PrintJob {
  const exemplars = [exemplar].flat();
  for (const each of exemplars) assertReadable(face, each, size);
  const job = composeAct('label', face, ['ar', 'fr']);
  return { ...job, data: { ...job.data, exemplars, size } };
}

/** Typst job of an overprint: a transparent sheet that holds only the label's words. Throws like `composeLabel`. */
export function composeOverprint({ face, exemplar, page = a4, at = lowerLeft(page) }: OverprintRequest): PrintJob {
  assertReadable(face, exemplar, at);
  const job = composeAct('overprint', face, ['ar', 'fr']);
  return { ...job, data: { ...job.data, exemplar, page, at } };
}

function lowerLeft(page: Size): Rectangle {
  return { x: 12, y: page.height - 33, width: 70, height: 29 };
}

function assertReadable(face: ActFace, exemplar: Exemplar, size: Size): void {
  if (isDraft(face)) throw new RangeError('a draft has no label');
  if (size.width < smallest.width || size.height < smallest.height)
    throw new RangeError('the label is too small for its code');
  if (exemplar.k < 1 || exemplar.k > exemplar.n) throw new RangeError(`no exemplar ${exemplar.k} of ${exemplar.n}`);
}
