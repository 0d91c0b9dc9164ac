import { isMinor } from '../visit/age.ts';
import type { Ability, Consent, Facts } from './model.ts';
import { currentNotice } from './notice.ts';

/** The questions, in the order in which they are asked. Contacts are confirmed one by one; guardian and signature are not for all. */
export const steps = [
  'language',
  'notice',
  'name',
  'document-type',
  'document',
  'birth',
  'guardian',
  'address',
  'contacts',
  'email-code',
  'phone-code',
  'ability',
  'signature',
] as const;
export type Step = (typeof steps)[number];

/** A draft as far as the questions go. */
export interface Progress {
  readonly facts: Facts;
  readonly consent: Consent | null;
  /** The civil day in Morocco, YYYY-MM-DD. */
  readonly today: string;
}

/** The questions that this draft is asked. */
export function stepsOf({ facts, today }: Progress): readonly Step[] {
  const asked: Readonly<Partial<Record<Step, boolean>>> = {
    guardian: facts.birthDate !== undefined && isMinor(facts.birthDate, today),
    'email-code': facts.unconfirmed?.email !== undefined,
    'phone-code': facts.unconfirmed?.phone !== undefined,
    signature: keepsDrawing(facts.ability),
  };
  return steps.filter(step => asked[step] !== false);
}

/** Whether a question has its answer. */
export function isAnswered(step: Step, { facts, consent, today }: Progress): boolean {
  switch (step) {
    case 'language':
      return true;
    case 'notice':
      return consent?.noticeVersion === currentNotice;
    case 'name':
      return facts.name !== undefined;
    case 'document-type':
      return facts.documentType !== undefined;
    case 'document':
      return (
        facts.document !== undefined && facts.document.type === facts.documentType && facts.document.expiresOn >= today
      );
    case 'birth':
      return facts.birthDate !== undefined && facts.birthPlace !== undefined;
    case 'guardian':
      return facts.guardian !== undefined;
    case 'address':
      return facts.address !== undefined;
    case 'contacts':
      return facts.contactsAsked === true;
    case 'email-code':
    case 'phone-code':
      return false;
    case 'ability':
      return facts.ability !== undefined;
    case 'signature':
      return facts.signature !== undefined;
  }
}

/** The first question without an answer; undefined when all have one. */
export function firstMissing(progress: Progress): Step | undefined {
  return stepsOf(progress).find(step => !isAnswered(step, progress));
}

/** The question after this one; undefined after the last. */
export function stepAfter(step: Step, progress: Progress): Step | undefined {
  return stepsOf(progress).find(other => steps.indexOf(other) > steps.indexOf(step));
}

/** The question before this one; undefined before the first. */
export function stepBefore(step: Step, progress: Progress): Step | undefined {
  return stepsOf(progress).findLast(other => steps.indexOf(other) < steps.indexOf(step));
}

/** Who can sign is asked for a drawing; nobody else keeps one. */
export function keepsDrawing(ability: Ability | undefined): boolean {
  return ability !== 'cannot-sign' && ability !== 'cannot-either';
}
