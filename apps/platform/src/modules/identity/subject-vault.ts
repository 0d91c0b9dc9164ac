import type { Id, PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { type IdentityKeys, openValue, sealValue } from './protection.ts';

/** Whose data a value is: a person, somebody not yet enrolled, an organisation. Erasing the subject closes all of its values. */
export type SubjectId = PersonId | Id<'pre-enrolment'> | Id<'organisation'>;

/**
 * Seals what may be read of a subject only as long as the subject is kept. Every room that writes down a document number, an
 * address, a drawn signature or anything else of a person beyond the name uses it, in its own column of type bytea.
 */
export interface SubjectVault {
  /** Seals `clear` for one subject and one `place` (schema.table/row/column): in another place it does not open. */
  seal(tx: Tx, subject: SubjectId, place: string, clear: Buffer): Promise<Buffer>;
  /** Opens what `seal` made. Throws for another subject, another place, altered bytes, and after `shred`. */
  open(tx: Tx, subject: SubjectId, place: string, sealed: Buffer): Promise<Buffer>;
}

/** The vault over the keys outside the database. */
export function createSubjectVault(keys: IdentityKeys): SubjectVault {
  const within = (subject: SubjectId, place: string): string => `${subject}/${place}`;
  return {
    seal: async (_tx, subject, place, clear) => sealValue(keys, within(subject, place), clear.toString('base64')),
    open: async (_tx, subject, place, sealed) => Buffer.from(openValue(keys, within(subject, place), sealed), 'base64'),
  };
}
