import type { QueueLineView, StepView } from '../../../api/contract/index.ts';
import { nameOf, type Office, textIn } from '../office-context.ts';
import type { OfficeKey } from '../page-data.ts';

type Words = Pick<Office, 't' | 'language' | 'catalogue'>;

/** Whose request it is, as it is called in a list. */
export function calledOf({ t, language }: Words, { names }: Pick<QueueLineView, 'names'>): string {
  if (names.length === 0) return t('queue.nobody');
  return names.map(name => nameOf(language, name)).join(language === 'ar' ? '، ' : ', ');
}

/** What kind of request it is: its nature where the catalogue names it, else its service. */
export function kindOf({ t, language, catalogue }: Words, line: Pick<QueueLineView, 'service' | 'nature'>): string {
  const nature = catalogue.natures.find(({ code }) => code === line.nature);
  return nature ? textIn(language, nature.label) : serviceName(t, line.service);
}

/** Places of a request that can be marked when it is given back. */
export const markedFields = [
  'nature',
  'document',
  'signatories',
  'places',
  'signature',
  'identity',
  'capacity',
  'other',
] as const;

/** Why a marked place must be mended. */
export const faults = [
  'missing',
  'unreadable',
  'incomplete',
  'blank',
  'wrong',
  'expired',
  'not-matching',
  'other',
] as const;

const services = ['signature-legalisation', 'certified-copy'] as const;

/** The services that have queues. */
export const queuedServices = services;

/** The name of a service; its code where these screens do not know it. */
export function serviceName(t: Office['t'], service: string): string {
  const known = services.find(each => each === service);
  return known ? t(`queue.service-${known}` satisfies OfficeKey) : service;
}

/** A member of staff by name; a colleague where there is none any more. */
export function staffName({ t, language }: Words, staff: StepView['staff']): string {
  return staff?.name ? nameOf(language, staff.name) : t('queue.somebody');
}
