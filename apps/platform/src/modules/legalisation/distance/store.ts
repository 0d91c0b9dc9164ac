import { sql } from 'kysely';
import {
  asId,
  type MandateId,
  type OrganisationId,
  type PageId,
  type PartyId,
  type StaffId,
} from '../../../kernel/index.ts';
import { asSha256 } from '../../../platform/blobs/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { LegalisationKey } from '../store.ts';
import type { Distance, DistanceRuleId, SignatureField, SignatureSource } from './model.ts';

/** Writes what a request at a distance begins with. */
export async function insertDistance(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  begun: Pick<Distance, 'need' | 'warningRead' | 'signedFor'> & { readonly ruleId: DistanceRuleId },
): Promise<void> {
  const { need, warningRead, signedFor, ruleId } = begun;
  await sql`
    insert into legalisation.distance (commune_id, request_id, rule_id, need_version, need_shown_at, warning_read, organisation_id, mandate_id,
      worth)
    values (${communeId}, ${requestId}, ${ruleId}, ${need.version}, ${need.shownAt}, ${warningRead}, ${signedFor?.organisationId ?? null},
      ${signedFor?.mandateId ?? null}, ${signedFor?.worth ?? null})`.execute(tx);
}

interface DistanceRow {
  request_id: string;
  rule_id: string;
  need_version: string;
  need_shown_at: Date;
  warning_read: string | null;
  organisation_id: string | null;
  mandate_id: string | null;
  worth: number | null;
  signs: boolean;
  in_turn: boolean;
  signature_sha256: Buffer | null;
  signature_source: SignatureSource | null;
  sent_sha256: Buffer | null;
  sent_at: Date | null;
  checked_by: string | null;
  checked_at: Date | null;
  checked_sha256: Buffer | null;
}

/** What a request at a distance has beside its legalisation; undefined for one of the counter. */
export async function findDistance(tx: Tx, { communeId, requestId }: LegalisationKey): Promise<Distance | undefined> {
  const { rows } = await sql<DistanceRow>`
    select request_id, rule_id, need_version, need_shown_at, warning_read, organisation_id, mandate_id, worth, signs, in_turn,
      signature_sha256, signature_source, sent_sha256, sent_at, checked_by, checked_at, checked_sha256
    from legalisation.distance where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
  return rows[0] && readDistance(rows[0]);
}

function readDistance(row: DistanceRow): Distance {
  const { signature_sha256: drawn, signature_source: source, sent_sha256: sent, sent_at: sentAt } = row;
  const { checked_by: by, checked_at: checkedAt, checked_sha256: checked } = row;
  return {
    requestId: asId(row.request_id),
    ruleId: asId(row.rule_id),
    need: { version: row.need_version, shownAt: row.need_shown_at },
    warningRead: row.warning_read,
    signedFor: signedForOf(row),
    signs: row.signs,
    inTurn: row.in_turn,
    signature: drawn && source && { drawn: asSha256(drawn), source },
    sent: sent && sentAt && { sha256: asSha256(sent), at: sentAt },
    checked:
      checked && checkedAt && by !== null ? { by: asId<StaffId>(by), at: checkedAt, sha256: asSha256(checked) } : null,
  };
}

function signedForOf({
  organisation_id: organisation,
  mandate_id: mandate,
  worth,
}: DistanceRow): Distance['signedFor'] {
  if (organisation === null || mandate === null) return null;
  return { organisationId: asId<OrganisationId>(organisation), mandateId: asId<MandateId>(mandate), worth };
}

/** Writes what the initiator chose. */
export async function updateChoices(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  { warningRead, signedFor, signs, inTurn }: Pick<Distance, 'warningRead' | 'signedFor' | 'signs' | 'inTurn'>,
): Promise<void> {
  await sql`
    update legalisation.distance set warning_read = ${warningRead}, organisation_id = ${signedFor?.organisationId ?? null},
      mandate_id = ${signedFor?.mandateId ?? null}, worth = ${signedFor?.worth ?? null}, signs = ${signs}, in_turn = ${inTurn}
    where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
}

/** Notes the initiator's own signature, or that there is none. */
export async function updateOwnSignature(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  signature: Distance['signature'],
): Promise<void> {
  const drawn = signature && Buffer.from(signature.drawn, 'hex');
  await sql`
    update legalisation.distance set signature_sha256 = ${drawn}, signature_source = ${signature?.source ?? null}
    where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
}

/** Notes the paper that was sent to be agreed to; null when what was sent is no more what is asked. */
export async function updateSent(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  sent: Distance['sent'],
): Promise<void> {
  await sql`
    update legalisation.distance set sent_sha256 = ${sent && Buffer.from(sent.sha256, 'hex')}, sent_at = ${sent?.at ?? null}
    where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
}

/** Notes who made the office's checks, and of which paper; null forgets them. */
export async function updateChecked(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  checked: Distance['checked'],
): Promise<void> {
  const sha256 = checked && Buffer.from(checked.sha256, 'hex');
  await sql`
    update legalisation.distance set checked_by = ${checked?.by ?? null}, checked_at = ${checked?.at ?? null}, checked_sha256 = ${sha256}
    where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
}

/** Where everybody signs, on pages that stand in the document. */
export async function selectFields(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
): Promise<readonly SignatureField[]> {
  const { rows } = await sql<{
    party_id: string;
    page_id: string;
    x: number;
    y: number;
    width: number;
    height: number;
  }>`
    select f.party_id, f.page_id, f.x, f.y, f.width, f.height
    from legalisation.signature_field f
    join documents.page p on p.commune_id = f.commune_id and p.id = f.page_id and p.removed_at is null
    where f.commune_id = ${communeId} and f.request_id = ${requestId} order by p.position, f.party_id`.execute(tx);
  return rows.map(({ party_id: partyId, page_id: pageId, ...box }) => ({
    ...box,
    partyId: asId<PartyId>(partyId),
    pageId: asId<PageId>(pageId),
  }));
}

/** Puts somebody's field on a page, in the place of the one that was there. */
export async function putField(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  field: SignatureField,
): Promise<void> {
  const { partyId, pageId, x, y, width, height } = field;
  await sql`
    insert into legalisation.signature_field (commune_id, request_id, party_id, page_id, x, y, width, height)
    values (${communeId}, ${requestId}, ${partyId}, ${pageId}, ${x}, ${y}, ${width}, ${height})
    on conflict (commune_id, request_id, party_id, page_id) do update
      set x = excluded.x, y = excluded.y, width = excluded.width, height = excluded.height`.execute(tx);
}

/** Takes fields away: of somebody on one page, of somebody, or all of them. */
export async function deleteFields(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  { partyId, pageId }: { readonly partyId?: PartyId; readonly pageId?: PageId } = {},
): Promise<void> {
  await sql`
    delete from legalisation.signature_field where commune_id = ${communeId} and request_id = ${requestId}
      and (${partyId ?? null}::uuid is null or party_id = ${partyId ?? null})
      and (${pageId ?? null}::uuid is null or page_id = ${pageId ?? null})`.execute(tx);
}
