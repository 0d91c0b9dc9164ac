import { sql } from 'kysely';
import { asId, type CommuneId, type DocumentId, newId, type PageId, type Refusal } from '../../kernel/index.ts';
import { asSha256, type Sha256 } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { FoundLanguage, Judgement, Millimetres, Verdict } from './intake/index.ts';
import type { Crop, DocumentPage, DocumentPlace, RequestDocument, Rotation, StoredPicture } from './model.ts';

interface DocumentRow {
  id: string;
  kind: RequestDocument['kind'];
  source_sha256: Buffer | null;
  clean_sha256: Buffer | null;
  dropped: readonly Refusal[];
  proposed_language: 'ar' | 'fr' | null;
  judgement: Judgement | null;
  languages: KeptLanguages | null;
}

/** What was read of a document, and of which picture or file: what took its place since was not read yet. */
interface KeptLanguages {
  readonly of: Sha256;
  readonly found: readonly FoundLanguage[];
}

interface PageRow {
  id: string;
  source_sha256: Buffer | null;
  taken_sha256: Buffer | null;
  taken_width_mm: number;
  taken_height_mm: number;
  image_sha256: Buffer | null;
  width_mm: number;
  height_mm: number;
  rotation: Rotation;
  crop: Crop | null;
  quality: readonly Verdict[];
  removed_at: Date | null;
}

const bytesOf = (sha256: Sha256 | null): Buffer | null => (sha256 === null ? null : Buffer.from(sha256, 'hex'));

