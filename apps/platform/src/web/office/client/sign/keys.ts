/** What a key asks of the officer's table. */
export type SignCommand =
  | 'next-document'
  | 'previous-document'
  | 'next-page'
  | 'previous-page'
  | 'tick'
  | 'tick-all'
  | 'refuse'
  | 'zoom'
  | 'help'
  | 'go-on';

/** A key as the browser tells it, and where the focus is. */
export interface KeyStroke {
  readonly key: string;
  readonly code: string;
  readonly control: boolean;
  readonly alt: boolean;
  /** `text`: letters are being typed; `control`: Space and Enter already mean something; `none`: neither. */
  readonly focus: 'text' | 'control' | 'none';
}

/** How keys are to be read. */
export interface KeyWishes {
  readonly direction: 'ltr' | 'rtl';
  /** Whether single letters are commands, which everybody may switch off (WCAG 2.2, 2.1.4). */
  readonly singleKeys: boolean;
}

const letters: Readonly<Record<string, SignCommand>> = {
  j: 'next-document',
  k: 'previous-document',
  x: 'refuse',
  z: 'zoom',
};

/**
 * The command of a key, if any. Letters are those printed on the key caps, also while the keyboard writes Arabic or Tifinagh; arrows
 * follow the eye: in a right-to-left page the next page lies to the left.
 */
export function commandOf(stroke: KeyStroke, { direction, singleKeys }: KeyWishes): SignCommand | undefined {
  const { key, control, alt, focus } = stroke;
  if (alt) return undefined;
  if (control) {
    if (key === 'Enter') return 'go-on';
    return letterOf(stroke) === 'a' && focus !== 'text' ? 'tick-all' : undefined;
  }
  if (focus === 'text') return undefined;
  if (key === ' ') return focus === 'none' ? 'tick' : undefined;
  if (key === 'PageDown') return 'next-page';
  if (key === 'PageUp') return 'previous-page';
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    return (key === 'ArrowRight') === (direction === 'ltr') ? 'next-page' : 'previous-page';
  }
  if (!singleKeys) return undefined;
  return key === '?' || key === '؟' ? 'help' : letters[letterOf(stroke)];
}

/** A latin letter is what the person meant, whatever the layout; under another script the key cap's own letter is. */
export function letterOf({ key, code }: KeyStroke): string {
  const letter = /^[a-z]$/i.test(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1] ?? '');
  return letter.toLowerCase();
}

const textFields = 'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"])';
const controls = 'button, a, summary, input';

/** Reads a keyboard event. */
export function strokeOf(event: KeyboardEvent): KeyStroke {
  const target = event.target instanceof Element ? event.target : undefined;
  const focus = target?.closest(textFields) ? 'text' : target?.closest(controls) ? 'control' : 'none';
  const { key, code, ctrlKey, metaKey, altKey } = event;
  return { key, code, control: ctrlKey || metaKey, alt: altKey, focus };
}
