import type { Tx } from '../../../platform/db/index.ts';
import { type KeptCorrection, selectKeptCorrections } from '../corrections/correction-store.ts';
import { openValues } from '../corrections/values.ts';
import type { EntryPlace } from '../model.ts';
import { type KeptApplicant, listApplicant, selectApplicants } from './book-store.ts';
import { placeOfApplicant } from './enter.ts';
import type { BookEntry, ShownCorrection, WholeApplicant, WholeEntry } from './model.ts';
import type { BookPorts, RegisterVault } from './ports.ts';

/** Opens what is sealed of an entry: each applicant's document and address, and what corrections changed. The caller has authorised it. */
export async function openEntry(
  { vault, drawSignature }: Pick<BookPorts, 'vault' | 'drawSignature'>,
  tx: Tx,
  place: EntryPlace,
  { corrections, corrects }: Pick<BookEntry, 'corrections' | 'corrects'>,
): Promise<Pick<WholeEntry, 'whole' | 'shown'>> {
  const kept = await selectApplicants(tx, { ...place, places: [place] });
  const opened = await openApplicants(vault, tx, kept);
  const whole: WholeApplicant[] = [];
  for (const applicant of opened) {
    const { signature } = applicant;
    const picture = signature === null ? null : await drawSignature(place.communeId, signature);
    whole.push({ ...listApplicant(applicant, true), document: applicant.said, address: applicant.address, picture });
  }
  const named = corrects ? [...corrections, corrects] : corrections;
  const sealed = await selectKeptCorrections(
    tx,
    place.communeId,
    named.map(({ id }) => id),
  );
  return { whole, shown: await showCorrections(vault, tx, sealed) };
}

/** An applicant with what was sealed of them in clear. */
export interface OpenedApplicant extends KeptApplicant {
  readonly said: { readonly type: string; readonly number: string } | null;
  readonly address: string | null;
}

/** Opens document and address of several applicants; null of a person who was erased since. */
export async function openApplicants(
  vault: RegisterVault,
  tx: Tx,
  kept: readonly KeptApplicant[],
): Promise<readonly OpenedApplicant[]> {
  const values = kept.flatMap(({ id, personId, documentSealed, addressSealed }) => [
    ...(documentSealed ? [{ subject: personId, place: placeOfApplicant(id, 'document'), sealed: documentSealed }] : []),
    ...(addressSealed ? [{ subject: personId, place: placeOfApplicant(id, 'address'), sealed: addressSealed }] : []),
  ]);
  const opened = await vault.openKept(tx, values);
  const texts = new Map(values.map(({ place }, index) => [place, opened[index]?.toString() ?? null]));
  return kept.map(applicant => {
    const number = texts.get(placeOfApplicant(applicant.id, 'document')) ?? null;
    return {
      ...applicant,
      said: applicant.document && number !== null ? { type: applicant.document.type, number } : null,
      address: texts.get(placeOfApplicant(applicant.id, 'address')) ?? null,
    };
  });
}

/** Corrections with their values in clear. */
export async function showCorrections(
  vault: RegisterVault,
  tx: Tx,
  kept: readonly KeptCorrection[],
): Promise<readonly ShownCorrection[]> {
  const shown: ShownCorrection[] = [];
  for (const { standing, ...each } of kept) {
    if (!standing) continue;
    const [old, next] = await openValues(vault, tx, { ...each, standing });
    shown.push({ ...standing, old, new: next });
  }
  return shown;
}
