import { expect, test } from 'vitest';
import type { KeyStroke } from '../sign/keys.ts';
import { commandOf } from './keys.ts';

const press = (key: string, over: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  code: '',
  control: false,
  alt: false,
  focus: 'none',
  ...over,
});

test('letters of the caps are commands, also under an Arabic layout, and never while one types', () => {
  expect(commandOf(press('j'), true)).toBe('next');
  expect(commandOf(press('ؤ', { code: 'KeyC' }), true)).toBe('claim');
  expect(commandOf(press('؟'), true)).toBe('help');
  expect(commandOf(press('c', { focus: 'text' }), true)).toBeUndefined();
  expect(commandOf(press('c', { alt: true }), true)).toBeUndefined();
  expect(commandOf(press('c'), false)).toBeUndefined();
});

test('all of the list is chosen with Control, and one line with the space bar where it means nothing else', () => {
  expect(commandOf(press('a', { control: true }), false)).toBe('all');
  expect(commandOf(press('a', { control: true, focus: 'text' }), false)).toBeUndefined();
  expect(commandOf(press(' '), false)).toBe('tick');
  expect(commandOf(press(' ', { focus: 'control' }), false)).toBeUndefined();
});
