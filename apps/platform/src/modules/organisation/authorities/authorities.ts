import {
  type Actor,
  type ArrondissementId,
  type CommuneId,
  civilDate,
  newId,
  ok,
  type Result,
  refuse,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { record, staffOf } from '../history/history.ts';
import { mayForCommune } from '../policy.ts';
import { type Authority, type AuthorityId, inOffice, overlaps } from './authority.ts';
import { insertAuthority, selectAuthorities, updateAuthorityEnd } from './authority-store.ts';

/**
 * Who may delegate their signature at `at`: of an arrondissement, or with null of the whole commune. Undefined when nobody is in
 * office there. Public knowledge: acts print the name.
 */
export async function findAuthority(
  tx: Tx,
  communeId: CommuneId,
  arrondissementId: ArrondissementId | null,
  at: Date,
): Promise<Authority | undefined> {
  const date = civilDate(at);
  return (await selectAuthorities(tx, communeId)).find(
    authority => authority.arrondissementId === arrondissementId && inOffice(authority, date),
  );
}

/** Every authority of the commune, past and to come, latest term first. Public knowledge. */
export async function listAuthorities(tx: Tx, communeId: CommuneId): Promise<readonly Authority[]> {
  return selectAuthorities(tx, communeId);
}

/**
 * Enters an authority. Needs `organisation.manage`. Refused: `organisation.authority-overlaps` {name} when somebody holds the same
 * office on one of the days; `organisation.dates-reversed`.
 */
export async function enterAuthority(
  tx: Tx,
  actor: Actor,
  authority: Omit<Authority, 'id'> & { readonly id?: AuthorityId },
  now: Date,
): Promise<Result<{ readonly authorityId: AuthorityId }>> {
  const { communeId } = authority;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  if (authority.lastOn !== null && authority.lastOn < authority.firstOn) return refuse('organisation.dates-reversed');
  const id = authority.id ?? newId<AuthorityId>(now);
  const others = (await selectAuthorities(tx, communeId)).filter(each => each.id !== id);
  const other = others.find(each => each.arrondissementId === authority.arrondissementId && overlaps(each, authority));
  if (other) return refuse('organisation.authority-overlaps', { name: other.name.latin });
  await insertAuthority(tx, { ...authority, id }, { by: staffOf(actor), now });
  await record(tx, actor, { communeId, kind: 'authority-entered', subjectId: id, now });
  return ok({ authorityId: id });
}

/** Sets the last day of a term. Needs `organisation.manage`. Refused: `organisation.authority-unknown`, `.dates-reversed`. */
export async function endAuthority(
  tx: Tx,
  actor: Actor,
  asked: { readonly communeId: CommuneId; readonly authorityId: AuthorityId; readonly lastOn: string },
  now: Date,
): Promise<Result<null>> {
  const { communeId, authorityId, lastOn } = asked;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  const known = (await selectAuthorities(tx, communeId)).find(({ id }) => id === authorityId);
  if (!known) return refuse('organisation.authority-unknown');
  if (lastOn < known.firstOn) return refuse('organisation.dates-reversed');
  await updateAuthorityEnd(tx, communeId, authorityId, lastOn);
  await record(tx, actor, { communeId, kind: 'authority-ended', subjectId: authorityId, now });
  return ok(null);
}
