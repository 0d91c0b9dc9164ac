import { ok, type PersonId, type PersonName, refuse, type Result } from '../../../kernel/index.ts';
import { type DocumentType, searchWords } from '../../identity/index.ts';
import { isMinor } from './age.ts';
import type { Assistance, GuardianNamed, Skip, Skippable, VisitReport } from './model.ts';
import { skipReasons } from './model.ts';
import { visitSentences } from './versions.ts';

/** Somebody by a document, every part of it checked and spelled one way. */
export interface Identified {
  readonly name: PersonName;
  /** YYYY-MM-DD, or null when no document told it. */
  readonly birthDate: string | null;
  readonly document: { readonly type: DocumentType; readonly number: string; readonly issuer: string };
}

/** The guardian's own file, as the clerk opened it. */
export interface GuardianFile {
  readonly id: PersonId;
  readonly name: PersonName;
  readonly birthDate: string | null;
  /** Whether the document that the clerk holds is theirs and still identifies anybody. */
  readonly identified: boolean;
}

/** What the rules of a visit look at. */
export interface VisitFacts {
  /** The civil day in Morocco, YYYY-MM-DD. */
  readonly today: string;
  readonly clerk: PersonName;
  readonly person: Identified;
  /** The person's id when they were enrolled before. */
  readonly personId: PersonId | undefined;
  readonly guardian: GuardianFile | undefined;
  readonly witnesses: readonly Identified[];
  /** Whether this platform may keep fingerprint templates. */
  readonly fingerprintsOpen: boolean;
}

type Decision = Result<null>;
const allowed: Decision = ok(null);

/** The first refusal of several rules. */
function first(...rules: readonly (() => Decision)[]): Decision {
  for (const rule of rules) {
    const decision = rule();
    if (!decision.ok) return decision;
  }
  return allowed;
}

/** Whether a visit may be kept as reported: see each rule for its refusals. */
export function decideVisit(report: VisitReport, facts: VisitFacts): Decision {
  const { birthDate } = facts.person;
  if (birthDate === null) return refuse('visit.birth-date-needed');
  const minor = isMinor(birthDate, facts.today);
  return first(
    () => decideAttestation(report),
    () => decideNotice(report),
    () => decideGuardian(report.guardian, facts, minor),
    () => decideAssistance(report.assistance, facts, minor),
    () => decideSpecimen(report, minor),
    () => decideFingerprint(report, facts.fingerprintsOpen, minor),
  );
}

function decideAttestation({ attestation }: VisitReport): Decision {
  return attestation.agrees && attestation.version === visitSentences.attestation
    ? allowed
    : refuse('visit.not-attested');
}

/** The notice in force was shown and agreed to; who cannot read has heard it. */
function decideNotice({ notice, assistance }: VisitReport): Decision {
  if (notice.notice !== visitSentences.notice || notice.consent !== visitSentences.consent)
    return refuse('visit.notice-changed');
  if (!notice.agrees) return refuse('visit.consent-needed');
  const cannotRead = assistance !== undefined && assistance.cannot !== 'sign';
  return cannotRead && notice.mode !== 'read-aloud' ? refuse('visit.read-aloud-needed') : allowed;
}

/** A minor comes with an identified adult who is neither the minor nor the clerk; nobody else needs one. */
function decideGuardian(named: GuardianNamed | undefined, facts: VisitFacts, minor: boolean): Decision {
  const { guardian } = facts;
  if (!minor) return named ? refuse('visit.guardian-of-adult') : allowed;
  if (!named || !guardian) return refuse('visit.guardian-needed');
  if (guardian.id === facts.personId) return refuse('visit.guardian-of-self');
  if (!guardian.identified) return refuse('visit.guardian-not-identified');
  if (guardian.birthDate === null || isMinor(guardian.birthDate, facts.today))
    return refuse('visit.guardian-not-adult');
  if (isSameName(guardian.name, facts.clerk)) return refuse('visit.guardian-is-clerk');
  if (named.evidence.trim().length < 3) return refuse('visit.evidence-needed');
  return named.authority === 'court' && (named.reference ?? '').trim() === ''
    ? refuse('visit.court-reference-needed')
    : allowed;
}

