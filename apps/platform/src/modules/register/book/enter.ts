import { newId, type PersonId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { EntryPlace } from '../model.ts';
import { insertApplicant, insertParticulars, insertWords } from './book-store.ts';
import type { Applicant, ApplicantId, GivenParticulars } from './model.ts';
import type { BookPorts } from './ports.ts';

/** Where the sealed columns of an applicant open, and nowhere else. */
export const placeOfApplicant = (id: ApplicantId, column: 'document' | 'address'): string =>
  `register.applicant/${id}/${column}`;

/**
 * Writes what the register says of an entry, in the transaction that records the act. Once: a second call finds it written. The caller
 * has authorised the act; document and address are sealed for their person.
 */
export async function enterParticulars(
  ports: Pick<BookPorts, 'vault' | 'indexWords'>,
  tx: Tx,
  place: EntryPlace,
  given: GivenParticulars,
  now: Date,
): Promise<void> {
  const { applicants, ...particulars } = given;
  if (!(await insertParticulars(tx, place, particulars, now))) return;
  for (const [position, applicant] of applicants.entries()) {
    const id = newId<ApplicantId>(now);
    const sealed = await sealColumns(ports, tx, id, applicant);
    await insertApplicant(tx, place, { ...applicant, ...sealed, id, position });
  }
  const names = applicants.flatMap(({ name, organisation }) => (organisation ? [name, organisation] : [name]));
  const words = new Set(names.flatMap(name => [...ports.indexWords(name)]));
  await insertWords(tx, place, [...words]);
}

async function sealColumns(
  { vault }: Pick<BookPorts, 'vault'>,
  tx: Tx,
  id: ApplicantId,
  { personId, document, address }: Pick<Applicant, 'personId' | 'document' | 'address'>,
): Promise<{ readonly documentSealed: Buffer | null; readonly addressSealed: Buffer | null }> {
  const seal = (subject: PersonId, column: 'document' | 'address', text: string) =>
    vault.seal(tx, subject, placeOfApplicant(id, column), Buffer.from(text));
  return {
    documentSealed: document && (await seal(personId, 'document', document.number)),
    addressSealed: address === null ? null : await seal(personId, 'address', address),
  };
}
