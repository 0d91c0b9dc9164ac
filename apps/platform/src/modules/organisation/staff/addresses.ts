import { type Language, ok, type Result, refuse, type StaffActor, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { record } from '../history/history.ts';
import { mayForCommune } from '../policy.ts';
import { deleteAddress, putAddress, type SealedAddress, selectAddresses } from './address-store.ts';
import { selectRoster } from './roster-store.ts';

/** Under which name in the vault of a member of staff their address is sealed. */
export const placeOfStaffAddress = (staffId: StaffId): string => `organisation.staff_address/${staffId}/email`;

/**
 * Where a member of staff is written to about their work, still sealed; null where they gave no address. For themselves, and for who holds
 * `organisation.manage`; it stands in no list. Refused: `organisation.not-allowed`.
 */
export async function findStaffAddress(
  tx: Tx,
  actor: StaffActor,
  staffId: StaffId,
): Promise<Result<SealedAddress | null>> {
  if (!mayKeep(actor, staffId)) return refuse('organisation.not-allowed');
  return ok((await selectAddresses(tx, actor.communeId, [staffId]))[0] ?? null);
}

/**
 * Keeps where a member of staff is written to, sealed by the caller; null forgets it. The history says that it was done, and not what. For the
 * same people as reading it. Refused: `organisation.not-allowed`, `.staff-unknown`, `.staff-left`.
 */
export async function keepStaffAddress(
  tx: Tx,
  actor: StaffActor,
  {
    staffId,
    address,
  }: {
    readonly staffId: StaffId;
    readonly address: { readonly emailSealed: Buffer; readonly language: Language } | null;
  },
  now: Date,
): Promise<Result<null>> {
  const { communeId } = actor;
  if (!mayKeep(actor, staffId)) return refuse('organisation.not-allowed');
  const [entry] = await selectRoster(tx, communeId, { staffId, today: '0001-01-01' });
  if (!entry) return refuse('organisation.staff-unknown');
  if (entry.leftAt !== null) return refuse('organisation.staff-left');
  if (address) await putAddress(tx, communeId, { staffId, ...address }, now);
  else await deleteAddress(tx, communeId, staffId);
  await record(tx, actor, { communeId, kind: 'work-address-changed', subjectId: staffId, now });
  return ok(null);
}

function mayKeep(actor: StaffActor, staffId: StaffId): boolean {
  return actor.staffId === staffId || mayForCommune(actor, 'organisation.manage', actor.communeId);
}
