import { civilTime, formatAmount, isLanguage, type Language, nameIn } from '../../../kernel/index.ts';
import {
  type ActFace,
  type CopyParticulars,
  type Identified,
  isDraft,
  type NoEffectMark,
  type PaperOffice,
  type SignatoryCapacity,
  type StampLanguages,
} from './face.ts';
import type { CopyGeometry, PageGeometry, Size } from './geometry.ts';
import type { InkStroke } from './ink.ts';
import type { PrintJob } from './press.ts';
import { type Words, wordsOf } from './wording.ts';

/** A page of scans as Typst reads it: geometry, the name of the file that holds the image, and the ink of those who signed on it. */
export interface ScannedSheet extends PageGeometry {
  readonly file: string;
  readonly ink: readonly InkStroke[];
}

/** A page to be laid over another: its size in points, and the ink on it. */
export interface OverlaidSheet extends Size {
  readonly ink: readonly InkStroke[];
}

// A draft has no minute, and PDF/A wants a date: the same for all drafts, so that no clock is read.
const draftDate = new Date(0);

/** A page of a certified copy as Typst reads it. */
export interface CopiedSheet extends CopyGeometry {
  readonly file: string;
}

/** How a stamp is printed. */
export interface StampOptions {
  /** With the margin mark under it, for pages that bear none: number, code and QR code then stand on this page alone. */
  readonly marked: boolean;
}

/** Typst job of the stamp of an act; `measureOnly` asks for its size and no PDF. */
export function composeStamp(
  face: ActFace,
  languages: StampLanguages,
  { marked, measureOnly }: StampOptions & { readonly measureOnly: boolean },
): PrintJob {
  const chosen = languages.split('+').filter(isLanguage);
  return {
    ...composeAct('stamp', face, chosen),
    measureOnly,
    data: { ...commonOf(face, chosen), paper: 'stamp', marked, languages: chosen },
  };
}

/** Typst job of the pages of an act made of scans; `files` holds the JPEG images under the names that the sheets give. */
export function composeScannedPages(
  face: ActFace,
  sheets: readonly ScannedSheet[],
  files: PrintJob['files'],
): PrintJob {
  const job = composeAct('scanned-pages', face, ['fr', 'ar']);
  return { ...job, files, tagged: true, data: { ...job.data, pages: sheets } };
}

/** Typst job of the pages of a certified copy, each with its own stamp but the last, whose stamp is the signature's appearance. */
export function composeCopiedPages(
  face: ActFace,
  languages: StampLanguages,
  sheets: readonly CopiedSheet[],
  files: PrintJob['files'],
): PrintJob {
  const chosen = languages.split('+').filter(isLanguage);
  const job = composeAct('copied-pages', face, chosen);
  return { ...job, files, tagged: true, data: { ...job.data, languages: chosen, pages: sheets } };
}

/** Typst job of transparent pages that carry only the margin mark and the ink. */
export function composeMarginMarks(face: ActFace, pages: readonly OverlaidSheet[]): PrintJob {
  const job = composeAct('margin-marks', face, ['fr', 'ar']);
  return { ...job, data: { ...job.data, pages } };
}

/** Typst job of any paper of an act, without what is proper to that paper. */
export function composeAct(paper: string, face: ActFace, languages: readonly Language[]): PrintJob {
  return {
    data: { ...commonOf(face, languages), paper },
    qr: isDraft(face) ? null : face.verifyUrl,
    files: {},
    tagged: false,
    measureOnly: false,
  };
}

function commonOf(face: ActFace, languages: readonly Language[]) {
  const words = wordsOfKind(face);
  const mark = face.mark && markWords(words, face.mark);
  return {
    title: [words.fr.title, face.number].filter(Boolean).join(' '),
    author: plain(face.office.commune.fr),
    date: dateFields(face.instant ?? draftDate),
    words: wordsFor(words, languages),
    face: faceIn(face, languages),
    mark,
    over: overWords(words, face),
  };
}

// The word across the page, in both languages: a draft is a draft before it is a demonstration.
function overWords(words: Readonly<Record<Language, Words>>, face: ActFace) {
  const key = isDraft(face) ? 'draft' : face.mark;
  return key && { latin: words.fr[key], arabic: words.ar[key] };
}

/** The words of the languages that a paper uses, French and Arabic always among them (the marks are in both). */
export function wordsFor(words: Readonly<Record<Language, Words>>, languages: readonly Language[]) {
  const wanted = new Set<Language>(['ar', 'fr', ...languages]);
  return Object.fromEntries([...wanted].map(language => [language, words[language]]));
}

/** What a paper without legal effect says, in both languages. */
export function markWords(words: Readonly<Record<Language, Words>>, mark: NoEffectMark) {
  return { latin: `${words.fr[mark]} – ${words.fr.noEffect}`, arabic: `${words.ar[mark]} – ${words.ar.noEffect}` };
}

/** The words of a paper: those of a legalisation, but where an act of another kind has its own. */
function wordsOfKind({ wording, kind }: ActFace): Readonly<Record<Language, Words>> {
  const words = wordsOf(wording);
  if (kind !== 'refusal') return words;
  const ofRefusal = (each: Words): Words => {
    const { title, formula } = each.refusal;
    return { ...each, title, formula: { ...each.formula, presence: formula } };
  };
  return { ar: ofRefusal(words.ar), fr: ofRefusal(words.fr), zgh: ofRefusal(words.zgh), en: ofRefusal(words.en) };
}

