import type { Result } from '../../../kernel/index.ts';
import type { ReadText } from './letters.ts';
import type { EditInput } from './pages/edit.ts';
import type { PageImage } from './pages/page.ts';
import type { PagePicture } from './pages/reading.ts';
import type { BlankPart, BlanksInput } from './pages/blanks.ts';
import type { FootInput, StampInput, StampPlace } from './pages/space.ts';
import type { OverlayInput } from './pdf/overlay.ts';
import type { RenderedPage, RenderInput } from './pdf/render.ts';
import { runInSandbox } from './sandbox.ts';

/**
 * Work on pages that are already in, done where no file can do harm: in the sandbox. Besides the refusals named here, each may
 * answer `documents.too-slow` and `documents.too-heavy`.
 */

/** A page turned and cropped, judged anew. Edit the page that came in, not an edited one. Refusals: `documents.crop-empty`. */
export function editPage(input: EditInput): Promise<Result<PageImage>> {
  return runInSandbox('editPage', input);
}

/** Whether the strip of `foot` millimetres at the foot of a page is free for the margin mark. */
export function isFootEmpty(input: FootInput): Promise<Result<boolean>> {
  return runInSandbox('isFootEmpty', input);
}

/** A place for the stamp, in millimetres from the upper left corner: empty if there is one, near the end of the writing. */
export function proposeStampPlace(input: StampInput): Promise<Result<StampPlace>> {
  return runInSandbox('proposeStampPlace', input);
}

/**
 * Page k of `overlay` drawn over page k of `base`, as displayed, upper left corners together, true size; where the overlay is larger
 * (a foot band), the page grows to the right and downwards. Refusals: `documents.overlay-longer`, those of a rebuild.
 */
export function overlayPdf(input: OverlayInput): Promise<Result<Uint8Array>> {
  return runInSandbox('overlay', input);
}

/** Page `index` (from 0) of a PDF as a picture. Refusals: `documents.page-missing`, `.unreadable`. */
export function renderPage(input: RenderInput): Promise<Result<RenderedPage>> {
  return runInSandbox('renderPage', input);
}

/**
 * What optical reading makes of a scanned page: the stamp's language that its script suggests, and the languages of its text; undefined
 * where it could not be read. Takes up to two seconds: ask for it beside the clerk's work, never before answering. For a PDF with text,
 * its letters and languages are exact and free.
 */
export async function readText(picture: PagePicture): Promise<ReadText | undefined> {
  const read = await runInSandbox('readLanguage', picture);
  return read.ok ? read.value : undefined;
}

/** The parts of a page that look as if something were still to be written; see `findBlanks`. */
export function findBlanks(input: BlanksInput): Promise<Result<{ readonly parts: readonly BlankPart[] }>> {
  return runInSandbox('findBlanks', input);
}
