import { sayUnread } from '../language.ts';
import type { Missing } from '../model.ts';
import type { DistanceFile } from './file.ts';

/** The pages on which a request at a distance is prepared, once it has begun, in their order. */
export type PreparingStep = 'document' | 'signatories' | 'places' | 'signature' | 'check';

/** What is lacking on a page. */
export interface MissingAt extends Omit<Missing, 'field'> {
  readonly step: PreparingStep | 'nature';
}

/** Everything that a request lacks before it may be sent, all at once. */
export function findMissingAt(
  file: Pick<DistanceFile, 'document' | 'unread' | 'parties' | 'fields' | 'ruling' | 'distance' | 'legalisation'>,
): readonly MissingAt[] {
  const { document, unread, parties, ruling, distance, legalisation } = file;
  const missing: MissingAt[] = [];
  const lack = (step: MissingAt['step'], code: string, params: Missing['params'] = {}) =>
    void missing.push({ step, code: `distance.${code}`, params });
  // The commune may have changed its mind since the draft was begun.
  if (!ruling || ruling.rule === 'refuse') lack('nature', 'nature-refused');
  else if (ruling.rule === 'warn' && distance.warningRead !== legalisation.nature) lack('nature', 'warning-unread');
  const pages = document?.pages ?? [];
  if (pages.length === 0) lack('document', 'no-document');
  if (unread?.rule === 'refuse') missing.push({ step: 'document', ...sayUnread(unread) });
  if (parties.length === 0) lack('signatories', 'nobody-signs');
  if (pages.length > 0 && needsFields(file))
    for (const party of placeless(file)) lack('places', 'no-place', { name: party.name });
  return missing;
}

/** Whether people sign on the pages: a PDF that arrived signed stays as it is. */
export function needsFields({ document }: Pick<DistanceFile, 'document'>): boolean {
  return document?.kind !== 'signed-pdf';
}

/** Signatories who have no place to sign yet, in their order. */
export function placeless({ parties, fields, document }: Pick<DistanceFile, 'parties' | 'fields' | 'document'>) {
  const standing = new Set(document?.pages.map(({ id }) => id));
  return parties.filter(({ id }) => !fields.some(field => field.partyId === id && standing.has(field.pageId)));
}
