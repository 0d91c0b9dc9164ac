import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readScaling, writeScaling } from './channels.ts';
import {
  decodeSample,
  encodeSample,
  readSample,
  type SamplePoint,
  sampleLimits,
  sampleToSvg,
  type SignatureSample,
} from '../index.ts';

const unreadable = { ok: false, refusal: { code: 'enrolment.signature-unreadable', params: {} } };

interface Step {
  readonly x: number;
  readonly y: number;
  readonly after: number;
  readonly pressure: number;
}

/** Strokes whose times never go back, of a minute at most: what is kept to the millisecond. */
function samples(pressed: boolean): fc.Arbitrary<SignatureSample> {
  const coordinate = fc.integer({ min: -sampleLimits.coordinate, max: sampleLimits.coordinate });
  const step = fc.record({
    x: coordinate,
    y: coordinate,
    after: fc.integer({ min: 0, max: 300 }),
    pressure: fc.integer({ min: 0, max: 65_535 }),
  });
  const strokes = fc.array(fc.array(step, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 10 });
  return strokes.map(drawn => {
    let t = 0;
    const toPoint = ({ x, y, after, pressure }: Step): SamplePoint => {
      t += after;
      return { x, y, t, pressure: pressed ? pressure / 65_535 : null };
    };
    return { strokes: drawn.map(stroke => stroke.map(toPoint)) };
  });
}

const anySample = fc.boolean().chain(samples);
const short: SignatureSample = {
  strokes: [
    [
      { x: 100, y: 200, t: 0, pressure: 0.5 },
      { x: 2100, y: 300, t: 12, pressure: 1 },
    ],
    [{ x: 0, y: -1, t: 40, pressure: 0 }],
  ],
};

describe('a sample written as ISO/IEC 19794-7', () => {
  test('comes back as it was, with pressure and without', () => {
    fc.assert(
      fc.property(anySample, sample => {
        expect(decodeSample(encodeSample(sample))).toEqual({ ok: true, value: sample });
      }),
    );
  });

  test('has the octets of the standard', () => {
    const header = '53444900 20313000 c160 80b480 80b480 80cfa0 60 0000ffff 00 00';
    const body = [
      '00 000005',
      '0064 ff38 0000 8000 01',
      '0834 fed4 000c ffff 01',
      '0834 fed4 000c 0000 00',
      '0000 0001 0028 0000 01',
      '0000 0001 0028 0000 00',
    ];
    expect(encodeSample(short).toString('hex')).toBe([header, ...body].join('').replaceAll(' ', ''));
  });

  test('keeps a drawing of ten minutes to the hundredth of a second', () => {
    const long = { strokes: [[{ x: 0, y: 0, t: 4, pressure: null }], [{ x: 9, y: 9, t: 599_996, pressure: null }]] };
    const read = decodeSample(encodeSample(long));
    expect(read.ok && read.value.strokes.flat().map(({ t }) => t)).toEqual([0, 600_000]);
  });

  test('says scaling values to one part in two thousand', () => {
    for (const exact of [100, 1000, 1]) expect(readScaling(writeScaling(exact))).toBe(exact);
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 60_000, noNaN: true }), units => {
        expect(Math.abs(readScaling(writeScaling(units)) / units - 1)).toBeLessThan(1 / 2048);
      }),
    );
  });
});

describe('octets that are no sample', () => {
  test('are refused: cut anywhere, or with something after the end', () => {
    const bytes = encodeSample(short);
    for (let end = 0; end < bytes.length; end++) expect(decodeSample(bytes.subarray(0, end))).toEqual(unreadable);
    expect(decodeSample(Buffer.concat([bytes, Buffer.of(0)]))).toEqual(unreadable);
  });

  test('are refused or read as another sample, never thrown over, whatever octet is wrong', () => {
    fc.assert(
      fc.property(anySample, fc.nat(), fc.integer({ min: 1, max: 255 }), (sample, place, change) => {
        const bytes = encodeSample(sample);
        const at = place % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
        const read = decodeSample(bytes);
        if (read.ok) expect(() => encodeSample(read.value)).not.toThrow();
        else expect(read).toEqual(unreadable);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), noise => {
        expect(decodeSample(Buffer.from(noise))).toEqual(unreadable);
      }),
    );
  });

  test.each([
    ['a channel that we do not know', 8, 0xe1],
    ['a channel described otherwise', 10, 0xc0],
    ['something where nothing may stand', 25, 1],
    ['extended data', 26, 0x80],
    ['more points than a sample may hold', 27, 0xff],
    ['a pen neither up nor down', 38, 2],
  ])('are refused: %s', (_what, at, value) => {
    const bytes = encodeSample(short);
    bytes.writeUInt8(value, at);
    expect(decodeSample(bytes)).toEqual(unreadable);
  });
});

describe('strokes from a browser', () => {
  const point = { x: 0, y: 0, t: 0, pressure: null };
  test.each<readonly [string, SignatureSample]>([
    ['nothing', { strokes: [] }],
    ['an empty stroke', { strokes: [[]] }],
    [
      'a time that goes back',
      {
        strokes: [
          [
            { ...point, t: 5 },
            { ...point, x: 3000, t: 4 },
          ],
        ],
      },
    ],
    ['pressure here and none there', { strokes: [[point, { ...point, x: 3000, pressure: 0.5 }]] }],
    ['a place beyond every pad', { strokes: [[point, { ...point, x: 40_000 }]] }],
    ['half a unit', { strokes: [[point, { ...point, x: 3000.5 }]] }],
    ['not a number', { strokes: [[point, { ...point, x: 3000, t: Number.NaN }]] }],
    ['too many points', { strokes: [Array.from({ length: sampleLimits.points + 1 }, () => point)] }],
    ['too many strokes', { strokes: Array.from({ length: sampleLimits.strokes + 1 }, () => [point]) }],
  ])('are refused: %s', (_what, sample) => {
    expect(readSample(sample)).toEqual(unreadable);
    expect(() => encodeSample(sample)).toThrow(RangeError);
  });

  test('are no signature when the pen hardly moved', () => {
    const dot = { strokes: [[point, { ...point, x: 1499 }]] };
    expect(readSample(dot)).toMatchObject({
      refusal: { code: 'enrolment.signature-too-short', params: { least: 15 } },
    });
    expect(readSample({ strokes: [[point, { ...point, x: 1500 }]] }).ok).toBe(true);
  });

  test('are shown as one picture that holds all the ink, dots too', () => {
    expect(sampleToSvg(short)).toContain('viewBox="-150 -151 2400 601"');
    expect(sampleToSvg(short)).toContain('d="M100 200L2100 300M0 -1L0 -1"');
  });
});
