import { sql } from 'kysely';
import { asId, type CommuneId, newId, type PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Delivery, DeliveryId, DeliveryState, Template } from './model.ts';

/** Owes a message; undefined when it was owed already. */
export async function insertDelivery(
  tx: Tx,
  owed: {
    readonly communeId: CommuneId;
    readonly personId: PersonId;
    readonly template: Template;
    readonly subjectId: string;
    /** Whether it may happen to the subject again: one message is owed for each transaction that asks. */
    readonly recurs?: boolean;
    readonly addressSealed?: (id: DeliveryId) => Promise<Buffer>;
  },
  now: Date,
): Promise<DeliveryId | undefined> {
  const id = newId<DeliveryId>(now);
  const sealed = (await owed.addressSealed?.(id)) ?? null;
  const occasion = owed.recurs === true ? sql`pg_current_xact_id()::text` : sql`''`;
  const { rows } = await sql<{ id: string }>`
    insert into notifications.delivery (commune_id, id, person_id, template, subject_id, occasion, channel, state, address_sealed, created_at)
    values (${owed.communeId}, ${id}, ${owed.personId}, ${owed.template}, ${owed.subjectId}, ${occasion}, 'email', 'queued', ${sealed}, ${now})
    on conflict do nothing returning id`.execute(tx);
  return rows[0] && asId(rows[0].id);
}

export async function findDelivery(tx: Tx, communeId: CommuneId, id: DeliveryId): Promise<Delivery | undefined> {
  const { rows } = await sql<{
    person_id: string;
    template: Template;
    subject_id: string;
    state: DeliveryState;
    address_sealed: Buffer | null;
  }>`
    select person_id, template, subject_id, state, address_sealed from notifications.delivery where commune_id = ${communeId} and id = ${id}`.execute(
    tx,
  );
  const row = rows[0];
  return (
    row && {
      communeId,
      id,
      personId: asId(row.person_id),
      template: row.template,
      subjectId: row.subject_id,
      state: row.state,
      addressSealed: row.address_sealed,
    }
  );
}

/** Settles a delivery that was still queued, says by which way it left, and forgets the address that it carried. */
export async function settleDelivery(
  tx: Tx,
  delivery: Delivery,
  { state, channel }: { readonly state: Exclude<DeliveryState, 'queued'>; readonly channel: 'email' | 'sms' },
  now: Date,
): Promise<void> {
  await sql`update notifications.delivery set state = ${state}, channel = ${channel}, sent_at = ${state === 'sent' ? now : null}, address_sealed = null
    where commune_id = ${delivery.communeId} and id = ${delivery.id} and state = 'queued'`.execute(tx);
}
