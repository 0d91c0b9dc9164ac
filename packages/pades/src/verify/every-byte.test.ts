import { describe, expect, it } from 'vitest';
import { cmsFor, now, officer, root } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { embedSignature } from '../sign/embed.ts';
import { prepareSignature } from '../sign/prepare.ts';
import { validate } from './validate.ts';

const options = { trust: [root.certificate], at: now, policy: { revocation: 'if-available' } } as const;
const passes = (pdf: Uint8Array) => validate(pdf, options).indication === 'TOTAL-PASSED';

/** A small B-B file whose CMS carries no more than it needs, and where its CMS stands. */
function smallFile() {
  const prepared = prepareSignature(createPaper(), { contentsSize: 1200 });
  const cms = cmsFor(prepared, { signer: { ...officer, chain: [officer.certificate] }, timestamped: false });
  const { offset, length } = prepared.contents;
  return { pdf: Buffer.from(embedSignature(prepared, cms)), offset, length, cms: 2 * cms.length };
}

/** Offsets at which the changed file still passes. */
function missed(pdf: Buffer, offsets: Iterable<number>, change: (octet: number) => number): number[] {
  const found: number[] = [];
  for (const offset of offsets) {
    const before = pdf[offset] ?? 0;
    pdf[offset] = change(before);
    if (passes(pdf)) found.push(offset);
    pdf[offset] = before;
  }
  return found;
}

function* range(start: number, end: number): Generator<number> {
  for (let offset = start; offset < end; offset++) yield offset;
}

/** Another digit, of another value. */
const otherDigit = (octet: number) => Number.parseInt(String.fromCharCode(octet), 16) ^ 1;

describe('a small signed file', () => {
  const { pdf, offset, length, cms } = smallFile();

  it('passes as it is', () => {
    expect(passes(pdf)).toBe(true);
  });

  it('does not pass with any covered octet changed, nor the brackets around /Contents', () => {
    expect(missed(pdf, range(0, offset), octet => octet ^ 1)).toEqual([]);
    expect(missed(pdf, range(offset + length, pdf.length), octet => octet ^ 1)).toEqual([]);
  });

  it('does not pass with any digit of the CMS changed, nor of the empty room after it', () => {
    const change = (octet: number) => otherDigit(octet).toString(16).charCodeAt(0);
    expect(missed(pdf, range(offset, offset + cms), change)).toEqual([]);
    expect(missed(pdf, range(offset + cms, offset + length), change)).toEqual([]);
  });

  // Upper case and lower case are the same octets (ISO 32000-1 §7.3.4.3): nothing that anybody signed has changed.
  it('passes with digits of /Contents in the other case, the one exception outside unsigned attributes', () => {
    const isLetter = (octet: number) => octet >= 0x61 && octet <= 0x66;
    const letters = [...range(offset, offset + cms)].filter(index => isLetter(pdf[index] ?? 0));
    expect(missed(pdf, letters.slice(0, 50), octet => octet ^ 0x20)).toEqual(letters.slice(0, 50));
  });

  // Two digits less, of an empty room that is no part of the CMS.
  it('passes with white space in the empty room of /Contents, which stands for nothing there', () => {
    const spaced = Buffer.from(pdf);
    spaced.fill(' ', offset + length - 2, offset + length);
    expect(passes(spaced)).toBe(true);
  });

  it('does not pass cut short anywhere, nor with anything added but an end of line', () => {
    for (const end of range(0, pdf.length)) expect(passes(pdf.subarray(0, end)), `cut at ${end}`).toBe(false);
    for (const tail of ['x', '%', '\n% a comment\n', '0 0 obj', '\n%%EOF\n']) {
      expect(passes(Buffer.concat([pdf, Buffer.from(tail)])), tail).toBe(false);
    }
    expect(passes(Buffer.concat([pdf, Buffer.from('\r\n')]))).toBe(true);
  });
});
