/** The default alphabet of GSM, in the order of its codes (3GPP TS 23.038 §6.2.1); the escape to the extension stands at 0x1b. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const escape = 0x1b;
/** Its extension: two septets each. */
const extension: Readonly<Record<string, number>> = {
  '\f': 0x0a,
  '^': 0x14,
  '{': 0x28,
  '}': 0x29,
  '\\': 0x2f,
  '[': 0x3c,
  '~': 0x3d,
  ']': 0x3e,
  '|': 0x40,
  '€': 0x65,
};

/** The septets of one character, one an octet as SMPP carries them; undefined when GSM has no such character. */
export function septetsOf(character: string): readonly number[] | undefined {
  const extended = extension[character];
  if (extended !== undefined) return [escape, extended];
  const code = character === '\u001b' ? -1 : basic.indexOf(character);
  return code < 0 ? undefined : [code];
}

/** What good typography writes and GSM lacks, in the nearest characters that it has. */
const plain: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
};

/**
 * The text as a phone is to show it: marks of direction, which many phones show as boxes, go; where nothing but typography keeps a
 * text out of GSM's alphabet, which makes it less than half as long, typography goes too.
 */
export function simplify(text: string): string {
  const shown = text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
  const folded = shown.replace(/[’‘“”«»–—…\u00a0\u202f]/gu, character => plain[character] ?? character);
  return Array.from(folded).every(character => septetsOf(character)) ? folded : shown;
}
