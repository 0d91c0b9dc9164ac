/** Languages of stamps: one, or Arabic with a second beside it. */
export const stampLanguages = ['ar', 'fr', 'ar+fr', 'ar+zgh', 'ar+en'] as const;
export type StampLanguages = (typeof stampLanguages)[number];

/** What stamps are set to be in: languages, the language of each paper, or, for an office, whatever the commune sets. */
export type StampSetting = StampLanguages | 'as-paper' | 'as-commune';

/** What holds at an office, of its own setting and the commune's, undefined before anybody set them: languages, null for those of the paper. */
export function stampsFor(own: StampSetting | undefined, ofCommune: StampSetting | undefined): StampLanguages | null {
  const holds = own === undefined || own === 'as-commune' ? ofCommune : own;
  return holds === undefined || holds === 'as-paper' || holds === 'as-commune' ? null : holds;
}
