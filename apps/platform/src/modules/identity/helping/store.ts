import { sql } from 'kysely';
import { asId, type Id, newId, type PersonId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Help, HelperAct, HelperActor, HelperDeed, HelpId, HelpState } from './model.ts';

interface Row {
  readonly id: string;
  readonly person_id: string;
  readonly helper_id: string | null;
  readonly services: string[];
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly state: HelpState;
  readonly asked_at: Date;
  readonly answered_at: Date | null;
  readonly ended_at: Date | null;
  readonly ended_by: 'person' | 'helper' | 'erasure' | null;
}

const columns = sql.raw(
  'id, person_id, helper_id, services, starts_at, ends_at, state, asked_at, answered_at, ended_at, ended_by',
);

function toHelp(row: Row): Help {
  return {
    id: asId(row.id),
    personId: asId(row.person_id),
    helperId: row.helper_id === null ? null : asId(row.helper_id),
    services: row.services,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    state: row.state,
    askedAt: row.asked_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
  };
}

/** The person behind an account number that was opened, through the narrow look-up. */
export async function findPersonByNumber(tx: Tx, number: string): Promise<PersonId | undefined> {
  const { rows } = await sql<{ id: string | null }>`
    select identity.find_person_by_account_number(${number}) as id`.execute(tx);
  const id = rows[0]?.id;
  return id ? asId(id) : undefined;
}

export async function insertHelp(tx: Tx, help: Help): Promise<void> {
  await sql`insert into identity.helper (${columns}) values (${help.id}, ${help.personId}, ${help.helperId}, ${[...help.services]}::text[],
    ${help.startsAt}, ${help.endsAt}, ${help.state}, ${help.askedAt}, ${help.answeredAt}, ${help.endedAt}, ${help.endedBy})`.execute(
    tx,
  );
}

/** Helps of which the person of the scope is either side, latest first. */
export async function listHelps(tx: Tx, side: 'helped' | 'helper', personId: PersonId): Promise<Help[]> {
  const column = sql.ref(side === 'helped' ? 'person_id' : 'helper_id');
  const { rows } = await sql<Row>`select ${columns} from identity.helper where ${column} = ${personId}
    order by asked_at desc, id desc limit 100`.execute(tx);
  return rows.map(toHelp);
}

/** A help of which the person of the scope is a side, locked. */
export async function findHelp(tx: Tx, id: HelpId): Promise<Help | undefined> {
  const { rows } = await sql<Row>`select ${columns} from identity.helper where id = ${id} for update`.execute(tx);
  return rows[0] && toHelp(rows[0]);
}

export async function updateHelp(tx: Tx, help: Help): Promise<void> {
  await sql`update identity.helper set state = ${help.state}, answered_at = ${help.answeredAt}, ended_at = ${help.endedAt},
    ended_by = ${help.endedBy} where id = ${help.id}`.execute(tx);
}

/** Invitations of a person since an instant: each number that they type is counted. */
export async function countAsked(tx: Tx, personId: PersonId, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from identity.helper where person_id = ${personId} and asked_at > ${since}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** In a transaction bound to the helped person. */
export async function insertHelperAct(tx: Tx, actor: HelperActor, what: HelperDeed, now: Date): Promise<void> {
  await sql`insert into identity.helper_act (id, help_id, person_id, helper_id, service, what, at)
    values (${newId<Id<'helper-act'>>(now)}, ${actor.helpId}, ${actor.personId}, ${actor.helper.personId}, ${actor.service}, ${what}, ${now})`.execute(
    tx,
  );
}

/** What helpers did for a person, latest first. */
export async function listHelperActs(tx: Tx, personId: PersonId, limit: number): Promise<HelperAct[]> {
  const { rows } = await sql<{ service: string; what: HelperDeed; at: Date; helper_id: string }>`
    select service, what, at, helper_id from identity.helper_act where person_id = ${personId}
    order by at desc, id desc limit ${limit}`.execute(tx);
  return rows.map(row => ({ service: row.service, what: row.what, at: row.at, helperId: asId(row.helper_id) }));
}
