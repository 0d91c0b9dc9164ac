import { civilDate, type PersonId, type Refusal } from '../../kernel/index.ts';
import type { Judgement, Millimetres } from '../documents/index.ts';
import { sayUnread } from './language.ts';
import type { Warning } from './warnings.ts';
import type {
  AgreedTo,
  KnownSignatory,
  LegalisationFile,
  Missing,
  SignatoryConsent,
  StampPlace,
  StampSize,
} from './model.ts';

/** What the rules need beside the file. */
export interface SubmissionFacts {
  /** Checks that the service asks for. */
  readonly checks: readonly string[];
  /** Where the stamp will stand: chosen, else proposed. */
  readonly place: StampPlace | null;
  readonly size: StampSize;
  readonly warnings: readonly Pick<Warning, 'key' | 'read'>[];
}

/** The check by which a clerk takes on pages that were judged hard to read. */
const legibleCheck = 'legible';

/** Everything that a request lacks, all at once: a clerk must not discover faults one by one. Empty when it may be submitted. */
export function findMissing(file: LegalisationFile, facts: SubmissionFacts): readonly Missing[] {
  return [
    ...missingPeople(file),
    ...missingAwaited(file),
    ...missingConsents(file),
    ...missingPages(file),
    ...missingOptions(file, facts),
    ...missingReadings(facts),
    ...missingChecks(file, facts),
  ];
}

function lack(field: string, code: string, params: Missing['params'] = {}): Missing {
  return { field, code: `legalisation.${code}`, params };
}

function missingPeople({ signatories }: LegalisationFile): readonly Missing[] {
  if (signatories.length === 0) return [lack('signatories', 'no-signatory')];
  return signatories.flatMap(signatory => {
    const { personId, person, capacity } = signatory;
    return [
      // A card that ran out between the identification and now identifies nobody (it may lie a night in the drafts).
      ...(person.document.expired
        ? [lack(`identity:${personId}`, 'document-expired', { date: person.document.expiresOn })]
        : []),
      ...(capacity?.fault ? [{ field: placeOfFault(personId, capacity.fault), ...capacity.fault }] : []),
      ...missingSignature(signatory),
      ...missingConsent(signatory),
      ...missingWitnesses(signatory),
    ];
  });
}

function missingAwaited({ awaited }: LegalisationFile): readonly Missing[] {
  return awaited.map(({ id }) => lack(`awaited:${id}`, 'still-awaited'));
}

/** Whether everybody who signs was identified, signed as they can and agreed, with their witnesses, and nobody is awaited any more. */
export function isEverybodyValid(file: LegalisationFile): boolean {
  return missingPeople(file).length === 0 && missingAwaited(file).length === 0;
}

/** Whoever signs from afar agreed to this very paper. */
function missingConsents({ distance }: LegalisationFile): readonly Missing[] {
  return distance?.fault ? [{ field: 'parties', ...distance.fault }] : [];
}

/** Whether a consent counts for what there is to agree to: no other sheets and, where a nature had been chosen, no other one. */
export function holdsFor({ to }: SignatoryConsent, now: AgreedTo): boolean {
  return to === undefined || (to.paper === now.paper && (to.nature === null || to.nature === now.nature));
}

/** Why the word of a signatory is asked: it was never given, or to something else. */
function missingConsent({ personId, consent, agreedBefore }: KnownSignatory): readonly Missing[] {
  if (consent !== null) return [];
  if (agreedBefore === null) return [lack(`consent:${personId}`, 'no-consent')];
  return [lack(`consent:${personId}`, 'consent-before', { date: civilDate(agreedBefore) })];
}

/** A signature drawn, unless the person cannot sign, or consented at a distance. */
function missingSignature({ personId, mode, signedAt, assistance }: KnownSignatory): readonly Missing[] {
  const needed = mode !== 'distance' && (assistance === null || assistance.inPlace === null);
  return needed && signedAt === null ? [lack(`signature:${personId}`, 'no-signature')] : [];
}

/** Two witnesses, and the word of each. */
function missingWitnesses({ personId, mode, witnesses }: KnownSignatory): readonly Missing[] {
  if (mode === 'witnesses' && witnesses.length !== 2) return [lack(`witness:${personId}:1`, 'two-witnesses')];
  return witnesses.flatMap(({ position, consent }) =>
    consent === null ? [lack(`witness:${personId}:${position}`, 'witness-not-agreed', { number: position })] : [],
  );
}

