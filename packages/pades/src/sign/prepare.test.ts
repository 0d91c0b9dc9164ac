import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateContentsSize } from '../cms/build.ts';
import { PadesError } from '../failure.ts';
import { drawPage, extractCms, judge, pdfsig, qpdf, qpdfCheck } from '../fixtures/judges.ts';
import { officer, root, signPaper } from '../fixtures/officer.ts';
import { createPaper, createStamp } from '../fixtures/paper.ts';
import { PdfDocument } from '../pdf/document.ts';
import { catalogOf } from '../pdf/page.ts';
import { verifyOwnSignature } from '../verify/own-signature.ts';
import { prepareSignature } from './prepare.ts';

const contentsSize = estimateContentsSize(officer.chain);
const box = { left: 300, top: 60, width: 200, height: 100 };

function expectJudgedValid(signed: Uint8Array, signatures = 1): void {
  expect(qpdfCheck(signed)).toMatchObject({ code: 0 });
  const said = pdfsig(signed);
  expect(said.match(/Signature is Valid\./g)).toHaveLength(signatures);
  expect(said).toContain('Total document signed');
}

/** The Reason that qpdf read, as its JSON writes it. */
function reasonIn(json: string): unknown {
  let found: unknown;
  JSON.parse(json, (key, value: unknown) => {
    if (key === '/Reason') found = value;
    return value;
  });
  return found;
}

/** Offset of the cross-reference; the trailer comes after it, and so does not move it. */
function startOf(paper: Buffer): string {
  return /startxref\n(\d+)/.exec(paper.toString('latin1'))?.[1] ?? '';
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof PadesError) return error.code;
    throw error;
  }
  return 'no error';
}

const field = '/AcroForm << /Fields [100 0 R] /SigFlags 0 /DA (/F1 0 Tf) >>';
const textField = '<< /FT /Tx /T (nom) /V (x) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /P 10 0 R >>';

const shapes: Readonly<Record<string, () => Buffer>> = {
  'cross-reference table': () => createPaper(),
  'cross-reference stream and object stream': () => createPaper({ shape: 'stream' }),
  'written by qpdf with object streams': () => qpdf(createPaper(), '--object-streams=generate'),
  linearized: () => qpdf(createPaper({ pages: 3 }), '--linearize'),
  'linearized with object streams': () => qpdf(createPaper({ pages: 3 }), '--linearize', '--object-streams=generate'),
  hybrid: () => createPaper({ shape: 'hybrid' }),
  'no newline at the end': () => createPaper().subarray(0, -1),
  'a form in the catalog': () => createPaper({ catalogEntries: field, objects: { 100: textField } }),
  'a form of its own, in an object stream': () =>
    createPaper({
      shape: 'stream',
      catalogEntries: '/AcroForm 101 0 R',
      objects: { 100: textField, 101: '<< /Fields 102 0 R >>', 102: '[100 0 R]' },
    }),
  'annotations in an array of their own': () =>
    createPaper({
      pageEntries: '/Annots 100 0 R',
      objects: { 100: '[101 0 R]', 101: '<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] >>' },
    }),
  'annotations in the page': () =>
    createPaper({
      pageEntries: '/Annots [101 0 R]',
      objects: { 101: '<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] >>' },
    }),
};

describe.each(Object.entries(shapes))('a paper: %s', (_name, create) => {
  const paper = create();

  it.each([
    ['a stamp', { box, appearance: { pdf: createStamp() } }],
    ['no appearance', {}],
  ])('is signed with %s: every judge agrees and the input is an exact prefix', (_with, options) => {
    const signed = signPaper(paper, options);
    expect(Buffer.from(signed).subarray(0, paper.length).equals(paper)).toBe(true);
    expectJudgedValid(signed);
    expect(verifyOwnSignature(signed, { trust: [root.certificate], original: paper })).toMatchObject({ valid: true });
  });

  it('keeps the kind of its cross-reference, and what its form and page had', () => {
    const before = new PdfDocument(paper);
    const after = new PdfDocument(signPaper(paper));
    expect(after.crossReference.kind).toBe(before.crossReference.kind);
    const fields = (document: PdfDocument) =>
      document.arrayOf(document.dictionaryOf(catalogOf(document).dictionary.get('AcroForm'))?.get('Fields')) ?? [];
    expect(fields(after)).toHaveLength(fields(before).length + 1);
    expect(fields(after)).toEqual(expect.arrayContaining(Array.from<unknown>(fields(before))));
  });
});

