import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldBox } from './model.ts';
import { boxAt, judgeField, ninePlaces, overlap, placeOfBox, proposePlaceFor } from './places.ts';

const a4 = { width: 210, height: 297 };
const pages = fc.record({
  width: fc.double({ min: 74, max: 420, noNaN: true }),
  height: fc.double({ min: 105, max: 594, noNaN: true }),
});

test('on every page the nine places are whole, apart from each other, and found again', () => {
  fc.assert(
    fc.property(pages, page => {
      const boxes = ninePlaces.map(place => boxAt(place, page));
      for (const [index, box] of boxes.entries()) {
        expect(
          judgeField(
            box,
            page,
            boxes.filter(other => other !== box),
          ).ok,
        ).toBe(true);
        expect(placeOfBox(box, page)).toBe(ninePlaces[index]);
      }
    }),
  );
});

test('whoever comes next is proposed a free place, until all nine are taken', () => {
  const taken: FieldBox[] = [];
  for (const _ of ninePlaces) {
    const box = boxAt(proposePlaceFor(a4, taken), a4);
    expect(taken.some(other => overlap(other, box))).toBe(false);
    taken.push(box);
  }
  expect(ninePlaces).toContain(proposePlaceFor(a4, taken));
});

test('a field over another, off the page, or too small to sign in is refused', () => {
  const box = boxAt('middle-centre', a4);
  const codeOf = (field: FieldBox, others: readonly FieldBox[] = []) => {
    const judged = judgeField(field, a4, others);
    return judged.ok ? 'ok' : judged.refusal.code;
  };
  expect(codeOf(box)).toBe('ok');
  expect(codeOf({ ...box, x: box.x + 5 }, [box])).toBe('distance.field-over-field');
  expect(codeOf({ ...box, x: 190 })).toBe('distance.field-outside');
  expect(codeOf({ ...box, width: 5 })).toBe('distance.field-too-small');
});
