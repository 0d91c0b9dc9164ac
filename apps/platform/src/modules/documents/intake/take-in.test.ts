import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { declaredPng, paper, smallHeic, twoPageTiff } from './fixtures/images.ts';
import { manyPages, onePage, stream } from './fixtures/pdfs.ts';
import { closeSandbox } from './sandbox.ts';
import { takeIn as takeInJudged } from './take-in.ts';

const folder = mkdtempSync(join(tmpdir(), 'intake-'));
afterAll(() => {
  closeSandbox();
  rmSync(folder, { recursive: true });
});

function encrypted(bytes: Buffer, ...passwords: readonly [string, string]): Buffer {
  writeFileSync(join(folder, 'plain.pdf'), bytes);
  const [user, owner] = passwords;
  execFileSync('qpdf', ['--encrypt', user, owner, '256', '--', join(folder, 'plain.pdf'), join(folder, 'locked.pdf')]);
  return readFileSync(join(folder, 'locked.pdf'));
}

const takeIn = (bytes: Uint8Array) =>
  takeInJudged(bytes, { trust: { signers: [], timestamps: [] }, at: new Date('2026-11-23T10:00:00Z') });

const codeOf = async (bytes: Uint8Array) => {
  const taken = await takeIn(bytes);
  return taken.ok ? 'accepted' : taken.refusal.code;
};

