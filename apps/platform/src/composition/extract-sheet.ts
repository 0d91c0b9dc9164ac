import { civilTime, formatAmount, type LocalizedText } from '../kernel/index.ts';
import type { Commune, Office } from '../modules/organisation/index.ts';
import type { ExtractApplicant, ExtractContent, ExtractLine } from '../modules/register/index.ts';
import type { BothWords, RegisterSheet, SheetLine, SheetSection } from '../modules/sealing/index.ts';
import { type MessageKey, catalogue } from '../web/catalogue.ts';
import { translator } from '../platform/messages/index.ts';

const [ar, fr] = [translator(catalogue, 'ar'), translator(catalogue, 'fr')];

/** Words of the catalogue in the two languages of a register. */
function both(key: MessageKey): BothWords {
  return { ar: ar(key), fr: fr(key) };
}

/** What an extract is printed with beside what the register says. */
export interface SheetOptions {
  readonly commune: Pick<Commune, 'name' | 'mark'>;
  readonly office: Pick<Office, 'name'>;
  /** Drawings (SVG) of signatures, by the digest of their strokes. */
  readonly drawings: ReadonlyMap<string, Uint8Array>;
  /** Digests for the foot: of the extract before (null: the first), and of what the register says; absent on pages that are not sealed. */
  readonly chain?: { readonly previous: string | null; readonly content: string };
}

/** The pages of a day of an office's register: everything worded, in Arabic and in French. */
export function composeExtract(content: ExtractContent, options: SheetOptions): RegisterSheet {
  const { commune, office, chain } = options;
  const say = (line: ExtractLine) => rowOf(line, options);
  return {
    name: both(chain ? 'register.extract-name' : 'register.extract-unsealed'),
    day: content.day.split('-').toReversed().join('/'),
    date: new Date(`${content.day}T23:59:59Z`),
    heading: headingOf(commune.name, office.name),
    mark: commune.mark,
    sections: [
      {
        title: both('register.extract-entries'),
        columns,
        rows: content.entries.map(say),
        empty: both('register.extract-none'),
      },
      ...(content.decided.length === 0
        ? []
        : [
            {
              title: both('register.extract-decided'),
              columns,
              rows: content.decided.map(say),
              empty: both('register.extract-none'),
            },
          ]),
      ...(content.withdrawn.length === 0 ? [] : [withdrawnIn(content)]),
    ],
    foot: chain ? footOf(chain) : [],
  };
}

function headingOf(commune: LocalizedText, office: LocalizedText): RegisterSheet['heading'] {
  const { ar: kingdomAr, fr: kingdomFr } = both('register.extract-kingdom');
  return { ar: [`${kingdomAr} – ${commune.ar}`, office.ar], fr: [`${kingdomFr} – ${commune.fr}`, office.fr] };
}

function footOf({ previous, content }: NonNullable<SheetOptions['chain']>): RegisterSheet['foot'] {
  const first = both('register.extract-first');
  return [
    { ...both('register.extract-previous'), value: previous ?? first.fr },
    { ...both('register.extract-content'), value: content },
    { ...both('register.extract-sealed'), value: '' },
  ];
}

const columns: SheetSection['columns'] = [
  { ...both('register.extract-number'), width: 15 },
  { ...both('register.extract-subject'), width: 18 },
  { ...both('register.extract-applicant'), width: 24 },
  { ...both('register.extract-signature'), width: 13 },
  { ...both('register.extract-officer'), width: 16 },
  { ...both('register.extract-terms'), width: 14 },
  { ...both('register.extract-state'), width: 13 },
];

const inBoth = (words: BothWords, strong = false): readonly SheetLine[] => [
  { language: 'ar', text: words.ar, strong },
  { language: 'fr', text: words.fr, strong },
];
const number = (text: string, strong = false): SheetLine => ({ language: 'num', text, strong });

