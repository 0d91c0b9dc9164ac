import type { LocalizedText } from '../../../kernel/index.ts';
import { dateFields, markWords, plain } from './compose.ts';
import type { NoEffectMark } from './face.ts';
import type { PrintJob } from './press.ts';
import { currentWording, wordsOf } from './wording.ts';

/** Words that a register prints in Arabic and in French. */
export type BothWords = Pick<LocalizedText, 'ar' | 'fr'>;

/** One line of a cell: words in their language, a number, or a drawing (SVG). */
export type SheetLine =
  | { readonly language: 'ar' | 'fr' | 'num'; readonly text: string; readonly strong?: boolean }
  | { readonly drawing: Uint8Array; readonly alt: string };

/** A table of a register: its columns, whose widths are parts of the page, and its rows. */
export interface SheetSection {
  readonly title: BothWords;
  readonly columns: readonly (BothWords & { readonly width: number })[];
  readonly rows: readonly (readonly (readonly SheetLine[])[])[];
  /** What to say where there is no row. */
  readonly empty: BothWords;
}

/** A register on paper: of one office and day. */
export interface RegisterSheet {
  readonly name: BothWords;
  /** As printed: "27/11/2026". */
  readonly day: string;
  /** The date of the file, so that the same day gives the same bytes. */
  readonly date: Date;
  /** Kingdom, commune, office: a line each. */
  readonly heading: { readonly ar: readonly string[]; readonly fr: readonly string[] };
  readonly sections: readonly SheetSection[];
  /** What stands at the foot of each page: words in both languages, and a value. */
  readonly foot: readonly (BothWords & { readonly value: string })[];
  readonly mark: NoEffectMark | null;
}

/** Typst job of a register on paper. Deterministic: equal sheets give equal bytes. */
export function composeRegisterSheet(sheet: RegisterSheet): PrintJob {
  const files: Record<string, Uint8Array> = {};
  const lineOf = (line: SheetLine) => {
    if (!('drawing' in line)) return { language: line.language, text: plain(line.text), strong: line.strong === true };
    const name = `drawing-${Object.keys(files).length}.svg`;
    files[name] = line.drawing;
    return { image: name, alt: plain(line.alt) };
  };
  const sections = sheet.sections.map(({ rows, ...section }) => ({
    ...section,
    rows: rows.map(cells => cells.map(lines => ({ lines: lines.map(lineOf) }))),
  }));
  const words = wordsOf(currentWording);
  return {
    qr: null,
    files,
    tagged: true,
    measureOnly: false,
    data: {
      paper: 'sheet',
      title: `${sheet.name.fr} ${sheet.day}`,
      author: plain(sheet.heading.fr[0] ?? ''),
      date: dateFields(sheet.date),
      name: sheet.name,
      day: sheet.day,
      heading: { ar: sheet.heading.ar.map(plain), fr: sheet.heading.fr.map(plain) },
      sections,
      foot: sheet.foot,
      mark: sheet.mark && markWords(words, sheet.mark),
    },
  };
}
