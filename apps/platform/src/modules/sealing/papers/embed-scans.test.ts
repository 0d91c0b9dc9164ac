import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { embedScans } from './embed-scans.ts';
import { readJpegHeader, standIn } from './jpeg.ts';
import { firstJpeg, judge } from './judges.fixture.ts';
import { createPapers } from './papers.ts';
import { act } from './specimens.fixture.ts';

const papers = createPapers();
afterAll(() => papers.close());

const scanOf = (width: number, background: string) =>
  sharp({ create: { width, height: 300, channels: 3, background } });
const onA4 = (jpeg: Uint8Array) => ({ jpeg, width: 210, height: 297, layout: 'over' as const });

describe('scans', () => {
  it('are embedded byte for byte, each on its page, in their own colours', async () => {
    const grey = await scanOf(200, '#888').toColourspace('b-w').jpeg().toBuffer();
    const progressive = await scanOf(201, '#a52').jpeg({ progressive: true }).toBuffer();
    const pdf = await papers.scannedPages([grey, progressive, grey].map(onA4), act);
    expect(await judge(pdf, 'qpdf', '--check', 'PDF')).toContain('No syntax or stream encoding errors');
    expect((await firstJpeg(pdf)).equals(grey)).toBe(true);
    const images = (await judge(pdf, 'pdfimages', '-list', 'PDF')).split('\n').slice(2).filter(Boolean);
    expect(images.map(line => line.trim().split(/\s+/).slice(0, 7).join(' '))).toEqual([
      '1 0 image 200 300 icc 1',
      '2 1 image 201 300 icc 3',
      '3 2 image 200 300 icc 1',
    ]);
  });

  it('are refused when they are no JPEG that a PDF can carry', async () => {
    const png = await scanOf(200, '#888').png().toBuffer();
    const cmyk = await scanOf(200, '#888').toColourspace('cmyk').jpeg().toBuffer();
    for (const jpeg of [png, cmyk, Buffer.from([0xff, 0xd8]), Buffer.alloc(0)]) {
      await expect(papers.scannedPages([onA4(jpeg)], act)).rejects.toMatchObject({ fault: 'failed' });
    }
  });

  it('cannot be lost: a stand-in that is not there is an error', async () => {
    const pdf = await papers.stamp(act, 'fr');
    const scan = { jpeg: standIn(3, 0), standIn: standIn(3, 0), width: 1, height: 1, components: 3 as const };
    expect(() => embedScans(pdf, [scan])).toThrow('no place');
    expect(() => embedScans(Buffer.from('%PDF-1.7 nothing'), [])).toThrow('cross-reference');
    expect(Buffer.from(embedScans(pdf, [])).equals(pdf)).toBe(true);
  });
});

describe('a stand-in', () => {
  it('is a JPEG of one pixel, unlike any other', async () => {
    expect(readJpegHeader(standIn(1, 7))).toEqual({ width: 1, height: 1, components: 1 });
    expect(readJpegHeader(standIn(3, 7))).toEqual({ width: 1, height: 1, components: 3 });
    expect(Buffer.from(standIn(3, 7)).equals(standIn(3, 8))).toBe(false);
    expect((await sharp(standIn(3, 7)).metadata()).format).toBe('jpeg');
  });
});
