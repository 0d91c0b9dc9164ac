import { newId, ok, refuse, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { readDocument } from '../document-number.ts';
import { keepContact, keepNumber, keepSealedFact } from '../file.ts';
import type { PersonFile } from '../model.ts';
import { deleteContact } from '../contact-store.ts';
import { findHolder, updateBirthDate, updateName } from '../people-store.ts';
import { blindIndex } from '../protection.ts';
import { createSubjectVault } from '../subject-vault.ts';
import { insertChange } from './change-store.ts';
import { readNameText } from './data.ts';
import type { ChangeId, Datum, FileChange, SealedChange } from './model.ts';

type Deps = Pick<IdentityDependencies, 'keys'>;

/** A change before it is kept: values in clear, the id still to be given. */
export type ChangeMade = Omit<FileChange, 'id'>;

const placeOf = (id: ChangeId, value: 'old' | 'new'): string => `identity.file_change/${id}/${value}`;

/**
 * Writes a change of a person's file down, its values sealed for the person, inside the transaction that makes the change and is bound
 * to the person. Rooms that change something by which a person is known record it here, so that the person sees it.
 */
export async function recordChange(tx: Tx, { keys }: Deps, change: ChangeMade): Promise<ChangeId> {
  const id = newId<ChangeId>(change.madeAt);
  const vault = createSubjectVault(keys);
  const sealed = async (value: 'old' | 'new'): Promise<Buffer | null> => {
    const text = change[value];
    return text === null ? null : vault.seal(tx, change.personId, placeOf(id, value), Buffer.from(text));
  };
  const { old: _old, new: _new, ...rest } = change;
  await insertChange(tx, { ...rest, id, oldSealed: await sealed('old'), newSealed: await sealed('new') });
  return id;
}

/** Changes with their values opened, in their order. */
export async function openChanges(tx: Tx, { keys }: Deps, changes: readonly SealedChange[]): Promise<FileChange[]> {
  const places = changes.flatMap(({ id, personId, oldSealed, newSealed }) => [
    ...(oldSealed ? [{ subject: personId, place: placeOf(id, 'old'), sealed: oldSealed }] : []),
    ...(newSealed ? [{ subject: personId, place: placeOf(id, 'new'), sealed: newSealed }] : []),
  ]);
  const values = await createSubjectVault(keys).openAll(tx, places);
  const texts = new Map(places.map(({ place }, at) => [place, String(values[at])]));
  return changes.map(({ oldSealed: _old, newSealed: _new, ...rest }) => ({
    ...rest,
    old: texts.get(placeOf(rest.id, 'old')) ?? null,
    new: texts.get(placeOf(rest.id, 'new')) ?? null,
  }));
}

/** Writes a new fact, checked before, into the file, in a transaction bound to the person. A number held by somebody else violates `one_holder`. */
export async function writeDatum(tx: Tx, { keys }: Deps, file: PersonFile, datum: Datum, now: Date): Promise<void> {
  const { field, text } = datum;
  switch (field) {
    case 'name':
      return updateName(tx, file.id, readNameText(text));
    case 'birth-date':
      return updateBirthDate(tx, file.id, text);
    case 'birth-place':
    case 'address':
      return keepSealedFact(tx, keys, file.id, { field, text });
    case 'email':
    case 'phone':
      if (text === '') return deleteContact(tx, file.id, field);
      return keepContact(tx, keys, file.id, { kind: field, value: text, confirmed: false }, now);
    case 'document-number': {
      const kept = file.documents.find(({ id }) => id === datum.documentId);
      if (!kept) throw new Error('a number of a document that is not in the file');
      return keepNumber(tx, keys, file.id, { ...kept, number: text });
    }
  }
}

/** Spells a number as it is kept. Refused: every mistake, `identity.document-unknown`, and `identity.document-known` when somebody else holds it. */
export async function checkNumber(tx: Tx, { keys }: Deps, file: PersonFile, datum: Datum): Promise<Result<Datum>> {
  const kept = file.documents.find(({ id }) => id === datum.documentId);
  if (!kept) return refuse('identity.document-unknown');
  const document = readDocument({ ...kept, number: datum.text });
  if (!document.ok) return document;
  const holder = await findHolder(tx, document.value, blindIndex(keys, document.value));
  if (holder !== undefined && holder !== file.id) return refuse('identity.document-known', { personId: holder });
  return ok({ ...datum, text: document.value.number });
}