describe('a signature', () => {
  it('is signed again and again, and every earlier signature stays valid', () => {
    let file: Uint8Array = createPaper({ shape: 'stream' });
    for (let count = 1; count <= 3; count++) {
      file = signPaper(file, { box, appearance: { pdf: createStamp() } });
      expectJudgedValid(file, count);
    }
    expect(pdfsig(file)).toContain('Signature Field Name: Signature3');
  });

  it('survives texts that look like the places a search would look for', () => {
    const hostile = '/ByteRange [0 1 2 3] /Contents <00> (((\\ >> endobj startxref 0 %%EOF';
    const signed = signPaper(createPaper(), {
      reason: hostile,
      location: hostile,
      name: hostile,
      fieldName: '/Contents <',
    });
    expectJudgedValid(signed);
    expect(verifyOwnSignature(signed, { trust: [root.certificate] }).valid).toBe(true);
    expect(judge('qpdf', { 'f.pdf': signed }, ['--json', '--json-key=qpdf', 'f.pdf']).output).toContain(
      JSON.stringify(`u:${hostile}`),
    );
  });

  it('keeps every text, in any script, exactly once escaped', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 20 }));
    fc.assert(
      fc.property(text, reason => {
        const prepared = prepareSignature(createPaper(), { contentsSize: 16, reason });
        const { output } = judge('qpdf', { 'f.pdf': prepared.toBytes() }, ['--json', '--json-key=qpdf', 'f.pdf']);
        expect(reasonIn(output)).toBe(`u:${reason.toWellFormed()}`);
      }),
      { numRuns: 25, examples: [['إشهاد بصحة الإمضاء (copie) €']] },
    );
  });

  it('is the same bytes for the same input', () => {
    const options = { contentsSize, box, appearance: { pdf: createStamp({ shape: 'stream' }) }, reason: 'r' };
    const [first, second] = [1, 2].map(() => prepareSignature(createPaper(), options).toBytes());
    expect(first).toEqual(second);
  });

  it('stands in a merged field and widget: printed, locked, not hidden, with its appearance, in page and form', () => {
    const signed = signPaper(createPaper(), {
      box,
      appearance: { pdf: createStamp() },
      claimedTime: new Date('2026-11-23T09:30:00Z'),
    });
    const text = Buffer.from(signed).toString('latin1');
    expect(text).toContain('/Subtype /Widget /FT /Sig');
    expect(text).toContain('/F 132 /Rect [300 682 500 782] /P 10 0 R');
    expect(text).toContain('/SigFlags 3');
    expect(text).toContain('/M (D:20261123093000Z)');
    expect(text).not.toContain('NeedAppearances');
  });

  it('begins on a line of its own, whatever the file ends with', () => {
    const paper = createPaper();
    expect(signPaper(paper)[paper.length]).not.toBe(0x0a);
    expect(signPaper(paper.subarray(0, -1))[paper.length - 1]).toBe(0x0a);
  });

  it('renews the second file identifier and keeps the first', () => {
    const { trailer } = new PdfDocument(signPaper(createPaper()));
    const identifiers = trailer.get('ID');
    expect(identifiers).toMatchObject([{ octets: Uint8Array.of(0, 255) }, { octets: { length: 16 } }]);
  });

  it('carries no signing-time, which a PAdES baseline signature may not have', () => {
    const { cms } = extractCms(signPaper(createPaper()));
    const tree = judge('openssl', { 'cms.der': cms }, ['asn1parse', '-inform', 'DER', '-in', 'cms.der']).output;
    expect(tree).toContain('id-smime-aa-signingCertificateV2');
    expect(tree).not.toContain('signingTime');
  });
});

