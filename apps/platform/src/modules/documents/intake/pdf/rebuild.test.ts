import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { checkWithQpdf, difference, rastersOf, throughQpdf, uncompressed } from '../fixtures/judges.ts';
import { type ObjectText, onePage, pdfOf, stream } from '../fixtures/pdfs.ts';
import { rebuildPdf } from './rebuild.ts';

const rebuilt = async (bytes: Uint8Array) => {
  const result = await rebuildPdf(bytes);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

/** A paint order that fails visibly when a turn or a box is lost: text at the top, a bar at the foot, a dot at the right. */
const marks = 'BT /F1 30 Tf 60 760 Td (TOP) Tj ET 0 0 1 rg 60 40 300 20 re f 1 0 0 rg 520 400 30 30 re f';
const jpeg = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#3080c0' } })
  .jpeg()
  .toBuffer();
const grey = Buffer.from(Array.from({ length: 256 }, (_, index) => index));

const soft: readonly ObjectText[] = [
  '<</Type/ExtGState/SMask<</S/Luminosity/G 7 0 R>>/ca 0.7/BM/Multiply>>',
  stream(
    '0 g 0 0 595 842 re f /S1 sh',
    '/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/CS/DeviceGray>>/Resources<</Shading<</S1 8 0 R>>>>',
  ),
  '<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 595 0]/Function 9 0 R/Extend[true true]>>',
  '<</FunctionType 2/Domain[0 1]/C0[0]/C1[1]/N 1>>',
];

const type3: readonly ObjectText[] = [
  '<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</sq 7 0 R>>/Encoding<</Type/Encoding/Differences[97/sq]>>/FirstChar 97/LastChar 97/Widths[10]/Resources<<>>>>',
  stream('10 0 0 0 8 8 d1 0 0 8 8 re f'),
];

const tiling: readonly ObjectText[] = [
  stream(
    '0 1 0 rg 0 0 5 5 re f',
    '/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 10 10]/XStep 10/YStep 10/Resources<<>>',
  ),
];

const drawings: Readonly<Record<string, () => Buffer>> = {
  'inherited resources and media box': () => onePage({ content: marks }),
  'turned by 90 degrees': () => onePage({ content: marks, page: '/Rotate 90' }),
  'turned by 180 degrees': () => onePage({ content: marks, page: '/Rotate 180' }),
  'turned by -90 degrees': () => onePage({ content: marks, page: '/Rotate -90' }),
  'a crop box off the origin': () =>
    onePage({ content: marks, page: '/MediaBox[-20 -30 595 842]/CropBox[30 20 500 800]' }),
  'a user unit': () => onePage({ content: marks, page: '/UserUnit 1.5' }),
  'unbalanced graphics states': () => onePage({ content: `q 0.5 0 0 0.5 0 0 cm q ${marks} Q Q Q Q q q` }),
  'contents cut between tokens': () =>
    onePage({ page: '/Contents[6 0 R 7 0 R]', more: [stream('1 0 0 rg 100 100'), stream('200 200 re f')] }),
  'a form within a form': () =>
    onePage({
      content: 'q 1 0 0 1 50 50 cm /X1 Do Q',
      resources: '/XObject<</X1 6 0 R>>',
      more: [
        stream(
          '/X2 Do',
          '/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Matrix[.5 0 0 .5 20 20]/Resources<</XObject<</X2 7 0 R>>>>',
        ),
        stream('1 0 1 rg 0 0 300 300 re f', '/Type/XObject/Subtype/Form/BBox[0 0 250 250]'),
      ],
    }),
  'a soft mask with a shading': () =>
    onePage({ content: '/G1 gs 1 0 0 rg 50 50 495 700 re f', resources: '/ExtGState<</G1 6 0 R>>', more: soft }),
  'a Type 3 font': () =>
    onePage({ content: 'BT /T3 40 Tf 100 500 Td (aaa) Tj ET', resources: '/Font<</T3 6 0 R>>', more: type3 }),
  'a tiling pattern': () =>
    onePage({ content: '/Pattern cs /P1 scn 50 50 400 400 re f', resources: '/Pattern<</P1 6 0 R>>', more: tiling }),
  'a JPEG with a mask, an indexed image and a spot colour': () =>
    onePage({
      content: 'q 200 0 0 150 50 500 cm /I1 Do Q q 200 0 0 150 300 500 cm /I2 Do Q /CS1 cs 0.5 scn 50 50 200 200 re f',
      resources: '/XObject<</I1 6 0 R/I2 8 0 R>>/ColorSpace<</CS1[/Separation/Gold/DeviceRGB 9 0 R]>>',
      more: [
        {
          dict: '/Type/XObject/Subtype/Image/Width 40/Height 30/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode/SMask 7 0 R',
          data: jpeg,
        },
        stream(grey, '/Type/XObject/Subtype/Image/Width 16/Height 16/BitsPerComponent 8/ColorSpace/DeviceGray', true),
        {
          dict: '/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace[/Indexed/DeviceRGB 3<ff000000ff000000ffffff00>]/Filter[/ASCIIHexDecode/FlateDecode]',
          data: Buffer.from(`${deflateSync(Buffer.from([0, 1, 2, 3])).toString('hex')}>`),
        },
        '<</FunctionType 2/Domain[0 1]/C0[1 1 1]/C1[.8 .6 .1]/N 1>>',
      ],
    }),
  'an image with a PNG predictor': () =>
    onePage({
      content: 'q 200 0 0 150 50 500 cm /I1 Do Q',
      resources: '/XObject<</I1 6 0 R>>',
      more: [
        {
          dict: '/Type/XObject/Subtype/Image/Width 4/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 4>>',
          data: deflateSync(Buffer.from([1, 10, 50, 50, 50, 2, 20, 10, 5, 0])),
        },
      ],
    }),
  'hexadecimal strings with blanks': () =>
    onePage({
      content: 'BT /F1 30 Tf 60 500 Td <41 BC\n44> Tj [<4 1 D2> -20 (a\\)b) <AB>] TJ ET 0 0 1 rg 9 9 99 9 re f',
    }),
  'an inline image': () =>
    onePage({ content: 'q 100 0 0 100 100 100 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x10\x80\xc0\xff EI Q 0 0 50 50 re f' }),
  'marked content and unknown operators': () =>
    onePage({
      content: `/P <</MCID 0 /X (a\\)b > BDC) /Y <AB> /Z <</A (f) >> >> BDC BX 1 2 foo EX ${marks} EMC /Span MP`,
    }),
  'visible layers': () =>
    onePage({
      catalog: '/OCProperties<</OCGs[6 0 R]/D<</BaseState/ON/OFF[]>>>>',
      content: `/OC /L1 BDC ${marks} EMC`,
      resources: '/Properties<</L1 6 0 R>>',
      more: ['<</Type/OCG/Name(one)>>'],
    }),
  'the appearance of a filled field': () =>
    onePage({
      catalog: '/AcroForm<</Fields[6 0 R]>>',
      page: '/Annots[6 0 R]',
      content: marks,
      more: [
        '<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Alaoui)/F 4/Rect[100 300 300 340]/AP<</N 7 0 R>>>>',
        stream(
          'BT /F1 12 Tf 5 5 Td (Alaoui) Tj ET 0 0 99 19 re S',
          '/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F1 5 0 R>>>>',
        ),
      ],
    }),
};

describe('a rebuilt page looks as before', () => {
  test.each(Object.keys(drawings))('with %s', async name => {
    const before = drawings[name]?.() ?? Buffer.alloc(0);
    const { pdf } = await rebuilt(before);
    expect(checkWithQpdf(pdf)).toContain('No syntax or stream encoding errors');
    const [old] = rastersOf(before);
    const [now] = rastersOf(pdf);
    expect(difference(old, now)).toBe(0);
    // An empty page would equal an empty page.
    expect(new Set(old).size).toBeGreaterThan(2);
  });

  test('when it came with object streams or linearized', async () => {
    const plain = onePage({ content: marks, page: '/Rotate 90' });
    for (const flags of [['--object-streams=generate'], ['--linearize']]) {
      const { pdf } = await rebuilt(throughQpdf(plain, flags));
      expect(difference(rastersOf(plain)[0], rastersOf(pdf)[0])).toBe(0);
    }
  });
});

describe('a rebuilt file', () => {
  test('is the same for the same input', async () => {
    const first = await rebuilt(onePage());
    const second = await rebuilt(onePage());
    expect(Buffer.compare(first.pdf, second.pdf)).toBe(0);
  });

  test('shares fonts between pages instead of copying them', async () => {
    const kids = Array.from({ length: 20 }, (_, index) => index + 4);
    const file = pdfOf([
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Kids[${kids.map(kid => `${kid} 0 R`).join(' ')}]/Count 20/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>`,
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      ...kids.map(() => '<</Type/Page/Parent 2 0 R>>'),
    ]);
    const { pdf, pages } = await rebuilt(file);
    expect(pages).toHaveLength(20);
    expect(uncompressed(pdf).match(/\/BaseFont/g)).toHaveLength(1);
  });

  test('says how large its pages are as displayed', async () => {
    const { pages } = await rebuilt(onePage({ page: '/Rotate 90/UserUnit 2' }));
    expect(pages).toEqual([{ width: 1_684, height: 1_190, rotate: 90 }]);
  });

  test('counts the letters of its text', async () => {
    const { letters } = await rebuilt(onePage());
    expect(letters).toEqual({ arabic: 0, latin: 18, tifinagh: 0 });
  });

  test('holds nothing outside the allow-list, wherever it was hidden', async () => {
    const form =
      '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Ref<</F(other.pdf)/Page 0>>/OPI<<>>/PieceInfo<</X 1>>/Metadata 7 0 R/Evil(payload)';
    const { pdf } = await rebuilt(
      onePage({
        page: '/Evil(payload)/AA<</O<</S/JavaScript/JS(payload)>>>>/Metadata 7 0 R/PieceInfo<</X(payload)>>/Thumb 7 0 R/B[7 0 R]',
        content: '/X1 Do /PS1 Do',
        resources:
          '/Font<</F2<</Type/Font/Subtype/Type1/BaseFont/Times/Encoding<</BaseEncoding/WinAnsiEncoding/Evil(payload)>>>>>>/XObject<</X1 6 0 R/PS1 8 0 R>>/Properties<</A<</X(payload)>>>>',
        more: [
          stream('0 0 9 9 re f', form),
          stream('payload', '/Type/Metadata'),
          stream('payload', '/Type/XObject/Subtype/PS'),
        ],
      }),
    );
    expect(uncompressed(pdf)).not.toMatch(/payload|PieceInfo|Metadata|OPI|Ref|JavaScript|\/AA/);
  });
});

describe('a rebuild refuses', () => {
  const hiddenLayer = (config: string, group = '') =>
    onePage({
      catalog: `/OCProperties<</OCGs[6 0 R]/D<<${config}>>>>`,
      content: '/OC /L#31 BDC 0 0 9 9 re f EMC',
      resources: '/Properties<</L1 6 0 R>>',
      more: [`<</Type/OCG/Name(one)${group}>>`],
    });
  const nested = (depth: number) =>
    Array.from({ length: depth }, (_, index) =>
      stream('/X Do', `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ${index + 7} 0 R>>>>`),
    );

  test.each<[string, Buffer]>([
    ['documents.hidden-layers', hiddenLayer('/OFF[6 0 R]')],
    ['documents.hidden-layers', hiddenLayer('/BaseState/OFF')],
    ['documents.hidden-layers', hiddenLayer('/AS[<</Event/Print>>]', '/Usage<</Print<</PrintState/OFF>>>>')],
    ['documents.page-size', onePage({ page: '/MediaBox[0 0 20000 20000]' })],
    ['documents.page-size', onePage({ page: '/MediaBox[0 0 3 3]' })],
    ['documents.too-complex', onePage({ resources: '/XObject<</X 6 0 R>>', more: nested(200) })],
    ['documents.too-complex', onePage({ content: 'q '.repeat(100_000) })],
    [
      'documents.too-complex',
      pdfOf([
        '<</Type/Catalog/Pages 2 0 R>>',
        ...Array.from({ length: 12 }, (_, index) => `<</Type/Pages/Kids[${`${index + 3} 0 R `.repeat(10)}]/Count 1>>`),
        '<</Type/Pages/Kids[]/Count 1>>',
      ]),
    ],
    [
      'documents.too-many-pixels',
      onePage({
        resources: '/XObject<</X 6 0 R>>',
        more: [stream('', '/Subtype/Image/Width 40000/Height 40000/BitsPerComponent 1/ColorSpace/DeviceGray')],
      }),
    ],
    [
      'documents.form-answers-invisible',
      onePage({
        catalog: '/AcroForm<</NeedAppearances true/Fields[6 0 R]>>',
        page: '/Annots[6 0 R]',
        more: ['<</Subtype/Widget/FT/Tx/V(1000 dirhams)/Rect[0 0 99 20]>>'],
      }),
    ],
  ])('with %s', async (code, bytes) => {
    expect(await rebuildPdf(bytes)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('not a form that contains itself: it is cut there', async () => {
    const self = stream(
      '/X Do 0 0 9 9 re f',
      '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>',
    );
    const { pdf } = await rebuilt(onePage({ content: '/X Do', resources: '/XObject<</X 6 0 R>>', more: [self] }));
    expect(checkWithQpdf(pdf)).toContain('No syntax');
  });
});
