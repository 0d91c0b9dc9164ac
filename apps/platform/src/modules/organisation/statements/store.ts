import { sql } from 'kysely';
import { asId, type CommuneId, getValue, type Id, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { KeptStatement } from '../decide.ts';
import type { RevocationReason } from '../model.ts';
import {
  type BodyOf,
  parseStatement,
  type SignedStatement,
  type StatementBody,
  type StatementKind,
  signaturesSchema,
} from './statement.ts';

interface StatementRow {
  body: Buffer;
  signatures: unknown;
  revoked_at: Date | null;
}

/** Keeps a statement once; answers whether exactly these bytes are now kept under its id. */
export async function insertStatement(
  tx: Tx,
  statement: SignedStatement,
  body: StatementBody,
  now: Date,
): Promise<boolean> {
  await sql`insert into organisation.statement
    (commune_id, id, kind, subject_id, body, signatures, valid_from, valid_until, made_at)
    values (${body.commune}, ${body.id}, ${body.kind}, ${body.subject}, ${Buffer.from(statement.body)},
      ${JSON.stringify(statement.signatures)}::jsonb, ${body.validFrom}, ${body.validUntil}, ${now})
    on conflict do nothing`.execute(tx);
  const kept = await findStatementById(tx, body.commune, body.id);
  return kept !== undefined && Buffer.compare(kept.statement.body, statement.body) === 0;
}

export async function findStatementById(
  tx: Tx,
  communeId: CommuneId,
  id: Id<string>,
): Promise<KeptStatement | undefined> {
  const { rows } = await sql<StatementRow>`
    select s.body, s.signatures, r.revoked_at
    from organisation.statement s left join organisation.revocation r on r.commune_id = s.commune_id and r.statement_id = s.id
    where s.commune_id = ${communeId} and s.id = ${id}`.execute(tx);
  return rows[0] && readStatement(rows[0]);
}

/** Every statement of one kind in a commune, of one member of staff when `subject` is given. */
export async function selectStatements<K extends StatementKind>(
  tx: Tx,
  communeId: CommuneId,
  kind: K,
  subject: Id<string> | null = null,
): Promise<readonly KeptStatement<BodyOf<K>>[]> {
  const { rows } = await sql<StatementRow>`
    select s.body, s.signatures, r.revoked_at
    from organisation.statement s left join organisation.revocation r on r.commune_id = s.commune_id and r.statement_id = s.id
    where s.commune_id = ${communeId} and s.kind = ${kind} and (${subject}::uuid is null or s.subject_id = ${subject})
    order by s.id`.execute(tx);
  return rows.map(readStatement).filter(kept => isKind(kept, kind));
}

/** Takes a statement back, once; answers false when there is no such statement. */
export async function insertRevocation(
  tx: Tx,
  communeId: CommuneId,
  id: Id<string>,
  { reason, by, at }: { readonly reason: RevocationReason; readonly by: StaffId | null; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    with revoked as (
      insert into organisation.revocation (commune_id, statement_id, reason, revoked_at, revoked_by)
      select commune_id, id, ${reason}, ${at}, ${by}::uuid from organisation.statement where commune_id = ${communeId} and id = ${id}
      on conflict do nothing)
    select id from organisation.statement where commune_id = ${communeId} and id = ${id}`.execute(tx);
  return rows.length === 1;
}

/** When each statement of the commune was taken back. The sealer's login may read this table and no other of ours. */
export async function selectRevocations(tx: Tx, communeId: CommuneId): Promise<ReadonlyMap<Id<string>, Date>> {
  const { rows } = await sql<{ statement_id: string; revoked_at: Date }>`
    select statement_id, revoked_at from organisation.revocation where commune_id = ${communeId}`.execute(tx);
  return new Map(rows.map(row => [asId(row.statement_id), row.revoked_at]));
}

function readStatement({ body, signatures, revoked_at: revokedAt }: StatementRow): KeptStatement {
  return {
    statement: { body, signatures: signaturesSchema.parse(signatures) },
    body: getValue(parseStatement(body)),
    revokedAt,
  };
}

function isKind<K extends StatementKind>(kept: KeptStatement, kind: K): kept is KeptStatement<BodyOf<K>> {
  return kept.body.kind === kind;
}
