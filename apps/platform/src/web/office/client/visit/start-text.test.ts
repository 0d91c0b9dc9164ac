import { expect, test } from 'vitest';
import { isWholeZone, readStart } from './start-text.ts';

const card = [
  'I<UTOD231458907<<<<<<<<<<<<<<<',
  '7408122F1204159UTO<<<<<<<<<<<6',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
].join('\n');
const passport = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'].join(
  '\n',
);

test('a zone is whole with its last character, not before and not after', () => {
  for (const zone of [card, passport]) {
    const whole = Array.from({ length: zone.length + 1 }, (_, at) => isWholeZone(zone.slice(0, at)));
    expect(whole.indexOf(true)).toBe(zone.length);
    expect(isWholeZone(`${zone}\n`)).toBe(true);
    expect(isWholeZone(`${zone}<`)).toBe(false);
  }
});

test.each([
  ['7kq2-9xmd-0f3t', { kind: 'code', code: '7kq2-9xmd-0f3t' }],
  ['https://guichet.example.ma/p#7KQ29XMD0F3T', { kind: 'code', code: '7KQ29XMD0F3T' }],
  [' BE 123456 ', { kind: 'number', number: 'BE 123456' }],
  ['I<MAR', { kind: 'unfinished' }],
  ['  ', { kind: 'unfinished' }],
  [card, { kind: 'zone', text: card }],
])('%j', (text, start) => expect(readStart(text)).toEqual(start));
