import { ok, type PersonId, refuse, type Result, type StaffActor } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { ChangedRequest, CommandAt } from '../requests/index.ts';
import { edit, keyOf } from './command.ts';
import type { Holder, KnownHolder } from './model.ts';
import type { CertificationDeps } from './ports.ts';
import { updateCertification, updateSignedFor } from './store.ts';

/** What a mandate says of natures and worth of papers that are signed does not keep its holder from showing a paper. */
const notAsked: readonly string[] = [
  'mandates.nature-needed',
  'mandates.nature-outside',
  'mandates.worth-needed',
  'mandates.worth-outside',
];

async function mayShow(
  { mandates }: CertificationDeps,
  tx: Tx,
  { personId, signedFor }: Pick<Holder, 'personId' | 'signedFor'>,
  at: Date,
): Promise<Result<unknown>> {
  if (!signedFor) return ok(undefined);
  const checked = await mandates.check(tx, { personId, ...signedFor, nature: null, at });
  return checked.ok || notAsked.includes(checked.refusal.code) ? ok(undefined) : checked;
}

/** For whom a holder shows the original, and what is wrong with that now; null for themselves. */
export async function capacityOf(deps: CertificationDeps, tx: Tx, holder: Holder): Promise<KnownHolder['capacity']> {
  if (!holder.signedFor) return null;
  const { mandateId } = holder.signedFor;
  const capacity = (await deps.mandates.readCapacities(tx, [mandateId])).get(mandateId);
  if (!capacity) throw new Error('an original shown under a mandate that the commune does not know');
  const standing = await mayShow(deps, tx, holder, deps.clock());
  return { ...capacity, fault: standing.ok ? null : standing.refusal };
}

/**
 * Notes that the original is an organisation's, shown by one of its representatives, or the holder's own; what was typed of it is asked for
 * again, since it is sealed for another. Refused: those of `mandates.check`, `certification.not-holder`, those of any edit.
 */
export function represent(
  deps: CertificationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly personId: PersonId; readonly signedFor: Holder['signedFor'] },
): Promise<Result<ChangedRequest>> {
  const { personId, signedFor } = command;
  return edit(deps, actor, command, {
    what: 'capacity-noted',
    payload: { personId, signedFor },
    subjectId: personId,
    work: async (tx, request, now) => {
      const standing = await mayShow(deps, tx, { personId, signedFor }, now);
      if (!standing.ok) return standing;
      if (!(await updateSignedFor(tx, keyOf(request), { personId, signedFor })))
        return refuse('certification.not-holder');
      await updateCertification(tx, keyOf(request), nothingTyped);
      return ok(undefined);
    },
  });
}

/** A certification of which nothing has been typed yet. */
export const nothingTyped = {
  kind: null,
  ruleVersion: null,
  sealed: null,
  sealedFor: null,
  issuedOn: null,
  expiresOn: null,
  stampLanguages: null,
} as const;
