import type { PersonId, RequestId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { DeclaredIdentity } from '../../identity/index.ts';
import type { LegalisationDeps } from '../ports.ts';
import type { LegalisationKey } from '../store.ts';
import type { Witness } from './model.ts';
import { selectWitnesses } from './store.ts';

/** Which of the two witnesses of which signatory. */
export interface WitnessPlace {
  readonly requestId: RequestId;
  readonly personId: PersonId;
  readonly position: 1 | 2;
}

/** Where a witness's sealed value stands: in another row it does not open. */
export function placeIn({ requestId, personId, position }: WitnessPlace, column: 'identity' | 'signature'): string {
  return `legalisation.witness/${requestId}/${personId}/${position}/${column}`;
}

/** A witness's identity, sealed with the signatory's key: they have no file of their own. */
export function writeIdentity(
  { people }: Pick<LegalisationDeps, 'people'>,
  tx: Tx,
  place: WitnessPlace,
  identity: DeclaredIdentity,
): Promise<Buffer> {
  return people.vault.seal(tx, place.personId, placeIn(place, 'identity'), Buffer.from(JSON.stringify(identity)));
}

/** The witnesses of a request, opened, by the signatory whom they heard. */
export async function readWitnesses(
  { people }: Pick<LegalisationDeps, 'people'>,
  tx: Tx,
  key: LegalisationKey,
): Promise<ReadonlyMap<PersonId, readonly Witness[]>> {
  const rows = await selectWitnesses(tx, key);
  if (rows.length === 0) return new Map();
  const opened = await people.vault.openAll(
    tx,
    rows.map(row => ({ subject: row.personId, place: placeIn(row, 'identity'), sealed: row.identitySealed })),
  );
  const witnesses = rows.map(({ personId, position, signedWith, consent }, index) => {
    const identity: DeclaredIdentity = JSON.parse(opened[index]?.toString('utf8') ?? '');
    return { personId, witness: { ...identity, position, signedWith, consent } };
  });
  const grouped = Map.groupBy(witnesses, ({ personId }) => personId);
  return new Map([...grouped].map(([personId, each]) => [personId, each.map(({ witness }) => witness)]));
}
