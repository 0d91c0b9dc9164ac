import { type Actor, ok, type PersonId, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { holds } from '../policy.ts';
import { readPreEnrolmentCode } from './codes.ts';
import type { PreEnrolmentDependencies } from './dependencies.ts';
import type { Facts, PreEnrolmentFile, PreEnrolmentId } from './model.ts';
import { openFacts, openSample } from './sealed.ts';
import { codeDigest } from './sending.ts';
import * as store from './store.ts';

const hour = 3600 * 1000;
/** A file stays open to whoever typed its code for a day at the counter, no longer. */
const openFor = 12 * hour;
/** Codes of nobody that one member of staff may type in an hour. */
export const mostMisses = 30;

/**
 * The pre-enrolment whose code a person brought, from any commune. Every attempt is recorded. Refused: `enrolment.not-allowed`,
 * `enrolment.code-mistyped`, `enrolment.code-unknown` (also when it was withdrawn or erased), `enrolment.code-used`, and
 * `enrolment.too-many-codes` after many codes of nobody.
 */
export async function findByCode(
  deps: PreEnrolmentDependencies,
  actor: Actor,
  typed: string,
): Promise<Result<PreEnrolmentId>> {
  if (!holds(actor, 'enrolment.receive')) return refuse('enrolment.not-allowed');
  const code = readPreEnrolmentCode(typed);
  if (!code.ok) return code;
  const now = deps.clock();
  return deps.db.transaction({ communeId: actor.communeId }, async tx => {
    await store.lockOpenings(tx, actor);
    const missed = await store.countMisses(tx, actor, new Date(now.getTime() - hour));
    if (missed >= mostMisses) return refuse('enrolment.too-many-codes');
    const id = await store.findByDigest(tx, { code: codeDigest(deps, code.value) });
    const row = id && (await store.findPreEnrolment(tx, id, { lock: false }));
    if (!row || (row.state !== 'used' && row.expiresAt <= now)) {
      await store.insertOpening(tx, actor, { id: null, outcome: 'nobody' }, now);
      return refuse('enrolment.code-unknown');
    }
    await store.insertOpening(tx, actor, { id: row.id, outcome: 'found' }, now);
    return row.state === 'used' ? refuse('enrolment.code-used') : ok(row.id);
  });
}

/**
 * Everything that a person declared, for the member of staff who has typed its code in the last twelve hours; the reading is recorded.
 * Refused: `enrolment.not-allowed`, `enrolment.code-needed`, `enrolment.code-unknown` when it is gone, `enrolment.code-used`.
 */
export async function getFile(
  deps: PreEnrolmentDependencies,
  actor: Actor,
  id: PreEnrolmentId,
): Promise<Result<PreEnrolmentFile>> {
  if (!holds(actor, 'enrolment.receive')) return refuse('enrolment.not-allowed');
  const now = deps.clock();
  return deps.db.transaction({ communeId: actor.communeId }, async tx => {
    const found = await store.hasFound(tx, actor, id, new Date(now.getTime() - openFor));
    if (!found) return refuse('enrolment.code-needed');
    return readFile(deps, tx, actor, id);
  });
}

async function readFile(
  { vault, clock }: PreEnrolmentDependencies,
  tx: Tx,
  actor: StaffActor,
  id: PreEnrolmentId,
): Promise<Result<PreEnrolmentFile>> {
  const row = await store.findPreEnrolment(tx, id, { lock: false });
  if (row?.state === 'used') return refuse('enrolment.code-used');
  if (!row?.factsSealed || !row.consent || !row.sentAt || row.expiresAt <= clock())
    return refuse('enrolment.code-unknown');
  const { consent, sentAt, expiresAt, signatureSealed: sealed } = row;
  const declared = declaredIn(await openFacts(vault, tx, id, row.factsSealed));
  const signature = sealed ? await openSample(vault, tx, id, sealed) : null;
  await store.insertOpening(tx, actor, { id, outcome: 'read' }, clock());
  return ok({ id, ...declared, signature, consent, sentAt, expiresAt });
}

/** What a sent pre-enrolment holds. Throws on one that was sent incomplete. */
function declaredIn(facts: Facts): Omit<PreEnrolmentFile, 'id' | 'signature' | 'consent' | 'sentAt' | 'expiresAt'> {
  const { language, name, document, birthDate, birthPlace, address, ability, guardian = null, email, phone } = facts;
  if (!name || !document || birthDate === undefined || birthPlace === undefined || address === undefined || !ability)
    throw new Error('a pre-enrolment was sent incomplete');
  const contacts = { ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) };
  return { language, name, document, birthDate, birthPlace, guardian, address, contacts, ability };
}

/**
 * In the transaction of the visit that takes it over: everything personal in it goes, with its key; its consent and the person stay on
 * record. Done twice for one person it is done once. Refused: `enrolment.code-unknown` when it is gone, `enrolment.code-used`
 * when it was another's.
 */
export async function markUsed(
  { vault, clock }: PreEnrolmentDependencies,
  tx: Tx,
  id: PreEnrolmentId,
  personId: PersonId,
): Promise<Result<null>> {
  const row = await store.findPreEnrolment(tx, id, { lock: true });
  if (row?.state === 'used') return row.usedFor === personId ? ok(null) : refuse('enrolment.code-used');
  if (row?.state !== 'sent') return refuse('enrolment.code-unknown');
  await store.markUsed(tx, id, personId, clock());
  await vault.shred(tx, id);
  return ok(null);
}
