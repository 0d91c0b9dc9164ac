import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { getValue } from '../../../kernel/index.ts';
import { type FingerTemplate, readTemplate, writeTemplate } from './finger-template.ts';

const minutia = fc.record({
  type: fc.integer({ min: 0, max: 2 }),
  x: fc.integer({ min: 0, max: 399 }),
  y: fc.integer({ min: 0, max: 499 }),
  angle: fc.integer({ min: 0, max: 255 }),
  quality: fc.integer({ min: 0, max: 100 }),
});
const template: fc.Arbitrary<FingerTemplate> = fc.record({
  finger: fc.integer({ min: 1, max: 10 }),
  width: fc.constant(400),
  height: fc.constant(500),
  resolution: fc.constant(197),
  quality: fc.integer({ min: 0, max: 100 }),
  minutiae: fc.array(minutia, { minLength: 8, maxLength: 255 }),
});

test('a template that was written is read back, with padding and extended data left out', () => {
  fc.assert(
    fc.property(template, fc.uint8Array({ maxLength: 40 }), (given, more) => {
      const bytes = writeTemplate(given);
      expect(getValue(readTemplate(bytes))).toEqual(given);
      expect(getValue(readTemplate(Buffer.concat([bytes, Buffer.alloc(20)])))).toEqual(given);
      const extended = Buffer.concat([bytes, more]);
      extended.writeUInt32BE(extended.length, 8);
      extended.writeUInt16BE(more.length, bytes.length - 2);
      expect(writeTemplate(getValue(readTemplate(extended)))).toEqual(bytes);
    }),
  );
});

test('the bytes are those of the standard', () => {
  const minutiae = Array.from({ length: 8 }, (_, n) => ({ type: 1, x: 258 + n, y: 3, angle: 64, quality: 80 }));
  const bytes = writeTemplate({ finger: 2, width: 400, height: 500, resolution: 197, quality: 70, minutiae });
  expect(bytes.subarray(0, 24).toString('hex')).toBe('464d5200203230000000004e0000019001f400c500c50100');
  expect(bytes.subarray(24, 34).toString('hex')).toBe('02004608410200034050');
});

test('images, other editions, several fingers and lengths that do not agree are refused, and nothing makes it throw', () => {
  const minutiae = Array.from({ length: 9 }, () => ({ type: 1, x: 1, y: 1, angle: 0, quality: 0 }));
  const good = writeTemplate({ finger: 2, width: 400, height: 500, resolution: 197, quality: 70, minutiae });
  const changed = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(good);
    bytes.writeUInt8(value, at);
    return bytes;
  };
  // An image record, the 2011 edition, a length too long, two views, an unknown finger, one point less than said, a point outside.
  for (const [at, value] of [
    [1, 0x49],
    [5, 0x33],
    [11, 255],
    [22, 2],
    [24, 0],
    [27, 8],
    [28, 0x7f],
  ] as const)
    expect(readTemplate(changed(at, value))).toMatchObject({
      ok: false,
      refusal: { code: 'biometrics.template-malformed' },
    });
  expect(readTemplate(Buffer.from('89504e470d0a1a0a', 'hex')).ok).toBe(false);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), bytes => !readTemplate(Buffer.from(bytes)).ok));
  fc.assert(fc.property(fc.nat(good.length - 1), fc.nat(255), (at, value) => void readTemplate(changed(at, value))));
});
