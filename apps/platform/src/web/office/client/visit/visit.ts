import type {
  AuthorityValue,
  CompleteVisitBody,
  LanguageValue,
  PersonCard,
  PreEnrolmentView,
  SampleValue,
  VisitCatalogueView,
  ZoneView,
} from '../../../api/contract/index.ts';
import { bodyOf, emptyForm, type EnrolmentForm } from '../counter/person/enrolment-fields.ts';
import { needsIssuer } from '../counter/person/find-people.ts';

/** Why something was not taken, as chosen so far. */
export interface SkipForm<Reason extends string> {
  readonly reason: Reason;
  readonly words: string;
}
export type SpecimenReason = VisitCatalogueView['specimenSkips'][number];
export type FingerprintReason = VisitCatalogueView['fingerprintSkips'][number];

/** Who stands for the minor, as chosen so far. */
export interface GuardianForm {
  readonly card: PersonCard;
  readonly documentId: string;
  readonly authority: AuthorityValue;
  readonly reference: string;
  readonly evidence: string;
}

/** A witness, as read from the card that they hold. */
export type WitnessForm = Pick<
  EnrolmentForm,
  'type' | 'number' | 'issuer' | 'expiresOn' | 'arabic' | 'latin' | 'birthDate'
>;

export interface AssistanceForm {
  readonly cannot: 'sign' | 'read' | 'both';
  readonly witnesses: readonly [WitnessForm, WitnessForm];
  readonly warned: boolean;
}

/** What the person (or the guardian) agreed to on their own screen. */
export interface Agreement {
  readonly language: LanguageValue;
  readonly mode: 'read' | 'read-aloud';
  readonly fingerprint: boolean;
  readonly samples: readonly SampleValue[];
}

/** Everything that lies on the screen of one visit. */
export interface Visit {
  readonly started: boolean;
  readonly declared: PreEnrolmentView | undefined;
  readonly zone: ZoneView | undefined;
  /** Somebody enrolled already, whose file is completed. */
  readonly known: { readonly card: PersonCard; readonly documentId: string } | undefined;
  readonly form: EnrolmentForm;
  readonly attested: boolean;
  readonly agreement: Agreement | undefined;
  readonly specimenSkip: SkipForm<SpecimenReason> | undefined;
  readonly fingerprint: { readonly template: string; readonly quality: number } | undefined;
  readonly fingerprintSkip: SkipForm<FingerprintReason> | undefined;
  readonly guardian: GuardianForm | undefined;
  readonly assistance: AssistanceForm | undefined;
}

/** Nobody stands at the counter yet. */
export function emptyVisit(language: LanguageValue): Visit {
  return {
    started: false,
    declared: undefined,
    zone: undefined,
    known: undefined,
    form: emptyForm(undefined, language),
    attested: false,
    agreement: undefined,
    specimenSkip: undefined,
    fingerprint: undefined,
    fingerprintSkip: undefined,
    guardian: undefined,
    assistance: undefined,
  };
}

const emptyWitness: WitnessForm = {
  type: 'cnie',
  number: '',
  issuer: 'MA',
  expiresOn: '',
  arabic: '',
  latin: '',
  birthDate: '',
};

/** What was declared at home fills the form; nothing of it is proven yet. */
export function withDeclared(visit: Visit, declared: PreEnrolmentView): Visit {
  const { document, name, birthDate, birthPlace, address, language, contacts, ability } = declared;
  return {
    ...visit,
    started: true,
    declared,
    form: {
      ...document,
      ...name,
      birthDate,
      birthPlace,
      address,
      language,
      email: contacts.email ?? '',
      phone: contacts.phone ?? '',
    },
    assistance: ability === 'signs' ? undefined : newAssistance(cannotOf[ability]),
  };
}

/** What somebody said at home of themselves, as the visit names it. */
const cannotOf = { 'cannot-sign': 'sign', 'cannot-read': 'read', 'cannot-either': 'both' } as const;

/** Somebody who cannot sign or read, their witnesses still to come. */
export function newAssistance(cannot: AssistanceForm['cannot']): AssistanceForm {
  return { cannot, witnesses: [emptyWitness, emptyWitness], warned: false };
}

/** What the card's zone says fills in what it says surely; the name, transliterated, only where there is none. */
export function withZone<Form extends WitnessForm>(form: Form, zone: ZoneView): Form {
  const type = zone.type === 'cnie' && form.type === 'minor' ? 'minor' : zone.type;
  return {
    ...form,
    type,
    number: zone.number,
    issuer: zone.issuer ?? form.issuer,
    expiresOn: zone.expiresOn ?? form.expiresOn,
    birthDate: zone.birthDate ?? form.birthDate,
    latin: form.latin === '' ? zone.latinName : form.latin,
  };
}

