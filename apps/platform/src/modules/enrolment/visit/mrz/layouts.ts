/** Where a field stands: line from 0, first character from 0, how many. */
export type Field = readonly [line: number, from: number, length: number];

/** Where the fields of a format stand, and which digit checks which characters. */
export interface Layout {
  readonly format: 'TD1' | 'TD3';
  readonly lines: number;
  readonly length: number;
  readonly code: Field;
  readonly issuer: Field;
  readonly number: Field;
  /** What follows the number's check digit on TD1: the rest of a long number stands there. */
  readonly longNumber: Field | undefined;
  readonly optional: readonly Field[];
  readonly nationality: Field;
  readonly birth: Field;
  readonly sex: Field;
  readonly expiry: Field;
  readonly names: Field;
  /** Single check digits: what they check and where they stand. */
  readonly checks: readonly { readonly name: CheckName; readonly of: readonly Field[]; readonly at: Field }[];
}
export type CheckName = 'number' | 'birth' | 'expiry' | 'personal' | 'composite';

/** Cards of the size of a bank card, three lines of thirty (ICAO Doc 9303-5 §4.2.2). */
const td1: Layout = {
  format: 'TD1',
  lines: 3,
  length: 30,
  code: [0, 0, 2],
  issuer: [0, 2, 3],
  number: [0, 5, 9],
  longNumber: [0, 15, 15],
  optional: [
    [0, 15, 15],
    [1, 18, 11],
  ],
  nationality: [1, 15, 3],
  birth: [1, 0, 6],
  sex: [1, 7, 1],
  expiry: [1, 8, 6],
  names: [2, 0, 30],
  checks: [
    { name: 'number', of: [[0, 5, 9]], at: [0, 14, 1] },
    { name: 'birth', of: [[1, 0, 6]], at: [1, 6, 1] },
    { name: 'expiry', of: [[1, 8, 6]], at: [1, 14, 1] },
    {
      name: 'composite',
      of: [
        [0, 5, 25],
        [1, 0, 7],
        [1, 8, 7],
        [1, 18, 11],
      ],
      at: [1, 29, 1],
    },
  ],
};

/** Passports, two lines of forty-four (ICAO Doc 9303-4 §4.2.2). */
const td3: Layout = {
  format: 'TD3',
  lines: 2,
  length: 44,
  code: [0, 0, 2],
  issuer: [0, 2, 3],
  number: [1, 0, 9],
  longNumber: undefined,
  optional: [[1, 28, 14]],
  nationality: [1, 10, 3],
  birth: [1, 13, 6],
  sex: [1, 20, 1],
  expiry: [1, 21, 6],
  names: [0, 5, 39],
  checks: [
    { name: 'number', of: [[1, 0, 9]], at: [1, 9, 1] },
    { name: 'birth', of: [[1, 13, 6]], at: [1, 19, 1] },
    { name: 'expiry', of: [[1, 21, 6]], at: [1, 27, 1] },
    { name: 'personal', of: [[1, 28, 14]], at: [1, 42, 1] },
    {
      name: 'composite',
      of: [
        [1, 0, 10],
        [1, 13, 7],
        [1, 21, 22],
      ],
      at: [1, 43, 1],
    },
  ],
};

export const layouts: readonly Layout[] = [td1, td3];
