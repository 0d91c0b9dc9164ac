import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../fixtures/judges.ts';
import {
  bitOctetsOf,
  booleanOf,
  childrenOf,
  integerOf,
  namedBitsOf,
  octetsOf,
  oidOf,
  readOnly,
  readValue,
  timeOf,
} from './decode.ts';
import {
  bitString,
  boolean,
  certificateTime,
  encode,
  generalizedTime,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
  text,
} from './encode.ts';
import { tag } from './tag.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

describe('DER', () => {
  it('gives back every integer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 300n }), value => {
        expect(integerOf(readOnly(integer(value)))).toBe(value);
      }),
    );
    expect(integerOf(readOnly(hex('0201ff')))).toBe(-1n);
  });

  it('gives back every object identifier', () => {
    const arcs = fc.tuple(fc.constantFrom(0, 1, 2), fc.nat(39), fc.array(fc.nat(2 ** 31), { maxLength: 8 }));
    fc.assert(
      fc.property(arcs, ([first, second, rest]) => {
        const dotted = [first, second, ...rest].join('.');
        expect(oidOf(readOnly(oid(dotted)))).toBe(dotted);
      }),
    );
    expect(oidOf(readOnly(oid('2.999.3')))).toBe('2.999.3');
    expect(() => oid('3.1')).toThrow('option-invalid');
    expect(() => oid('1.40')).toThrow('option-invalid');
  });

  it('gives back octets of any length, in the shortest form', () => {
    for (const length of [0, 1, 127, 128, 255, 256, 65_535, 65_536]) {
      const octets = new Uint8Array(length).fill(7);
      expect(octetsOf(readOnly(octetString(octets)))).toEqual(octets);
      expect(bitOctetsOf(readOnly(bitString(octets)))).toEqual(octets);
    }
    expect(octetString(new Uint8Array(128)).subarray(0, 3)).toEqual(Uint8Array.of(4, 0x81, 128));
  });

  it('gives back every second of X.509', () => {
    const range = { min: new Date('1950-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(range), date => {
        date.setUTCMilliseconds(0);
        expect(timeOf(readOnly(certificateTime(date)))).toEqual(date);
        expect(timeOf(readOnly(generalizedTime(date)))).toEqual(date);
      }),
    );
    expect(timeOf(readOnly(text(tag.generalizedTime, '20261123093000.25Z'))).toISOString()).toBe(
      '2026-11-23T09:30:00.250Z',
    );
  });

  it('sorts a SET OF, whatever the order given', () => {
    const values = fc.array(fc.uint8Array({ maxLength: 5 }));
    fc.assert(
      fc.property(values, list => {
        const encoded = list.map(octetString);
        expect(setOf([...encoded].reverse())).toEqual(setOf(encoded));
      }),
    );
  });

  it('is read alike by openssl', () => {
    const value = sequence(
      integer(1n << 80n),
      oid('1.2.840.113549.1.7.2'),
      boolean(true),
      setOf([octetString(hex('00ff'))]),
    );
    const { code, output } = judge('openssl', { 'v.der': value }, ['asn1parse', '-inform', 'DER', '-in', 'v.der']);
    expect(code).toBe(0);
    expect(output).toContain('INTEGER           :0100000000000000000000');
    expect(output).toContain('pkcs7-signedData');
    expect(output).toContain('BOOLEAN           :255');
  });

  it.each([
    ['cut short', '0402ff'],
    ['indefinite length', '30800000'],
    ['length not minimal', '048101ff'],
    ['length with a leading zero', '048200ff'],
    ['bytes after it', '050000'],
    ['nothing', ''],
    ['a high tag number', '1f8100'],
  ])('is refused: %s', (_why, bytes) => {
    expect(() => readOnly(hex(bytes))).toThrow('der-malformed');
  });

  it.each([
    ['integer not minimal', () => integerOf(readOnly(hex('02020001')))],
    ['empty integer', () => integerOf(readOnly(hex('0200')))],
    ['boolean of another value', () => booleanOf(readOnly(hex('010101')))],
    ['object identifier not minimal', () => oidOf(readOnly(hex('06032a8001')))],
    ['object identifier cut short', () => oidOf(readOnly(hex('06022a80')))],
    ['no such day', () => timeOf(readOnly(text(tag.utcTime, '260231000000Z')))],
    ['time with a zone', () => timeOf(readOnly(text(tag.utcTime, '260228000000+0100')))],
    ['bit string without its first octet', () => namedBitsOf(readOnly(hex('0300')))],
    ['children of a primitive value', () => childrenOf(readOnly(hex('0400')))],
  ])('is refused: %s', (_why, action) => {
    expect(action).toThrow('der-malformed');
  });

  it('throws nothing but its own error on random bytes', () => {
    const walk = (bytes: Uint8Array, depth = 0): void => {
      const value = readValue(bytes);
      if ((value.tag & 0x20) !== 0 && depth < 8) for (const child of childrenOf(value)) walk(child.bytes, depth + 1);
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), bytes => {
        try {
          walk(encode(tag.sequence, bytes));
        } catch (error) {
          expect(error).toMatchObject({ name: 'PadesError', code: 'der-malformed' });
        }
      }),
    );
  });
});