function faceIn(face: ActFace, languages: readonly Language[]) {
  // Nobody's signature was recognised by a refusal: no manner is told.
  const refusal = face.kind === 'refusal';
  const modes = new Set(face.signatories.map(signatory => signatory.mode));
  // The formula speaks for the officer: of who was attested at another office each mode is told by itself.
  const mixed = modes.size > 1 || face.signatories.some(({ attestedAt }) => attestedAt !== undefined);
  const words = wordsOf(face.wording);
  const { date, time } = face.instant ? civilTime(face.instant) : { date: null, time: null };
  const localized = <T>(draw: (language: Language) => T) =>
    Object.fromEntries(languages.map(language => [language, draw(language)]));
  return {
    number: face.number,
    code: face.code && groupCode(face.code),
    host: face.host,
    date,
    time,
    fee: face.fee === 0 ? null : formatAmount(face.fee),
    office: localized(language => officeIn(face.office, language)),
    officer: localized(language => ({
      name: plain(nameIn(language, face.officer.name)),
      capacity: plain(face.officer.capacity[language]),
    })),
    delegation: plain(face.officer.delegation),
    copy: face.copy ? copyIn(face, face.copy, localized) : null,
    mode: modes.size === 1 && !mixed ? [...modes][0] : 'mixed',
    mixed,
    signatories: face.signatories.map(({ capacity, attestedAt, ...signatory }) => ({
      ...identified(signatory),
      mode: refusal ? null : signatory.mode,
      attestedAt: attestedAt ? localized(language => placeIn(words[language], language, attestedAt)) : null,
      capacity: capacity ? localized(language => capacityIn(words[language], language, capacity)) : null,
    })),
    witnesses: (face.witnesses ?? []).map(identified),
  };
}

/** What the stamp of a certified copy says; its page is the last unless a page says otherwise. */
function copyIn(
  { pages }: ActFace,
  { document, issuer, ownNumber, issuedOn, expiresOn, certification }: CopyParticulars,
  localized: <T>(draw: (language: Language) => T) => Readonly<Record<string, T>>,
) {
  return {
    page: pages,
    pages,
    document: localized(language => plain(document[language])),
    issuer: issuer && localized(language => plain(nameIn(language, issuer))),
    number: ownNumber === null ? null : plain(ownNumber),
    issuedOn: issuedOn && dayOf(issuedOn),
    expiresOn: expiresOn && dayOf(expiresOn),
    certification: certification && {
      number: plain(certification.number),
      ...civilTime(new Date(certification.instant)),
      officer: localized(language => ({
        name: plain(nameIn(language, certification.officer)),
        capacity: plain(certification.capacity[language]),
      })),
    },
  };
}

/** "2019-07-12" as stamps print days: "12/07/2019". */
function dayOf(date: string): string {
  return date.split('-').toReversed().join('/');
}

/** An organisation's name behind the words for its kind ("de la société"), whose last word is left out where the name begins with it, with its article or without. */
export function nameAfter(kind: string, name: string): string {
  const [first = ''] = name.split(' ', 1);
  const bare = first.replace(/^ال/u, '');
  const said = bare !== '' && kind.toLowerCase().endsWith(bare.toLowerCase());
  return said ? `${kind.slice(0, kind.length - bare.length)}${name}` : `${kind} ${name}`;
}

/** For whom somebody signs, in one language: the line behind the name, and where the organisation can be looked up. */
function capacityIn(words: Words, language: Language, capacity: SignatoryCapacity) {
  const { role, roleWords, kind, organisation, register } = capacity;
  const quality = role === 'other' ? nameIn(language, roleWords ?? { arabic: '', latin: '' }) : words.roles[role];
  return {
    line: plain(`${quality} ${nameAfter(words.of[kind], nameIn(language, organisation))}`),
    register: register && {
      label: words.registers[register.type],
      number: plain(register.number),
      place: register.place ? plain(nameIn(language, register.place)) : null,
    },
  };
}

/** Where somebody was attested, in one language. */
function placeIn(words: Words, language: Language, office: PaperOffice): string {
  const { commune, arrondissement, name } = officeIn(office, language);
  return [words.attestedAt, [commune, arrondissement, name].filter(Boolean).join(' – ')].join(words.colon);
}

/** The office in one language, safe to print. */
export function officeIn(office: PaperOffice, language: Language) {
  return {
    commune: plain(office.commune[language]),
    arrondissement: office.arrondissement && plain(office.arrondissement[language]),
    name: plain(office.name[language]),
  };
}

function identified({ name, document }: Identified) {
  return {
    arabic: plain(name.arabic),
    latin: plain(name.latin),
    document: document.type,
    number: plain(document.number),
  };
}

/** A verification code as people read it: four groups of four. */
function groupCode(code: string): string {
  return code.match(/.{1,4}/g)?.join(' ') ?? '';
}

/**
 * Text without line breaks, controls or directional overrides: a name must not be able to rearrange the line it is printed in
 * (Unicode TR 36, 2.1).
 */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Typst's `datetime` fields of an instant, in UTC: Typst writes the date of a PDF with a Z. */
export function dateFields(instant: Date) {
  return {
    year: instant.getUTCFullYear(),
    month: instant.getUTCMonth() + 1,
    day: instant.getUTCDate(),
    hour: instant.getUTCHours(),
    minute: instant.getUTCMinutes(),
    second: instant.getUTCSeconds(),
  };
}
