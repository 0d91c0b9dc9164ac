import { sql } from 'kysely';
import {
  asId,
  type Id,
  type MandateId,
  type OrganisationId,
  type PersonId,
  type StaffActor,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { EvidenceKind, JointGroup, Mandate, MandateEnd, Role } from './model.ts';

interface MandateRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly person_id: string;
  readonly parent_id: string | null;
  readonly role: Role;
  readonly role_arabic: string | null;
  readonly role_latin: string | null;
  readonly natures: readonly string[];
  readonly most: number | null;
  readonly group_id: string | null;
  readonly group_name: string | null;
  readonly needed: number | null;
  readonly may_read: boolean;
  readonly may_revoke: boolean;
  readonly delegable: number;
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly evidence_kind: EvidenceKind | null;
  readonly evidence_reference: string | null;
  readonly evidence_on: string | null;
}

function groupOfRow({ group_id: id, group_name: name, needed }: MandateRow): JointGroup | null {
  return id !== null && name !== null && needed !== null ? { id: asId(id), name, needed } : null;
}

function toMandate(row: MandateRow): Mandate {
  const { role_arabic: arabic, role_latin: latin } = row;
  const { evidence_kind: kind, evidence_reference: reference, evidence_on: on } = row;
  return {
    id: asId(row.id),
    organisationId: asId(row.organisation_id),
    personId: asId(row.person_id),
    parentId: row.parent_id === null ? null : asId(row.parent_id),
    role: row.role,
    roleWords: arabic !== null && latin !== null ? { arabic, latin } : null,
    natures: row.natures.includes('all') ? 'all' : row.natures,
    most: row.most,
    group: groupOfRow(row),
    mayRead: row.may_read,
    mayRevoke: row.may_revoke,
    delegable: row.delegable,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    evidence: kind !== null && reference !== null && on !== null ? { kind, reference, on } : null,
  };
}

const selected = sql`select m.id, m.organisation_id, m.person_id, m.parent_id, m.role, m.role_arabic, m.role_latin, m.natures, m.most, m.group_id,
    g.name as group_name, g.needed, m.may_read, m.may_revoke, m.delegable, m.starts_on::text, m.ends_on::text,
    m.evidence_kind, m.evidence_reference, m.evidence_on::text
  from identity.mandate m left join identity.mandate_group g on g.organisation_id = m.organisation_id and g.id = m.group_id`;

/** Every mandate of an organisation that the transaction's scope may see, oldest first. */
export async function selectMandates(tx: Tx, organisationId: OrganisationId): Promise<readonly Mandate[]> {
  const { rows } = await sql<MandateRow>`
    ${selected} where m.organisation_id = ${organisationId} order by m.created_at, m.id`.execute(tx);
  return rows.map(toMandate);
}

/** The mandates among `ids` that the transaction's scope may see. */
export async function selectMandatesByIds(tx: Tx, ids: readonly MandateId[]): Promise<readonly Mandate[]> {
  const { rows } = await sql<MandateRow>`${selected} where m.id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map(toMandate);
}

/** For which organisations somebody ever held a mandate, of those that the scope may see. */
export async function selectRepresented(tx: Tx, personId: PersonId): Promise<readonly OrganisationId[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct organisation_id as id from identity.mandate where person_id = ${personId} order by 1`.execute(tx);
  return rows.map(row => asId(row.id));
}

/** Words that ended mandates of an organisation. */
export async function selectEnds(tx: Tx, organisationId: OrganisationId): Promise<readonly MandateEnd[]> {
  const { rows } = await sql<{
    mandate_id: string;
    effective_at: Date;
    reason: string;
    ended_by_person: string | null;
    ended_in: string | null;
    ended_by: string | null;
    at: Date;
  }>`
    select mandate_id, effective_at, reason, ended_by_person, ended_in, ended_by, at from identity.mandate_end
    where organisation_id = ${organisationId} order by at, id`.execute(tx);
  return rows.map(row => ({
    mandateId: asId(row.mandate_id),
    effectiveAt: row.effective_at,
    reason: row.reason,
    by:
      row.ended_by_person !== null
        ? { personId: asId(row.ended_by_person) }
        : { communeId: asId(row.ended_in ?? ''), staffId: asId(row.ended_by ?? '') },
    at: row.at,
  }));
}

