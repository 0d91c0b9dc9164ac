import type { Language } from '../../../../kernel/language.ts';
import { type Translator, translatorOf } from '../../../../platform/messages/browser.ts';
import ar from '../../visit/citizen-messages/ar.json' with { type: 'json' };
import en from '../../visit/citizen-messages/en.json' with { type: 'json' };
import fr from '../../visit/citizen-messages/fr.json' with { type: 'json' };
import zgh from '../../visit/citizen-messages/zgh.json' with { type: 'json' };

const words = { ar, fr, zgh, en };

/** Speaks to the person who is enrolled, in their own language, whatever the clerk's is. */
export function speakAtVisit(language: Language): Translator<keyof typeof fr> {
  return translatorOf(language, words[language]);
}
