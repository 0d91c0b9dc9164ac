import { civilTime, type Language, type PersonName } from '../../../kernel/index.ts';
import { dateFields, markWords, officeIn, plain, wordsFor } from './compose.ts';
import type { NoEffectMark, PaperOffice } from './face.ts';
import type { PrintJob } from './press.ts';
import { wordsOf } from './wording.ts';

/** What the slip of somebody awaited shows: whom, for which request of which office, and the code that any office types. */
export interface WaitingSlipFace {
  readonly wording: string;
  /** The office that waits. */
  readonly office: PaperOffice;
  readonly instant: Date;
  /** The language beside Arabic. */
  readonly second: Exclude<Language, 'ar'>;
  readonly reference: string;
  readonly name: PersonName;
  /** As it is to be read: four groups of four. The QR code holds it too, for the office's reader: it leads to no address. */
  readonly code: string;
  readonly validUntil: Date;
  readonly mark: NoEffectMark | null;
}

/** Typst job of a waiting slip, for an 80 mm roll. */
export function composeWaitingSlip(slip: WaitingSlipFace): PrintJob {
  const words = wordsOf(slip.wording);
  const languages = ['ar', slip.second] as const;
  return {
    qr: slip.code.replaceAll('-', ''),
    files: {},
    tagged: false,
    measureOnly: false,
    data: {
      paper: 'waiting-slip',
      title: [words.fr.waiting.title, slip.reference].join(' '),
      author: plain(slip.office.commune.fr),
      date: dateFields(slip.instant),
      words: wordsFor(words, languages),
      second: slip.second,
      mark: slip.mark && markWords(words, slip.mark),
      office: Object.fromEntries(languages.map(language => [language, officeIn(slip.office, language)])),
      name: { arabic: plain(slip.name.arabic), latin: plain(slip.name.latin) },
      reference: plain(slip.reference),
      code: slip.code,
      until: civilTime(slip.validUntil).date,
    },
  };
}
