import { describe, expect, test } from 'vitest';
import { difference, rastersOf, uncompressed } from '../fixtures/judges.ts';
import { type ObjectText, onePage, stream } from '../fixtures/pdfs.ts';
import { rebuildPdf } from './rebuild.ts';

const rebuilt = async (bytes: Uint8Array) => {
  const result = await rebuildPdf(bytes);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

const fields = { catalog: '/AcroForm<</Fields[6 0 R]>>', page: '/Annots[6 0 R]' };
const cross = stream('0 0 m 20 20 l S 0 20 m 20 0 l S', '/Subtype/Form/BBox[0 0 20 20]');
const nothing = stream('', '/Subtype/Form/BBox[0 0 20 20]');
const box = (state: string): readonly ObjectText[] => [
  `<</Subtype/Widget/FT/Btn/T(c)/V/${state}/AS/${state}/F 4/Rect[100 300 120 320]/AP<</N<</Yes 7 0 R/Off 8 0 R>>>>>>`,
  cross,
  nothing,
];
const stamp = (flags: number): readonly ObjectText[] => [
  `<</Subtype/Stamp/F ${flags}/Rect[60 300 160 500]/AP<</N 7 0 R>>>>`,
  stream('1 0 0 rg 0 0 50 10 re f 0 0 1 rg 50 0 50 50 re f', '/Subtype/Form/BBox[0 0 100 50]/Matrix[0 1 -1 0 0 0]'),
];
const highlight: readonly ObjectText[] = [
  '<</Subtype/Highlight/F 4/Rect[60 690 300 730]/QuadPoints[60 730 300 730 60 690 300 690]/AP<</N 7 0 R>>>>',
  stream(
    '/G gs 1 1 0 rg 60 690 240 40 re f',
    '/Subtype/Form/BBox[60 690 300 730]/Group<</S/Transparency>>/Resources<</ExtGState<</G<</BM/Multiply>>>>>>',
  ),
];

describe('what a reader shows of annotations becomes page content', () => {
  test.each<[string, Buffer, number]>([
    ['a ticked box', onePage({ ...fields, more: box('Yes') }), 1],
    ['an empty box', onePage({ ...fields, more: box('Off') }), 1],
    ['a stamp with a matrix on a turned page', onePage({ page: '/Rotate 90/Annots[6 0 R]', more: stamp(4) }), 1],
    ['a highlight that multiplies', onePage({ page: '/Annots[6 0 R]', more: highlight }), 1],
    ['nothing of a hidden one', onePage({ page: '/Annots[6 0 R]', more: stamp(4 | 2) }), 0],
    ['nothing of one that only prints', onePage({ page: '/Annots[6 0 R]', more: stamp(4 | 32) }), 0],
  ])('%s', async (_, before, count) => {
    const { pdf, flattened } = await rebuilt(before);
    expect(flattened).toBe(count);
    // Poppler rounds the edge of a blended annotation in another way than that of a blended form.
    expect(difference(rastersOf(before)[0], rastersOf(pdf)[0])).toBeLessThan(0.001);
    expect(uncompressed(pdf)).not.toMatch(/Annot|Widget|AcroForm/);
  });

  const signature = '<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 10 20 30]/Contents<30>>>';
  test.each([
    ['on the page alone', ['<</Subtype/Widget/FT/Sig/T(s)/Rect[0 0 0 0]/V 7 0 R>>', signature]],
    [
      'in the field above its widget',
      ['<</Subtype/Widget/Parent 8 0 R/Rect[0 0 0 0]>>', signature, '<</FT/Sig/V 7 0 R>>'],
    ],
    ['of a field without a type', ['<</Subtype/Widget/T(s)/Rect[0 0 0 0]/V 7 0 R>>', signature]],
  ])('a signature that no form names is seen: %s', async (_, more) => {
    expect(await rebuildPdf(onePage({ page: '/Annots[6 0 R]', more }))).toMatchObject({
      refusal: { code: 'documents.signed-already' },
    });
  });

  test('actions in annotations are named, however deep their chain', async () => {
    const chain = '<</S/URI/URI(http://x.example)/Next[<</S/GoTo>><</S/Launch/F(a)/Next<</S/JavaScript/JS(1)>>>>]>>';
    const { dropped } = await rebuilt(onePage({ page: `/Annots[<</Subtype/Link/Rect[0 0 9 9]/A ${chain}>>]` }));
    expect(dropped).toEqual(['javascript', 'launch', 'link']);
  });

  test('one that only prints is named', async () => {
    const { dropped } = await rebuilt(onePage({ page: '/Annots[6 0 R]', more: stamp(4 | 32) }));
    expect(dropped).toEqual(['annotation']);
  });

  test('attached files and notes are named', async () => {
    const annotations =
      '<</Subtype/FileAttachment/Rect[0 0 9 9]/FS<</EF<<>>>>>><</Subtype/Text/Rect[9 9 20 20]/Contents(x)>>';
    const { dropped } = await rebuilt(onePage({ page: `/Annots[${annotations}]` }));
    expect(dropped).toEqual(['embedded-file', 'annotation']);
  });
});
