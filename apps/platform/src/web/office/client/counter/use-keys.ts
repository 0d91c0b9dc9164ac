import { useEffect, useEffectEvent, useState } from 'react';
import { type Command, commandOf } from './keys.ts';

const remembered = 'shubbak.single-keys';

/** Fields in which letters are text. */
const typing = 'input:not([type="checkbox"], [type="radio"], [type="file"]), textarea, select, [contenteditable]';

/** Whether single keys are commands, as this person wished it last. */
export function useSingleKeys(): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(remembered) !== 'off');
  return [
    on,
    next => {
      localStorage.setItem(remembered, next ? 'on' : 'off');
      setOn(next);
    },
  ];
}

/** Listens to the keyboard of the whole screen. A dialog keeps its keys to itself. */
export function useKeys(singleKeys: boolean, onCommand: (command: Command) => void): void {
  const listen = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.repeat || document.querySelector('dialog[open]')) return;
    const isTyping = event.target instanceof Element && event.target.matches(typing);
    const command = commandOf(event, singleKeys && !isTyping);
    if (!command) return;
    event.preventDefault();
    onCommand(command);
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => listen(event);
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, []);
}
