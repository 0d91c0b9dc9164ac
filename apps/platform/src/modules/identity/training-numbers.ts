import { type CommuneId, isTraining, ok, refuse, type Result } from '../../kernel/index.ts';
import type { NormalDocument } from './document-number.ts';
import type { Contacts } from './model.ts';

/** How every document number of training begins, by the kind of document: no authority issues such a number. */
const marks: Readonly<Record<NormalDocument['type'], string>> = {
  cnie: 'XX',
  minor: 'XX',
  passport: 'XXTEST',
  residence: 'XXTEST',
  foreign: 'XXTEST',
};

/**
 * People of training are found and enrolled in training alone, and real people never: their numbers tell them apart, whatever a clerk types.
 * Refused: `identity.training-number` {mark} for a real number in a shadow commune, `identity.number-of-training` for the other way.
 */
export function checkWorld(
  communeId: CommuneId,
  { type, number }: Pick<NormalDocument, 'type' | 'number'>,
): Result<null> {
  const mark = marks[type];
  const ofTraining = number.startsWith(mark);
  if (isTraining(communeId)) return ofTraining ? ok(null) : refuse('identity.training-number', { mark });
  return ofTraining ? refuse('identity.number-of-training') : ok(null);
}

/** Nobody is written to from training: no real address is kept there. Refused: `identity.training-no-contact`. */
export function checkContacts(communeId: CommuneId, contacts: Contacts): Result<null> {
  const given = (contacts.email ?? '') !== '' || (contacts.phone ?? '') !== '';
  return isTraining(communeId) && given ? refuse('identity.training-no-contact') : ok(null);
}
