import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PadesError } from '../failure.ts';
import { signPaper } from '../fixtures/officer.ts';
import { createPaper, createStamp } from '../fixtures/paper.ts';
import { prepareSignature } from '../sign/prepare.ts';
import { verifyOwnSignature } from '../verify/own-signature.ts';
import { ByteSink } from './byte-sink.ts';
import { PdfDocument } from './document.ts';
import { decodeStream, InflateBudget } from './filters.ts';
import { defaultLimits } from './limits.ts';
import { dictionary, PdfName, PdfReference, PdfStream, PdfString, type PdfValue } from './model.ts';
import { findPage } from './page.ts';
import { PdfParser } from './parser.ts';
import { serialize } from './serialize.ts';
import { decodeTextString, encodeTextString } from './text-string.ts';

const parse = (text: string) => new PdfParser(Buffer.from(text, 'latin1'), 0, 32).value();

function written(value: PdfValue): string {
  const sink = new ByteSink();
  serialize(sink, value, new Map());
  return Buffer.from(sink.written()).toString('latin1');
}

/** Makes nested objects alike, wherever they came from: strings lose the place they were read at. */
function plain(value: PdfValue): unknown {
  if (value instanceof PdfString) return Array.from(value.octets);
  if (value instanceof Map) return [...value].map(([key, item]) => [key, plain(item)]);
  if (Array.isArray(value)) return value.map((item: PdfValue) => plain(item));
  return value;
}

const latin1 = fc.string({
  unit: fc.integer({ min: 1, max: 255 }).map(point => String.fromCharCode(point)),
  maxLength: 8,
});

const values: fc.Arbitrary<PdfValue> = fc.letrec<{ value: PdfValue }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<PdfValue>(null, true, false),
    fc.integer(),
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map(value => value / 1000),
    latin1.map(text => new PdfName(text)),
    fc.uint8Array({ maxLength: 12 }).map(octets => new PdfString(octets)),
    fc
      .tuple(fc.integer({ min: 1, max: 99_999 }), fc.nat(65_535))
      .map(([number, generation]) => new PdfReference(number, generation)),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(latin1, tie('value')), { maxLength: 5 }).map(entries => new Map(entries)),
  ),
})).value;

describe('objects', () => {
  it('are read back as they were written', () => {
    fc.assert(
      fc.property(values, value => {
        expect(plain(parse(written(value)))).toEqual(plain(value));
      }),
    );
  });

  it.each<[string, unknown]>([
    ['( a (b) \\) \\\\ \\101\\7\\n\\\r\nx\ry )', [...Buffer.from(' a (b) ) \\ A\u0007\nx\ny ')]],
    ['<48 65 6C6>', [0x48, 0x65, 0x6c, 0x60]],
    ['/A#20B#2f', new PdfName('A B/')],
    ['[1 2 R 1 2 3 0 R]', [new PdfReference(1, 2), 1, 2, new PdfReference(3)]],
    ['[1 0 R 2 3 0 R -.5 +7 4.]', [new PdfReference(1), 2, new PdfReference(3), -0.5, 7, 4]],
    [
      '% note\n<</A%x\n1/B<</C[]>>>>',
      [
        ['A', 1],
        ['B', [['C', []]]],
      ],
    ],
  ])('are read: %s', (text, expected) => {
    expect(plain(parse(text))).toEqual(expected);
  });

  it.each([
    '(',
    '<41',
    '<4x>',
    '<</A 1',
    '<</A 1/A 2>>',
    '<<1 2>>',
    '[1',
    'nul',
    '1.2.3',
    '--1',
    '1e5',
    '/#4',
    '>>',
    '',
  ])('are refused: %s', text => {
    expect(() => parse(text)).toThrow('pdf-malformed');
  });

  it('may not be nested without end', () => {
    expect(() => parse('['.repeat(100_000))).toThrow('pdf-limit-exceeded');
  });
});

describe('text strings', () => {
  it('give back every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(decodeTextString(encodeTextString(text))).toBe(text.toWellFormed());
      }),
      { examples: [['þÿ'], ['ï»¿'], ['€'], ['إمضاء'], ['ⵜⴰⵎⴰⵣⵉⵖⵜ'], ['é\u00ad']] },
    );
  });

  it('stay one octet a character where they can', () => {
    expect(encodeTextString('Légalisation')).toHaveLength(12);
  });
});

describe('filters', () => {
  const stream = (data: Uint8Array, parameters: Record<string, PdfValue>, filter = 'FlateDecode') =>
    new PdfStream(dictionary({ Filter: new PdfName(filter), DecodeParms: dictionary(parameters) }), deflateSync(data));

  it('undo every PNG predictor', () => {
    const rows = Buffer.from([0, 10, 20, 30, 1, 5, 5, 5, 2, 1, 1, 1, 3, 4, 4, 4, 4, 1, 2, 3]);
    const decoded = decodeStream(stream(rows, { Predictor: 15, Columns: 3 }), new InflateBudget(1000));
    expect([...decoded]).toEqual([10, 20, 30, 5, 10, 15, 6, 11, 16, 7, 13, 18, 8, 15, 21]);
  });

  it('refuse what is damaged, unknown or too much', () => {
    const budget = new InflateBudget(1000);
    expect(() => decodeStream(stream(Buffer.alloc(5000), {}), budget)).toThrow('pdf-limit-exceeded');
    expect(() => decodeStream(stream(Buffer.alloc(5), { Predictor: 12, Columns: 3 }), budget)).toThrow('pdf-malformed');
    expect(() => decodeStream(stream(Buffer.of(9, 0, 0, 0), { Predictor: 12, Columns: 3 }), budget)).toThrow(
      'pdf-malformed',
    );
    expect(() => decodeStream(stream(Buffer.of(0), { Predictor: 2, BitsPerComponent: 4 }), budget)).toThrow(
      'pdf-unsupported',
    );
    expect(() => decodeStream(stream(Buffer.of(0), {}, 'DCTDecode'), budget)).toThrow('pdf-unsupported');
    const broken = new PdfStream(dictionary({ Filter: new PdfName('FlateDecode') }), Buffer.from('no zlib'));
    expect(() => decodeStream(broken, budget)).toThrow('pdf-malformed');
  });

  it('count all they inflate together', () => {
    const budget = new InflateBudget(1500);
    const zeros = stream(Buffer.alloc(1000), {});
    expect(decodeStream(zeros, budget)).toHaveLength(1000);
    expect(() => decodeStream(zeros, budget)).toThrow('pdf-limit-exceeded');
  });
});

