import { asId, isId, ok, type Refusal, type Result, refuse } from '../../../kernel/index.ts';
import {
  getCommune,
  isBuiltIn,
  listArrondissements,
  listOfficesOnRecord,
  type ComposedRoleId,
  type RoleName,
} from '../../../modules/organisation/index.ts';
import type { Translator } from '../../../platform/messages/index.ts';
import type { ApiDeps } from '../ports.ts';
import { permissionName, type Surrounding } from '../views/administration-view.ts';
import type { Reader } from './overview.ts';

/** What the views of the administration name things by. Refused: `organisation.not-allowed`. */
export async function readSurrounding(
  { administration, db, clock }: ApiDeps,
  { actor, t, language }: Reader & Pick<Surrounding, 'language'>,
): Promise<Result<Surrounding>> {
  const roster = await administration.readRoster(actor);
  if (!roster.ok) return roster;
  const { communeId } = actor;
  const places = await db.transaction({ communeId }, async tx => ({
    commune: await getCommune(tx, communeId),
    offices: await listOfficesOnRecord(tx, communeId),
    arrondissements: await listArrondissements(tx, communeId),
  }));
  const { entries, use, book } = roster.value;
  return ok({
    t,
    language,
    now: clock(),
    book,
    use,
    roster: new Map(entries.map(entry => [entry.staff.id, entry])),
    ...places,
  });
}

/** A role as it travels: a built-in name, or the id of a composed one. Refused: `organisation.role-unknown`. */
export function readRole(text: string): Result<RoleName | ComposedRoleId> {
  if (isId(text)) return ok(asId<ComposedRoleId>(text));
  return isBuiltIn(text) ? ok(text) : refuse('organisation.role-unknown');
}

/** Names permissions in a refusal as people know them. */
export function inPlainNames<T>(t: Translator, result: Result<T>): Result<T> {
  if (result.ok) return result;
  const { code, params } = result.refusal;
  if (code !== 'organisation.duties-apart' && code !== 'organisation.beyond-ceiling') return result;
  const named = Object.entries(params).map(([key, value]) => [key, permissionName(t, String(value))] as const);
  const refusal: Refusal = { code, params: Object.fromEntries(named) };
  return { ok: false, refusal };
}
