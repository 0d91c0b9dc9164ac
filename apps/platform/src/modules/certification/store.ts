import { sql } from 'kysely';
import { asId, type CommuneId, type OrganisationId, type PersonId, type RequestId } from '../../kernel/index.ts';
import { asSha256, type Sha256 } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { StampLanguages } from '../organisation/index.ts';
import type { Certification, CheckMade, HeldAgainst, Holder, PageCompared, Particulars, Reissues } from './model.ts';

/** Which certification. */
export interface CertificationKey {
  readonly communeId: CommuneId;
  readonly requestId: RequestId;
}

/** A certification as it is kept: what names the original is sealed. */
export type KeptCertification = Omit<Certification, 'particulars'> & {
  readonly sealed: Buffer | null;
} & Pick<Particulars, 'issuedOn' | 'expiresOn'>;

interface CertificationRow {
  request_id: string;
  kind: string | null;
  rule_version: string | null;
  particulars: Buffer | null;
  sealed_for: string | null;
  issued_on: string | null;
  expires_on: string | null;
  stamp_languages: StampLanguages | null;
  reissues: Reissues['kind'];
  most: number | null;
  until: string | null;
  renews: string | null;
}

/** Begins a certification; `renews` names the Original whose certification it renews. */
export async function insertCertification(
  tx: Tx,
  { communeId, requestId }: CertificationKey,
  begun: Partial<Pick<KeptCertification, 'kind' | 'ruleVersion' | 'stampLanguages' | 'renews'>> = {},
): Promise<void> {
  await sql`
    insert into certification.certification (commune_id, request_id, kind, rule_version, stamp_languages, renews)
    values (${communeId}, ${requestId}, ${begun.kind ?? null}, ${begun.ruleVersion ?? null}, ${begun.stampLanguages ?? null},
      ${begun.renews ?? null})`.execute(tx);
}

/** The certifications of several requests; those of other services are absent. */
export async function selectCertifications(
  tx: Tx,
  communeId: CommuneId,
  requestIds: readonly RequestId[],
): Promise<readonly KeptCertification[]> {
  const { rows } = await sql<CertificationRow>`
    select request_id, kind, rule_version, particulars, sealed_for, issued_on::text, expires_on::text, stamp_languages, reissues, most,
      until::text, renews
    from certification.certification
    where commune_id = ${communeId} and request_id = any(${[...requestIds]}::uuid[])`.execute(tx);
  return rows.map(readCertification);
}

function readCertification(row: CertificationRow): KeptCertification {
  const { most, until } = row;
  const chosen = row.reissues === 'chosen' && most !== null && until !== null;
  return {
    requestId: asId(row.request_id),
    kind: row.kind,
    ruleVersion: row.rule_version,
    sealed: row.particulars,
    sealedFor: row.sealed_for === null ? null : asId<PersonId | OrganisationId>(row.sealed_for),
    issuedOn: row.issued_on,
    expiresOn: row.expires_on,
    stampLanguages: row.stamp_languages,
    reissues: chosen ? { kind: 'chosen', most, until } : { kind: row.reissues === 'none' ? 'none' : 'usual' },
    renews: row.renews === null ? null : asId(row.renews),
  };
}

/** Writes what was chosen and read of the original. */
export async function updateCertification(
  tx: Tx,
  { communeId, requestId }: CertificationKey,
  kept: Omit<KeptCertification, 'requestId' | 'renews' | 'reissues'>,
): Promise<void> {
  await sql`
    update certification.certification set kind = ${kept.kind}, rule_version = ${kept.ruleVersion}, particulars = ${kept.sealed},
      sealed_for = ${kept.sealedFor}, issued_on = ${kept.issuedOn}, expires_on = ${kept.expiresOn},
      stamp_languages = ${kept.stampLanguages}
    where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
}

/** Writes on what terms the copy may be issued again. */
export async function updateReissues(
  tx: Tx,
  { communeId, requestId }: CertificationKey,
  reissues: Reissues,
): Promise<void> {
  const chosen = reissues.kind === 'chosen' ? reissues : null;
  await sql`
    update certification.certification set reissues = ${reissues.kind}, most = ${chosen?.most ?? null}, until = ${chosen?.until ?? null}
    where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
}

