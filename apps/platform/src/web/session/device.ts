/** Families of browsers, each with what only it says of itself; the first that fits counts, since most also name another. */
const browsers = [
  ['edge', /\bEdgA?\//],
  ['opera', /\bOPR\//],
  ['samsung', /\bSamsungBrowser\//],
  ['firefox', /\b(?:Firefox|FxiOS)\//],
  ['chrome', /(?:Chrome|CriOS)\//],
  ['safari', /\bSafari\//],
] as const;
const systems = [
  ['android', /\bAndroid\b/],
  ['ios', /\b(?:iPhone|iPad|iPod)\b/],
  ['windows', /\bWindows\b/],
  ['chromeos', /\bCrOS\b/],
  ['macos', /\bMacintosh\b/],
  ['linux', /\bLinux\b/],
] as const;

/**
 * The families of browser and system that a User-Agent header names, such as `firefox/android`: enough for a person to recognise their
 * device, too little to recognise a person. Empty when it names neither.
 */
export function deviceOf(userAgent: string | undefined): string {
  const find = (families: readonly (readonly [string, RegExp])[]): string =>
    families.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0] ?? 'other';
  const [browser, system] = [find(browsers), find(systems)];
  return browser === 'other' && system === 'other' ? '' : `${browser}/${system}`;
}