/** Notes that a commune keeps a blob; again is the same. The bytes are stored before. */
export async function insertBlob(
  tx: Tx,
  communeId: CommuneId,
  blob: { readonly sha256: Sha256; readonly length: number; readonly mediaType: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into documents.blob (commune_id, sha256, length, media_type, stored_at)
    values (${communeId}, ${bytesOf(blob.sha256)}, ${blob.length}, ${blob.mediaType}, ${now})
    on conflict (commune_id, sha256) do nothing`.execute(tx);
}

/** The document of a request with its pages in order, the removed ones apart (latest first). */
export async function findDocument(tx: Tx, place: DocumentPlace): Promise<RequestDocument | undefined> {
  const { rows } = await sql<DocumentRow>`
    select id, kind, source_sha256, clean_sha256, dropped, proposed_language, judgement, languages from documents.document
    where commune_id = ${place.communeId} and request_id = ${place.requestId}`.execute(tx);
  const row = rows[0];
  if (!row) return undefined;
  const pages = await sql<PageRow>`
    select id, source_sha256, taken_sha256, taken_width_mm, taken_height_mm, image_sha256, width_mm, height_mm, rotation, crop, quality, removed_at from documents.page
    where commune_id = ${place.communeId} and document_id = ${row.id} order by removed_at desc, position, id`.execute(
    tx,
  );
  const standing = pages.rows.filter(page => page.removed_at === null).map(readPage);
  const clean = row.clean_sha256 && asSha256(row.clean_sha256);
  const kept = row.languages;
  const first = standing[0]?.image ?? clean;
  return {
    id: asId(row.id),
    kind: row.kind,
    source: row.source_sha256 && asSha256(row.source_sha256),
    clean,
    languages: kept !== null && standing.length > 0 && kept.of === first ? kept.found : null,
    notices: row.dropped,
    proposedLanguage: row.proposed_language,
    judgement: row.judgement,
    pages: standing,
    removed: pages.rows.filter(page => page.removed_at !== null).map(readPage),
  };
}

/** Number of pages, without the removed ones, of several requests' documents. */
export async function countPages(
  tx: Tx,
  communeId: CommuneId,
  requestIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ request_id: string; pages: number }>`
    select d.request_id, count(*)::int as pages from documents.document d
    join documents.page p on p.commune_id = d.commune_id and p.document_id = d.id and p.removed_at is null
    where d.commune_id = ${communeId} and d.request_id = any(${[...requestIds]}::uuid[]) group by d.request_id`.execute(
    tx,
  );
  return new Map(rows.map(row => [row.request_id, row.pages]));
}

/** Makes the document of a request, or turns an emptied one into another kind; answers its id. */
export async function putDocument(
  tx: Tx,
  place: DocumentPlace,
  document: Pick<
    RequestDocument,
    'kind' | 'source' | 'clean' | 'notices' | 'proposedLanguage' | 'judgement' | 'languages'
  >,
  now: Date,
): Promise<DocumentId> {
  const { kind, source, clean, notices, proposedLanguage, judgement, languages } = document;
  const read = languages && clean ? keptLanguages(clean, languages) : null;
  const { rows } = await sql<{ id: string }>`
    insert into documents.document (commune_id, id, request_id, kind, source_sha256, clean_sha256, dropped, proposed_language, judgement, languages, created_at)
    values (${place.communeId}, ${newId(now)}, ${place.requestId}, ${kind}, ${bytesOf(source)}, ${bytesOf(clean)},
      ${JSON.stringify(notices)}::jsonb, ${proposedLanguage}, ${judgement && JSON.stringify(judgement)}::jsonb, ${read}::jsonb, ${now})
    on conflict (commune_id, request_id) do update set kind = excluded.kind, source_sha256 = excluded.source_sha256,
      clean_sha256 = excluded.clean_sha256, dropped = excluded.dropped, proposed_language = excluded.proposed_language,
      judgement = excluded.judgement, languages = coalesce(excluded.languages, document.languages)
    returning id`.execute(tx);
  return asId(rows[0]?.id ?? '');
}

/** Writes a page after the last one. A scan's page has a picture; a PDF's page its size only. */
export async function appendPage(
  tx: Tx,
  at: { readonly communeId: CommuneId; readonly documentId: DocumentId },
  page: { readonly source: Sha256 | null; readonly picture: StoredPicture | null; readonly mm: Millimetres },
  now: Date,
): Promise<void> {
  const image = bytesOf(page.picture?.image ?? null);
  const { width, height } = page.mm;
  await sql`
    insert into documents.page (commune_id, id, document_id, position, source_sha256, taken_sha256, taken_width_mm, taken_height_mm, image_sha256, width_mm, height_mm, quality)
    values (${at.communeId}, ${newId(now)}, ${at.documentId},
      (select coalesce(max(position) + 1, 0) from documents.page where commune_id = ${at.communeId} and document_id = ${at.documentId}),
      ${bytesOf(page.source)}, ${image}, ${width}, ${height}, ${image}, ${width}, ${height}, ${JSON.stringify(page.picture?.verdicts ?? [])}::jsonb)`.execute(
    tx,
  );
}

/** Writes how a page stands after turning and cropping. */
export async function updatePicture(
  tx: Tx,
  at: { readonly communeId: CommuneId; readonly pageId: PageId },
  {
    picture,
    rotation,
    crop,
  }: { readonly picture: StoredPicture; readonly rotation: Rotation; readonly crop: Crop | null },
): Promise<void> {
  await sql`
    update documents.page set image_sha256 = ${bytesOf(picture.image)}, width_mm = ${picture.mm.width}, height_mm = ${picture.mm.height},
      rotation = ${rotation}, crop = ${crop === null ? null : JSON.stringify(crop)}::jsonb, quality = ${JSON.stringify(picture.verdicts)}::jsonb
    where commune_id = ${at.communeId} and id = ${at.pageId}`.execute(tx);
}

/** Numbers the pages as they stand in `pageIds`. */
export async function updateOrder(tx: Tx, communeId: CommuneId, pageIds: readonly PageId[]): Promise<void> {
  await sql`
    update documents.page p set position = wanted.position - 1
    from unnest(${[...pageIds]}::uuid[]) with ordinality as wanted (id, position)
    where p.commune_id = ${communeId} and p.id = wanted.id`.execute(tx);
}

/** Takes pages out (`now`) or puts them back (null). */
export async function updateRemoved(
  tx: Tx,
  communeId: CommuneId,
  pageIds: readonly PageId[],
  removedAt: Date | null,
): Promise<void> {
  await sql`
    update documents.page set removed_at = ${removedAt} where commune_id = ${communeId} and id = any(${[...pageIds]}::uuid[])`.execute(
    tx,
  );
}

/** Writes the language that the script of the pages suggests. */
export async function updateProposedLanguage(tx: Tx, place: DocumentPlace, language: 'ar' | 'fr'): Promise<void> {
  await sql`
    update documents.document set proposed_language = ${language}
    where commune_id = ${place.communeId} and request_id = ${place.requestId} and proposed_language is null`.execute(
    tx,
  );
}

/** Writes in which languages the text of a picture is, where it was read. */
export async function updateLanguages(
  tx: Tx,
  place: DocumentPlace,
  of: Sha256,
  found: readonly FoundLanguage[],
): Promise<void> {
  await sql`
    update documents.document set languages = ${keptLanguages(of, found)}::jsonb
    where commune_id = ${place.communeId} and request_id = ${place.requestId}`.execute(tx);
}

function keptLanguages(of: Sha256, found: readonly FoundLanguage[]): string {
  return JSON.stringify({ of, found } satisfies KeptLanguages);
}

function readPage(row: PageRow): DocumentPage {
  return {
    id: asId(row.id),
    source: row.source_sha256 && asSha256(row.source_sha256),
    taken: row.taken_sha256 && asSha256(row.taken_sha256),
    takenMm: { width: row.taken_width_mm, height: row.taken_height_mm },
    image: row.image_sha256 && asSha256(row.image_sha256),
    mm: { width: row.width_mm, height: row.height_mm },
    rotation: row.rotation,
    crop: row.crop,
    verdicts: row.quality,
  };
}

/** Writes a document like another one of the commune, for another request, without its pages. */
export async function copyDocumentRow(
  tx: Tx,
  communeId: CommuneId,
  copy: { readonly id: DocumentId; readonly requestId: DocumentPlace['requestId']; readonly of: DocumentId },
  now: Date,
): Promise<void> {
  await sql`
    insert into documents.document
      (commune_id, id, request_id, kind, source_sha256, clean_sha256, dropped, proposed_language, judgement, languages, created_at)
    select commune_id, ${copy.id}, ${copy.requestId}, kind, source_sha256, clean_sha256, dropped, proposed_language, judgement, languages, ${now}
    from documents.document where commune_id = ${communeId} and id = ${copy.of}`.execute(tx);
}

/** Writes the pages of one document, those not taken out, into another. */
export async function copyPages(
  tx: Tx,
  communeId: CommuneId,
  { from, to }: { readonly from: DocumentId; readonly to: DocumentId },
): Promise<void> {
  await sql`
    insert into documents.page (commune_id, id, document_id, position, source_sha256, taken_sha256, taken_width_mm, taken_height_mm,
      image_sha256, width_mm, height_mm, rotation, crop, quality)
    select commune_id, uuidv7(), ${to}, position, source_sha256, taken_sha256, taken_width_mm, taken_height_mm, image_sha256, width_mm,
      height_mm, rotation, crop, quality
    from documents.page where commune_id = ${communeId} and document_id = ${from} and removed_at is null`.execute(tx);
}

/** Deletes the document of a request with all its pages; answers the digests of what they were made of. */
export async function deleteDocument(tx: Tx, { communeId, requestId }: DocumentPlace): Promise<readonly Sha256[]> {
  const pages = await sql<{ source_sha256: Buffer | null; taken_sha256: Buffer | null; image_sha256: Buffer | null }>`
    delete from documents.page p using documents.document d
    where d.commune_id = ${communeId} and d.request_id = ${requestId} and p.commune_id = d.commune_id and p.document_id = d.id
    returning p.source_sha256, p.taken_sha256, p.image_sha256`.execute(tx);
  const documents = await sql<{ source_sha256: Buffer | null; clean_sha256: Buffer | null }>`
    delete from documents.document where commune_id = ${communeId} and request_id = ${requestId}
    returning source_sha256, clean_sha256`.execute(tx);
  const all = [...pages.rows, ...documents.rows].flatMap(row => Object.values(row));
  return all.flatMap(sha256 => (sha256 === null ? [] : [asSha256(sha256)]));
}

/** Those of some blobs that no document of the commune is made of. */
export async function selectUnused(tx: Tx, communeId: CommuneId, blobs: readonly Sha256[]): Promise<readonly Sha256[]> {
  const { rows } = await sql<{ sha256: Buffer }>`
    select b.sha256 from documents.blob b where b.commune_id = ${communeId} and b.sha256 = any(${blobs.map(bytesOf)}::bytea[])
      and not exists (select from documents.page p where p.commune_id = b.commune_id
        and b.sha256 in (p.source_sha256, p.taken_sha256, p.image_sha256))
      and not exists (select from documents.document d where d.commune_id = b.commune_id
        and b.sha256 in (d.source_sha256, d.clean_sha256))`.execute(tx);
  return rows.map(row => asSha256(row.sha256));
}

/** Forgets that a commune keeps some blobs; answers what it kept of them. Throws when a document is made of one, or comes to be meanwhile. */
export async function deleteBlobs(
  tx: Tx,
  communeId: CommuneId,
  blobs: readonly Sha256[],
): Promise<readonly (Parameters<typeof insertBlob>[2] & { readonly storedAt: Date })[]> {
  const { rows } = await sql<{ sha256: Buffer; length: number; media_type: string; stored_at: Date }>`
    delete from documents.blob where commune_id = ${communeId} and sha256 = any(${blobs.map(bytesOf)}::bytea[])
    returning sha256, length::float8 as length, media_type, stored_at`.execute(tx);
  return rows.map(({ sha256, length, media_type: mediaType, stored_at: storedAt }) => ({
    sha256: asSha256(sha256),
    length,
    mediaType,
    storedAt,
  }));
}
