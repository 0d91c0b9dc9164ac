import { sql } from 'kysely';
import { asId, newId, type PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { DeliveryId, DeliveryState, SecurityTemplate } from './model.ts';

/** A message owed to one person, of no commune. */
export interface PersonalDelivery {
  readonly template: SecurityTemplate;
  readonly state: DeliveryState;
}

/** Owes a message; undefined when it was owed already. */
export async function insertPersonalDelivery(
  tx: Tx,
  owed: { readonly personId: PersonId; readonly template: SecurityTemplate; readonly subjectId: string },
  now: Date,
): Promise<DeliveryId | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into notifications.personal_delivery (person_id, id, template, subject_id, state, created_at)
    values (${owed.personId}, ${newId(now)}, ${owed.template}, ${owed.subjectId}, 'queued', ${now})
    on conflict do nothing returning id`.execute(tx);
  return rows[0] && asId(rows[0].id);
}

export async function findPersonalDelivery(
  tx: Tx,
  personId: PersonId,
  id: DeliveryId,
): Promise<PersonalDelivery | undefined> {
  const { rows } = await sql<{ template: SecurityTemplate; state: DeliveryState }>`
    select template, state from notifications.personal_delivery where person_id = ${personId} and id = ${id}`.execute(
    tx,
  );
  return rows[0];
}

/** Settles a delivery that was still queued. */
export async function settlePersonalDelivery(
  tx: Tx,
  { personId, id }: { readonly personId: PersonId; readonly id: DeliveryId },
  state: Exclude<DeliveryState, 'queued'>,
  now: Date,
): Promise<void> {
  await sql`update notifications.personal_delivery set state = ${state}, sent_at = ${state === 'sent' ? now : null}
    where person_id = ${personId} and id = ${id} and state = 'queued'`.execute(tx);
}

/** Forgets which messages were owed to somebody who is erased, in the worker's transaction bound to them. */
export async function erasePersonalDeliveries(tx: Tx, personId: PersonId): Promise<void> {
  await sql`delete from notifications.personal_delivery where person_id = ${personId}`.execute(tx);
}
