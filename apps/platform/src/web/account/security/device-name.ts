import type { Speak } from '../page.tsx';

/** Names that makers gave, the same in every language. */
const names: Readonly<Record<string, string>> = {
  edge: 'Edge',
  opera: 'Opera',
  samsung: 'Samsung Internet',
  firefox: 'Firefox',
  chrome: 'Chrome',
  safari: 'Safari',
  android: 'Android',
  ios: 'iPhone / iPad',
  windows: 'Windows',
  chromeos: 'ChromeOS',
  macos: 'Mac',
  linux: 'Linux',
};

/** A device in words: browser and system, as its owner would call them. */
export function deviceName(t: Speak, device: string): string {
  const known = device.split('/').flatMap(part => names[part] ?? []);
  return known.length === 0 ? t('security.device-unknown') : known.join(' · ');
}
