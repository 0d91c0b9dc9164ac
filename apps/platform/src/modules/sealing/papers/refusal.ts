import { isLanguage, type LocalizedText } from '../../../kernel/index.ts';
import { composeAct, plain } from './compose.ts';
import type { ActFace } from './face.ts';
import type { Rectangle } from './geometry.ts';
import type { PrintJob } from './press.ts';

/** Languages of a refusal: the applicant's, or Arabic beside French. */
const refusalLanguages = ['ar', 'fr', 'ar+fr'] as const;
export type RefusalLanguages = (typeof refusalLanguages)[number];

/** Whether `value` names the languages of a refusal. */
export function isRefusalLanguages(value: unknown): value is RefusalLanguages {
  return refusalLanguages.some(each => each === value);
}

/** Typst job of a refusal's page; `stamp` is where the officer's stamp will stand, in millimetres. Throws for an act of another kind. */
export function composeRefusal(face: ActFace, languages: RefusalLanguages, stamp: Rectangle): PrintJob {
  const { refusal } = face;
  if (!refusal) throw new Error('only a refusal has particulars of one');
  const chosen = languages.split('+').filter(isLanguage);
  const job = composeAct('refusal', face, chosen);
  const localized = <T>(draw: (text: (of: LocalizedText) => string) => T) =>
    Object.fromEntries(chosen.map(language => [language, draw(of => plain(of[language]))]));
  return {
    ...job,
    tagged: true,
    data: {
      ...job.data,
      languages: chosen,
      stamp,
      refusal: {
        reference: plain(refusal.reference),
        asked: localized(text => [text(refusal.service), refusal.nature && text(refusal.nature)]),
        why: localized(text => [text(refusal.reason), refusal.basis && text(refusal.basis)]),
        note: linesOf(refusal.note),
      },
    },
  };
}

/** What somebody typed, a paragraph each, with the direction that its first letter gives it (Unicode TR 9, P2). */
function linesOf(note: string): readonly { readonly text: string; readonly language: 'ar' | 'fr' }[] {
  return note
    .split('\n')
    .map(plain)
    .filter(text => text !== '')
    .map(text => ({ text, language: /^\P{L}*\p{Script=Arabic}/u.test(text) ? 'ar' : 'fr' }));
}
