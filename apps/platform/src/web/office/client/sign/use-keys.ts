import { useEffect, useEffectEvent } from 'react';
import { useOffice } from '../office-context.ts';
import { commandOf, type SignCommand, strokeOf } from './keys.ts';

/** Does what a key asks, everywhere on the screen but under an open dialog. Commands without a handler leave the key alone. */
export function useKeys(singleKeys: boolean, handlers: Partial<Record<SignCommand, () => void>>): void {
  const { t } = useOffice();
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const command = commandOf(strokeOf(event), { direction: t.direction, singleKeys });
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
