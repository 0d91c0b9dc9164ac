import {
  type Centimes,
  type CommuneId,
  type MandateId,
  ok,
  type OrganisationId,
  type PersonId,
  type Refusal,
  refuse,
  type RequestId,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
import type { ChangedRequest, CommandAt, ServiceRequest } from '../requests/index.ts';
import { checkHere } from './attested-here.ts';
import { edit } from './command.ts';
import type { KnownSignatory, Signatory, SignedFor } from './model.ts';
import type { LegalisationDeps } from './ports.ts';
import { selectLegalisations, selectSignatories, updateSignedFor } from './store.ts';

/** For whom a signatory signs: null for themselves; `worth` in centimes where the mandate is limited. */
export interface Representation {
  readonly personId: PersonId;
  readonly signedFor: {
    readonly organisationId: OrganisationId;
    readonly mandateId: MandateId;
    readonly worth: Centimes | null;
  } | null;
}

/** What the clerk will choose later does not keep a mandate from being named; at consent it does. */
const laterAnswered = 'mandates.nature-needed';

/**
 * Notes that a signatory signs for an organisation, or for themselves; a consent given before is asked for again. Refused: those of
 * `mandates.check`, `legalisation.not-signatory`, those of any edit.
 */
export function represent(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt & Representation,
): Promise<Result<ChangedRequest>> {
  const { personId, signedFor } = command;
  return edit(deps, actor, command, {
    what: 'capacity-noted',
    payload: { personId, signedFor },
    subjectId: personId,
    work: async (tx, request, now) => {
      const key = { communeId: request.communeId, requestId: request.id };
      const here = await checkHere(tx, request, personId);
      if (!here.ok) return here;
      if (signedFor) {
        const standing = await checkOne(deps, tx, request, { personId, signedFor }, now);
        if (!standing.ok && standing.refusal.code !== laterAnswered) return standing;
      }
      return (await updateSignedFor(tx, key, { personId, signedFor }))
        ? ok(undefined)
        : refuse('legalisation.not-signatory');
    },
  });
}

/**
 * Asked when a signatory draws or consents: whether they may sign for whom they said, others who must join set aside. Refused: those of
 * `mandates.check`.
 */
export async function checkCapacity(
  deps: LegalisationDeps,
  tx: Tx,
  request: Pick<ServiceRequest, 'communeId' | 'id'>,
  personId: PersonId,
  now: Date,
): Promise<Result<unknown>> {
  const signatories = await selectSignatories(tx, request.communeId, [request.id]);
  const signatory = signatories.find(each => each.personId === personId);
  return signatory?.signedFor ? checkOne(deps, tx, request, signatory, now) : ok(undefined);
}

/**
 * The same for somebody who says themselves for whom they sign, from afar: their commune may not know the organisation yet. Others who must
 * join are asked for when the office makes the act. The transaction is left in their scope. Refused: those of `mandates.check`.
 */
export async function checkOwnMandate(
  { mandates }: { readonly mandates: Pick<LegalisationDeps['mandates'], 'check'> },
  tx: Tx,
  scope: { readonly communeId: CommuneId; readonly personId: PersonId },
  {
    signedFor,
    nature,
    at,
  }: { readonly signedFor: SignedFor | null; readonly nature: string | null; readonly at: Date },
): Promise<Result<unknown>> {
  if (!signedFor) return ok(undefined);
  const { organisationId, mandateId, worth: amount } = signedFor;
  await rebind(tx, { ...scope, organisationId });
  const checked = await mandates.check(tx, {
    personId: scope.personId,
    organisationId,
    mandateId,
    nature,
    amount,
    at,
  });
  await rebind(tx, scope);
  return checked;
}

/**
 * Somebody says from afar for whom they sign: judged as `checkOwnMandate` does, and from then on their commune knows the organisation, as if its
 * clerk had found it. Refused: those of `mandates.check`.
 */
export async function claimMandate(
  deps: { readonly mandates: Pick<LegalisationDeps['mandates'], 'check' | 'meetOrganisation'> },
  tx: Tx,
  scope: Parameters<typeof checkOwnMandate>[2],
  claim: Parameters<typeof checkOwnMandate>[3],
): Promise<Result<unknown>> {
  const checked = await checkOwnMandate(deps, tx, scope, claim);
  if (!checked.ok || !claim.signedFor) return checked;
  const { organisationId } = claim.signedFor;
  await deps.mandates.meetOrganisation(tx, scope, { organisationId, at: claim.at });
  return checked;
}

async function checkOne(
  { mandates }: LegalisationDeps,
  tx: Tx,
  { communeId, id }: Pick<ServiceRequest, 'communeId' | 'id'>,
  { personId, signedFor }: Representation,
  at: Date,
): Promise<Result<unknown>> {
  if (!signedFor) return ok(undefined);
  const { organisationId, mandateId, worth: amount } = signedFor;
  return mandates.check(tx, {
    personId,
    organisationId,
    mandateId,
    nature: await natureOf(tx, communeId, id),
    amount,
    at,
  });
}

async function natureOf(tx: Tx, communeId: ServiceRequest['communeId'], requestId: RequestId): Promise<string | null> {
  return (await selectLegalisations(tx, communeId, [requestId]))[0]?.nature ?? null;
}

/**
 * For whom each signatory signs, and what is wrong with that at an instant: with their own mandate, or with those who must sign
 * together. Until the transaction ends no mandate of these organisations changes. Throws where a mandate is not to be seen: who noted it
 * saw it.
 */
export async function readCapacitiesOf(
  { mandates }: LegalisationDeps,
  tx: Tx,
  signatories: readonly Signatory[],
  { nature, at }: { readonly nature: string | null; readonly at: Date },
): Promise<ReadonlyMap<PersonId, KnownSignatory['capacity']>> {
  const claims = signatories.flatMap(({ personId, signedFor }) => (signedFor ? [{ personId, ...signedFor }] : []));
  if (claims.length === 0) return new Map();
  const capacities = await mandates.readCapacities(
    tx,
    claims.map(({ mandateId }) => mandateId),
  );
  const faults = new Map<PersonId, Refusal>();
  for (const [organisationId, together] of Map.groupBy(claims, claim => claim.organisationId)) {
    // One paper has one worth: the highest that was named.
    const worths = together.flatMap(({ worth }) => worth ?? []);
    const occasion = { nature, worth: worths.length === 0 ? null : Math.max(...worths), at };
    for (const claim of together) {
      const checked = await mandates.check(tx, { ...claim, nature, amount: occasion.worth, at });
      if (!checked.ok) faults.set(claim.personId, checked.refusal);
    }
    if (together.some(({ personId }) => faults.has(personId))) continue;
    const joint = await mandates.checkTogether(tx, organisationId, together, occasion);
    if (!joint.ok) for (const { personId } of together) faults.set(personId, joint.refusal);
  }
  return new Map(
    claims.map(({ personId, mandateId }) => {
      const capacity = capacities.get(mandateId);
      if (!capacity) throw new Error('a signatory under a mandate that the commune does not know');
      return [personId, { ...capacity, fault: faults.get(personId) ?? null }];
    }),
  );
}
