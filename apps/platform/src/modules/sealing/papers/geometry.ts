/** A size in millimetres. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle in millimetres from the top left corner of its page. */
export interface Rectangle extends Size {
  readonly x: number;
  readonly y: number;
}

/** `over`: the foot of the scan is empty and takes the mark. `band`: the scan is reduced to leave a foot band for the mark. */
export type PageLayout = 'over' | 'band';

/** Where a scan lies on its page of the act. `band` says whether a rule parts it from the foot band. */
export interface PageGeometry {
  readonly page: Size;
  readonly scan: Rectangle;
  readonly band: boolean;
}

/** The margin mark with the quiet zone of its QR code; it stands 2 mm above the lower edge and 12 mm from the left one. */
export const markSize: Size = { width: 82, height: 22 };

/** Height of the foot band: the mark, and 2 mm of white on either side. */
export const footBand = 26;

const a4: Size = { width: 210, height: 297 };
// Below this a page cannot carry the mark beside anything else: a scanned identity card is set on an A4 page instead.
const smallestPage: Size = { width: 105, height: 140 };
const whiteAbove = 2;

/**
 * Where a scan of the given size (millimetres, upright) lies on its page of the act. The page keeps the size of the scan,
 * landscape or not; a scan too small to carry the mark stands at its own size on an A4 page, above the foot band.
 */
export function placeScan({ width, height }: Size, layout: PageLayout): PageGeometry {
  // Named one by one: a caller's page carries megabytes of image beside its size.
  const scan: Size = { width, height };
  const small = scan.width < smallestPage.width || scan.height < smallestPage.height;
  if (small) return inBand(a4, scan, 1);
  if (layout === 'over') return { page: scan, scan: { x: 0, y: 0, width, height }, band: false };
  return inBand(scan, scan, (scan.height - footBand - whiteAbove) / scan.height);
}

/** Where a scan, and the stamp under it, lie on a page of a certified copy; `band` is the height of the foot band. */
export interface CopyGeometry extends Omit<PageGeometry, 'band'> {
  readonly band: number;
  readonly stamp: Rectangle;
}

// Mark and stamp stand side by side under the scan: below this a page has no room for them beside anything else.
const smallestCopy: Size = { width: 190, height: 190 };
const beside = 8;

/**
 * A page of a certified copy: the scan whole and never written over, above a foot band of its own with the mark and the stamp. It keeps the
 * size of the scan where that is large enough, and is A4 otherwise.
 */
export function placeCopy({ width, height }: Size, stamp: Size): CopyGeometry {
  const scan: Size = { width, height };
  const small = scan.width < smallestCopy.width || scan.height < smallestCopy.height;
  const page = small ? a4 : scan;
  const band = Math.max(footBand, stamp.height + 2 * whiteAbove);
  const placed = inBand(page, scan, 1, band);
  const x = page.width - stamp.width - beside;
  return { ...placed, band, stamp: { x, y: page.height - stamp.height - whiteAbove, ...stamp } };
}

function inBand(page: Size, scan: Size, reduction: number, foot = footBand): PageGeometry {
  const room = { width: page.width, height: page.height - foot - whiteAbove };
  const factor = Math.min(reduction, room.width / scan.width, room.height / scan.height);
  const width = scan.width * factor;
  const height = scan.height * factor;
  return { page, scan: { x: (page.width - width) / 2, y: whiteAbove, width, height }, band: true };
}

/**
 * A rectangle chosen on the scan, moved to the page. The place follows the scan, the size does not: a stamp is never reduced
 * with the page. It is kept whole on the page and above the mark. All in millimetres from the top left corner.
 */
export function placeOnPage(geometry: PageGeometry, scan: Size, chosen: Rectangle): Rectangle {
  const factor = geometry.scan.width / scan.width;
  const lowest = geometry.page.height - (geometry.band ? footBand : 0) - chosen.height;
  return {
    x: clamp(geometry.scan.x + chosen.x * factor, geometry.page.width - chosen.width),
    y: clamp(geometry.scan.y + chosen.y * factor, lowest),
    width: chosen.width,
    height: chosen.height,
  };
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}

const pointsPerMillimetre = 72 / 25.4;

/** A rectangle on a page as PDF user space has it: points, origin at the lower left corner, `[x1, y1, x2, y2]` (ISO 32000-2, 7.9.5). */
export function toPdfRectangle(page: Size, { x, y, width, height }: Rectangle): [number, number, number, number] {
  const points = (millimetres: number) => millimetres * pointsPerMillimetre;
  return [points(x), points(page.height - y - height), points(x + width), points(page.height - y)];
}