describe('the box', () => {
  const rotations = [0, 90, 180, 270, -90];

  it.each(rotations)('is where it was asked for on a page turned by %i degrees, upright', rotation => {
    const paper = createPaper({
      pages: 2,
      mediaBox: '[-50 -20 545 822]',
      pageEntries: `/Rotate ${rotation} /CropBox [-40 -10 500 800]`,
      content: ' ',
    });
    const signed = signPaper(paper, {
      page: 1,
      box: { left: 30, top: 50, width: 200, height: 100 },
      appearance: { pdf: createStamp() },
    });
    expect(drawPage(signed, 0).darkest(0, 0, 900, 900)).toBe(255);
    const drawing = drawPage(signed, 1);
    expect(drawing.darkest(0, 0, drawing.width, 50)).toBe(255);
    expect(drawing.darkest(0, 151, drawing.width, drawing.height - 151)).toBe(255);
    expect(drawing.darkest(0, 0, 29, drawing.height)).toBe(255);
    expect(drawing.darkest(231, 0, drawing.width - 231, drawing.height)).toBe(255);
    // The stamp's filled square lies in its upper left corner, and nothing in the lower left.
    expect(drawing.darkest(40, 60, 10, 10)).toBe(0);
    expect(drawing.darkest(40, 130, 10, 10)).toBe(255);
  });

  it('takes a stamp whose own page is turned, has several content streams or sits in object streams', () => {
    const turned = createStamp({ pageEntries: '/Rotate 90' });
    const several = createPaper({
      shape: 'stream',
      mediaBox: '[0 0 200 100]',
      objects: {
        4: '[100 0 R 101 0 R]',
        100: '<< /Length 15 >>\nstream\n5 65 30 30 re f\nendstream',
        101: '<< /Length 14 >>\nstream\n0 0 200 5 re f\nendstream',
      },
    });
    const paper = createPaper({ content: ' ' });
    const upright = drawPage(
      signPaper(paper, { box: { left: 30, top: 50, width: 100, height: 200 }, appearance: { pdf: turned } }),
    );
    expect(upright.darkest(115, 60, 5, 5)).toBe(0);
    expect(upright.darkest(40, 60, 10, 10)).toBe(255);
    const joined = drawPage(
      signPaper(paper, { box: { left: 30, top: 50, width: 200, height: 100 }, appearance: { pdf: several } }),
    );
    expect(joined.darkest(40, 60, 10, 10)).toBe(0);
    expect(joined.darkest(40, 146, 10, 2)).toBe(0);
  });

  it('takes no stamp that would drag its whole document along', () => {
    const pages =
      '<< /Type /Pages /Kids [10 0 R] /Count 1 /MediaBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >> >>';
    const stamp = createPaper({ objects: { 2: pages } });
    expect(codeOf(() => signPaper(createPaper(), { box, appearance: { pdf: stamp } }))).toBe('appearance-unsupported');
  });

  it.each([
    ['leaves the page', { left: 500, top: 0, width: 200, height: 100 }, 'box-outside-page'],
    ['has no area', { left: 0, top: 0, width: 0, height: 100 }, 'option-invalid'],
    ['is not a number', { left: Number.NaN, top: 0, width: 10, height: 100 }, 'option-invalid'],
  ])('is refused when it %s', (_why, wrong, code) => {
    expect(codeOf(() => prepareSignature(createPaper(), { contentsSize, box: wrong }))).toBe(code);
  });
});

describe('what is refused', () => {
  it.each<[string, () => Uint8Array, string]>([
    ['an empty file', () => new Uint8Array(), 'pdf-not-a-pdf'],
    ['another file', () => Buffer.from('GIF89a'), 'pdf-not-a-pdf'],
    ['a file cut short', () => createPaper().subarray(0, 400), 'pdf-malformed'],
    ['bytes after the end', () => Buffer.concat([createPaper(), Buffer.from('<script>')]), 'pdf-malformed'],
    ['an encrypted file', () => qpdf(createPaper(), '--encrypt', '', 'owner', '256', '--'), 'pdf-encrypted'],
    [
      'a certified file',
      () => createPaper({ catalogEntries: '/Perms << /DocMDP 100 0 R >>', objects: { 100: '<< >>' } }),
      'pdf-certified',
    ],
    ['an XFA form', () => createPaper({ catalogEntries: '/AcroForm << /Fields [] /XFA [] >>' }), 'pdf-unsupported'],
    ['a hybrid file without its hidden stream', () => createPaper({ trailerEntries: '/XRefStm 15' }), 'pdf-malformed'],
    ['an update before anything', () => createPaper({ trailerEntries: '/Prev 0' }), 'pdf-malformed'],
    ['a circle of updates', () => createPaper({ trailerEntries: `/Prev ${startOf(createPaper())}` }), 'pdf-malformed'],
  ])('%s', (_what, create, code) => {
    expect(codeOf(() => prepareSignature(create(), { contentsSize }))).toBe(code);
  });

  it.each<[string, object, string]>([
    ['a page that is not there', { page: 1 }, 'page-out-of-range'],
    ['a negative page', { page: -1 }, 'page-out-of-range'],
    ['an appearance without a box', { appearance: { pdf: createStamp() } }, 'option-invalid'],
    ['no room', { contentsSize: 0 }, 'option-invalid'],
    ['a time that is none', { claimedTime: new Date(Number.NaN) }, 'option-invalid'],
    ['a field name with levels', { fieldName: 'a.b' }, 'field-name-invalid'],
    ['a field name that reads as another', { fieldName: '\ufeffA' }, 'field-name-invalid'],
    ['a field name with half a character', { fieldName: '\ud800' }, 'field-name-invalid'],
    ['a field name in use', { fieldName: 'nom' }, 'field-name-taken'],
  ])('%s', (_what, options, code) => {
    const paper = createPaper({ catalogEntries: field, objects: { 100: textField } });
    expect(codeOf(() => prepareSignature(paper, { contentsSize, ...options }))).toBe(code);
  });
});
