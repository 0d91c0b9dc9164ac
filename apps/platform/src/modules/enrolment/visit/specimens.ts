import {
  type Actor,
  type CommuneId,
  getValue,
  ok,
  type PersonActor,
  type PersonId,
  refuse,
  type Result,
} from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { isKnownPerson, recordReading } from '../../identity/index.ts';
import { holds } from '../policy.ts';
import { decodeSample, type SignatureSample } from '../signature-sample/index.ts';
import type { VisitDependencies } from './dependencies.ts';
import type { Specimen, SpecimenId } from './model.ts';
import { placeOf } from './places.ts';
import { listSpecimens } from './store.ts';

/** Signature specimens, each reading recorded. */
export interface Specimens {
  /**
   * The specimens in force of a person known in the actor's commune, in the order in which they were drawn; the person sees that they were
   * compared. Needs `enrolment.read-specimen`: `identity.not-allowed`. Refused: `identity.person-unknown`.
   */
  readSpecimens(actor: Actor, personId: PersonId): Promise<Result<readonly Specimen[]>>;
}

/**
 * A person's own first specimen in force, for a paper that they sign; undefined where they have left none. It is no reading of their file by
 * somebody else, and no line of the list that they read.
 */
export async function readOwnSpecimen(
  { db, identity }: Pick<VisitDependencies, 'db' | 'identity'>,
  { personId }: PersonActor,
): Promise<SignatureSample | undefined> {
  return db.transaction({ personId }, async tx => {
    const [first] = await listSpecimens(tx, personId);
    if (!first) return undefined;
    const record = await identity.vault.open(tx, personId, placeOf.specimen(first.id), first.sealed);
    return getValue(decodeSample(record));
  });
}

/** Builds the reading of specimens. */
export function createSpecimens({ db, clock, identity }: VisitDependencies): Specimens {
  return {
    readSpecimens: async (actor, personId) => {
      if (!holds(actor, 'enrolment.read-specimen')) return refuse('identity.not-allowed');
      const { communeId } = actor;
      return db.transaction({ communeId }, async tx => {
        if (!(await isKnownPerson(tx, communeId, personId))) return refuse('identity.person-unknown');
        await rebind(tx, { communeId, personId });
        await recordReading(tx, personId, { reader: actor, purpose: 'specimen' }, clock());
        const kept = await listSpecimens(tx, personId);
        const opened = await identity.vault.openAll(
          tx,
          kept.map(({ id, sealed }) => ({ subject: personId, place: placeOf.specimen(id), sealed })),
        );
        return ok(
          kept.map(({ id, position, takenAt }, index) => ({
            id,
            position,
            takenAt,
            sample: getValue(decodeSample(opened[index] ?? Buffer.alloc(0))),
          })),
        );
      });
    },
  };
}

/**
 * Which specimens of a person are in force, without what they look like: inside another room's transaction bound to the commune, which
 * stays bound to it. None for somebody who left none.
 */
export async function listSpecimenIds(
  tx: Tx,
  { communeId, personId }: { readonly communeId: CommuneId; readonly personId: PersonId },
): Promise<readonly SpecimenId[]> {
  await rebind(tx, { communeId, personId });
  const kept = await listSpecimens(tx, personId);
  await rebind(tx, { communeId });
  return kept.map(({ id }) => id);
}
