import { ok, refuse, type Result } from '../../../kernel/index.ts';
import { type ChannelName, channelNames, channels, described, opening, readScaling } from './channels.ts';
import { isSample, type SamplePoint, sampleLimits, type SignatureSample } from './sample.ts';

/** A channel as the record describes it. */
interface Channel {
  readonly name: ChannelName;
  /** Units a millimetre or a second; null where the channel counts nothing of the kind. */
  readonly units: number | null;
  readonly least: number;
  readonly most: number;
}

/** A step through the octets: every reading past the end is refused by whoever asks. */
class Octets {
  private at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  read(octets: number, signed = false): number {
    const value = signed ? this.bytes.readIntBE(this.at, octets) : this.bytes.readUIntBE(this.at, octets);
    this.at += octets;
    return value;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }
}

/**
 * Reads a record that `encodeSample`, or a device of the same profile, wrote: X, Y, T and S, with or without F, scaled as the
 * record says, nothing left over. Every other octet string is refused with `enrolment.signature-unreadable`: what would have to be
 * guessed is not read, and no more points are read than a sample may hold.
 */
export function decodeSample(bytes: Buffer): Result<SignatureSample> {
  try {
    const sample = readRecord(bytes);
    return sample && isSample(sample) ? ok(sample) : refuse('enrolment.signature-unreadable');
  } catch (error) {
    // The record ended before what it announced.
    if (error instanceof RangeError) return refuse('enrolment.signature-unreadable');
    throw error;
  }
}

function readRecord(bytes: Buffer): SignatureSample | undefined {
  if (!bytes.subarray(0, opening.length).equals(opening)) return undefined;
  const octets = new Octets(bytes.subarray(opening.length));
  const present = readDescriptions(octets);
  if (!present || octets.read(1) !== 0 || octets.read(1) !== 0) return undefined;
  const count = octets.read(3);
  const width = present.reduce((sum, { name }) => sum + channels[name].octets, 0);
  if (count > sampleLimits.points + sampleLimits.strokes || octets.left !== count * width) return undefined;
  return joinStrokes(Array.from({ length: count }, () => readPoint(octets, present)));
}

function readDescriptions(octets: Octets): readonly Channel[] | undefined {
  const included = octets.read(2);
  const names = channelNames.filter(name => (included & channels[name].bit) !== 0);
  const known = names.reduce((bits, name) => bits | channels[name].bit, 0);
  const complete = (['x', 'y', 't', 's'] as const).every(name => names.includes(name));
  if (known !== included || !complete) return undefined;
  const present: Channel[] = [];
  for (const name of names) {
    const channel = readDescription(octets, name);
    if (!channel) return undefined;
    present.push(channel);
  }
  return present;
}

/** What each channel must be described by: nothing more is understood, and with less its numbers would say nothing. */
const wanted = {
  x: described.scaling,
  y: described.scaling,
  t: described.scaling,
  f: described.least | described.most,
  s: 0,
} as const satisfies Record<ChannelName, number>;

function readDescription(octets: Octets, name: ChannelName): Channel | undefined {
  if (octets.read(1) !== wanted[name]) return undefined;
  if (name === 's') return { name, units: null, least: 0, most: 1 };
  if (name !== 'f') return { name, units: readScaling(octets.read(2)), least: -32_768, most: 65_535 };
  const least = octets.read(2);
  const most = octets.read(2);
  return most > least ? { name, units: null, least, most } : undefined;
}

type RawPoint = SamplePoint & { readonly down: boolean };

function readPoint(octets: Octets, present: readonly Channel[]): RawPoint {
  const read = new Map<ChannelName, number>();
  for (const { name, units, least, most } of present) {
    const value = octets.read(channels[name].octets, channels[name].signed);
    if (value < least || value > most) throw new RangeError('a value outside its channel');
    read.set(name, units === null ? (value - least) / (most - least) : value / units);
  }
  const numberOf = (name: ChannelName): number => read.get(name) ?? 0;
  return {
    // Added to zero: a small negative number rounds to -0, which nobody wrote.
    x: 0 + Math.round(numberOf('x') * 100),
    y: 0 - Math.round(numberOf('y') * 100),
    t: Math.round(numberOf('t') * 1000),
    pressure: read.get('f') ?? null,
    down: numberOf('s') === 1,
  };
}

/** Points on the paper, cut where the pen was above it. The last stroke must have been ended. */
function joinStrokes(points: readonly RawPoint[]): SignatureSample | undefined {
  if (points.at(-1)?.down !== false) return undefined;
  const strokes: SamplePoint[][] = [];
  let stroke: SamplePoint[] = [];
  for (const { down, ...point } of points) {
    if (down) stroke.push(point);
    else if (stroke.length > 0) {
      strokes.push(stroke);
      stroke = [];
    }
  }
  return { strokes };
}
