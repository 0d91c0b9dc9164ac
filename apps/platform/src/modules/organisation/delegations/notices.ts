import { z } from 'zod';
import { asId, type CommuneId, covers, isId, type LocalizedText, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { enqueue } from '../../../platform/jobs/index.ts';
import { isInForce, type KeptStatement } from '../decide.ts';
import { placeOf } from '../model.ts';
import { type SealedAddress, selectAddresses } from '../staff/address-store.ts';
import type { StatementId } from '../statements/proposal.ts';
import type { CredentialBody, DelegationBody } from '../statements/statement.ts';
import { findStatementById } from '../statements/store.ts';
import { findOffice, selectEveryOffice, selectPostings } from '../store.ts';
import { insertNotice, isOwed, type NoticeKey } from './notice-store.ts';

/** Name of the job that writes to one member of staff about one end. */
export const endingNoticeTask = 'organisation.ending-notice';

type Ending = KeptStatement<DelegationBody> | KeptStatement<CredentialBody>;

/**
 * Owes a message about an end to who signs by it, to the heads of the offices that it opens, and to the commune's administrators: to those of
 * them who gave an address. In the transaction that tells the end, so that each is owed once.
 */
export async function oweNotices(
  tx: Tx,
  communeId: CommuneId,
  { ending, days }: { readonly ending: Ending; readonly days: number },
  now: Date,
): Promise<void> {
  const { body } = ending;
  const concerned = [body.subject, ...(await selectResponsible(tx, communeId, body, now))];
  for (const { staffId } of await selectAddresses(tx, communeId, [...new Set(concerned)])) {
    const notice = { communeId, statementId: body.id, days, staffId };
    await insertNotice(tx, notice, now);
    await enqueue(tx, endingNoticeTask, notice, { key: `${endingNoticeTask}/${body.id}/${days}/${staffId}` });
  }
}

/** Administrators, and the heads of the offices of a delegation, whose postings are in force. */
async function selectResponsible(
  tx: Tx,
  communeId: CommuneId,
  body: Ending['body'],
  now: Date,
): Promise<readonly StaffId[]> {
  const opened = body.kind === 'delegation' ? new Set<string>(body.offices) : new Set<string>();
  const places = (await selectEveryOffice(tx, communeId)).filter(({ id }) => opened.has(id)).map(placeOf);
  const postings = await selectPostings(tx, communeId, null);
  return postings
    .filter(posting => isInForce(posting, now))
    .filter(
      ({ role, jurisdiction }) =>
        role === 'administrator' || (role === 'head-of-office' && places.some(place => covers(jurisdiction, place))),
    )
    .map(({ staffId }) => staffId);
}

const id = z.string().refine(isId);
const payloadShape = z.strictObject({
  communeId: id.transform(asId<CommuneId>),
  statementId: id.transform(asId<StatementId>),
  days: z.int().positive(),
  staffId: id.transform(asId<StaffId>),
});

/** The job's payload: ids and a number. Throws on anything else. */
export function readNoticeKey(payload: unknown): NoticeKey {
  return payloadShape.parse(payload);
}

/** What a message about an end says: nobody's name, since a mailbox may be read by others. */
export interface EndingNotice {
  readonly address: SealedAddress;
  readonly kind: Ending['body']['kind'];
  /** Whether its reader is who signs by it. */
  readonly own: boolean;
  /** The office where it lets somebody sign, where there is one office; else null. */
  readonly office: LocalizedText | null;
  readonly endsAt: Date;
}

/**
 * What is owed, as it stands when it leaves: undefined when it has left, when its reader has no address any more, as who leaves, and when the statement
 * was taken back or has ended.
 */
export async function findNotice(tx: Tx, key: NoticeKey, now: Date): Promise<EndingNotice | undefined> {
  const { communeId, statementId, staffId } = key;
  if (!(await isOwed(tx, key))) return undefined;
  const [address] = await selectAddresses(tx, communeId, [staffId]);
  const kept = await findStatementById(tx, communeId, statementId);
  if (!address || !kept || kept.body.kind === 'administrator') return undefined;
  const endsAt = new Date(kept.body.validUntil);
  if (kept.revokedAt !== null || endsAt <= now) return undefined;
  const [only, ...more] = kept.body.kind === 'delegation' ? kept.body.offices : [];
  const office = only !== undefined && more.length === 0 ? await findOffice(tx, communeId, only) : undefined;
  return {
    address,
    kind: kept.body.kind,
    own: kept.body.subject === staffId,
    office: office?.name ?? null,
    endsAt,
  };
}
