import type { PersonId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { selectApplicants, selectParticulars } from '../book/book-store.ts';
import type { ApplicantId, CorrectionField, CorrectionValue } from '../book/model.ts';
import { openApplicants, type OpenedApplicant, showCorrections } from '../book/whole.ts';
import type { EntryPlace } from '../model.ts';
import { selectCorrectionsOf, selectKeptCorrections } from './correction-store.ts';
import type { CorrectionDeps } from './ports.ts';

/** What stands in a field at this moment, and whose it is; `value` is null where nothing stands. */
export interface Current {
  readonly value: CorrectionValue | null;
  readonly personId: PersonId | null;
}

/**
 * What stands in a field of an entry after every correction that was approved; undefined for an entry that has no columns, is a
 * correction itself, or lacks that applicant.
 */
export async function currentValue(
  { vault }: Pick<CorrectionDeps, 'vault'>,
  tx: Tx,
  place: EntryPlace,
  { field, applicantId }: { readonly field: CorrectionField; readonly applicantId: ApplicantId | null },
): Promise<Current | undefined> {
  const at = { ...place, places: [place] };
  const particulars = (await selectParticulars(tx, at)).get(`${place.year}/${place.number}`);
  if (!particulars || particulars.kind === 'correction') return undefined;
  const kept = (await selectApplicants(tx, at)).filter(({ id }) => id === applicantId);
  const [applicant] = await openApplicants(vault, tx, kept);
  if ((applicantId !== null) !== (applicant !== undefined)) return undefined;
  const stand = (await selectCorrectionsOf(tx, at)).filter(
    each => each.field === field && each.applicantId === applicantId,
  );
  const last = stand.at(-1);
  const personId = applicant?.personId ?? null;
  if (last) {
    const shown = await showCorrections(vault, tx, await selectKeptCorrections(tx, place.communeId, [last.id]));
    return { value: shown[0]?.new ?? null, personId };
  }
  return { value: applicant ? ofApplicant(applicant, field) : ofEntry(particulars, field), personId };
}

function ofEntry(
  { subject, exemplars, mode }: { subject: CorrectionValue | null; exemplars: number; mode: string | null },
  field: CorrectionField,
): CorrectionValue | null {
  if (field === 'subject') return subject;
  return field === 'exemplars' ? exemplars : mode;
}

function ofApplicant({ name, said, address }: OpenedApplicant, field: CorrectionField): CorrectionValue | null {
  if (field === 'name') return name;
  return field === 'document' ? said : address;
}
