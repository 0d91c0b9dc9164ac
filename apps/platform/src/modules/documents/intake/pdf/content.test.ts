import { describe, expect, test } from 'vitest';
import { cleanContent } from './content.ts';
import { Stop } from './value.ts';

const clean = (content: string, isHiddenLayer: (name: string) => boolean = () => false) =>
  Buffer.from(cleanContent(Buffer.from(content, 'latin1'), { isHiddenLayer }))
    .toString('latin1')
    .trimEnd();

describe('cleaning content', () => {
  test('keeps painting operators byte for byte, one a line', () => {
    expect(clean('q 1 0 0 1 5.00 5 cm/F1 12 Tf(a\\)(b) c)Tj Q')).toBe(
      'q\n1 0 0 1 5.00 5 cm\n/F1 12 Tf\n(a\\)(b) c)Tj\nQ',
    );
  });

  test.each([
    ['marked content', '/P <</X (a > BDC) /Y <AB CD> /Z <</A [1 (x)]>> >> BDC 1 w EMC', '1 w'],
    ['comments', '1 % 2 w\n w', '1 % 2 w\n w'],
    ['PostScript and unknown words', '(program) PS 1 2 evil BX EX 3 w', '3 w'],
    ['operands without an operator', '1 2 3', ''],
    ['an unfinished string', '1 w (never closed', '1 w'],
  ])('leaves out %s', (_, content, expected) => {
    expect(clean(content)).toBe(expected);
  });

  test('takes an inline image as one operation, whatever letters its bytes make', () => {
    const image = 'BI /W 4 /H 1 /BPC 8 /CS /G ID aEI\x01 EI';
    expect(clean(`${image} 1 w`)).toBe(`${image}\n1 w`);
  });

  test('balances saved states', () => {
    expect(clean('Q q q 1 w')).toBe('q\nq\n1 w\nQ\nQ');
  });

  test('stops at content of a hidden layer, however its name is written', () => {
    const isHidden = (name: string) => name === 'L1';
    expect(() => clean('/OC /L#31 BDC 1 w EMC', isHidden)).toThrow(Stop);
    expect(clean('/OC /L2 BDC 1 w EMC', isHidden)).toBe('1 w');
  });

  test('stops at an inline image of too many pixels', () => {
    expect(() => clean('BI /W 99999 /H 99999 ID x EI')).toThrow(Stop);
  });
});
