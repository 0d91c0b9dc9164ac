/** What a key of the counter does. */
export type Command =
  | 'find'
  | 'enrol'
  | 'sign'
  | 'files'
  | 'camera'
  | 'rotate'
  | 'crop'
  | 'remove'
  | 'undo'
  | 'nature'
  | 'stamp'
  | 'preview'
  | 'next'
  | 'previous'
  | 'help'
  | 'suspend'
  | 'proceed'
  | `page-${number}`;

/** What we look at of a keyboard event. */
export interface Stroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The keys as they are written on the screen, in the order of the help. */
export const keyMap: readonly (readonly [keys: string, command: Command])[] = [
  ['/', 'find'],
  ['N', 'enrol'],
  ['S', 'sign'],
  ['D', 'files'],
  ['F', 'camera'],
  ['R', 'rotate'],
  ['C', 'crop'],
  ['Del', 'remove'],
  ['U', 'undo'],
  ['J', 'next'],
  ['K', 'previous'],
  ['T', 'nature'],
  ['P', 'stamp'],
  ['V', 'preview'],
  ['?', 'help'],
  ['Esc', 'suspend'],
  ['Ctrl ↵', 'proceed'],
];

const named: Readonly<Record<string, Command>> = {
  '/': 'find',
  '?': 'help',
  Delete: 'remove',
  Escape: 'suspend',
};

const letters: ReadonlyMap<string, Command> = new Map(
  keyMap.filter(([keys]) => /^[A-Z]$/.test(keys)).map(([keys, command]) => [keys.toLowerCase(), command]),
);

/**
 * The command of a key. Letters are those printed on the key caps, also while the keyboard writes Arabic or Tifinagh. While somebody
 * types, and when single keys are switched off (WCAG 2.2, 2.1.4), only Ctrl and Enter counts.
 */
export function commandOf(stroke: Stroke, singleKeys: boolean): Command | undefined {
  const { key, code, ctrlKey, metaKey, altKey } = stroke;
  if (key === 'Enter' && (ctrlKey || metaKey)) return 'proceed';
  if (!singleKeys || ctrlKey || metaKey || altKey) return undefined;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  if (digit !== undefined) return `page-${Number(digit)}`;
  const command = named[key];
  if (command !== undefined) return command;
  // A latin letter is what the person meant, whatever the layout; under another script the key cap's own letter is.
  const letter = /^[a-z]$/i.test(key) ? key : /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letters.get(letter.toLowerCase());
  return code === 'Slash' ? 'find' : undefined;
}
