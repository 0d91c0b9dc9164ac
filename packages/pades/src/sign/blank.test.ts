import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { estimateContentsSize } from '../cms/build.ts';
import { drawPage, extractCms, pdfsig, qpdfCheck } from '../fixtures/judges.ts';
import { cmsFor, officer, root } from '../fixtures/officer.ts';
import { createPaper, createStamp } from '../fixtures/paper.ts';
import { verifyOwnSignature } from '../verify/own-signature.ts';
import type { Blank } from './blank.ts';
import { embedSignature } from './embed.ts';
import type { PrepareOptions } from './options.ts';
import { prepareSignature } from './prepare.ts';
import { resumeSignature } from './resume.ts';

const contentsSize = estimateContentsSize(officer.chain);
const box = { left: 30, top: 50, width: 200, height: 100 };
const code: Blank = {
  name: 'seal',
  box: { left: 160, top: 70, width: 60, height: 60 },
  width: 2,
  height: 2,
  bitsPerPixel: 8,
};
const pixels = Uint8Array.of(0, 255, 255, 0);
const options: PrepareOptions = { contentsSize, box, blanks: [code], appearance: { pdf: createStamp() } };
const paper = (rotation = 0) => createPaper({ content: ' ', pageEntries: `/Rotate ${rotation}` });

describe('a blank', () => {
  it.each([0, 90, 180, 270])('is drawn over the stamp where it was asked for, on a page turned by %i', rotation => {
    const prepared = prepareSignature(paper(rotation), options);
    expect(drawPage(prepared.toBytes()).darkest(162, 72, 56, 56)).toBe(255);
    prepared.fill('seal', pixels);
    const signed = embedSignature(prepared, cmsFor(prepared));
    expect(qpdfCheck(signed)).toMatchObject({ code: 0 });
    expect(pdfsig(signed)).toContain('Signature is Valid.');
    expect(verifyOwnSignature(signed, { trust: [root.certificate], original: paper(rotation) }).failures).toEqual([]);
    const drawing = drawPage(signed);
    expect(drawing.darkest(165, 75, 20, 20)).toBe(0);
    expect(drawing.darkest(195, 75, 20, 20)).toBe(255);
    expect(drawing.darkest(165, 105, 20, 20)).toBe(255);
    expect(drawing.darkest(195, 105, 20, 20)).toBe(0);
    // The stamp's filled square, upper left, as without blanks.
    expect(drawing.darkest(40, 60, 10, 10)).toBe(0);
    expect(drawing.darkest(40, 130, 10, 10)).toBe(255);
  });

  it('takes one bit a pixel, a stamp that is turned, or no stamp', () => {
    const bits: Blank = { ...code, width: 10, bitsPerPixel: 1 };
    for (const appearance of [undefined, { pdf: createStamp({ pageEntries: '/Rotate 90' }) }]) {
      const prepared = prepareSignature(paper(), {
        contentsSize,
        box,
        blanks: [bits],
        ...(appearance === undefined ? {} : { appearance }),
      });
      expect(prepared.blanks).toMatchObject([{ name: 'seal', length: 4 }]);
      prepared.fill('seal', Uint8Array.of(0b0000_0111, 0xff, 0xff, 0xff));
      const drawing = drawPage(prepared.toBytes());
      expect(drawing.darkest(165, 75, 20, 20)).toBe(0);
      expect(drawing.darkest(195, 75, 20, 20)).toBe(255);
      expect(drawing.darkest(165, 105, 50, 20)).toBe(255);
    }
  });

  it('is filled before the digest, once, with all its octets', () => {
    const prepared = prepareSignature(paper(), options);
    const blank = prepared.state().sha256;
    expect(() => prepared.fill('other', pixels)).toThrow('blank-invalid');
    expect(() => prepared.fill('seal', pixels.subarray(1))).toThrow('blank-invalid');
    prepared.fill('seal', pixels);
    expect(() => prepared.fill('seal', pixels)).toThrow('blank-invalid');
    expect(prepared.blanks).toEqual([]);
    const { signed } = extractCms(prepared.toBytes());
    expect(Buffer.from(prepared.digest())).toEqual(createHash('sha256').update(signed).digest());
    expect(prepared.state().sha256).not.toBe(blank);
    const late = prepareSignature(paper(), options);
    late.digest('sha384');
    expect(() => late.fill('seal', pixels)).toThrow('blank-invalid');
  });

  it('goes along with the state, and gives the same file wherever it is filled', () => {
    const here = prepareSignature(paper(), options);
    const there = resumeSignature(here.toBytes(), JSON.parse(JSON.stringify(here.state())));
    here.fill('seal', pixels);
    there.fill('seal', pixels);
    expect(there.toBytes()).toEqual(here.toBytes());
    expect(there.digest()).toEqual(here.digest());
    const filled = resumeSignature(there.toBytes(), there.state());
    expect(filled.blanks).toEqual([]);
  });

  it('is refused in a state when it lies outside what is signed', () => {
    const prepared = prepareSignature(paper(), options);
    const state = prepared.state();
    const { offset } = prepared.contents;
    const wrong = [
      { offset, length: 4 },
      { offset: -1, length: 4 },
      { offset: 5, length: 0.5 },
      { offset: 1e9, length: 4 },
    ];
    for (const place of wrong) {
      const blanks = [{ name: 'seal', ...place }];
      expect(() => resumeSignature(prepared.toBytes(), { ...state, blanks })).toThrow('prepared-state-invalid');
    }
  });

  it.each(['null', '{"blanks":[null]}', '{"demands":{"digests":5}}'])(
    'is refused in a state that is none: %s',
    json => {
      const prepared = prepareSignature(paper(), options);
      const odd = JSON.parse(json);
      const state = odd === null ? odd : { ...prepared.state(), ...odd };
      expect(() => resumeSignature(prepared.toBytes(), state)).toThrow('prepared-state-invalid');
    },
  );

  it('is refused in a state when it lies over anything but its own white', () => {
    const prepared = prepareSignature(paper(), options);
    const blanks = [{ name: 'seal', offset: 10, length: 4 }];
    expect(() => resumeSignature(prepared.toBytes(), { ...prepared.state(), blanks })).toThrow(
      'prepared-bytes-changed',
    );
  });

  it.each<[string, Partial<PrepareOptions>]>([
    ['leaves the signature’s box', { blanks: [{ ...code, box: { ...code.box, left: 200 } }] }],
    ['has no signature’s box', { box: { ...box, left: 300 } }],
    ['has the name of another', { blanks: [code, code] }],
    ['has no pixels', { blanks: [{ ...code, width: 0 }] }],
    ['has too many pixels', { blanks: [{ ...code, width: 100_000, height: 100_000 }] }],
  ])('is refused when it %s', (_why, wrong) => {
    expect(() => prepareSignature(paper(), { ...options, ...wrong })).toThrow('blank-invalid');
  });
});
