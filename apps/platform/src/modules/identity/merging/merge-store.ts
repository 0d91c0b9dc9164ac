import { sql } from 'kysely';
import { asId, type CommuneId, type PersonId, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { DocumentType } from '../document-number.ts';
import type { IdentityDocumentId } from '../model.ts';
import type { Finding, Merge, MergeId, MergeReason, MergeState } from './model.ts';

interface MergeRow {
  readonly id: string;
  readonly commune_id: string;
  readonly survivor_id: string;
  readonly merged_id: string;
  readonly state: MergeState;
  readonly findings: readonly Finding[];
  readonly reason: MergeReason;
  readonly survivor_document: string;
  readonly merged_document: string;
  readonly proposed_by: string;
  readonly proposed_at: Date;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly due_at: Date | null;
  readonly executed_at: Date | null;
  readonly reversed_at: Date | null;
}

const columns = sql.raw(
  `id, commune_id, survivor_id, merged_id, state, findings, reason, survivor_document, merged_document, proposed_by, proposed_at,
   decided_by, decided_at, due_at, executed_at, reversed_at`,
);

function toMerge(row: MergeRow): Merge {
  return {
    id: asId(row.id),
    communeId: asId(row.commune_id),
    survivorId: asId(row.survivor_id),
    mergedId: asId(row.merged_id),
    state: row.state,
    findings: row.findings,
    reason: row.reason,
    survivorDocument: asId(row.survivor_document),
    mergedDocument: asId(row.merged_document),
    proposedBy: asId(row.proposed_by),
    proposedAt: row.proposed_at,
    decidedBy: row.decided_by === null ? null : asId(row.decided_by),
    decidedAt: row.decided_at,
    dueAt: row.due_at,
    executedAt: row.executed_at,
    reversedAt: row.reversed_at,
  };
}

/** A merge that the scope may see, locked until the transaction ends. */
export async function findMerge(tx: Tx, id: MergeId): Promise<Merge | undefined> {
  const { rows } = await sql<MergeRow>`select ${columns} from identity.merge where id = ${id} for update`.execute(tx);
  return rows[0] && toMerge(rows[0]);
}

/** The merges that the scope may see, a commune's or a person's, latest first. */
export async function listMerges(tx: Tx, limit: number): Promise<Merge[]> {
  const { rows } = await sql<MergeRow>`
    select ${columns} from identity.merge order by proposed_at desc, id desc limit ${limit}`.execute(tx);
  return rows.map(toMerge);
}

/** Writes a proposal. */
export async function insertMerge(
  tx: Tx,
  merge: Omit<Merge, 'state' | 'decidedBy' | 'decidedAt' | 'dueAt' | 'executedAt' | 'reversedAt'>,
): Promise<void> {
  await sql`insert into identity.merge (commune_id, id, survivor_id, merged_id, state, findings, reason, survivor_document,
      merged_document, proposed_by, proposed_at)
    values (${merge.communeId}, ${merge.id}, ${merge.survivorId}, ${merge.mergedId}, 'proposed', ${[...merge.findings]}::text[],
      ${merge.reason}, ${merge.survivorDocument}, ${merge.mergedDocument}, ${merge.proposedBy}, ${merge.proposedAt})`.execute(
    tx,
  );
}

/** Whether either of two persons is in a merge under way, in any commune; waits for whoever is opening one. */
export async function isUnderWay(tx: Tx, persons: readonly PersonId[]): Promise<boolean> {
  for (const personId of persons.toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`identity.merge/${personId}`}, 0))`.execute(tx);
  const { rows } = await sql<{ open: boolean }>`
    select bool_or(identity.is_being_merged(id)) as open from unnest(${[...persons]}::uuid[]) as id`.execute(tx);
  return rows[0]?.open === true;
}

/** Whether a person's file was merged into another. */
export async function isMerged(tx: Tx, personId: PersonId): Promise<boolean> {
  const { rows } = await sql<{ merged: boolean }>`
    select merged_into is not null as merged from identity.person where id = ${personId}`.execute(tx);
  return rows[0]?.merged === true;
}

/** Writes the decision of a second member of staff. */
export async function decideMerge(
  tx: Tx,
  id: MergeId,
  decision: {
    readonly state: 'approved' | 'refused';
    readonly by: StaffId;
    readonly at: Date;
    readonly dueAt: Date | null;
  },
): Promise<void> {
  await sql`update identity.merge
    set state = ${decision.state}, decided_by = ${decision.by}, decided_at = ${decision.at}, due_at = ${decision.dueAt}
    where id = ${id}`.execute(tx);
}

/** Writes that who proposed it took it back. */
export async function withdrawMerge(tx: Tx, id: MergeId): Promise<void> {
  await sql`update identity.merge set state = 'withdrawn' where id = ${id}`.execute(tx);
}

/** Writes a holder's objection, in a scope bound to the holder. */
export async function objectToMerge(tx: Tx, id: MergeId, at: Date): Promise<void> {
  await sql`update identity.merge set state = 'objected', objected_at = ${at} where id = ${id}`.execute(tx);
}

/** Marks a merge as done by this transaction, and moves the rows of this room. */
export async function moveRows(tx: Tx, id: MergeId, at: Date): Promise<void> {
  await sql`update identity.merge set state = 'done', executed_at = ${at}, moving = pg_current_xact_id() where id = ${id}`.execute(
    tx,
  );
  await sql`select identity.move_rows(${id})`.execute(tx);
}

/** Marks a merge as reversed by this transaction, and puts the rows of this room back. */
export async function restoreRows(tx: Tx, id: MergeId, by: StaffId, at: Date): Promise<void> {
  await sql`update identity.merge set state = 'reversed', reversed_by = ${by}, reversed_at = ${at}, moving = pg_current_xact_id()
    where id = ${id}`.execute(tx);
  await sql`select identity.restore_rows(${id})`.execute(tx);
}

/** The documents that a merge moved. */
export async function selectMoved(tx: Tx, id: MergeId): Promise<IdentityDocumentId[]> {
  const { rows } = await sql<{ row_id: string }>`
    select row_id from identity.merge_move where merge_id = ${id} and relation = 'identity.identity_document' order by row_id`.execute(
    tx,
  );
  return rows.map(row => asId(row.row_id));
}

/** Persons known in the commune, born on a day, who have at least two of the words in their name. */
export async function selectByWords(
  tx: Tx,
  communeId: CommuneId,
  { words, birthDate }: { readonly words: readonly string[]; readonly birthDate: string },
): Promise<PersonId[]> {
  const { rows } = await sql<{ person_id: string }>`
    select n.person_id from identity.known_name n join identity.person p on p.id = n.person_id
    where n.commune_id = ${communeId} and n.word = any(${[...words]}::text[]) and p.birth_date = ${birthDate} and p.merged_into is null
    group by n.person_id having count(*) >= 2 limit 50`.execute(tx);
  return rows.map(row => asId(row.person_id));
}

/** Persons known in the commune who have a contact with one of these blind indexes. */
export async function selectByContacts(tx: Tx, indexes: readonly Buffer[]): Promise<PersonId[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct c.person_id from identity.contact c join identity.person p on p.id = c.person_id
    where c.value_index = any(${[...indexes]}::bytea[]) and p.merged_into is null limit 50`.execute(tx);
  return rows.map(row => asId(row.person_id));
}