function rowOf(line: ExtractLine, { drawings }: SheetOptions): readonly (readonly SheetLine[])[] {
  const { date, time } = civilTime(new Date(line.at));
  return [
    [number(line.number, true), number(`${date} ${time}`)],
    subjectOf(line),
    line.applicants.flatMap(applicantOf),
    line.applicants.flatMap(({ signature, name, mode }) => {
      const drawing = signature === null ? undefined : drawings.get(signature);
      if (drawing) return [{ drawing, alt: fr('office.counter-signature-of', { name: name.latin }) }];
      return mode === 'distance' ? inBoth(both('register-screen.mode-distance')) : [];
    }),
    officerOf(line),
    termsOf(line),
    stateOf(line),
  ];
}

function subjectOf({ kind, subject, corrects }: ExtractLine): readonly SheetLine[] {
  if (kind === null) return [];
  const words = inBoth(both(`register-screen.kind-${kind}`), true);
  if (!corrects) return [...words, ...(subject ? inBoth(subject) : [])];
  const field = inBoth(both(`register-screen.field-${corrects.field}`));
  return [...words, number(corrects.of), ...field, ...valueOf(corrects.old, '−'), ...valueOf(corrects.new, '+')];
}

/** A corrected value, with a sign before it: what stood there (−), what should (+). */
function valueOf(value: NonNullable<ExtractLine['corrects']>['old'], sign: string): readonly SheetLine[] {
  if (value === null) return [];
  if (typeof value === 'number') return [number(`${sign} ${value}`)];
  if (typeof value === 'string') return [{ language: 'fr', text: `${sign} ${value}` }];
  if ('words' in value) return inBoth({ ar: `${sign} ${value.words.ar}`, fr: `${sign} ${value.words.fr}` });
  if ('number' in value) return [number(`${sign} ${value.number}`)];
  return inBoth({ ar: `${sign} ${value.arabic}`, fr: `${sign} ${value.latin}` });
}

function applicantOf({ name, document, address, organisation }: ExtractApplicant): readonly SheetLine[] {
  return [
    ...inBoth({ ar: name.arabic, fr: name.latin }, true),
    ...(organisation ? inBoth({ ar: organisation.arabic, fr: organisation.latin }) : []),
    ...(document ? [number(`${fr('office.counter-document', { type: document.type })} ${document.number}`)] : []),
    ...(address === null
      ? []
      : [{ language: /\p{Script=Arabic}/u.test(address) ? 'ar' : 'fr', text: address } as const]),
  ];
}

function officerOf({ officer }: ExtractLine): readonly SheetLine[] {
  if (!officer) return [];
  const { name, capacity, delegation } = officer;
  const reference = delegation === '' ? [] : [number(delegation)];
  return [...inBoth({ ar: name.arabic, fr: name.latin }), ...inBoth(capacity), ...reference];
}

function termsOf({ mode, fee, exemplars }: ExtractLine): readonly SheetLine[] {
  return [
    ...(mode ? inBoth(both(`register-screen.mode-${mode}`)) : []),
    ...(fee === null ? [] : [number(`${formatAmount(fee)} DH`)]),
    ...(exemplars === null ? [] : [number(`× ${exemplars}`)]),
  ];
}

function stateOf({ state, reason }: ExtractLine): readonly SheetLine[] {
  const why = reason === null ? [] : inBoth(bothOf(`register.reason-${reason}`));
  return [...inBoth(both(`register.${state}`), true), ...why];
}

/** Words of a code that the database keeps: a bug when there are none. */
function bothOf(key: string): BothWords {
  if (!ar.has(key) || !fr.has(key)) throw new Error('the register keeps a code that has no words');
  return { ar: ar.refusal({ code: key, params: {} }), fr: fr.refusal({ code: key, params: {} }) };
}

function withdrawnIn({ withdrawn }: ExtractContent): SheetSection {
  return {
    title: both('register.extract-withdrawn'),
    empty: both('register.extract-none'),
    columns: [
      { ...both('register.extract-number'), width: 15 },
      { ...both('register.extract-state'), width: 13 },
      { ...both('register.extract-reason'), width: 30 },
      { ...both('register.extract-successor'), width: 15 },
    ],
    rows: withdrawn.map(({ number: of, state, reason, successor }) => [
      [number(of, true)],
      inBoth(both(`acts.standing-${state}`)),
      inBoth(bothOf(`acts.reason-${reason}`)),
      successor === null ? [] : [number(successor)],
    ]),
  };
}
