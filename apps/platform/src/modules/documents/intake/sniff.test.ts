import { describe, expect, test } from 'vitest';
import { paper, smallHeic } from './fixtures/images.ts';
import { onePage } from './fixtures/pdfs.ts';
import { intakeLimits } from './limits.ts';
import { sniff } from './sniff.ts';

const small = () => paper({ width: 620, height: 877 });
const zip = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

describe('sniff', () => {
  test('knows each accepted type by its content', async () => {
    const files = {
      jpeg: await small().jpeg().toBuffer(),
      png: await small().png().toBuffer(),
      tiff: await small().tiff().toBuffer(),
      webp: await small().webp().toBuffer(),
      heic: smallHeic,
      pdf: onePage(),
    };
    for (const [type, bytes] of Object.entries(files)) {
      expect(sniff(bytes)).toEqual({ ok: true, value: { type, notices: [] } });
    }
  });

  test('says that an image with a PDF name is an image', async () => {
    const sniffed = sniff(await small().jpeg().toBuffer(), 'acte.PDF');
    expect(sniffed).toEqual({
      ok: true,
      value: {
        type: 'jpeg',
        notices: [{ code: 'documents.name-mismatch', params: { extension: 'PDF', type: 'JPEG' } }],
      },
    });
  });

  test.each([
    ['documents.empty', Buffer.alloc(0)],
    ['documents.unsupported-type', Buffer.from('PK\x03\x04 a letter in a word processor')],
    ['documents.unsupported-type', Buffer.from('\0\0\0\x20ftypavif\0\0\0\0avifmif1miaf', 'latin1')],
    ['documents.unsupported-type', Buffer.from('hello')],
    ['documents.truncated', onePage().subarray(0, 400)],
    ['documents.polyglot', Buffer.concat([Buffer.from('GIF89a/*'), onePage()])],
    ['documents.polyglot', Buffer.concat([onePage(), zip])],
    ['documents.too-large', Buffer.alloc(intakeLimits.fileBytes + 1)],
  ])('refuses with %s', (code, bytes) => {
    expect(sniff(bytes)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('refuses images that are also a PDF or a ZIP, and images that end early', async () => {
    const jpeg = await small().jpeg().toBuffer();
    const png = await small().png().toBuffer();
    expect(sniff(Buffer.concat([jpeg, onePage()]))).toMatchObject({ refusal: { code: 'documents.polyglot' } });
    expect(sniff(Buffer.concat([png, zip]))).toMatchObject({ refusal: { code: 'documents.polyglot' } });
    expect(sniff(png.subarray(0, png.length - 40))).toMatchObject({ refusal: { code: 'documents.truncated' } });
    expect(sniff(jpeg.subarray(0, jpeg.length >> 1))).toMatchObject({ refusal: { code: 'documents.truncated' } });
  });
});