/** Who cannot sign or read is heard before two adults who are not the clerk, not the person and not one another. */
function decideAssistance(assistance: Assistance | undefined, facts: VisitFacts, minor: boolean): Decision {
  if (!assistance) return allowed;
  if (minor) return refuse('visit.guardian-agrees');
  if (!assistance.readAloud) return refuse('visit.read-aloud-needed');
  if (assistance.warning !== visitSentences.warning) return refuse('visit.warning-needed');
  const [one, two, more] = facts.witnesses;
  if (!one || !two || more) return refuse('visit.two-witnesses');
  for (const [index, witness] of [one, two].entries()) {
    const decision = decideWitness(witness, facts, index + 1);
    if (!decision.ok) return decision;
  }
  return isSamePerson(one, two) ? refuse('visit.witness-twice') : allowed;
}

function decideWitness(witness: Identified, facts: VisitFacts, number: number): Decision {
  if (witness.birthDate === null || isMinor(witness.birthDate, facts.today))
    return refuse('visit.witness-not-adult', { number });
  // Staff have no identity document on file: a namesake of the clerk has to be heard by a colleague.
  if (isSameName(witness.name, facts.clerk)) return refuse('visit.witness-is-clerk', { number });
  return isSamePerson(witness, facts.person) ? refuse('visit.witness-is-person', { number }) : allowed;
}

/** One to three signatures, or why there is none: "cannot sign" is heard by witnesses, "minor" is a minor's. */
function decideSpecimen({ specimen, assistance }: VisitReport, minor: boolean): Decision {
  const cannotSign = assistance !== undefined && assistance.cannot !== 'read';
  if (isSkipped(specimen)) {
    if (specimen.reason === 'cannot-sign' && !cannotSign) return refuse('visit.two-witnesses');
    return decideSkip('specimen', specimen, minor);
  }
  if (cannotSign) return refuse('visit.specimen-of-who-cannot-sign');
  return specimen.length >= 1 && specimen.length <= 3 ? allowed : refuse('visit.specimens-one-to-three');
}

/** A template only where templates may be kept; else why there is none. */
function decideFingerprint({ fingerprint }: VisitReport, open: boolean, minor: boolean): Decision {
  if ('reason' in fingerprint) {
    if (fingerprint.reason === 'not-open' && open) return refuse('visit.fingerprint-open');
    return decideSkip('fingerprint', fingerprint, minor);
  }
  if (!open) return refuse('visit.fingerprint-not-open');
  return fingerprint.consent === visitSentences.fingerprint ? allowed : refuse('visit.fingerprint-consent-needed');
}

function decideSkip<S extends Skippable>(what: S, { reason, words }: Skip<S>, minor: boolean): Decision {
  const known: readonly string[] = skipReasons[what];
  if (!known.includes(reason)) return refuse('visit.skip-reason-needed');
  if (reason === 'minor' && !minor) return refuse('visit.not-a-minor');
  return reason === 'other' && (words ?? '').trim().length < 3 ? refuse('visit.words-needed') : allowed;
}

/** Whether signatures were skipped. */
export function isSkipped(specimen: VisitReport['specimen']): specimen is Skip<'specimen'> {
  return 'reason' in specimen;
}

/** The same document, or the same name and birth day under another document. */
export function isSamePerson(one: Identified, two: Identified): boolean {
  const [a, b] = [one.document, two.document];
  if (a.number === b.number && a.type === b.type && a.issuer === b.issuer) return true;
  return one.birthDate === two.birthDate && isSameName(one.name, two.name);
}

/** The same words in either script, in whatever order: family names stand first on some papers. */
export function isSameName(one: PersonName, two: PersonName): boolean {
  const key = (text: string): string => searchWords(text).toSorted().join(' ');
  return (['arabic', 'latin'] as const).some(script => {
    const [a, b] = [key(one[script]), key(two[script])];
    return a !== '' && a === b;
  });
}
