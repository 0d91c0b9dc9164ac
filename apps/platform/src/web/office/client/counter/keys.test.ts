import { describe, expect, test } from 'vitest';
import { commandOf, type Stroke } from './keys.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false };
const stroke = (key: string, code: string, more: Partial<Stroke> = {}): Stroke => ({ ...plain, key, code, ...more });

describe('the keys of the counter', () => {
  test.each([
    [stroke('r', 'KeyR'), 'rotate'],
    [stroke('R', 'KeyR'), 'rotate'],
    [stroke('ق', 'KeyR'), 'rotate'],
    [stroke('ⵔ', 'KeyR'), 'rotate'],
    [stroke('/', 'Period'), 'find'],
    [stroke('ظ', 'Slash'), 'find'],
    [stroke('?', 'KeyM'), 'help'],
    [stroke('&', 'Digit1'), 'page-1'],
    [stroke('9', 'Numpad9'), 'page-9'],
    [stroke('Enter', 'Enter', { ctrlKey: true }), 'proceed'],
    [stroke('Enter', 'Enter', { metaKey: true }), 'proceed'],
    [stroke('x', 'KeyX'), undefined],
    [stroke('r', 'KeyR', { ctrlKey: true }), undefined],
  ])('%j means %s', (key, command) => {
    expect(commandOf(key, true)).toBe(command);
  });

  test('do nothing while somebody types, but for Ctrl and Enter', () => {
    expect(commandOf(stroke('r', 'KeyR'), false)).toBeUndefined();
    expect(commandOf(stroke('Escape', 'Escape'), false)).toBeUndefined();
    expect(commandOf(stroke('Enter', 'Enter', { ctrlKey: true }), false)).toBe('proceed');
  });

  test('leave pages beyond the ninth alone', () => {
    expect(commandOf(stroke('0', 'Digit0'), true)).toBeUndefined();
  });
});
