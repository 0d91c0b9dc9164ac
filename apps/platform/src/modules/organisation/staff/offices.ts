import {
  type Actor,
  type CommuneId,
  civilDate,
  type LocalizedText,
  newId,
  type OfficeId,
  ok,
  type Result,
  refuse,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { record } from '../history/history.ts';
import type { Office, OfficeOnRecord } from '../model.ts';
import { mayForCommune } from '../policy.ts';
import * as store from '../store.ts';

/** Every office that the commune ever had, ordered by code. Public knowledge. */
export async function listOfficesOnRecord(tx: Tx, communeId: CommuneId): Promise<readonly OfficeOnRecord[]> {
  return store.selectEveryOffice(tx, communeId);
}

/**
 * Opens an office. Needs `organisation.manage`. Refused: `organisation.code-malformed`; `organisation.code-taken` {code}, also for the
 * code of an office that closed; `organisation.place-unknown`; `organisation.office-unnamed`.
 */
export async function openOffice(
  tx: Tx,
  actor: Actor,
  office: Omit<Office, 'id'>,
  now: Date,
): Promise<Result<{ readonly officeId: OfficeId }>> {
  const { communeId, code, arrondissementId } = office;
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  if (!/^[A-Z]{3}\d{2}$/.test(code)) return refuse('organisation.code-malformed');
  if (!isNamed(office)) return refuse('organisation.office-unnamed');
  const arrondissements = await store.selectArrondissements(tx, communeId);
  if (arrondissementId !== null && !arrondissements.some(({ id }) => id === arrondissementId))
    return refuse('organisation.place-unknown');
  const officeId = newId<OfficeId>(now);
  const taken = await store.insertOffices(tx, communeId, [{ ...office, id: officeId }]);
  if (taken !== undefined) return refuse('organisation.code-taken', { code: taken });
  await record(tx, actor, { communeId, kind: 'office-opened', subjectId: officeId, now });
  return ok({ officeId });
}

/** What may be changed of an office: its code, kind and arrondissement never are, because acts stand under them. */
export interface OfficeChange {
  readonly communeId: CommuneId;
  readonly officeId: OfficeId;
  readonly name: LocalizedText;
  readonly address: LocalizedText;
  readonly organised: Office['organised'];
}

/** Changes an office. Needs `organisation.manage`. Refused: `organisation.office-unknown`, `.office-closed`, `.office-unnamed`. */
export async function changeOffice(tx: Tx, actor: Actor, change: OfficeChange, now: Date): Promise<Result<null>> {
  const { communeId, officeId, ...changed } = change;
  const office = await openOfficeOf(tx, actor, communeId, officeId);
  if (!office.ok) return office;
  if (!isNamed(changed)) return refuse('organisation.office-unnamed');
  await store.updateOffice(tx, { ...office.value, ...changed });
  await record(tx, actor, { communeId, kind: 'office-changed', subjectId: officeId, now });
  return ok(null);
}

/**
 * Closes an office from today on. Its code is never given again. Needs `organisation.manage`. Refused: `organisation.office-unknown`,
 * `.office-closed`, `.office-staffed` {count} while somebody is posted there.
 */
export async function closeOffice(
  tx: Tx,
  actor: Actor,
  { communeId, officeId }: { readonly communeId: CommuneId; readonly officeId: OfficeId },
  now: Date,
): Promise<Result<null>> {
  const office = await openOfficeOf(tx, actor, communeId, officeId);
  if (!office.ok) return office;
  const posted = (await store.selectPostings(tx, communeId, null)).filter(
    ({ jurisdiction, validUntil }) =>
      jurisdiction.level === 'office' &&
      jurisdiction.officeId === officeId &&
      (validUntil === null || now < validUntil),
  );
  if (posted.length > 0) return refuse('organisation.office-staffed', { count: posted.length });
  await store.updateOffice(tx, { ...office.value, closedOn: civilDate(now) });
  await record(tx, actor, { communeId, kind: 'office-closed', subjectId: officeId, now });
  return ok(null);
}

async function openOfficeOf(
  tx: Tx,
  actor: Actor,
  communeId: CommuneId,
  officeId: OfficeId,
): Promise<Result<OfficeOnRecord>> {
  if (!mayForCommune(actor, 'organisation.manage', communeId)) return refuse('organisation.not-allowed');
  const office = (await store.selectEveryOffice(tx, communeId)).find(({ id }) => id === officeId);
  if (!office) return refuse('organisation.office-unknown');
  return office.closedOn === null ? ok(office) : refuse('organisation.office-closed');
}

function isNamed({ name, address }: Pick<Office, 'name' | 'address'>): boolean {
  return [...Object.values(name), ...Object.values(address)].every(text => text.trim() !== '');
}
