import { ok, refuse, type Result } from '../../../kernel/index.ts';

/** A finger by its code in ISO/IEC 19794-2:2005 table 2: 1 right thumb … 5 right little, 6 left thumb … 10 left little. */
export type Finger = number;

/** One point of a template: `x` and `y` in pixels of the capture, `angle` in steps of 1.40625°. */
export interface Minutia {
  /** 0 other, 1 ridge ending, 2 ridge bifurcation. */
  readonly type: number;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  /** 1 to 100, 0 when the device does not say. */
  readonly quality: number;
}

/** What a finger left on a reader, reduced to points: no image can be drawn from it. */
export interface FingerTemplate {
  readonly finger: Finger;
  /** Pixels of the capture and pixels a centimetre, in both directions. */
  readonly width: number;
  readonly height: number;
  readonly resolution: number;
  readonly quality: number;
  readonly minutiae: readonly Minutia[];
}

/** "FMR" and " 20", each with a zero byte after it (ISO/IEC 19794-2:2005 §7.3). */
const magic = Buffer.from('FMR\0 20\0', 'latin1');
const headerLength = 24;
const viewHeaderLength = 4;
const minutiaLength = 6;
const fewest = 8;

/**
 * Reads a finger minutiae record (ISO/IEC 19794-2:2005, record format) of one view of one known finger. Refused:
 * `biometrics.template-malformed` for images, other formats, other editions, lengths that do not agree; `biometrics.template-poor` for fewer
 * than eight points. Bytes after the declared length, which some readers pad with, are ignored, as are extended data.
 */
export function readTemplate(bytes: Buffer): Result<FingerTemplate> {
  const malformed = refuse('biometrics.template-malformed');
  if (bytes.length < headerLength + viewHeaderLength + 2 || !bytes.subarray(0, magic.length).equals(magic))
    return malformed;
  const length = bytes.readUInt32BE(8);
  const count = bytes.readUInt8(headerLength + 3);
  const end = headerLength + viewHeaderLength + count * minutiaLength;
  if (length > bytes.length || end + 2 > length || end + 2 + bytes.readUInt16BE(end) !== length) return malformed;
  const [finger, quality] = [bytes.readUInt8(headerLength), bytes.readUInt8(headerLength + 2)];
  if (bytes.readUInt8(22) !== 1 || finger < 1 || finger > 10 || quality > 100) return malformed;
  if (count < fewest) return refuse('biometrics.template-poor', { fewest });
  const minutiae = Array.from({ length: count }, (_, at) =>
    readMinutia(bytes, headerLength + viewHeaderLength + at * minutiaLength),
  );
  const [width, height, resolution] = [bytes.readUInt16BE(14), bytes.readUInt16BE(16), bytes.readUInt16BE(18)];
  if (minutiae.some(({ x, y }) => x >= width || y >= height)) return malformed;
  return ok({ finger, width, height, resolution, quality, minutiae });
}

function readMinutia(bytes: Buffer, at: number): Minutia {
  return {
    type: bytes.readUInt8(at) >> 6,
    x: bytes.readUInt16BE(at) & 0x3fff,
    y: bytes.readUInt16BE(at + 2) & 0x3fff,
    angle: bytes.readUInt8(at + 4),
    quality: bytes.readUInt8(at + 5),
  };
}

/** Writes a template as the record that `readTemplate` reads: the points and nothing else, whatever a reader added. */
export function writeTemplate({ finger, width, height, resolution, quality, minutiae }: FingerTemplate): Buffer {
  const length = headerLength + viewHeaderLength + minutiae.length * minutiaLength + 2;
  const bytes = Buffer.alloc(length);
  magic.copy(bytes);
  bytes.writeUInt32BE(length, 8);
  for (const [at, value] of [width, height, resolution, resolution].entries()) bytes.writeUInt16BE(value, 14 + at * 2);
  bytes.writeUInt8(1, 22);
  bytes.writeUInt8(finger, headerLength);
  bytes.writeUInt8(quality, headerLength + 2);
  bytes.writeUInt8(minutiae.length, headerLength + 3);
  for (const [index, minutia] of minutiae.entries()) {
    const at = headerLength + viewHeaderLength + index * minutiaLength;
    bytes.writeUInt16BE((minutia.type << 14) | minutia.x, at);
    bytes.writeUInt16BE(minutia.y, at + 2);
    bytes.writeUInt8(minutia.angle, at + 4);
    bytes.writeUInt8(minutia.quality, at + 5);
  }
  return bytes;
}
