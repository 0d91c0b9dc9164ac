import { sql } from 'kysely';
import { asId, type PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';

export type ContactKind = 'email' | 'phone';

/** A contact's row, its value still sealed: for this person, or for the one whose file was merged into theirs. */
export interface SealedContact {
  readonly kind: ContactKind;
  readonly sealed: Buffer;
  readonly sealedFor: PersonId | null;
}

export async function listContacts(tx: Tx, personId: PersonId): Promise<SealedContact[]> {
  const { rows } = await sql<{ kind: ContactKind; sealed: Buffer; sealed_for: string | null }>`
    select kind, value_sealed as sealed, sealed_for from identity.contact where person_id = ${personId}`.execute(tx);
  return rows.map(({ kind, sealed, sealed_for }) => ({
    kind,
    sealed,
    sealedFor: sealed_for === null ? null : asId(sealed_for),
  }));
}

/** Writes a contact in the place of the one of its kind. */
export async function putContact(
  tx: Tx,
  personId: PersonId,
  contact: {
    readonly kind: ContactKind;
    readonly sealed: Buffer;
    readonly index: Buffer;
    readonly confirmedAt: Date | null;
  },
  now: Date,
): Promise<void> {
  await sql`insert into identity.contact (person_id, kind, value_sealed, value_index, confirmed_at, created_at)
    values (${personId}, ${contact.kind}, ${contact.sealed}, ${contact.index}, ${contact.confirmedAt}, ${now})
    on conflict (person_id, kind) do update
    set value_sealed = excluded.value_sealed, value_index = excluded.value_index,
      confirmed_at = excluded.confirmed_at, created_at = excluded.created_at, sealed_for = null, by_merge = null`.execute(
    tx,
  );
}

/** Writes a contact as it was, sealed anew. */
export async function updateContact(
  tx: Tx,
  personId: PersonId,
  { kind, sealed, index }: { readonly kind: ContactKind; readonly sealed: Buffer; readonly index: Buffer },
): Promise<void> {
  await sql`update identity.contact set value_sealed = ${sealed}, value_index = ${index}
    where person_id = ${personId} and kind = ${kind}`.execute(tx);
}

export async function deleteContact(tx: Tx, personId: PersonId, kind: ContactKind): Promise<void> {
  await sql`delete from identity.contact where person_id = ${personId} and kind = ${kind}`.execute(tx);
}

/** Whether the person has a contact of that index, and a code that was sent there came back. */
export async function hasConfirmedContact(
  tx: Tx,
  personId: PersonId,
  { kind, index }: { readonly kind: ContactKind; readonly index: Buffer },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from identity.contact
    where person_id = ${personId} and kind = ${kind} and value_index = ${index} and confirmed_at is not null`.execute(
    tx,
  );
  return rows.length > 0;
}
