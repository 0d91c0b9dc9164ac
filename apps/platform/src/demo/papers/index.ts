import { readFileSync } from 'node:fs';

/** Papers of the demo city's citizens: invented texts, scanned at 150 dpi as a counter's scanner would. */
export const demoPapers = {
  /** إشهاد بالإيواء */
  ar: 'accommodation-ar.jpg',
  /** Attestation d'hébergement */
  fr: 'accommodation-fr.jpg',
} as const;

/** The bytes of a demo paper. */
export function readDemoPaper(language: keyof typeof demoPapers): Buffer {
  return readFileSync(new URL(demoPapers[language], import.meta.url));
}
