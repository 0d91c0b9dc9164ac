import { sql } from 'kysely';
import type { CommuneId } from '../../kernel/index.ts';
import { asSha256, type Sha256 } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { LegalisationKey } from './store.ts';

/** Where drawn signatures of requests are referred to. */
const drawn = ['signatory', 'party', 'distance'] as const;

/** Takes the drawn signatures, and where they were to stand, out of a request; answers the digests of what was drawn. */
export async function clearDrawn(tx: Tx, { communeId, requestId }: LegalisationKey): Promise<readonly Sha256[]> {
  const { rows } = await sql<{ sha256: Buffer }>`
    ${sql.join(
      drawn.map(
        table => sql`select signature_sha256 as sha256 from legalisation.${sql.ref(table)}
    where commune_id = ${communeId} and request_id = ${requestId} and signature_sha256 is not null`,
      ),
      sql` union `,
    )}`.execute(tx);
  const key = sql`commune_id = ${communeId} and request_id = ${requestId}`;
  await sql`delete from legalisation.signature_field where ${key}`.execute(tx);
  await sql`update legalisation.distance set signature_sha256 = null, signature_source = null where ${key}`.execute(tx);
  await sql`update legalisation.party set signature_sha256 = null where ${key}`.execute(tx);
  await sql`update legalisation.signatory set signature_sha256 = null where ${key}`.execute(tx);
  // What a witness drew and agreed to is one thing: all of it, or nothing.
  await sql`update legalisation.witness set signature_sealed = null, signed_with = null, consent_sentence = null, consent_language = null,
    consented_at = null where ${key}`.execute(tx);
  return rows.map(row => asSha256(row.sha256));
}

/** Those of some blobs that are no drawn signature of any request of the commune. */
export async function selectUndrawn(
  tx: Tx,
  communeId: CommuneId,
  blobs: readonly Sha256[],
): Promise<readonly Sha256[]> {
  const { rows } = await sql<{ sha256: Buffer }>`
    select b.sha256 from unnest(${blobs.map(each => Buffer.from(each, 'hex'))}::bytea[]) as b (sha256)
    where not exists (select from legalisation.signatory s where s.commune_id = ${communeId} and s.signature_sha256 = b.sha256)
      and not exists (select from legalisation.party p where p.commune_id = ${communeId} and p.signature_sha256 = b.sha256)
      and not exists (select from legalisation.distance d where d.commune_id = ${communeId} and d.signature_sha256 = b.sha256)`.execute(
    tx,
  );
  return rows.map(row => asSha256(row.sha256));
}
