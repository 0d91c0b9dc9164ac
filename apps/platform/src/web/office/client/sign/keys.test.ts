import { describe, expect, test } from 'vitest';
import { commandOf, type KeyStroke, type KeyWishes } from './keys.ts';

const leftToRight: KeyWishes = { direction: 'ltr', singleKeys: true };
const rightToLeft: KeyWishes = { direction: 'rtl', singleKeys: true };
const press = (key: string, over: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  code: '',
  control: false,
  alt: false,
  focus: 'none',
  ...over,
});

describe('the keys of the officer’s table', () => {
  test('arrows follow the eye', () => {
    expect(commandOf(press('ArrowRight'), leftToRight)).toBe('next-page');
    expect(commandOf(press('ArrowRight'), rightToLeft)).toBe('previous-page');
    expect(commandOf(press('ArrowLeft'), rightToLeft)).toBe('next-page');
  });

  test.each([
    ['on a French keyboard', press('a', { code: 'KeyQ', control: true }), 'tick-all'],
    ['on an Arabic keyboard', press('ش', { code: 'KeyA', control: true }), 'tick-all'],
    ['under Arabic', press('ت', { code: 'KeyJ' }), 'next-document'],
    ['in capitals', press('K', { code: 'KeyK' }), 'previous-document'],
  ])('a letter is the one on the key cap, %s', (_, stroke, command) => {
    expect(commandOf(stroke, rightToLeft)).toBe(command);
  });

  test('letters are text while somebody types; only going on is left', () => {
    expect(commandOf(press('j', { focus: 'text' }), leftToRight)).toBeUndefined();
    expect(commandOf(press('a', { control: true, focus: 'text' }), leftToRight)).toBeUndefined();
    expect(commandOf(press('Enter', { control: true, focus: 'text' }), leftToRight)).toBe('go-on');
  });

  test('Space ticks, unless it presses a button already', () => {
    expect(commandOf(press(' '), leftToRight)).toBe('tick');
    expect(commandOf(press(' ', { focus: 'control' }), leftToRight)).toBeUndefined();
  });

  test('single letters can be switched off', () => {
    const off: KeyWishes = { direction: 'ltr', singleKeys: false };
    expect(commandOf(press('x'), off)).toBeUndefined();
    expect(commandOf(press('?'), off)).toBeUndefined();
    expect(commandOf(press('ArrowRight'), off)).toBe('next-page');
  });

  test('what the browser means by Alt stays the browser’s', () => {
    expect(commandOf(press('ArrowLeft', { alt: true }), leftToRight)).toBeUndefined();
  });
});
