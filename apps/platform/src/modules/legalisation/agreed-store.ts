import { sql } from 'kysely';
import type { PersonId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { AgreedTo } from './model.ts';
import type { LegalisationKey } from './store.ts';

/** Writes to what these signatories agreed. */
export async function updateAgreedTo(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  { personIds, paper, nature }: AgreedTo & { readonly personIds: readonly PersonId[] },
): Promise<void> {
  await sql`
    update legalisation.signatory set consent_paper = ${Buffer.from(paper, 'hex')}, consent_nature = ${nature}
    where commune_id = ${communeId} and request_id = ${requestId} and person_id = any(${[...personIds]}::uuid[])`.execute(
    tx,
  );
}

/** Notes that a request was handed over by everybody who has agreed. */
export async function updateConsentsOver(tx: Tx, { communeId, requestId }: LegalisationKey): Promise<void> {
  await sql`
    update legalisation.signatory set consent_over = true
    where commune_id = ${communeId} and request_id = ${requestId} and consented_at is not null`.execute(tx);
}

/** Forgets what the witnesses of these signatories said and drew. */
export async function forgetWitnessWords(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  personIds: readonly PersonId[],
): Promise<void> {
  await sql`
    update legalisation.witness set signature_sealed = null, signed_with = null, consent_sentence = null, consent_language = null,
      consented_at = null
    where commune_id = ${communeId} and request_id = ${requestId} and person_id = any(${[...personIds]}::uuid[])`.execute(
    tx,
  );
}
