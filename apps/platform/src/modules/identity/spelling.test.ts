import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newAccountNumber, readAccountNumber } from './account-number.ts';
import { newActivationCode, normaliseActivationCode } from './activation-code.ts';
import { readContacts } from './contacts.ts';
import { normaliseNumber, readDocument } from './document-number.ts';
import { indexWords, readName, searchWords } from './names.ts';

const codeOf = (result: { ok: boolean; refusal?: { code: string } }): string =>
  result.ok ? 'ok' : (result.refusal?.code ?? '');

describe('document numbers', () => {
  test.each([
    ['be 123-456', 'BE123456'],
    ['ب', 'identity.number-characters'],
    ['B١٢٣٤٥٦', 'B123456'],
    ['\u200eBK 12.345', 'BK12345'],
    ['', 'identity.number-empty'],
    ['123456', 'identity.card-without-letters'],
    ['BE', 'identity.card-without-digits'],
    ['BEK12345', 'identity.card-too-many-letters'],
    ['BE12345O', 'identity.card-letter-among-digits'],
    ['BE12345678', 'identity.card-too-many-digits'],
  ])('national card %j gives %s', (typed, expected) => {
    const result = readDocument({ type: 'cnie', number: typed });
    expect(result.ok ? result.value.number : result.refusal.code).toBe(expected);
  });

  test('passports need the country that issued them; national cards are Moroccan whatever is typed', () => {
    expect(codeOf(readDocument({ type: 'passport', number: 'AB1234567' }))).toBe('identity.issuer-unknown');
    expect(readDocument({ type: 'passport', number: 'ab 1234567', issuer: 'fr' })).toEqual({
      ok: true,
      value: { type: 'passport', number: 'AB1234567', issuer: 'FR' },
    });
    expect(readDocument({ type: 'cnie', number: 'A1', issuer: 'FR' })).toMatchObject({ value: { issuer: 'MA' } });
    expect(codeOf(readDocument({ type: 'passport', number: 'AB1', issuer: 'FR' }))).toBe('identity.number-too-short');
    expect(codeOf(readDocument({ type: 'foreign', number: 'ABCDEF', issuer: 'ES' }))).toBe(
      'identity.number-without-digits',
    );
  });

  test('normalising twice is normalising once', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        text => normaliseNumber(normaliseNumber(text)) === normaliseNumber(text),
      ),
    );
  });
});

describe('names', () => {
  test('are checked by script, hyphens and apostrophes included', () => {
    expect(readName({ arabic: ' فاطمة   الزهراء ', latin: "Fatima-Zahra N'Daïaye" })).toEqual({
      ok: true,
      value: { arabic: 'فاطمة الزهراء', latin: "Fatima-Zahra N'Daïaye" },
    });
    expect(codeOf(readName({ arabic: 'Fatima', latin: 'Fatima' }))).toBe('identity.name-arabic-script');
    expect(codeOf(readName({ arabic: 'فاطمة', latin: 'فاطمة' }))).toBe('identity.name-latin-script');
    expect(codeOf(readName({ arabic: 'فاطمة', latin: 'Fatima 2' }))).toBe('identity.name-latin-script');
    expect(codeOf(readName({ arabic: 'فاطمة', latin: 'Fаtima' }))).toBe('identity.name-latin-script');
    const heaped = 'e\u0301\u0302\u0303\u0304\u0306';
    expect(codeOf(readName({ arabic: 'فاطمة', latin: `Am${heaped}lie` }))).toBe('identity.name-latin-script');
    expect(codeOf(readName({ arabic: 'فاطمة\u064b\u064c\u064d\u064e', latin: 'Fatima' }))).toBe(
      'identity.name-arabic-script',
    );
    expect(codeOf(readName({ arabic: 'مُحَمَّد', latin: 'Nguyễn' }))).toBe('ok');
    expect(codeOf(readName({ arabic: '', latin: 'Fatima' }))).toBe('identity.name-arabic-missing');
    expect(codeOf(readName({ arabic: 'ف'.repeat(121), latin: 'Fatima' }))).toBe('identity.name-too-long');
  });

  test.each([
    ['أحمد', 'احمد'],
    ['فَاطِمَة', 'فاطمه'],
    ['مصطفى', 'مصطفي'],
    ['مــحــمد', 'محمد'],
    ['Élodie', 'ELODIE'],
    ['El-Fassi', 'el fassi'],
    ['Lœuf', 'loeuf'],
  ])('%s and %s are searched alike', (one, other) => {
    expect(searchWords(one)).toEqual(searchWords(other));
  });

  test('Arabic names are found without their article', () => {
    expect(indexWords({ arabic: 'محمد الفاسي', latin: 'Mohamed El Fassi' })).toContain('فاسي');
  });

  test('folding a folded word changes nothing', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...Array.from('أإآٱةىئؤءـَّکچ éÉœßİı-’')) }),
    );
    fc.assert(
      fc.property(text, name => {
        expect(searchWords(searchWords(name).join(' '))).toEqual(searchWords(name));
      }),
    );
  });
});

