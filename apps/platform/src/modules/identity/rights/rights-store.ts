import { sql } from 'kysely';
import { asId, type CommuneId, type Id, newId, type PersonId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type {
  RefusalGround,
  RightsEvent,
  RightsEventKind,
  RightsKind,
  RightsRequestId,
  RightsState,
  SealedRightsRequest,
} from './model.ts';

interface Row {
  readonly id: string;
  readonly person_id: string;
  readonly asked_in: string;
  readonly number: string;
  readonly kind: RightsKind;
  readonly words_sealed: Buffer;
  readonly channel: 'online' | 'counter';
  readonly taken_by: string | null;
  readonly basis: 'art-8' | 'house';
  readonly asked_at: Date;
  readonly due_at: Date;
  readonly reminded_at: Date | null;
  readonly state: RightsState;
  readonly ground: RefusalGround | null;
  readonly answer_sealed: Buffer | null;
  readonly answered_by: string | null;
  readonly answered_at: Date | null;
  readonly executes_at: Date | null;
  readonly ended_at: Date | null;
}

const columns =
  sql.raw(`id, person_id, asked_in, number, kind, words_sealed, channel, taken_by, basis, asked_at, due_at, reminded_at,
  state, ground, answer_sealed, answered_by, answered_at, executes_at, ended_at`);

const staff = (id: string | null): StaffId | null => (id === null ? null : asId(id));

function toRequest(row: Row): SealedRightsRequest {
  return {
    id: asId(row.id),
    personId: asId(row.person_id),
    askedIn: asId(row.asked_in),
    number: row.number,
    kind: row.kind,
    wordsSealed: row.words_sealed,
    channel: row.channel,
    takenBy: staff(row.taken_by),
    basis: row.basis,
    askedAt: row.asked_at,
    dueAt: row.due_at,
    remindedAt: row.reminded_at,
    state: row.state,
    ground: row.ground,
    answerSealed: row.answer_sealed,
    answeredBy: staff(row.answered_by),
    answeredAt: row.answered_at,
    executesAt: row.executes_at,
    endedAt: row.ended_at,
  };
}

/** The next number of a commune in a year: DP/2026/000012. */
export async function nextNumber(tx: Tx, communeId: CommuneId, year: number): Promise<string> {
  const { rows } = await sql<{ last: number }>`
    insert into identity.rights_counter (commune_id, year, last) values (${communeId}, ${year}, 1)
    on conflict (commune_id, year) do update set last = rights_counter.last + 1 returning last`.execute(tx);
  return `DP/${year}/${String(rows[0]?.last).padStart(6, '0')}`;
}

/** Communes that know the person of the transaction's scope, first known first. */
export async function listCommunesOf(tx: Tx, personId: PersonId): Promise<CommuneId[]> {
  const { rows } = await sql<{ commune_id: string }>`
    select commune_id from identity.known_person where person_id = ${personId} order by first_known_at, commune_id`.execute(
    tx,
  );
  return rows.map(row => asId(row.commune_id));
}

export async function insertRequest(tx: Tx, request: SealedRightsRequest): Promise<void> {
  await sql`insert into identity.rights_request (${columns}) values (${request.id}, ${request.personId}, ${request.askedIn},
    ${request.number}, ${request.kind}, ${request.wordsSealed}, ${request.channel}, ${request.takenBy}, ${request.basis},
    ${request.askedAt}, ${request.dueAt}, ${request.remindedAt}, ${request.state}, ${request.ground}, ${request.answerSealed},
    ${request.answeredBy}, ${request.answeredAt}, ${request.executesAt}, ${request.endedAt})`.execute(tx);
}

/** Of one person, latest first. */
export async function listOfPerson(tx: Tx, personId: PersonId): Promise<SealedRightsRequest[]> {
  const { rows } = await sql<Row>`select ${columns} from identity.rights_request
    where person_id = ${personId} order by asked_at desc, id desc limit 200`.execute(tx);
  return rows.map(toRequest);
}

/** Of one commune: what waits first, by its last day; then the rest, latest first. */
export async function listOfCommune(tx: Tx, communeId: CommuneId, limit: number): Promise<SealedRightsRequest[]> {
  const { rows } = await sql<Row>`select ${columns} from identity.rights_request where asked_in = ${communeId}
    order by state <> 'open', case when state = 'open' then due_at end, asked_at desc limit ${limit}`.execute(tx);
  return rows.map(toRequest);
}

/** One request that the scope shows; locked until the transaction ends once the scope is bound to its person. */
export async function findRequest(
  tx: Tx,
  id: RightsRequestId,
  { lock }: { readonly lock: boolean } = { lock: false },
): Promise<SealedRightsRequest | undefined> {
  const { rows } = await sql<Row>`select ${columns} from identity.rights_request where id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] && toRequest(rows[0]);
}

/** Whether the person has a request of this kind that is not ended. */
export async function hasOpen(tx: Tx, personId: PersonId, kind: RightsKind): Promise<boolean> {
  const { rows } = await sql`select 1 from identity.rights_request
    where person_id = ${personId} and kind = ${kind} and state in ('open', 'granted')`.execute(tx);
  return rows.length > 0;
}

/** Writes what became of a request. */
export async function updateRequest(tx: Tx, request: SealedRightsRequest): Promise<void> {
  await sql`update identity.rights_request set state = ${request.state}, ground = ${request.ground}, answer_sealed = ${request.answerSealed},
      answered_by = ${request.answeredBy}, answered_at = ${request.answeredAt}, executes_at = ${request.executesAt},
      ended_at = ${request.endedAt}, reminded_at = ${request.remindedAt} where id = ${request.id}`.execute(tx);
}

export async function insertEvent(
  tx: Tx,
  { id, personId }: Pick<SealedRightsRequest, 'id' | 'personId'>,
  event: { readonly kind: RightsEventKind; readonly staffId: StaffId | null },
  now: Date,
): Promise<void> {
  await sql`insert into identity.rights_event (id, request_id, person_id, kind, staff_id, at)
    values (${newId<Id<'rights-event'>>(now)}, ${id}, ${personId}, ${event.kind}, ${event.staffId}, ${now})`.execute(
    tx,
  );
}

export async function listEvents(tx: Tx, id: RightsRequestId): Promise<RightsEvent[]> {
  const { rows } = await sql<{ kind: RightsEventKind; staff_id: string | null; at: Date }>`
    select kind, staff_id, at from identity.rights_event where request_id = ${id} order by at, id`.execute(tx);
  return rows.map(row => ({ kind: row.kind, staffId: staff(row.staff_id), at: row.at }));
}

/** Requests of a commune that lapse before an instant and of which nobody was reminded; and erasures whose moment has come. */
export async function listDue(
  tx: Tx,
  communeId: CommuneId,
  { remindBefore, now }: { readonly remindBefore: Date; readonly now: Date },
): Promise<{ readonly toRemind: SealedRightsRequest[]; readonly toErase: SealedRightsRequest[] }> {
  const remind =
    await sql<Row>`select ${columns} from identity.rights_request where asked_in = ${communeId} and state = 'open'
    and due_at < ${remindBefore} and reminded_at is null limit 200`.execute(tx);
  const erase =
    await sql<Row>`select ${columns} from identity.rights_request where asked_in = ${communeId} and state = 'granted'
    and executes_at <= ${now} order by executes_at limit 50`.execute(tx);
  return { toRemind: remind.rows.map(toRequest), toErase: erase.rows.map(toRequest) };
}
