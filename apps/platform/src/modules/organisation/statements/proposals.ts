import type { KeyObject } from 'node:crypto';
import {
  type Actor,
  asId,
  type CommuneId,
  ok,
  type Result,
  refuse,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { readBase64url, writeBase64url } from '../base64url.ts';
import { selectAuthorities } from '../authorities/authority-store.ts';
import { insertCover } from '../delegations/delegation-store.ts';
import { checkCover, checkHeld } from '../delegations/delegations.ts';
import { mayForCommune } from '../policy.ts';
import { findStaff, selectOffices } from '../store.ts';
import type { Assertion } from '../webauthn/assertion.ts';
import { verifyAssertion } from '../webauthn/assertion.ts';
import { type StatementDraft, type StatementId, type StatementProposal, stateOfProposal } from './proposal.ts';
import * as store from './proposal-store.ts';
import { proposalDays, proposeStatement } from './propose.ts';
import { keepStatement } from './service.ts';
import { challengeOf } from './sign.ts';
import type { AdministratorBody, SignedStatement } from './statement.ts';
import { selectRevocations, selectStatements } from './store.ts';

const day = 86_400_000;

/** What signing a proposal is judged by: the pinned ceremony key, and the moment. */
export interface StatementMoment {
  readonly ceremonyKey: KeyObject;
  readonly now: Date;
}

/**
 * Proposes a statement: its exact bytes are kept for a week, to be signed. Needs `organisation.state` over the commune. Refuses what
 * `proposeStatement` refuses, `organisation.staff-unknown`, and for a delegation what `checkHeld` and `checkCover` refuse. `key` is the command's idempotency key.
 */
export async function propose(
  tx: Tx,
  actor: Actor,
  draft: StatementDraft,
  { key, now }: { readonly key: string; readonly now: Date },
): Promise<Result<StatementProposal>> {
  if (!maySign(actor)) return refuse('organisation.not-allowed');
  const { communeId, staffId } = actor;
  const command = { communeId, key, name: 'organisation.propose-statement', actorId: staffId, payload: draft };
  const kept = await once(tx, command, now, async () => {
    if (!(await findStaff(tx, communeId, draft.subject))) return refuse('organisation.staff-unknown');
    const offices = await selectOffices(tx, communeId);
    const authorities = await selectAuthorities(tx, communeId);
    const proposed = proposeStatement(draft, { communeId, offices, authorities, now });
    if (!proposed.ok) return proposed;
    const { body } = proposed.value;
    const held = await checkHeld(tx, body, now);
    if (!held.ok) return held;
    const absenceId = draft.kind === 'delegation' ? draft.covers : undefined;
    const fits = absenceId === undefined ? ok(undefined) : await checkCover(tx, body, { absenceId, now });
    if (!fits.ok) return fits;
    const expiresAt = new Date(now.getTime() + proposalDays * day);
    await store.insertProposal(tx, proposed.value, { by: staffId, at: now, expiresAt });
    if (absenceId !== undefined) await insertCover(tx, communeId, { delegationId: body.id, absenceId });
    return ok(body.id);
  });
  return kept.ok ? getProposal(tx, actor, asId(kept.value)) : kept;
}

function maySign(actor: Actor): actor is StaffActor {
  return actor.kind === 'staff' && mayForCommune(actor, 'organisation.state', actor.communeId);
}

/** The proposals of the last ninety days, latest first. Needs `organisation.state`. */
export async function listProposals(tx: Tx, actor: Actor, now: Date): Promise<Result<readonly StatementProposal[]>> {
  if (!maySign(actor)) return refuse('organisation.not-allowed');
  return ok(await store.selectProposals(tx, actor.communeId, { since: new Date(now.getTime() - 90 * day) }));
}

/** One proposal. Refuses `organisation.proposal-unknown`. Needs `organisation.state`. */
export async function getProposal(tx: Tx, actor: Actor, id: StatementId): Promise<Result<StatementProposal>> {
  if (!maySign(actor)) return refuse('organisation.not-allowed');
  const [proposal] = await store.selectProposals(tx, actor.communeId, { id });
  return proposal ? ok(proposal) : refuse('organisation.proposal-unknown');
}

/** A proposal that may still be acted upon, locked. */
async function openProposal(tx: Tx, actor: StaffActor, id: StatementId, now: Date): Promise<Result<StatementProposal>> {
  await store.lockProposal(tx, id);
  const proposal = await getProposal(tx, actor, id);
  if (!proposal.ok) return proposal;
  const state = stateOfProposal(proposal.value, now);
  return state === 'open' ? proposal : refuse(`organisation.proposal-${state}`);
}

/**
 * Takes an administrator's passkey over the proposal's bytes (the challenge is their SHA-256). The second signature of another
 * person makes it a statement, checked as the sealer will check it. Refused: `organisation.proposal-unknown`, -stated, -withdrawn,
 * -expired, -for-ceremony, -own (nobody signs what is about themselves), -signed-already; `organisation.not-an-administrator` for who
 * holds no administrator's statement in force; `organisation.assertion-*`; what `checkHeld` refuses.
 */
export async function signProposal(
  tx: Tx,
  actor: Actor,
  { proposalId, assertion }: { readonly proposalId: StatementId; readonly assertion: Assertion },
  moment: StatementMoment,
): Promise<Result<StatementProposal>> {
  if (!maySign(actor)) return refuse('organisation.not-allowed');
  const found = await openProposal(tx, actor, proposalId, moment.now);
  if (!found.ok) return found;
  const proposal = found.value;
  if (proposal.kind === 'administrator') return refuse('organisation.proposal-for-ceremony');
  if (proposal.body.subject === actor.staffId) return refuse('organisation.proposal-own');
  if (proposal.signatures.some(({ signedBy }) => signedBy === actor.staffId))
    return refuse('organisation.proposal-signed-already');
  const held = await checkHeld(tx, proposal.body, moment.now);
  if (!held.ok) return held;
  const administrators = await administratorsInForce(tx, actor.communeId, actor.staffId, moment.now);
  const administrator = administrators.find(({ passkey }) => passkey.credentialId === assertion.credentialId);
  if (!administrator)
    return refuse(`organisation.${administrators.length > 0 ? 'assertion-other-passkey' : 'not-an-administrator'}`);
  const signed = verifyAssertion(assertion, administrator.passkey, {
    challenge: challengeOf(proposal.bytes),
    origins: 'relying-party',
  });
  if (!signed.ok) return signed;
  const signature = {
    signedBy: actor.staffId,
    administratorId: administrator.id,
    assertion,
    signedAt: moment.now,
  };
  await store.insertSignature(tx, proposal, signature);
  return whole(tx, actor, { ...proposal, signatures: [...proposal.signatures, signature] }, moment);
}

/** Keeps the statement when its second signature is there. */
async function whole(
  tx: Tx,
  actor: StaffActor,
  proposal: StatementProposal,
  moment: StatementMoment,
): Promise<Result<StatementProposal>> {
  if (proposal.signatures.length < 2) return ok(proposal);
  const signatures = proposal.signatures.map(({ administratorId, assertion }) => {
    return { by: 'administrator', administrator: administratorId, assertion } as const;
  });
  return state(tx, actor, proposal, { body: proposal.bytes, signatures }, moment);
}

async function state(
  tx: Tx,
  actor: StaffActor,
  proposal: StatementProposal,
  statement: SignedStatement,
  moment: StatementMoment,
): Promise<Result<StatementProposal>> {
  const kept = await keepStatement(tx, actor, statement, moment);
  return kept.ok ? ok({ ...proposal, stated: true }) : kept;
}

/**
 * Takes the ceremony key's signature over a proposed administrator: `signature` in base64 or base64url, ECDSA P-256 over SHA-256 in
 * DER, or Ed25519, over the proposal's bytes as they are. Refuses `organisation.statement-altered` for any other, and
 * `organisation.proposal-not-for-ceremony`.
 */
export async function signByCeremony(
  tx: Tx,
  actor: Actor,
  { proposalId, signature }: { readonly proposalId: StatementId; readonly signature: string },
  moment: StatementMoment,
): Promise<Result<StatementProposal>> {
  if (!maySign(actor)) return refuse('organisation.not-allowed');
  const found = await openProposal(tx, actor, proposalId, moment.now);
  if (!found.ok) return found;
  const proposal = found.value;
  if (proposal.kind !== 'administrator') return refuse('organisation.proposal-not-for-ceremony');
  const bytes = readBase64url(
    signature
      .replaceAll(/\s|=+\s*$/g, '')
      .replaceAll('+', '-')
      .replaceAll('/', '_'),
  );
  if (!bytes) return refuse('organisation.statement-altered');
  const signatures = [{ by: 'ceremony', signature: writeBase64url(bytes) } as const];
  return state(tx, actor, proposal, { body: proposal.bytes, signatures }, moment);
}

/** Gives a proposal up; its signatures count for nothing. Any administrator may. */
export async function withdrawProposal(
  tx: Tx,
  actor: Actor,
  { proposalId, now }: { readonly proposalId: StatementId; readonly now: Date },
): Promise<Result<StatementProposal>> {
  if (!maySign(actor)) return refuse('organisation.not-allowed');
  const found = await openProposal(tx, actor, proposalId, now);
  if (!found.ok) return found;
  await store.insertWithdrawal(tx, found.value, { by: actor.staffId, at: now });
  return ok({ ...found.value, withdrawnAt: now });
}

/** The administrator's statements of a member of staff that are in force: with which passkeys they may sign others. */
export async function administratorsInForce(
  tx: Tx,
  communeId: CommuneId,
  staffId: StaffId,
  now: Date,
): Promise<readonly AdministratorBody[]> {
  const revocations = await selectRevocations(tx, communeId);
  const statements = await selectStatements(tx, communeId, 'administrator', staffId);
  return statements
    .map(({ body }) => body)
    .filter(({ id, validFrom, validUntil }) => {
      const revokedAt = revocations.get(id);
      return new Date(validFrom) <= now && now < new Date(validUntil) && !(revokedAt && revokedAt <= now);
    });
}
