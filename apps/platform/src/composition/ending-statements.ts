import type { IdentityService } from '../modules/identity/index.ts';
import type { Mailer } from '../modules/notifications/index.ts';
import {
  composeEndingMail,
  findNotice,
  getCommune,
  listRealCommunes,
  placeOfStaffAddress,
  readNoticeKey,
  settleNotice,
  warnOfEnds,
} from '../modules/organisation/index.ts';
import { openMessenger, type Post } from './messenger.ts';
import type { Clock } from '../kernel/index.ts';
import type { Database } from '../platform/db/index.ts';

/** The daily job that tells officers and administrators of delegations and certificates about to end. */
export const endsTask = 'organisation.warn-of-ends';

/** Tells what has come near its end in every commune: thirty days before, seven, and one. Again is the same. */
export async function warnEverywhere({ db, clock }: { readonly db: Database; readonly clock: Clock }): Promise<void> {
  const communes = await db.transaction({}, tx => listRealCommunes(tx));
  for (const { id: communeId } of communes)
    await db.transaction({ communeId }, tx => warnOfEnds(tx, communeId, clock()));
}

/**
 * Writes to one member of staff about one end, outside any transaction. A crash between sending and settling sends a second copy under the same
 * Message-ID. What is not so any more is not sent.
 */
export async function deliverEndingNotice(
  surroundings: Post,
  {
    db,
    clock,
    identity,
  }: { readonly db: Database; readonly clock: Clock; readonly identity: Pick<IdentityService, 'vault'> },
  mailer: Mailer,
  payload: unknown,
): Promise<void> {
  const key = readNoticeKey(payload);
  const { communeId, staffId } = key;
  const owed = await db.transaction({ communeId }, async tx => {
    const notice = await findNotice(tx, key, clock());
    if (!notice) return undefined;
    const { emailSealed } = notice.address;
    const to = String(await identity.vault.open(tx, staffId, placeOfStaffAddress(staffId), emailSealed));
    const commune = (await getCommune(tx, communeId)).name;
    return { to, mail: composeEndingMail(notice, { commune, publicUrl: surroundings.config.publicUrl }) };
  });
  const reference = `${key.statementId}.${key.days}.${staffId}`;
  const answer =
    owed && (await openMessenger(surroundings, mailer).send({ kind: 'email', to: owed.to, ...owed.mail, reference }));
  const state = answer === undefined ? 'over' : answer === 'accepted' ? 'sent' : 'refused';
  await db.transaction({ communeId }, tx => settleNotice(tx, key, state, clock()));
}