/** Holders, anywhere, of documents with one of these blind indexes. */
export async function selectByNumbers(
  tx: Tx,
  indexes: readonly Buffer[],
): Promise<{ readonly personId: PersonId; readonly type: DocumentType }[]> {
  const { rows } = await sql<{ person_id: string; type: DocumentType }>`
    select person_id, type from identity.find_persons_by_indexes(${[...indexes]}::bytea[])`.execute(tx);
  return rows.map(row => ({ personId: asId(row.person_id), type: row.type }));
}

/** What the scope may see of several persons, to compare them. */
export async function selectTraits(
  tx: Tx,
  personIds: readonly PersonId[],
): Promise<
  {
    readonly personId: PersonId;
    readonly arabic: string;
    readonly latin: string;
    readonly birthDate: string | null;
    readonly numbers: readonly string[];
    readonly contacts: readonly string[];
  }[]
> {
  const { rows } = await sql<{
    id: string;
    arabic: string;
    latin: string;
    birth_date: string | null;
    numbers: string[];
    contacts: string[];
  }>`
    select p.id, p.name_arabic as arabic, p.name_latin as latin, p.birth_date::text,
      array(select encode(d.number_index, 'hex') from identity.identity_document d where d.person_id = p.id) as numbers,
      array(select encode(c.value_index, 'hex') from identity.contact c where c.person_id = p.id and c.value_index is not null) as contacts
    from identity.person p where p.id = any(${[...personIds]}::uuid[]) and p.merged_into is null`.execute(tx);
  return rows.map(({ id, birth_date: birthDate, ...row }) => ({ ...row, personId: asId(id), birthDate }));
}
