/** What a character counts for: digits as they are, A to Z as 10 to 35, the filler as nothing (ICAO Doc 9303-3 §4.9). */
function valueOf(character: string): number {
  if (character === '<') return 0;
  const code = character.charCodeAt(0);
  return code >= 65 ? code - 55 : code - 48;
}

const weights = [7, 3, 1] as const;

/** The check digit of characters of a machine-readable zone (A–Z, 0–9, <): weighted 7, 3, 1, modulo 10 (ICAO Doc 9303-3 §4.9). */
export function checkDigitOf(characters: string): string {
  const sum = characters.split('').reduce((total, each, at) => total + valueOf(each) * (weights[at % 3] ?? 0), 0);
  return String(sum % 10);
}
