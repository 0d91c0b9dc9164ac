import { useEffect, useEffectEvent } from 'react';
import { type KeyStroke, letterOf, strokeOf } from '../sign/keys.ts';

/** What a key asks of the queue. */
export type QueueCommand = 'next' | 'previous' | 'tick' | 'all' | 'claim' | 'hand' | 'return' | 'sign' | 'help';

/** The keys as they are written on the screen. */
export const keyMap = [
  ['J', 'next'],
  ['K', 'previous'],
  ['␣', 'tick'],
  ['Ctrl A', 'all'],
  ['C', 'claim'],
  ['H', 'hand'],
  ['R', 'return'],
  ['S', 'sign'],
  ['?', 'help'],
] as const satisfies readonly (readonly [string, QueueCommand])[];

const letters: Readonly<Record<string, QueueCommand>> = {
  j: 'next',
  k: 'previous',
  c: 'claim',
  h: 'hand',
  r: 'return',
  s: 'sign',
};

/** The command of a key, if any; letters are those printed on the key caps, whatever the keyboard writes. */
export function commandOf(stroke: KeyStroke, singleKeys: boolean): QueueCommand | undefined {
  const { key, control, alt, focus } = stroke;
  if (alt || focus === 'text') return undefined;
  if (control) return letterOf(stroke) === 'a' ? 'all' : undefined;
  if (key === ' ') return focus === 'none' ? 'tick' : undefined;
  if (!singleKeys) return undefined;
  return key === '?' || key === '؟' ? 'help' : letters[letterOf(stroke)];
}

/** Does what a key asks, everywhere on the screen but under an open dialog. Commands without a handler leave the key alone. */
export function useKeys(singleKeys: boolean, handlers: Partial<Record<QueueCommand, () => void>>): void {
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const command = commandOf(strokeOf(event), singleKeys);
    const handler = command && handlers[command];
    if (!handler) return;
    event.preventDefault();
    handler();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