/** A mandate that holds for some natures only asks for the nature first. */
function placeOfFault(personId: PersonId, { code }: Refusal): string {
  return code === 'mandates.nature-needed' ? 'nature' : `mandate:${personId}`;
}

function missingPages({ document, legalisation, unread }: LegalisationFile): readonly Missing[] {
  if (!document || document.pages.length === 0) return [lack('document', 'no-document')];
  return [...refusedLanguage(unread), ...illegiblePages(document, legalisation)];
}

function refusedLanguage(unread: LegalisationFile['unread']): readonly Missing[] {
  return unread?.rule === 'refuse' ? [{ field: 'document', ...sayUnread(unread) }] : [];
}

function illegiblePages(
  document: NonNullable<LegalisationFile['document']>,
  legalisation: LegalisationFile['legalisation'],
): readonly Missing[] {
  if (legalisation.checks.includes(legibleCheck)) return [];
  return document.pages.flatMap((page, index) =>
    page.verdicts.some(verdict => verdict.severity === 'stop')
      ? [lack(`page:${page.id}`, 'page-illegible', { page: index + 1 })]
      : [],
  );
}

function missingOptions(
  { document, ruling, signatories, distance }: LegalisationFile,
  { place, size }: SubmissionFacts,
): readonly Missing[] {
  const missing: Missing[] = [];
  if (!ruling) missing.push(lack('nature', 'no-nature'));
  else if (ruling.rule === 'refuse') missing.push(lack('nature', 'nature-refused'));
  else if (ruling.attributes.illiterateObligation === 'refuse' && signatories.some(cannotRead))
    missing.push(lack('nature', 'illiterate-obligation'));
  const page = place && document?.pages[place.page];
  if (page && !fits(place, size, page.mm)) missing.push(lack('stampPlace', 'stamp-outside', { page: place.page + 1 }));
  const signed = [...(document?.judgement?.places ?? []), ...(distance?.placed ?? [])];
  if (place && covers(place, size, signed))
    missing.push(lack('stampPlace', 'stamp-over-signature', { page: place.page + 1 }));
  if (document && document.pages.length > 0 && !page) missing.push(lack('stampPlace', 'stamp-page-missing'));
  return missing;
}

function cannotRead({ assistance }: KnownSignatory): boolean {
  return assistance !== null && assistance.cannot !== 'sign';
}

/** The check that the paper was signed at the counter: nobody saw those sign who are known by a specimen or consented at a distance. */
const signedHereCheck = 'signed-here';

function missingReadings({ warnings }: SubmissionFacts): readonly Missing[] {
  return warnings.filter(({ read }) => read === null).map(({ key }) => lack(`warning:${key}`, 'warning-unread'));
}

function missingChecks(
  { request, legalisation, signatories, distance }: LegalisationFile,
  { checks }: SubmissionFacts,
): readonly Missing[] {
  // What was checked of a paper from afar counts for that very paper, and until the office gives it back.
  const made = request.channel === 'distance' && !distance?.checked ? [] : legalisation.checks;
  return checks
    .filter(check => !made.includes(check))
    .filter(
      check =>
        check !== signedHereCheck ||
        signatories.length === 0 ||
        signatories.some(({ mode }) => mode === 'presence' || mode === 'witnesses'),
    )
    .map(check => lack(`check:${check}`, 'not-checked'));
}

/** Whether a stamp at `place` lies over one of `signatures`, by more than half a millimetre. */
function covers(
  place: StampPlace,
  size: StampSize,
  signatures: readonly Pick<Judgement['places'][number], 'page' | 'x' | 'y' | 'width' | 'height'>[],
): boolean {
  const slack = 0.5;
  const meets = (from: number, length: number, other: number, otherLength: number): boolean =>
    from + length > other + slack && other + otherLength > from + slack;
  return signatures.some(
    ({ page, x, y, width, height }) =>
      page === place.page && meets(place.x, size.width, x, width) && meets(place.y, size.height, y, height),
  );
}

/** Whether a stamp at `place` lies whole on a page of `mm`, with half a millimetre for rounding. */
export function fits(place: StampPlace, size: StampSize, mm: Millimetres): boolean {
  const slack = 0.5;
  return (
    place.x >= 0 &&
    place.y >= 0 &&
    place.x + size.width <= mm.width + slack &&
    place.y + size.height <= mm.height + slack
  );
}
