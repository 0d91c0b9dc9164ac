import { sql } from 'kysely';
import {
  asId,
  type CommuneId,
  type Language,
  type PersonId,
  type RequestId,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Signatory } from '../model.ts';
import type { LegalisationKey } from '../store.ts';
import type { SpecimenRule, SpecimenRuleId } from './model.ts';

/**
 * Notes how a signatory is recognised and forgets the witnesses, what was drawn and the consent: they belonged to another way. Answers
 * whether the person is one.
 */
export async function updateRecognition(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  { personId, mode, comparison, assistance }: Pick<Signatory, 'personId' | 'mode' | 'comparison' | 'assistance'>,
): Promise<boolean> {
  const { rows } = await sql`
    update legalisation.signatory set mode = ${mode}, comparison = ${comparison && JSON.stringify(comparison)}::jsonb,
      assistance = ${assistance && JSON.stringify(assistance)}::jsonb, signature_sha256 = null, signed_at = null,
      consented_at = null, consent_sentence = null, consent_language = null
    where commune_id = ${communeId} and request_id = ${requestId} and person_id = ${personId} and mode <> 'distance'
    returning person_id`.execute(tx);
  await sql`delete from legalisation.witness
    where commune_id = ${communeId} and request_id = ${requestId} and person_id = ${personId}`.execute(tx);
  return rows.length === 1;
}

/** A witness as the row keeps them. */
export interface WitnessRow {
  readonly requestId: RequestId;
  readonly personId: PersonId;
  readonly position: 1 | 2;
  readonly identitySealed: Buffer;
  readonly signatureSealed: Buffer | null;
  readonly signedWith: 'signature' | 'mark' | null;
  readonly consent: { readonly sentence: string; readonly language: Language; readonly at: Date } | null;
}

/** Writes one of two witnesses. */
export async function insertWitness(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  { personId, position, identitySealed }: Pick<WitnessRow, 'personId' | 'position' | 'identitySealed'>,
): Promise<void> {
  await sql`insert into legalisation.witness (commune_id, request_id, person_id, position, identity_sealed)
    values (${communeId}, ${requestId}, ${personId}, ${position}, ${identitySealed})`.execute(tx);
}

/** The witnesses of one request. */
export async function selectWitnesses(tx: Tx, { communeId, requestId }: LegalisationKey): Promise<WitnessRow[]> {
  const { rows } = await sql<{
    person_id: string;
    position: 1 | 2;
    identity_sealed: Buffer;
    signature_sealed: Buffer | null;
    signed_with: 'signature' | 'mark' | null;
    consent_sentence: string | null;
    consent_language: Language | null;
    consented_at: Date | null;
  }>`
    select person_id, position, identity_sealed, signature_sealed, signed_with, consent_sentence, consent_language, consented_at
    from legalisation.witness where commune_id = ${communeId} and request_id = ${requestId} order by person_id, position`.execute(
    tx,
  );
  return rows.map(row => {
    const { consent_sentence: sentence, consent_language: language, consented_at: at } = row;
    return {
      requestId,
      personId: asId<PersonId>(row.person_id),
      position: row.position,
      identitySealed: row.identity_sealed,
      signatureSealed: row.signature_sealed,
      signedWith: row.signed_with,
      consent: sentence && language && at ? { sentence, language, at } : null,
    };
  });
}

/** Keeps what a witness drew and agreed to; answers whether there is such a witness. */
export async function updateWitness(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  agreed: {
    readonly personId: PersonId;
    readonly position: 1 | 2;
    readonly signatureSealed: Buffer;
    readonly signedWith: 'signature' | 'mark';
    readonly sentence: string;
    readonly language: Language;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rows } = await sql`
    update legalisation.witness set signature_sealed = ${agreed.signatureSealed}, signed_with = ${agreed.signedWith},
      consent_sentence = ${agreed.sentence}, consent_language = ${agreed.language}, consented_at = ${agreed.at}
    where commune_id = ${communeId} and request_id = ${requestId} and person_id = ${agreed.personId} and position = ${agreed.position}
    returning position`.execute(tx);
  return rows.length === 1;
}

/** The commune's rule on specimens on a day (YYYY-MM-DD), the newest of those in force. */
export async function findSpecimenRule(tx: Tx, communeId: CommuneId, today: string): Promise<SpecimenRule | undefined> {
  return (await selectSpecimenRules(tx, communeId)).find(
    ({ startsOn, endsOn }) => startsOn <= today && (endsOn === null || today <= endsOn),
  );
}

/** Every rule that the commune made on specimens, newest first. */
export async function selectSpecimenRules(tx: Tx, communeId: CommuneId): Promise<SpecimenRule[]> {
  const { rows } = await sql<{
    id: string;
    basis: string;
    reason: string;
    starts_on: string;
    ends_on: string | null;
  }>`select id, basis, reason, starts_on::text, ends_on::text from legalisation.specimen_rule
    where commune_id = ${communeId} order by set_at desc, id desc`.execute(tx);
  return rows.map(row => ({
    id: asId<SpecimenRuleId>(row.id),
    basis: row.basis,
    reason: row.reason,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
  }));
}

/** Writes a rule. */
export async function insertSpecimenRule(
  tx: Tx,
  communeId: CommuneId,
  rule: SpecimenRule & { readonly setBy: StaffId; readonly setAt: Date },
): Promise<void> {
  await sql`insert into legalisation.specimen_rule (commune_id, id, basis, reason, starts_on, ends_on, set_by, set_at)
    values (${communeId}, ${rule.id}, ${rule.basis}, ${rule.reason}, ${rule.startsOn}, ${rule.endsOn}, ${rule.setBy}, ${rule.setAt})`.execute(
    tx,
  );
}

/** Ends a rule with a day (YYYY-MM-DD), never later than it would have; answers whether it is there. */
export async function updateSpecimenRuleEnd(
  tx: Tx,
  communeId: CommuneId,
  { id, endsOn }: Pick<SpecimenRule, 'id'> & { readonly endsOn: string },
): Promise<boolean> {
  const { rows } = await sql`update legalisation.specimen_rule set ends_on = least(ends_on, ${endsOn}::date)
    where commune_id = ${communeId} and id = ${id} returning id`.execute(tx);
  return rows.length === 1;
}
