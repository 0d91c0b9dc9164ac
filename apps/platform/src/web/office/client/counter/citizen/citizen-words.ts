import type { Language } from '../../../../../kernel/language.ts';
import { type Translator, translatorOf } from '../../../../../platform/messages/browser.ts';
import ar from '../../../citizen-messages/ar.json' with { type: 'json' };
import en from '../../../citizen-messages/en.json' with { type: 'json' };
import fr from '../../../citizen-messages/fr.json' with { type: 'json' };
import zgh from '../../../citizen-messages/zgh.json' with { type: 'json' };

const words = { ar, fr, zgh, en };

/** Speaks to the person before the counter in their own language, whatever the clerk's is. */
export function speakToCitizen(language: Language): Translator<keyof typeof fr> {
  return translatorOf(language, words[language]);
}
