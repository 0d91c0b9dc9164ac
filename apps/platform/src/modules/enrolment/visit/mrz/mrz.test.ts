import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { birthDayOf, lastDayOf } from './days.ts';
import { checkDigitOf, readMachineReadable } from './index.ts';

const today = '2026-11-10';
// The specimens that ICAO prints in Doc 9303, parts 5 and 4.
const card = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
const passport = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<'.split('');
const zone = (length: number) => fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length });

/** A made-up Moroccan card with every check digit in order. */
function cardOf(made: { number: string; optional: string; birth: string; expiry: string; names: string }): string {
  const pad = (text: string, length: number) => text.padEnd(length, '<').slice(0, length);
  const number = pad(made.number, 9);
  const first = `I<MAR${number}${checkDigitOf(number)}${pad(made.optional, 15)}`;
  const second = `${made.birth}${checkDigitOf(made.birth)}F${made.expiry}${checkDigitOf(made.expiry)}MAR${pad('', 11)}`;
  const all = checkDigitOf(`${first.slice(5)}${second.slice(0, 7)}${second.slice(8, 15)}${second.slice(18)}`);
  return `${first}${second}${all}${pad(made.names, 30)}`;
}
const amina = { number: 'BE123456', optional: '', birth: '900517', expiry: '300131', names: 'EL<FASSI<<AMINA' };

describe('check digits', () => {
  test('are those that ICAO prints', () => {
    expect(['D23145890', '740812', '120415', 'L898902C3', 'ZE184226B<<<<<'].map(checkDigitOf).join('')).toBe('72961');
  });

  test('find every wrong character but one that counts for the same modulo ten', () => {
    fc.assert(
      fc.property(zone(9), fc.nat(8), fc.constantFrom(...alphabet), (characters, at, other) => {
        const before = characters[at] ?? '<';
        const weigh = (each: string) => (each === '<' ? 0 : /\d/.test(each) ? Number(each) : each.charCodeAt(0) - 55);
        const changed = characters.with(at, other).join('');
        const same = checkDigitOf(characters.join('')) === checkDigitOf(changed);
        expect(same).toBe((weigh(before) - weigh(other)) % 10 === 0);
      }),
    );
  });

  test('find neighbours that changed places, unless they differ by five or ten', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9}$/), fc.nat(7), (digits, at) => {
        const [left = '', right = ''] = [digits[at], digits[at + 1]];
        const swapped = `${digits.slice(0, at)}${right}${left}${digits.slice(at + 2)}`;
        // 7, 3 and 1 differ by 4, 2 and 6: even, so that a difference of five goes unseen.
        expect(checkDigitOf(digits) === checkDigitOf(swapped)).toBe((Number(left) - Number(right)) % 5 === 0);
      }),
    );
  });
});

