import type { KeyObject } from 'node:crypto';
import {
  type Actor,
  type CommuneId,
  type Id,
  ok,
  type Result,
  refuse,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { chooseCredential, chooseDelegation, type KeptStatement } from '../decide.ts';
import type { RevocationReason } from '../model.ts';
import { mayForCommune } from '../policy.ts';
import { checkStatement } from './check.ts';
import type { SigningOccasion } from './covers.ts';
import {
  type AdministratorBody,
  type CredentialBody,
  type DelegationBody,
  parseStatement,
  type SignedStatement,
  type StatementBody,
} from './statement.ts';
import { findStatementById, insertRevocation, insertStatement, selectRevocations, selectStatements } from './store.ts';

/**
 * Keeps a signed statement after checking it as the sealer will. Needs `organisation.state` over the commune. The same
 * bytes again are kept once; other bytes under the same id are refused (`organisation.statement-id-taken`).
 */
export async function keepStatement(
  tx: Tx,
  actor: Actor,
  statement: SignedStatement,
  { ceremonyKey, now }: { readonly ceremonyKey: KeyObject; readonly now: Date },
): Promise<Result<StatementBody>> {
  const parsed = parseStatement(statement.body);
  if (!parsed.ok) return parsed;
  const { commune, kind } = parsed.value;
  if (!mayForCommune(actor, 'organisation.state', commune)) return refuse('organisation.not-allowed');
  const trust = {
    ceremonyKey,
    administrators: await listAdministratorStatements(tx, commune),
    revocations: await listRevocations(tx, commune),
    commune,
    at: nearestInForce(parsed.value, now),
  };
  const checked = checkStatement(kind, statement, trust);
  if (!checked.ok) return checked;
  return (await insertStatement(tx, statement, checked.value, now))
    ? checked
    : refuse('organisation.statement-id-taken');
}

/** A statement may be kept before it begins, or after it has ended: it is checked for its moment that is nearest to now. */
function nearestInForce({ validFrom, validUntil }: StatementBody, now: Date): Date {
  const last = new Date(Date.parse(validUntil) - 1);
  if (now > last) return last;
  return now < new Date(validFrom) ? new Date(validFrom) : now;
}

/**
 * Takes a statement back from `now` on, for ever; taken back already, it stays as it was. Needs `organisation.revoke`
 * over the commune; refuses `organisation.statement-unknown`.
 */
export async function revokeStatement(
  tx: Tx,
  actor: Actor,
  command: {
    readonly communeId: CommuneId;
    readonly statementId: Id<string>;
    readonly reason: RevocationReason;
    readonly now: Date;
  },
): Promise<Result<null>> {
  const { communeId, statementId, reason, now } = command;
  if (!mayForCommune(actor, 'organisation.revoke', communeId)) return refuse('organisation.not-allowed');
  const by = actor.kind === 'staff' ? actor.staffId : null;
  const known = await insertRevocation(tx, communeId, statementId, { reason, by, at: now });
  return known ? ok(null) : refuse('organisation.statement-unknown');
}

/**
 * Takes back every credential of the officer who asks, at once and by themselves: "this was not me" waits for nobody. Answers how
 * many were in force. Only for staff; what they may sign is over until two administrators state a new credential.
 */
export async function revokeOwnCredentials(tx: Tx, actor: StaffActor, now: Date): Promise<number> {
  const { communeId, staffId } = actor;
  const held = await selectStatements(tx, communeId, 'credential', staffId);
  const inForce = held.filter(({ revokedAt, body }) => revokedAt === null && now < new Date(body.validUntil));
  for (const { body } of inForce)
    await insertRevocation(tx, communeId, body.id, { reason: 'compromised', by: staffId, at: now });
  return inForce.length;
}

/** Every statement of a commune, in force or not. Needs `organisation.state` over it. */
export async function listStatements(tx: Tx, actor: Actor, communeId: CommuneId): Promise<Result<CommunalStatements>> {
  if (!mayForCommune(actor, 'organisation.state', communeId)) return refuse('organisation.not-allowed');
  return ok({
    administrators: await selectStatements(tx, communeId, 'administrator'),
    credentials: await selectStatements(tx, communeId, 'credential'),
    delegations: await selectStatements(tx, communeId, 'delegation'),
  });
}

/** What a commune keeps of statements, by kind. */
export interface CommunalStatements {
  readonly administrators: readonly KeptStatement<AdministratorBody>[];
  readonly credentials: readonly KeptStatement<CredentialBody>[];
  readonly delegations: readonly KeptStatement<DelegationBody>[];
}

/** Whose signature, where, on what, when: the commune is that of the transaction. */
export interface CommunalOccasion extends SigningOccasion {
  readonly communeId: CommuneId;
}

/**
 * The delegation that lets the officer sign at that office, nature and moment, or the precise refusal
 * (`organisation.delegation-none`, -other-office, -other-nature, -not-yet, -ended, -revoked). Believes what was checked
 * when it was kept; the sealer checks the bytes again for itself.
 */
export async function findDelegation(
  tx: Tx,
  occasion: CommunalOccasion,
): Promise<Result<KeptStatement<DelegationBody>>> {
  return chooseDelegation(await selectStatements(tx, occasion.communeId, 'delegation', occasion.officer), occasion);
}

/** The credential that the officer signs with, or why there is none (`organisation.credential-*`). */
export async function findCredential(
  tx: Tx,
  { communeId, officer, at }: { readonly communeId: CommuneId; readonly officer: StaffId; readonly at: Date },
): Promise<Result<KeptStatement<CredentialBody>>> {
  return chooseCredential(await selectStatements(tx, communeId, 'credential', officer), { officer, at });
}

/** The statement that an act names. Throws when the commune keeps none of that id: an act names what exists. */
export async function getStatement(tx: Tx, communeId: CommuneId, id: Id<string>): Promise<KeptStatement> {
  const kept = await findStatement(tx, communeId, id);
  if (!kept) throw new Error('an act names a statement that is not kept');
  return kept;
}

/** The statement of that id, if the commune keeps it. */
export async function findStatement(tx: Tx, communeId: CommuneId, id: Id<string>): Promise<KeptStatement | undefined> {
  return findStatementById(tx, communeId, id);
}

/** The statements of every administrator of the commune, in force or not: what a reader needs to check the others. */
export async function listAdministratorStatements(tx: Tx, communeId: CommuneId): Promise<readonly SignedStatement[]> {
  return (await selectStatements(tx, communeId, 'administrator')).map(({ statement }) => statement);
}

/** Instants at which statements of the commune were taken back, by id. The sealer calls this under its own login. */
export async function listRevocations(tx: Tx, communeId: CommuneId): Promise<ReadonlyMap<string, Date>> {
  return selectRevocations(tx, communeId);
}
