import type { PersonName } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { isSameName } from '../../enrolment/index.ts';
import type { LegalisationDeps } from '../ports.ts';
import type { LegalisationKey } from '../store.ts';
import type { Awaited, AwaitedId, AwaitedIdentity } from './model.ts';
import { type AwaitedRow, selectAwaited } from './store.ts';

const placeOf = (id: AwaitedId): string => `legalisation.awaited/${id}/identity`;

type Deps = Pick<LegalisationDeps, 'people'>;

/** Seals who is awaited under the row's own id: they may have no file yet. */
export function sealAwaited({ people }: Deps, tx: Tx, id: AwaitedId, identity: AwaitedIdentity): Promise<Buffer> {
  return people.vault.seal(tx, id, placeOf(id), Buffer.from(JSON.stringify(identity)));
}

/** Opens who is awaited. Throws once they have come or are no longer awaited: the key is gone. */
export async function openAwaited(
  { people }: Deps,
  tx: Tx,
  { id, identitySealed }: Pick<AwaitedRow, 'id' | 'identitySealed'>,
): Promise<AwaitedIdentity> {
  return JSON.parse((await people.vault.open(tx, id, placeOf(id), identitySealed)).toString('utf8'));
}

/** Those who are still awaited by a request. */
export async function readAwaited(deps: Deps, tx: Tx, key: LegalisationKey): Promise<readonly Awaited[]> {
  const awaited: Awaited[] = [];
  for (const row of await selectAwaited(tx, key)) {
    const { id, addedAt, codeUntil } = row;
    awaited.push({ ...(await openAwaited(deps, tx, row)), id, addedAt, codeUntil });
  }
  return awaited;
}

/** Whether the person is the awaited one: by the document that was named, or, where none was, by the name in either script. */
export function isAwaited(
  awaited: AwaitedIdentity,
  { name, document }: { readonly name: PersonName; readonly document: NonNullable<AwaitedIdentity['document']> },
): boolean {
  const named = awaited.document;
  if (!named) return isSameName(awaited.name, name);
  return named.type === document.type && named.number === document.number && named.issuer === document.issuer;
}