describe('references', () => {
  it.each(['table', 'stream'] as const)('to nothing, or to another generation, are null (%s)', shape => {
    const document = new PdfDocument(createPaper({ shape }));
    expect(document.resolve(new PdfReference(1))).toBeInstanceOf(Map);
    expect(document.resolve(new PdfReference(1, 1))).toBeNull();
    expect(document.resolve(new PdfReference(50))).toBeNull();
    expect(document.resolve(new PdfReference(5000))).toBeNull();
  });
});

describe('pages', () => {
  it('are found by their place in the tree, with what they inherit', () => {
    const page = findPage(new PdfDocument(createPaper({ pages: 5, shape: 'stream' })), 4);
    expect(page).toMatchObject({ reference: { number: 14 }, box: [0, 0, 595, 842], rotation: 0, userUnit: 1 });
    expect(page.resources.has('Font')).toBe(true);
  });

  it('show the CropBox, within the MediaBox', () => {
    const paper = createPaper({ pageEntries: '/CropBox [700 800 -10 20] /Rotate 450 /UserUnit 2' });
    expect(findPage(new PdfDocument(paper), 0)).toMatchObject({ box: [0, 20, 595, 800], rotation: 90, userUnit: 2 });
  });

  it.each([
    ['has no area', { pageEntries: '/CropBox [0 900 10 1000]' }],
    ['is turned by half', { pageEntries: '/Rotate 45' }],
    ['has a broken box', { mediaBox: '[0 0 (a) 1]' }],
    ['is its own parent', { objects: { 2: '<< /Type /Pages /Kids [2 0 R] /Count 1 >>' } }],
    ['is not there', { objects: { 2: '<< /Type /Pages /Kids [99 0 R] /Count 1 >>' } }],
  ])('are refused when one %s', (_why, options) => {
    expect(() => findPage(new PdfDocument(createPaper(options)), 0)).toThrow('pdf-malformed');
  });
});

describe('limits', () => {
  const open = (limits: Partial<typeof defaultLimits>, paper = createPaper({ pages: 20, shape: 'stream' })) => {
    findPage(new PdfDocument(paper, { limits: { ...defaultLimits, ...limits } }), 0);
  };

  it.each([{ objects: 10 }, { inflatedBytes: 50 }, { depth: 1 }])('hold: %o', limits => {
    expect(() => open(limits)).toThrow('pdf-limit-exceeded');
    expect(() => open({})).not.toThrow();
  });

  it('hold for strings', () => {
    expect(() => parse(`(${'x'.repeat(1_100_000)})`)).toThrow('pdf-limit-exceeded');
  });

  it('hold for updates', () => {
    expect(() => open({ sections: 1 }, Buffer.from(signPaper(createPaper())))).toThrow('pdf-limit-exceeded');
  });
});

/** What the reader is asked of a file when it is signed. */
function readAll(bytes: Uint8Array): void {
  const document = new PdfDocument(bytes, { limits: { ...defaultLimits, inflatedBytes: 1_000_000, objects: 10_000 } });
  findPage(document, 0);
  for (const number of document.crossReference.places.keys()) {
    const place = document.crossReference.places.get(number);
    document.resolve(new PdfReference(number, place?.kind === 'offset' ? place.generation : 0));
  }
}

describe('damaged files', () => {
  const files = [
    createPaper(),
    createPaper({ shape: 'stream' }),
    createStamp(),
    Buffer.from(signPaper(createPaper({ shape: 'stream' }))),
  ];
  const pieces = [
    '<<',
    '>>',
    '[',
    ']',
    '(',
    ')',
    ' 0 R',
    '/Prev 0',
    '99999999999',
    '-1',
    'endobj',
    'stream\n',
    'xref\n',
    '/Length 9',
    '\0',
    '%',
  ];
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    remove: fc.nat(12),
    insert: fc.oneof(
      fc.constant(''),
      fc.constantFrom(...pieces),
      fc.nat(255).map(octet => String.fromCharCode(octet)),
    ),
  });

  it('are read or refused with a typed error, never anything else, in bounded time', () => {
    const started = performance.now();
    let refused = 0;
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 4 }), (file, edits) => {
        let bytes = file;
        for (const { at, remove, insert } of edits) {
          const position = Math.floor(at * bytes.length);
          bytes = Buffer.concat([
            bytes.subarray(0, position),
            Buffer.from(insert, 'latin1'),
            bytes.subarray(position + remove),
          ]);
        }
        try {
          readAll(bytes);
          prepareSignature(bytes, { contentsSize: 16 });
        } catch (error) {
          expect(error).toBeInstanceOf(PadesError);
          refused++;
        }
        expect(verifyOwnSignature(bytes, { trust: [] }).valid).toBe(false);
      }),
      { numRuns: 3000, seed: 43_20 },
    );
    expect(refused).toBeGreaterThan(1000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