interface HolderRow {
  request_id: string;
  person_id: string;
  identity_document_id: string;
  identified_by: string | null;
  identified_at: Date;
  organisation_id: string | null;
  mandate_id: string | null;
  signature_sha256: Buffer | null;
  signed_at: Date | null;
}

/** The holders of several requests, in the order in which they were identified. */
export async function selectHolders(
  tx: Tx,
  communeId: CommuneId,
  requestIds: readonly RequestId[],
): Promise<readonly (Holder & { readonly requestId: RequestId })[]> {
  const { rows } = await sql<HolderRow>`
    select request_id, person_id, identity_document_id, identified_by, identified_at, organisation_id, mandate_id, signature_sha256,
      signed_at
    from certification.holder
    where commune_id = ${communeId} and request_id = any(${[...requestIds]}::uuid[]) order by request_id, position, person_id`.execute(
    tx,
  );
  return rows.map(readHolder);
}

function readHolder(row: HolderRow): Holder & { readonly requestId: RequestId } {
  const { organisation_id: organisation, mandate_id: mandate, signature_sha256: strokes, signed_at: at } = row;
  return {
    requestId: asId(row.request_id),
    personId: asId(row.person_id),
    identityDocumentId: asId(row.identity_document_id),
    identifiedBy: row.identified_by === null ? null : asId(row.identified_by),
    identifiedAt: row.identified_at,
    signedFor:
      organisation !== null && mandate !== null
        ? { organisationId: asId(organisation), mandateId: asId(mandate) }
        : null,
    signature: strokes && at && { strokes: asSha256(strokes), at },
  };
}

/** Adds a holder after the others; answers false when the person is one already. */
export async function insertHolder(
  tx: Tx,
  { communeId, requestId }: CertificationKey,
  holder: Omit<Holder, 'signedFor' | 'signature'>,
): Promise<boolean> {
  const { rows } = await sql`
    insert into certification.holder (commune_id, request_id, person_id, position, identity_document_id, identified_by, identified_at)
    values (${communeId}, ${requestId}, ${holder.personId},
      (select count(*) from certification.holder where commune_id = ${communeId} and request_id = ${requestId}),
      ${holder.identityDocumentId}, ${holder.identifiedBy}, ${holder.identifiedAt})
    on conflict do nothing returning person_id`.execute(tx);
  return rows.length === 1;
}

/** Takes a holder out; answers whether the person was one. */
export async function deleteHolder(
  tx: Tx,
  { communeId, requestId }: CertificationKey,
  personId: PersonId,
): Promise<boolean> {
  const { rows } = await sql`
    delete from certification.holder where commune_id = ${communeId} and request_id = ${requestId} and person_id = ${personId}
    returning person_id`.execute(tx);
  return rows.length === 1;
}

/** Notes for whom a holder shows the original; answers whether the person is one. */
export async function updateSignedFor(
  tx: Tx,
  { communeId, requestId }: CertificationKey,
  { personId, signedFor }: Pick<Holder, 'personId' | 'signedFor'>,
): Promise<boolean> {
  const { rows } = await sql`
    update certification.holder set organisation_id = ${signedFor?.organisationId ?? null}, mandate_id = ${signedFor?.mandateId ?? null}
    where commune_id = ${communeId} and request_id = ${requestId} and person_id = ${personId} returning person_id`.execute(
    tx,
  );
  return rows.length === 1;
}

/** Keeps what a holder drew, in place of what they drew before; answers whether the person is one. */
export async function updateSignature(
  tx: Tx,
  { communeId, requestId }: CertificationKey,
  { personId, signature }: { readonly personId: PersonId; readonly signature: NonNullable<Holder['signature']> },
): Promise<boolean> {
  const { rows } = await sql`
    update certification.holder set signature_sha256 = ${Buffer.from(signature.strokes, 'hex')}, signed_at = ${signature.at}
    where commune_id = ${communeId} and request_id = ${requestId} and person_id = ${personId} returning person_id`.execute(
    tx,
  );
  return rows.length === 1;
}