describe('account numbers', () => {
  const number = fc.constant(0).map(newAccountNumber);

  test('are read back as made, grouped or in Arabic digits', () => {
    fc.assert(fc.property(number, made => readAccountNumber(made.replace(/(.{4})/g, '$1 ')).ok));
    const made = newAccountNumber();
    expect(readAccountNumber(made.replace(/\d/g, digit => String.fromCharCode(0x660 + Number(digit))))).toEqual({
      ok: true,
      value: made,
    });
  });

  test('name every single wrong digit and every exchange of neighbours', () => {
    fc.assert(
      fc.property(number, fc.nat(11), fc.integer({ min: 1, max: 9 }), (made, place, shift) => {
        const wrong = made.slice(0, place) + ((Number(made[place]) + shift) % 10) + made.slice(place + 1);
        expect(readAccountNumber(wrong).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(number, fc.nat(10), (made, place) => {
        const swapped = made.slice(0, place) + made[place + 1] + made[place] + made.slice(place + 2);
        expect(readAccountNumber(swapped).ok).toBe(swapped === made);
      }),
    );
  });
});

test('activation codes are read however they are typed', () => {
  fc.assert(
    fc.property(fc.constant(0).map(newActivationCode), code => {
      const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('1', 'l').replaceAll('0', 'o');
      expect(normaliseActivationCode(typed)).toBe(code.replaceAll('-', ''));
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    }),
  );
});

describe('contacts', () => {
  test.each([
    ['06 12 34 56 78', '+212612345678'],
    ['٠٦١٢٣٤٥٦٧٨', '+212612345678'],
    ['00212 5 22 12 34 56', '+212522123456'],
    ['+212 (0)612-345678', '+212612345678'],
    ['+33 6 12 34 56 78', '+33612345678'],
  ])('%s is %s', (typed, expected) => {
    expect(readContacts({ phone: typed })).toEqual({ ok: true, value: { phone: expected } });
  });

  test.each(['0912345678', '06123', 'call me', '+212 12345678901'])('%s is no phone', typed => {
    expect(codeOf(readContacts({ phone: typed }))).toBe('identity.phone-malformed');
  });

  test('an address is one address, with nothing that could reach a mail header', () => {
    expect(readContacts({ email: ' Amina@Example.MA ' })).toEqual({ ok: true, value: { email: 'Amina@example.ma' } });
    for (const email of [
      'a@b',
      'a@b.ma\r\nBcc: x@y.ma',
      'Amina <a@b.ma>',
      'a b@c.ma',
      'a@b.ma,c@d.ma',
      '\u0000a@b.ma',
      'a\u202eb@c.ma',
    ]) {
      expect(codeOf(readContacts({ email }))).toBe('identity.email-malformed');
    }
  });
});
