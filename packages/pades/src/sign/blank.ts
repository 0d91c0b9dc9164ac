import { PadesError } from '../failure.ts';
import type { IncrementalUpdate } from '../pdf/increment.ts';
import { dictionary, PdfBlank, PdfName, type PdfReference, PdfStream } from '../pdf/model.ts';
import type { Page } from '../pdf/page.ts';
import { rotationMatrix, type StampForm } from './appearance.ts';
import type { DisplayedBox } from './placement.ts';

/**
 * An image in the signature's appearance that is filled between `prepareSignature` and the digest, such as the QR code
 * of a seal that binds the prepared bytes. It is stored uncompressed, so that its length is fixed.
 */
export interface Blank {
  /** By which `fill` finds it. */
  readonly name: string;
  /** On the page as displayed, inside the signature's own box. */
  readonly box: DisplayedBox;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Grey of a pixel in 8 bits, or black (0) and white (1) in one, rows padded to whole octets. */
  readonly bitsPerPixel: 1 | 8;
}

/** A blank, with the octets that the update reserves for it. */
export interface ReservedBlank {
  readonly blank: Blank;
  readonly octets: PdfBlank;
}

/** More than any code that fits on paper; and a bound. */
const largestBlank = 16_777_216;

/** Every pixel of it is white, at one bit and at eight. */
const white = 0xff;

/** Whether an octet is one that no filling has touched; so that no blank of a forged state lies over other bytes. */
export function isUnfilled(octet: number): boolean {
  return octet === white;
}

/** Reserves the octets of blanks, white until they are filled; throws `blank-invalid`. */
export function reserveBlanks(blanks: readonly Blank[], field: DisplayedBox | undefined): ReservedBlank[] {
  const names = new Set(blanks.map(({ name }) => name));
  if (names.size !== blanks.length) throw new PadesError('blank-invalid', 'two blanks of one name');
  return blanks.map(blank => {
    const { width, height, bitsPerPixel, box } = blank;
    const length = Math.ceil((width * bitsPerPixel) / 8) * height;
    const isWhole = [width, height].every(side => Number.isSafeInteger(side) && side > 0);
    if (!isWhole || (bitsPerPixel !== 1 && bitsPerPixel !== 8) || length > largestBlank) {
      throw new PadesError(
        'blank-invalid',
        `${blank.name} has ${width} × ${height} pixels of ${bitsPerPixel} bits: too many, or none`,
      );
    }
    if (field === undefined || !liesInside(box, field)) {
      throw new PadesError('blank-invalid', `${blank.name} leaves the signature’s box`);
    }
    return { blank, octets: new PdfBlank(length, String.fromCharCode(white)) };
  });
}

function liesInside(inner: DisplayedBox, outer: DisplayedBox): boolean {
  const slack = 0.01;
  return (
    inner.width > 0 &&
    inner.height > 0 &&
    inner.left >= outer.left - slack &&
    inner.top >= outer.top - slack &&
    inner.left + inner.width <= outer.left + outer.width + slack &&
    inner.top + inner.height <= outer.top + outer.height + slack
  );
}

/**
 * Writes the form XObject that draws a stamp, stretched to the signature's box, and the blanks over it. Its space is the
 * box as displayed, from its lower left corner, in points.
 */
export function writeBlanks(
  update: IncrementalUpdate,
  reserved: readonly ReservedBlank[],
  place: { readonly box: DisplayedBox; readonly rotation: Page['rotation']; readonly stamp: StampForm | undefined },
): PdfReference {
  const { box, rotation, stamp } = place;
  const images = reserved.map(({ blank, octets }, index) => {
    const image = update.allocate();
    update.writeBlankStream(image, imageEntries(blank), octets);
    return { key: `Blank${index}`, image, blank };
  });
  const drawn = images.map(({ key, blank: { box: at } }) => {
    const fromBottom = box.top + box.height - at.top - at.height;
    return `q ${numbers(at.width, 0, 0, at.height, at.left - box.left, fromBottom)} cm /${key} Do Q`;
  });
  const form = update.allocate();
  const entries = dictionary({
    Type: new PdfName('XObject'),
    Subtype: new PdfName('Form'),
    BBox: [0, 0, box.width, box.height],
    Matrix: rotationMatrix(rotation),
    Resources: dictionary({
      XObject: new Map([
        ...(stamp === undefined ? [] : [['Stamp', stamp.form] as const]),
        ...images.map(({ key, image }) => [key, image] as const),
      ]),
    }),
  });
  const content = [...(stamp === undefined ? [] : [stretched(stamp, box)]), ...drawn].join('\n');
  update.write(form, new PdfStream(entries, Buffer.from(content, 'latin1')));
  return form;
}

function stretched({ extent: [left, bottom, right, top] }: StampForm, box: DisplayedBox): string {
  const [x, y] = [box.width / (right - left), box.height / (top - bottom)];
  return `q ${numbers(x, 0, 0, y, -left * x, -bottom * y)} cm /Stamp Do Q`;
}

function numbers(...values: readonly number[]): string {
  return values.map(value => value.toFixed(6)).join(' ');
}

function imageEntries({ width, height, bitsPerPixel }: Blank) {
  return dictionary({
    Type: new PdfName('XObject'),
    Subtype: new PdfName('Image'),
    Width: width,
    Height: height,
    ColorSpace: new PdfName('DeviceGray'),
    BitsPerComponent: bitsPerPixel,
    // A code is read by its edges.
    Interpolate: false,
  });
}