/** The group of that name, made if there is none; its own number of members needed says whether it is the one that was meant. */
export async function ensureGroup(
  tx: Tx,
  organisationId: OrganisationId,
  group: { readonly id: Id<'mandate-group'>; readonly name: string; readonly needed: number },
): Promise<JointGroup> {
  await sql`insert into identity.mandate_group (id, organisation_id, name, needed)
    values (${group.id}, ${organisationId}, ${group.name}, ${group.needed}) on conflict do nothing`.execute(tx);
  const { rows } = await sql<{ id: string; name: string; needed: number }>`
    select id, name, needed from identity.mandate_group where organisation_id = ${organisationId} and name = ${group.name}`.execute(
    tx,
  );
  const [row] = rows;
  if (!row) throw new Error('a group that was just written is not there');
  return { ...row, id: asId(row.id) };
}

/** Who wrote a mandate down: a clerk, or nobody but the representative who delegated. */
export type Recorder = Pick<StaffActor, 'communeId' | 'staffId'> | null;

/** Writes a mandate; a command that was obeyed already answers the mandate that it made. */
export async function insertMandate(
  tx: Tx,
  mandate: Mandate,
  { recorder, key }: { readonly recorder: Recorder; readonly key: string },
  now: Date,
): Promise<MandateId> {
  const { id, organisationId, roleWords, evidence, natures } = mandate;
  await sql`insert into identity.mandate (id, organisation_id, person_id, parent_id, role, role_arabic, role_latin, natures, most, group_id,
      may_read, may_revoke, delegable, starts_on, ends_on, evidence_kind, evidence_reference, evidence_on, recorded_in, recorded_by,
      command_key, created_at)
    values (${id}, ${organisationId}, ${mandate.personId}, ${mandate.parentId}, ${mandate.role}, ${roleWords?.arabic ?? null},
      ${roleWords?.latin ?? null}, ${natures === 'all' ? ['all'] : [...natures]}::text[], ${mandate.most}, ${mandate.group?.id ?? null},
      ${mandate.mayRead}, ${mandate.mayRevoke}, ${mandate.delegable}, ${mandate.startsOn}, ${mandate.endsOn}, ${evidence?.kind ?? null},
      ${evidence?.reference ?? null}, ${evidence?.on ?? null}, ${recorder?.communeId ?? null}, ${recorder?.staffId ?? null}, ${key}, ${now})
    on conflict on constraint one_command do nothing`.execute(tx);
  const { rows } = await sql<{ id: string }>`
    select id from identity.mandate where organisation_id = ${organisationId} and command_key = ${key}`.execute(tx);
  return asId(rows[0]?.id ?? '');
}

export async function insertEnd(
  tx: Tx,
  id: Id<'mandate-end'>,
  { organisationId, ...end }: MandateEnd & { readonly organisationId: OrganisationId },
): Promise<void> {
  const { by } = end;
  const [person, commune, staff] = 'personId' in by ? [by.personId, null, null] : [null, by.communeId, by.staffId];
  await sql`insert into identity.mandate_end (id, organisation_id, mandate_id, effective_at, reason, ended_by_person, ended_in, ended_by, at)
    values (${id}, ${organisationId}, ${end.mandateId}, ${end.effectiveAt}, ${end.reason}, ${person}, ${commune}, ${staff}, ${end.at})`.execute(
    tx,
  );
}

/**
 * Until the transaction ends: acts are judged side by side (`shared`), and whatever changes mandates waits for them and they for it, so
 * that an act and the end of its mandate have an order.
 */
export async function lockMandates(
  tx: Tx,
  organisationId: OrganisationId,
  mode: 'shared' | 'exclusive',
): Promise<void> {
  const key = `identity.mandates/${organisationId}`;
  await (mode === 'shared'
    ? sql`select pg_advisory_xact_lock_shared(hashtextextended(${key}, 0))`
    : sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`
  ).execute(tx);
}