describe('a machine-readable zone', () => {
  test('of a card is read, whatever stands between its lines', () => {
    for (const text of [card.join('\n'), card.join(''), ` ${card.join(' \r\n ').toLowerCase()}\n`]) {
      expect(readMachineReadable(text, today)).toEqual({
        ok: true,
        value: {
          format: 'TD1',
          type: 'foreign',
          number: 'D23145890',
          issuer: undefined,
          birthDate: '1974-08-12',
          expiresOn: '2012-04-15',
          latinName: 'ANNA MARIA ERIKSSON',
          truncated: false,
        },
      });
    }
  });

  test('of a passport is read', () => {
    const read = readMachineReadable(passport.join('\n'), today);
    expect(read).toMatchObject({ ok: true, value: { format: 'TD3', type: 'passport', number: 'L898902C3' } });
    expect(read).toMatchObject({ value: { latinName: 'ANNA MARIA ERIKSSON', birthDate: '1974-08-12' } });
  });

  test('with any checked digit changed is refused, never mended', () => {
    const text = cardOf(amina);
    const digits = text.split('').flatMap((character, at) => (at < 60 && /\d/.test(character) ? [at] : []));
    fc.assert(
      fc.property(fc.constantFrom(...digits), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const wrong = `${text.slice(0, at)}${(Number(text[at]) + by) % 10}${text.slice(at + 1)}`;
        expect(readMachineReadable(wrong, today)).toMatchObject({ ok: false, refusal: { code: 'visit.mrz-check' } });
      }),
    );
  });

  test('names the digit that does not hold', () => {
    const fields = [5, 30, 38].map(at => {
      const text = cardOf(amina);
      const other = text[at] === '8' ? '3' : '8';
      return readMachineReadable(`${text.slice(0, at)}${other}${text.slice(at + 1)}`, today);
    });
    expect(fields.map(read => !read.ok && read.refusal.params['field'])).toEqual(['number', 'birth', 'expiry']);
    const [first = '', second = ''] = passport;
    const composite = readMachineReadable(`${first}${second.slice(0, -1)}3`, today);
    expect(composite).toMatchObject({ refusal: { params: { field: 'composite' } } });
  });

  test('a character short or long is no zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 120 }).filter(count => count !== 90 && count !== 88),
        count => {
          const read = readMachineReadable('<'.repeat(count), today);
          expect(read).toEqual({ ok: false, refusal: { code: 'visit.mrz-length', params: { count } } });
        },
      ),
    );
  });

  test('whatever it is never throws, and says something only when all its digits hold', () => {
    fc.assert(
      fc.property(fc.constantFrom(88, 90).chain(zone), characters => {
        const read = readMachineReadable(characters.join(''), today);
        expect(read.ok || /^visit\.mrz-check$/.test(read.refusal.code)).toBe(true);
      }),
    );
  });

  test.each([
    ['in its own field', { number: 'BE123456', optional: '' }, 'BE123456'],
    [
      'in the optional data, beside a serial number of the card',
      { number: 'X00000001', optional: 'BE123456' },
      'BE123456',
    ],
    ['nowhere: the serial number is proposed', { number: 'X00000001', optional: '' }, 'X00000001'],
  ])('of a national card has the number %s', (_where, changes, number) => {
    expect(readMachineReadable(cardOf({ ...amina, ...changes }), today)).toMatchObject({
      value: { type: 'cnie', issuer: 'MA', number },
    });
  });

  test('has a number longer than nine characters go on in the optional data', () => {
    const long = 'AB1234567890';
    const first = `I<MAR${long.slice(0, 9)}<${`${long.slice(9)}${checkDigitOf(long)}`.padEnd(15, '<')}`;
    const second = '9005179F3001314MAR<<<<<<<<<<<';
    const birth = checkDigitOf('900517');
    const expiry = checkDigitOf('300131');
    const line = `900517${birth}F300131${expiry}${second.slice(15)}`;
    const all = checkDigitOf(`${first.slice(5)}${line.slice(0, 7)}${line.slice(8, 15)}${line.slice(18)}`);
    const read = readMachineReadable(`${first}${line}${all}${'X'.padEnd(30, '<')}`, today);
    expect(read).toMatchObject({ ok: true, value: { number: long } });
    const wrong = readMachineReadable(`${first.replace('<890', '<891')}${line}${all}${'X'.padEnd(30, '<')}`, today);
    expect(wrong).toMatchObject({ ok: false, refusal: { params: { field: 'number' } } });
  });

  test('says that a name that fills its field may have been cut', () => {
    const names = 'PAPANDROPOULOUS<<JONATHON<ALEX';
    expect(readMachineReadable(cardOf({ ...amina, names }), today)).toMatchObject({ value: { truncated: true } });
    expect(readMachineReadable(cardOf(amina), today)).toMatchObject({
      value: { truncated: false, latinName: 'AMINA EL FASSI' },
    });
  });

  test('leaves open a day that it does not know whole', () => {
    const birth = '65<<<<';
    expect(readMachineReadable(cardOf({ ...amina, birth }), today)).toMatchObject({
      ok: true,
      value: { number: 'BE123456' },
    });
    expect(birthDayOf(birth, today)).toBeUndefined();
    expect(birthDayOf('900230', today)).toBeUndefined();
  });
});

describe('two-digit years', () => {
  const day = fc.date({ min: new Date('1927-01-01'), max: new Date('2026-11-10'), noInvalidDate: true });
  const six = (iso: string) => iso.slice(2).replaceAll('-', '');

  test('of a birth within a hundred years are read back, and none is after today', () => {
    fc.assert(
      fc.property(day, born => {
        const iso = born.toISOString().slice(0, 10);
        expect(birthDayOf(six(iso), today)).toBe(iso);
      }),
    );
    expect(birthDayOf('261110', today)).toBe('2026-11-10');
    expect(birthDayOf('261111', today)).toBe('1926-11-11');
  });

  test('of an expiry fifty years around are read back', () => {
    const expiry = fc.date({ min: new Date('1976-01-01'), max: new Date('2075-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(expiry, ends => {
        const iso = ends.toISOString().slice(0, 10);
        expect(lastDayOf(six(iso), today)).toBe(iso);
      }),
    );
  });
});
