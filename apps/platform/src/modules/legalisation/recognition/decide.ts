import { ok, type PersonName, refuse, type Result } from '../../../kernel/index.ts';
import { isMinor, isSameName, isSamePerson, type SpecimenId } from '../../enrolment/index.ts';
import type { DeclaredIdentity, IdentifiedPerson } from '../../identity/index.ts';
import { inPlaceOfSignature, type OnDuty, type Recognition, recognitionSentences, type SpecimenRule } from './model.ts';

type Of<Mode extends Recognition['mode']> = Extract<Recognition, { mode: Mode }>;

/**
 * Whether a signature given elsewhere may be recognised by specimens. Refused: `legalisation.specimen-not-allowed` (no rule of the commune
 * is in force), `.no-specimen`, `.specimens-changed` (others are in force than those that were looked at), `.not-compared`,
 * `.comparison-reason`.
 */
export function decideSpecimen(
  told: Of<'specimen'>,
  { rule, inForce }: { readonly rule: SpecimenRule | undefined; readonly inForce: readonly SpecimenId[] },
): Result<SpecimenRule> {
  if (!rule) return refuse('legalisation.specimen-not-allowed');
  if (inForce.length === 0) return refuse('legalisation.no-specimen');
  const seen = new Set(told.specimens);
  if (seen.size !== inForce.length || inForce.some(id => !seen.has(id)))
    return refuse('legalisation.specimens-changed');
  if (told.sentence !== recognitionSentences.comparison) return refuse('legalisation.not-compared');
  return told.reason.trim().length < 3 ? refuse('legalisation.comparison-reason') : ok(rule);
}

/** Who stands around somebody who is heard before witnesses. */
export interface Company {
  /** The civil day in Morocco, YYYY-MM-DD. */
  readonly today: string;
  readonly signatories: readonly IdentifiedPerson[];
  readonly onDuty: OnDuty;
}

/**
 * Whether somebody may be heard before these witnesses. Refused: `legalisation.read-aloud-needed`, `.warning-needed`,
 * `.in-place-needed` (who cannot sign leaves something else, or is said to leave nothing), `.in-place-of-who-signs`, `.two-witnesses`,
 * and for the witness `number`: `.witness-not-adult`, `.witness-on-duty`, `.witness-signs`; `.witness-twice`.
 */
export function decideWitnesses(
  told: Of<'witnesses'>,
  witnesses: readonly DeclaredIdentity[],
  company: Company,
): Result<null> {
  if (told.readAloud.sentence !== recognitionSentences.readAloud) return refuse('legalisation.read-aloud-needed');
  if (told.warning !== recognitionSentences.warning) return refuse('legalisation.warning-needed');
  const cannotSign = told.cannot !== 'read';
  if (cannotSign && (told.inPlace === null || !inPlaceOfSignature.includes(told.inPlace)))
    return refuse('legalisation.in-place-needed');
  if (!cannotSign && told.inPlace !== null) return refuse('legalisation.in-place-of-who-signs');
  const [one, two, more] = witnesses;
  if (!one || !two || more) return refuse('legalisation.two-witnesses');
  for (const [index, witness] of [one, two].entries()) {
    const decision = decideWitness(witness, company, index + 1);
    if (!decision.ok) return decision;
  }
  return isSamePerson(one, two) ? refuse('legalisation.witness-twice') : ok(null);
}

function decideWitness(
  witness: DeclaredIdentity,
  { today, signatories, onDuty }: Company,
  number: number,
): Result<null> {
  if (witness.birthDate === null || isMinor(witness.birthDate, today))
    return refuse('legalisation.witness-not-adult', { number });
  // Staff have no identity document on file: a namesake has to be heard by a colleague elsewhere.
  if (onDuty.some((name: PersonName) => isSameName(witness.name, name)))
    return refuse('legalisation.witness-on-duty', { number });
  return signatories.some(signatory => isSamePerson(witness, signatory))
    ? refuse('legalisation.witness-signs', { number })
    : ok(null);
}
