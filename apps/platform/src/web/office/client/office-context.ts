import { createContext, useContext } from 'react';
import type { Language, LocalizedText, PersonName } from '../../../kernel/language.ts';
import type { ApiClient, CallOf } from '../../api/client/index.ts';
import type { CatalogueView, MeView, OfficeView, routes, UploadAnswer } from '../../api/contract/index.ts';
import type { Speak } from './page-data.ts';

/** What every staff screen works with. */
export interface Office {
  readonly t: Speak;
  readonly language: Language;
  readonly demo: boolean;
  readonly api: ApiClient;
  /** Sends files, telling how many bytes have left; held like every other call. */
  readonly upload: (onSent: (bytes: number) => void, call: CallOf<typeof routes.uploadFiles>) => Promise<UploadAnswer>;
  readonly me: MeView;
  readonly catalogue: CatalogueView;
  /** The office chosen among those where the person works. */
  readonly office: OfficeView;
  readonly chooseOffice: (id: string) => void;
  /** Goes to another staff screen without losing the page. */
  readonly go: (path: string) => void;
}

export const OfficeContext = createContext<Office | undefined>(undefined);

/** The office of the screen. Throws outside of one: a bug. */
export function useOffice(): Office {
  const office = useContext(OfficeContext);
  if (!office) throw new Error('no office around this screen');
  return office;
}

/** A text of the domain in the screen's language. */
export function textIn(language: Language, text: LocalizedText): string {
  return text[language];
}

/** A person's name in the script that the screen's reader reads. */
export function nameOf(language: Language, name: PersonName): string {
  const [first, second] = language === 'ar' ? [name.arabic, name.latin] : [name.latin, name.arabic];
  return first || second;
}