/** The checks that were made of a request's original. */
export async function selectChecks(tx: Tx, { communeId, requestId }: CertificationKey): Promise<readonly CheckMade[]> {
  const { rows } = await sql<{ check_code: string; made_by: string; made_at: Date; pages_sha256: Buffer | null }>`
    select check_code, made_by, made_at, pages_sha256 from certification.check_made
    where commune_id = ${communeId} and request_id = ${requestId} order by made_at, check_code`.execute(tx);
  return rows.map(row => ({
    check: row.check_code,
    madeBy: asId(row.made_by),
    madeAt: row.made_at,
    pages: row.pages_sha256 && asSha256(row.pages_sha256),
  }));
}

/** Writes that somebody made a check; who made it first stays. */
export async function insertCheck(tx: Tx, { communeId, requestId }: CertificationKey, made: CheckMade): Promise<void> {
  await sql`
    insert into certification.check_made (commune_id, request_id, check_code, made_by, made_at, pages_sha256)
    values (${communeId}, ${requestId}, ${made.check}, ${made.madeBy}, ${made.madeAt},
      ${made.pages && Buffer.from(made.pages, 'hex')}) on conflict do nothing`.execute(tx);
}

/** Takes a check back. */
export async function deleteCheck(tx: Tx, { communeId, requestId }: CertificationKey, check: string): Promise<void> {
  await sql`
    delete from certification.check_made where commune_id = ${communeId} and request_id = ${requestId} and check_code = ${check}`.execute(
    tx,
  );
}

/** The pages that were held against the original. */
export async function selectCompared(
  tx: Tx,
  { communeId, requestId }: CertificationKey,
): Promise<readonly PageCompared[]> {
  const { rows } = await sql<{
    page_id: string;
    image_sha256: Buffer;
    held_against: HeldAgainst;
    compared_by: string;
    compared_at: Date;
  }>`
    select page_id, image_sha256, held_against, compared_by, compared_at from certification.page_compared
    where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
  return rows.map(row => ({
    pageId: row.page_id,
    image: asSha256(row.image_sha256),
    heldAgainst: row.held_against,
    comparedBy: asId(row.compared_by),
    comparedAt: row.compared_at,
  }));
}

/** Writes that somebody compared a page, in place of what was said of it before. */
export async function putCompared(tx: Tx, key: CertificationKey, page: PageCompared): Promise<void> {
  await deleteCompared(tx, key, page.pageId);
  await sql`
    insert into certification.page_compared (commune_id, request_id, page_id, image_sha256, held_against, compared_by, compared_at)
    values (${key.communeId}, ${key.requestId}, ${page.pageId}, ${Buffer.from(page.image, 'hex')}, ${page.heldAgainst},
      ${page.comparedBy}, ${page.comparedAt})`.execute(tx);
}

/** Takes back that a page was compared. */
export async function deleteCompared(
  tx: Tx,
  { communeId, requestId }: CertificationKey,
  pageId: string,
): Promise<void> {
  await sql`
    delete from certification.page_compared where commune_id = ${communeId} and request_id = ${requestId} and page_id = ${pageId}`.execute(
    tx,
  );
}

/** Takes what holders drew out of a request; answers the digests of it. */
export async function clearSigned(tx: Tx, { communeId, requestId }: CertificationKey): Promise<readonly Sha256[]> {
  const { rows } = await sql<{ sha256: Buffer }>`
    select signature_sha256 as sha256 from certification.holder
    where commune_id = ${communeId} and request_id = ${requestId} and signature_sha256 is not null`.execute(tx);
  await sql`update certification.holder set signature_sha256 = null, signed_at = null
    where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
  return rows.map(({ sha256 }) => asSha256(sha256));
}

/** Those of some blobs that no holder drew, in any request of the commune. */
export async function selectUnsigned(
  tx: Tx,
  communeId: CommuneId,
  blobs: readonly Sha256[],
): Promise<readonly Sha256[]> {
  const { rows } = await sql<{ sha256: Buffer }>`
    select b.sha256 from unnest(${blobs.map(each => Buffer.from(each, 'hex'))}::bytea[]) as b (sha256)
    where not exists (select from certification.holder h where h.commune_id = ${communeId} and h.signature_sha256 = b.sha256)`.execute(
    tx,
  );
  return rows.map(({ sha256 }) => asSha256(sha256));
}
