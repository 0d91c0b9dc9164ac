import {
  type Actor,
  asId,
  type Id,
  type MandateId,
  newId,
  ok,
  type OrganisationId,
  type PersonId,
  refuse,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { tidy } from '../names.ts';
import { isKnown } from '../people-store.ts';
import { holds } from '../policy.ts';
import type { MandatesDependencies } from './dependencies.ts';
import { ensureGroup, insertMandate, lockMandates } from './mandate-store.ts';
import type { Evidence, JointGroup, Mandate, MandateScope } from './model.ts';
import { isKnownOrganisation } from './organisation-store.ts';
import { readEvidence, readRole, readScope, type TypedRole } from './read-mandate.ts';

/** A mandate as a clerk reads it from the papers on the counter. */
export interface TypedMandate extends TypedRole, MandateScope {
  readonly organisationId: OrganisationId;
  readonly personId: PersonId;
  /** Of those who sign together: the group's name in the papers, and how many of it are needed. */
  readonly group: { readonly name: string; readonly needed: number } | null;
  readonly evidence: Evidence;
}

/**
 * Writes down, once, a mandate that an organisation gave. Refused: `identity.not-allowed`, mistakes in what was typed,
 * `mandates.organisation-unknown`, `identity.person-unknown` (not known in the commune), `mandates.group-malformed`, `.group-differs` (with
 * the number that the group needs).
 */
export async function recordMandate(
  deps: MandatesDependencies,
  actor: Actor,
  typed: TypedMandate,
  key: string,
): Promise<Result<MandateId>> {
  if (!holds(actor, 'identity.enrol-organisation')) return refuse('identity.not-allowed');
  const now = deps.clock();
  const mandate = read(typed, deps.natures, now);
  if (!mandate.ok) return mandate;
  const { communeId, staffId: actorId } = actor;
  const command = { communeId, key, name: 'mandates.record', actorId, payload: typed };
  const recorded = await deps.db.transaction({ communeId }, tx =>
    once(tx, command, now, () => write(tx, actor, { mandate: mandate.value, group: typed.group, key }, now)),
  );
  return recorded.ok ? ok(asId(recorded.value)) : recorded;
}

type ReadMandate = Omit<Mandate, 'id' | 'group'>;

function read(typed: TypedMandate, natures: readonly string[], now: Date): Result<ReadMandate> {
  const role = readRole(typed);
  if (!role.ok) return role;
  const scope = readScope(scopeOf(typed), natures);
  if (!scope.ok) return scope;
  const evidence = readEvidence(typed.evidence, now);
  if (!evidence.ok) return evidence;
  if (typed.group && (tidy(typed.group.name) === '' || typed.group.needed < 2 || typed.group.needed > 10))
    return refuse('mandates.group-malformed');
  const { organisationId, personId } = typed;
  return ok({ ...scope.value, ...role.value, organisationId, personId, parentId: null, evidence: evidence.value });
}

/** The scope alone of whatever holds one. */
function scopeOf({ natures, most, startsOn, endsOn, mayRead, mayRevoke, delegable }: MandateScope): MandateScope {
  return { natures, most, startsOn, endsOn, mayRead, mayRevoke, delegable };
}

async function write(
  tx: Tx,
  actor: StaffActor,
  asked: { readonly mandate: ReadMandate; readonly group: TypedMandate['group']; readonly key: string },
  now: Date,
): Promise<Result<MandateId>> {
  const { communeId } = actor;
  const { organisationId, personId } = asked.mandate;
  if (!(await isKnownOrganisation(tx, communeId, organisationId))) return refuse('mandates.organisation-unknown');
  if (!(await isKnown(tx, communeId, personId))) return refuse('identity.person-unknown');
  await rebind(tx, { communeId, organisationId });
  await lockMandates(tx, organisationId, 'exclusive');
  let group: JointGroup | null = null;
  if (asked.group) {
    const { needed } = asked.group;
    const id = newId<Id<'mandate-group'>>(now);
    group = await ensureGroup(tx, organisationId, { id, name: tidy(asked.group.name).slice(0, 80), needed });
    if (group.needed !== needed) return refuse('mandates.group-differs', { group: group.name, needed: group.needed });
  }
  const mandate = { ...asked.mandate, id: newId<MandateId>(now), group };
  return ok(await insertMandate(tx, mandate, { recorder: actor, key: asked.key }, now));
}
