import { ok, type Result, type StaffActor, type StaffId } from '../../../kernel/index.ts';
import { readContacts } from '../../../modules/identity/index.ts';
import { findStaffAddress, keepStaffAddress, placeOfStaffAddress } from '../../../modules/organisation/index.ts';
import type { WorkAddress } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';

type Deps = Pick<ApiDeps, 'db' | 'clock' | 'identity'>;

/** Where a member of staff is written to; null where they gave none. Refused: `organisation.not-allowed`. */
export function readAddress(
  { db, identity }: Deps,
  actor: StaffActor,
  staffId: StaffId,
): Promise<Result<WorkAddress | null>> {
  return db.transaction({ communeId: actor.communeId }, async tx => {
    const found = await findStaffAddress(tx, actor, staffId);
    if (!found.ok || !found.value) return found.ok ? ok(null) : found;
    const { emailSealed, language } = found.value;
    const email = await identity.vault.open(tx, staffId, placeOfStaffAddress(staffId), emailSealed);
    return ok({ email: email.toString(), language });
  });
}

/** Keeps it, sealed; an empty one forgets it. Refused: those of `keepStaffAddress`, `identity.email-malformed`. */
export async function keepAddress(
  { db, clock, identity }: Deps,
  actor: StaffActor,
  { staffId, email: typed, language }: WorkAddress & { readonly staffId: StaffId },
): Promise<Result<{ readonly done: true }>> {
  const read = readContacts({ email: typed });
  if (!read.ok) return read;
  const { email } = read.value;
  const kept = await db.transaction({ communeId: actor.communeId }, async tx => {
    const address =
      email === undefined
        ? null
        : {
            emailSealed: await identity.vault.seal(tx, staffId, placeOfStaffAddress(staffId), Buffer.from(email)),
            language,
          };
    return keepStaffAddress(tx, actor, { staffId, address }, clock());
  });
  return kept.ok ? ok({ done: true }) : kept;
}
