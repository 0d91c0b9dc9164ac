import { channels, described, opening, writeScaling } from './channels.ts';
import { isSample, type SamplePoint, type SignatureSample } from './sample.ts';

/** Units a millimetre: as fine as the sample itself. */
const unitsPerMillimetre = 100;
/** The most that 16 bits count: milliseconds up to a minute, hundredths of a second for a longer drawing. */
const most = 65_535;

/**
 * Writes a sample as a record of ISO/IEC 19794-7:2007, full format: channels X, Y, T, F where the device told the pressure, and S,
 * which is 0 in a point of its own after each stroke, where the pen was lifted. Throws on what `readSample` would refuse as unreadable.
 */
export function encodeSample(sample: SignatureSample): Buffer {
  if (!isSample(sample)) throw new RangeError('not a signature sample');
  const pressed = sample.strokes[0]?.[0]?.pressure !== null;
  const last = sample.strokes.at(-1)?.at(-1)?.t ?? 0;
  const unitsPerSecond = last <= most ? 1000 : 100;
  const points = sample.strokes.flatMap(stroke => [
    ...stroke.map(point => writePoint(point, { unitsPerSecond, pressed, down: 1 })),
    ...stroke.slice(-1).map(point => writePoint(point, { unitsPerSecond, pressed, down: 0 })),
  ]);
  return Buffer.concat([opening, writeDescriptions(unitsPerSecond, pressed), writeCount(points.length), ...points]);
}

function writeDescriptions(unitsPerSecond: number, pressed: boolean): Buffer {
  const { x, y, t, f, s } = channels;
  const scaled = (units: number): readonly number[] => {
    const value = writeScaling(units);
    return [described.scaling, value >> 8, value & 0xff];
  };
  const present = x.bit | y.bit | t.bit | s.bit | (pressed ? f.bit : 0);
  return Buffer.from([
    present >> 8,
    present & 0xff,
    ...scaled(unitsPerMillimetre),
    ...scaled(unitsPerMillimetre),
    ...scaled(unitsPerSecond),
    ...(pressed ? [described.least | described.most, 0, 0, most >> 8, most & 0xff] : []),
    0, // S is described by nothing.
    0, // Reserved.
  ]);
}

function writeCount(count: number): Buffer {
  const body = Buffer.alloc(4);
  body.writeUIntBE(count, 1, 3);
  return body;
}

interface Writing {
  readonly unitsPerSecond: number;
  readonly pressed: boolean;
  readonly down: 0 | 1;
}

function writePoint({ x, y, t, pressure }: SamplePoint, { unitsPerSecond, pressed, down }: Writing): Buffer {
  const octets = Buffer.alloc(pressed ? 9 : 7);
  octets.writeInt16BE(x, 0);
  octets.writeInt16BE(-y, 2);
  octets.writeUInt16BE(Math.round((t * unitsPerSecond) / 1000), 4);
  // A lifted pen presses nothing.
  if (pressed) octets.writeUInt16BE(Math.round((pressure ?? 0) * most) * down, 6);
  octets.writeUInt8(down, octets.length - 1);
  return octets;
}