describe('images', () => {
  test('come in upright, in sRGB, without metadata, as baseline JPEG', async () => {
    const sideways = await paper({ width: 1_240, height: 1_754 })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'a name that must not survive' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const taken = await takeIn(sideways);
    if (!taken.ok || taken.value.kind !== 'images') throw new Error('refused');
    const [page] = taken.value.pages;
    expect(page).toMatchObject({ width: 1_754, height: 1_240, mm: { width: 297 } });
    const metadata = await sharp(page?.jpeg).metadata();
    expect(metadata).toMatchObject({ format: 'jpeg', space: 'srgb', isProgressive: false, chromaSubsampling: '4:2:0' });
    expect([metadata.exif, metadata.icc, metadata.xmp, metadata.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('are reduced to 300 dpi of a believable size', async () => {
    const scan = await paper({ width: 2_480, height: 3_508 }).withMetadata({ density: 600 }).png().toBuffer();
    const taken = await takeIn(scan);
    // 600 dots per inch make it A6, which is a sheet that people bring.
    expect(taken).toMatchObject({ ok: true, value: { pages: [{ width: 1_240, height: 1_754 }] } });
  });

  test('may be TIFF files of several pages, WebP or HEIC', async () => {
    const tiff = await takeIn(await twoPageTiff());
    expect(tiff).toMatchObject({ ok: true, value: { type: 'tiff', pages: [{ width: 1_240 }, { width: 1_240 }] } });
    expect(await codeOf(await paper({ width: 1_240, height: 1_754 }).webp().toBuffer())).toBe('accepted');
    const heic = await takeIn(smallHeic);
    if (!heic.ok || heic.value.kind !== 'images') throw new Error('refused');
    expect(heic.value.pages).toMatchObject([{ width: 96, height: 64 }]);
    const { data } = await sharp(heic.value.pages[0]?.jpeg).raw().toBuffer({ resolveWithObject: true });
    expect([data[0], data[95 * 3 + 1]].map(value => (value ?? 0) > 128)).toEqual([true, false]);
  });

  test('of 300 megapixels are refused before they are decoded', async () => {
    const started = performance.now();
    expect(await takeIn(declaredPng(20_000, 15_000))).toEqual({
      ok: false,
      refusal: { code: 'documents.too-many-pixels', params: { megapixels: 300, limit: 120 } },
    });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('with no room for a line are refused', async () => {
    const strip = await paper({ width: 620, height: 877 }).resize(2_000, 2, { fit: 'fill' }).png().toBuffer();
    expect(await codeOf(strip)).toBe('documents.too-small');
  });

  test('that are damaged inside are refused', async () => {
    const png = await paper({ width: 620, height: 877 }).png().toBuffer();
    png.fill(0x55, 200, 2_000);
    expect(await codeOf(png)).toBe('documents.unreadable');
    // A JPEG that was cut and closed again: it would show a grey lower half.
    const jpeg = await paper({ width: 620, height: 877 }).jpeg().toBuffer();
    const cut = Buffer.concat([jpeg.subarray(0, jpeg.length >> 1), Buffer.from([0xff, 0xd9])]);
    expect(await codeOf(cut)).toBe('documents.unreadable');
  });
});

describe('hostile PDFs', () => {
  const embedded = '/Names<</EmbeddedFiles<</Names[(a.exe)6 0 R]>>>>';
  const file = ['<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>', stream('MZ', '/Type/EmbeddedFile')];

  test.each([
    ['a user password', () => encrypted(onePage(), 'secret', 'owner')],
    ['only an owner password', () => encrypted(onePage(), '', 'owner')],
  ])('with %s are refused as encrypted', async (_, make) => {
    expect(await codeOf(make())).toBe('documents.encrypted');
  });

  test('of 5,000 pages are refused with their number', async () => {
    expect(await takeIn(manyPages(5_000))).toEqual({
      ok: false,
      refusal: { code: 'documents.too-many-pages', params: { pages: 5_000, limit: 300 } },
    });
  });

  test('that are deflate bombs are refused', async () => {
    const bomb = deflateSync(Buffer.alloc(300_000_000));
    const content = onePage({ page: '/Group 6 0 R', more: [{ dict: '/Filter/FlateDecode', data: bomb }] });
    expect(await codeOf(content)).toBe('documents.inflates-too-much');
    const twice = { dict: '/Filter[/FlateDecode/FlateDecode]', data: deflateSync(bomb) };
    expect(await codeOf(onePage({ more: [twice] }))).toBe('documents.inflates-too-much');
  });

  test.each([
    ['javascript', '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>', []],
    ['javascript', '/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>', []],
    ['launch', '/OpenAction<</S/Launch/F(cmd.exe)>>', []],
    ['action', '/OpenAction<</S/SubmitForm/F(http://x.example)>>', []],
    ['embedded-file', embedded, file],
    ['xfa', '/AcroForm<</Fields[]/XFA(<xdp/>)>>', []],
  ])('lose their %s and say so', async (dropped, catalog, more) => {
    const taken = await takeIn(onePage({ catalog, more }));
    if (!taken.ok || taken.value.kind !== 'pdf') throw new Error('refused');
    expect(taken.value.dropped).toContain(dropped);
    expect(taken.value.notices).toContainEqual({ code: `documents.dropped.${dropped}`, params: {} });
    const text = Buffer.from(taken.value.pdf).toString('latin1');
    expect(text).not.toMatch(/JavaScript|Launch|OpenAction|EmbeddedFile|AcroForm|SubmitForm|XFA|cmd\.exe/);
  });

  test('with an empty signature field are rebuilt: nobody signed', async () => {
    const catalog = '/AcroForm<</SigFlags 3/Fields[6 0 R]>>';
    const empty = ['<</FT/Sig/T(s)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]>>'];
    expect(await codeOf(onePage({ catalog, more: empty }))).toBe('accepted');
  });

  test('that look different afterwards are named by their pages', async () => {
    // A note without an appearance, which readers draw by themselves.
    const square = '<</Subtype/Square/Rect[50 50 300 300]/C[1 0 0]/IC[1 0 0]/Border[0 0 9]>>';
    const taken = await takeIn(onePage({ page: '/Annots[6 0 R]', more: [square] }));
    if (!taken.ok) throw new Error(taken.refusal.code);
    expect(taken.value.notices).toEqual([
      { code: 'documents.dropped.annotation', params: {} },
      { code: 'documents.looks-different', params: { count: 1, pages: '1' } },
    ]);
    expect(await takeIn(onePage())).toMatchObject({ ok: true, value: { notices: [] } });
  });

  test('that mention a signature only in words are accepted', async () => {
    expect(await codeOf(onePage({ content: 'BT /F1 12 Tf 72 700 Td (/ByteRange [ 0 1 2 3 ]) Tj ET' }))).toBe(
      'accepted',
    );
  });

  test('with a damaged cross-reference are repaired, with nothing to read are refused', async () => {
    const shifted = Buffer.from(
      onePage()
        .toString('latin1')
        .replace(/startxref\n\d+/, 'startxref\n7'),
      'latin1',
    );
    expect(await codeOf(shifted)).toBe('accepted');
    expect(await codeOf(Buffer.from('%PDF-1.7\nnothing\n%%EOF'))).toBe('documents.unreadable');
  });
});