/** The person's birth date, as far as the screen knows it. */
export function birthDateOf({ known, form }: Visit): string {
  return known ? (known.card.birthDate ?? '') : form.birthDate;
}

/** Whether somebody born on `birthDate` is under eighteen on `today`, both YYYY-MM-DD; the server decides. */
export function looksMinor(birthDate: string, today: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(birthDate) && `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}` > today;
}

/** What the clerk does next. */
export type Step = 'start' | 'facts' | 'guardian' | 'witnesses' | 'attest' | 'person' | 'fingerprint' | 'finish';

const neededFacts = ['number', 'expiresOn', 'arabic', 'latin', 'birthDate'] as const;

/** The first fact that is still empty. */
export function firstEmptyFact({ known, form }: Visit): (typeof neededFacts)[number] | undefined {
  return known ? undefined : neededFacts.find(field => form[field].trim() === '');
}

/** The first thing that a visit still lacks, in the order in which it is held. */
export function stepOf(
  visit: Visit,
  { today, fingerprints }: { readonly today: string; readonly fingerprints: boolean },
): Step {
  if (!visit.started) return 'start';
  if (firstEmptyFact(visit)) return 'facts';
  if (looksMinor(birthDateOf(visit), today) && !isGuardianComplete(visit.guardian)) return 'guardian';
  if (visit.assistance && !isAssistanceComplete(visit.assistance)) return 'witnesses';
  if (!visit.attested) return 'attest';
  if (!visit.agreement || (visit.agreement.samples.length === 0 && !specimenReasonOf(visit))) return 'person';
  if (fingerprints && !visit.fingerprint && !visit.fingerprintSkip) return 'fingerprint';
  return 'finish';
}

function isGuardianComplete(guardian: GuardianForm | undefined): boolean {
  if (!guardian || guardian.evidence.trim() === '') return false;
  return guardian.authority !== 'court' || guardian.reference.trim() !== '';
}

function isAssistanceComplete({ witnesses, warned }: AssistanceForm): boolean {
  return warned && witnesses.every(witness => neededFacts.every(field => witness[field].trim() !== ''));
}

/** Whether the person signs: not who cannot, and not where the specimen is skipped. */
export function mayDraw({ assistance, specimenSkip }: Visit): boolean {
  return specimenSkip === undefined && (assistance === undefined || assistance.cannot === 'read');
}

/** Why there is no specimen: who cannot sign needs no further reason. */
function specimenReasonOf({ assistance, specimenSkip }: Visit): SkipForm<SpecimenReason> | undefined {
  if (assistance && assistance.cannot !== 'read') return { reason: 'cannot-sign', words: '' };
  return specimenSkip;
}

function documentOf({ type, number, issuer, expiresOn }: WitnessForm) {
  return { type, number, expiresOn, ...(needsIssuer(type) && { issuer }) };
}

/** What the API is asked for, once nothing is missing. */
export function reportOf(visit: Visit, officeId: string, catalogue: VisitCatalogueView): CompleteVisitBody {
  const { known, declared, zone, agreement, assistance, guardian, fingerprint, fingerprintSkip } = visit;
  const specimenReason = specimenReasonOf(visit);
  return {
    officeId,
    preEnrolmentId: declared?.id ?? null,
    cardRead: zone ? 'machine-readable' : 'by-eye',
    subject: known ? { personId: known.card.id, identityDocumentId: known.documentId } : { enrol: bodyOf(visit.form) },
    attestation: { version: catalogue.attestation, agrees: visit.attested },
    notice: {
      notice: catalogue.notice,
      consent: catalogue.consent,
      language: agreement?.language ?? visit.form.language,
      mode: agreement?.mode ?? 'read',
      agrees: agreement !== undefined,
    },
    specimen: specimenReason ?? { samples: [...(agreement?.samples ?? [])] },
    fingerprint: fingerprint
      ? { template: fingerprint.template, consent: agreement?.fingerprint ? catalogue.fingerprintConsent : '' }
      : (fingerprintSkip ?? { reason: catalogue.fingerprintsOpen ? 'no-device' : 'not-open', words: '' }),
    guardian: guardian
      ? {
          personId: guardian.card.id,
          identityDocumentId: guardian.documentId,
          authority: guardian.authority,
          evidence: guardian.evidence,
          ...(guardian.reference.trim() !== '' && { reference: guardian.reference }),
        }
      : null,
    assistance: assistance
      ? {
          cannot: assistance.cannot,
          witnesses: assistance.witnesses.map(witness => ({
            name: { arabic: witness.arabic, latin: witness.latin },
            birthDate: witness.birthDate,
            document: documentOf(witness),
          })),
          readAloud: agreement?.mode === 'read-aloud',
          warning: assistance.warned ? catalogue.warning : '',
        }
      : null,
  };
}
