import { describe, expect, it } from 'vitest';
import { rawUpdate } from '../fixtures/forger/raw-update.ts';
import { createPaper } from '../fixtures/paper.ts';
import { PdfDocument } from '../pdf/document.ts';
import { PdfReference } from '../pdf/model.ts';
import { compareRevisions } from './compare.ts';
import { canonical, identical } from './equality.ts';

/** Milliseconds: a hundred times as long as it takes, and a fraction of what it takes where each is compared with all. */
const aHang = 25_000;
const many = 20_000;
const first = 1000;
const numbers = Array.from({ length: many }, (_, index) => first + index);
const list = numbers.map(number => `${number} 0 R`).join(' ');
const objectsOf = (text: (number: number) => string) =>
  Object.fromEntries(numbers.map(number => [number, text(number)]));
const direct = (key: number) => `/Annots [${numbers.map(number => `<< /S ${number + key} >>`).join(' ')}]`;

/** What an update and the paper before it hold so that a comparison that looks for each among all takes minutes. */
const hostile = {
  'objects of one list that as many others hold': [
    {},
    { 900: `[${list}]`, ...objectsOf(() => '<< >>'), ...holders('<< /X 900 0 R >>') },
  ],
  'a chain below the appearance of a new field': [
    { catalogEntries: '/AcroForm << /Fields [] >>' },
    {
      1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [900 0 R] >> >>',
      900: '<< /FT /Sig /T (a) /Subtype /Widget /Rect [0 0 0 0] /AP << /N 1000 0 R >> >>',
      ...objectsOf(number => `<< /N ${number + 1} 0 R >>`),
    },
  ],
  'annotations written into their list': [
    { pageEntries: direct(0) },
    { 10: `<< /Type /Page /Parent 2 0 R /Contents 4 0 R ${direct(many)} >>` },
  ],
} as const;

function holders(text: string): Record<number, string> {
  return Object.fromEntries(numbers.map(number => [many + number, text]));
}

describe('a comparison takes time in proportion', () => {
  it.each(Object.entries(hostile))(
    '%s',
    (_, [paper, objects]) => {
      const genuine = createPaper(paper);
      const later = rawUpdate(genuine, { objects });
      const open = (pdf: Uint8Array) => new PdfDocument(pdf, { forgiving: true });
      expect(compareRevisions(open(genuine), open(later)).changes.length).toBeGreaterThanOrEqual(0);
    },
    aHang,
  );
});

it('has one text for values that are identical, and another for each other', () => {
  const texts = '<< /A 1 /B [2 null] >>|<< /B [2 null] /A 1 /C null >>|<< /A (1) >>|<< /A /1 >>|[1 0 R]|[1 1 R]|[1 0]';
  const objects = Object.fromEntries(texts.split('|').map((text, index) => [100 + index, text]));
  const document = new PdfDocument(createPaper({ objects }));
  const values = Object.keys(objects).map(number => document.resolve(new PdfReference(Number(number))));
  for (const left of values) {
    for (const right of values) expect(canonical(left) === canonical(right)).toBe(identical(left, right));
  }
});
