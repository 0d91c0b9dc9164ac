import { sql } from 'kysely';
import type { PersonId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ContactKind } from '../contact-store.ts';
import type { Choices } from './choices.ts';

export async function findChoices(tx: Tx, personId: PersonId): Promise<Omit<Choices, 'language'> | undefined> {
  const { rows } = await sql<{ script: Choices['script']; told_by: Choices['toldBy']; text_size: Choices['textSize'] }>`
    select script, told_by, text_size from identity.person where id = ${personId}`.execute(tx);
  return rows[0] && { script: rows[0].script, toldBy: rows[0].told_by, textSize: rows[0].text_size };
}

export async function updateChoices(tx: Tx, personId: PersonId, choices: Choices): Promise<void> {
  await sql`update identity.person set language = ${choices.language}, script = ${choices.script}, told_by = ${choices.toldBy},
    text_size = ${choices.textSize} where id = ${personId}`.execute(tx);
}

/** Contacts that a code has shown the person to read. */
export async function listConfirmed(tx: Tx, personId: PersonId): Promise<ContactKind[]> {
  const { rows } = await sql<{ kind: ContactKind }>`
    select kind from identity.contact where person_id = ${personId} and confirmed_at is not null`.execute(tx);
  return rows.map(row => row.kind);
}
