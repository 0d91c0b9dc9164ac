import type { Language } from '../../../kernel/language.ts';
import { type Translator, translatorOf } from '../../../platform/messages/translator.ts';
import type { KeyOf } from '../../../platform/messages/catalogue.ts';
import type { screenMessages } from '../office-messages.ts';

/** Keys of the staff screens' texts. */
export type OfficeKey = KeyOf<typeof screenMessages>;
export type Speak = Translator<OfficeKey>;

/** What the server wrote into the page for us. */
export interface PageData {
  readonly language: Language;
  readonly demo: boolean;
  readonly t: Speak;
}

/** Reads the data block of the page. Throws when the page is not ours. */
export function readPageData(document: Document): PageData {
  const text = document.getElementById('page-data')?.textContent;
  if (!text) throw new Error('the page carries no data');
  const { language, demo, messages } = JSON.parse(text) as {
    language: Language;
    demo: boolean;
    messages: Record<OfficeKey, string>;
  };
  return { language, demo, t: translatorOf(language, messages) };
}
