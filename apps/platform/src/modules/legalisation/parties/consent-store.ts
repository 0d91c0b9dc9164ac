import { sql } from 'kysely';
import {
  asId,
  type AssuranceLevel,
  type CommuneId,
  type Id,
  type PartyId,
  type PersonId,
  type RequestId,
} from '../../../kernel/index.ts';
import type { Sha256 } from '../../../platform/blobs/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { StatementProof } from '../../identity/index.ts';
import type { LegalisationKey } from '../store.ts';

export type QuestionId = Id<'consent-question'>;

/** What a party is asked to say yes to: exact bytes, for once and for some minutes. */
export interface ConsentQuestion {
  readonly id: QuestionId;
  readonly requestId: RequestId;
  readonly partyId: PartyId;
  readonly statement: Buffer;
  readonly expiresAt: Date;
}

/** Keeps a question until it is answered or too old. */
export async function insertQuestion(tx: Tx, communeId: CommuneId, question: ConsentQuestion): Promise<void> {
  const { id, requestId, partyId, statement, expiresAt } = question;
  await sql`
    insert into legalisation.consent_question (commune_id, id, request_id, party_id, statement, expires_at)
    values (${communeId}, ${id}, ${requestId}, ${partyId}, ${statement}, ${expiresAt})`.execute(tx);
}

interface QuestionRow {
  request_id: string;
  party_id: string;
  statement: Buffer;
  expires_at: Date;
}

/** A question as it was asked. */
export async function findQuestion(tx: Tx, communeId: CommuneId, id: QuestionId): Promise<ConsentQuestion | undefined> {
  const { rows } = await sql<QuestionRow>`
    select request_id, party_id, statement, expires_at from legalisation.consent_question
    where commune_id = ${communeId} and id = ${id}`.execute(tx);
  return rows[0] && readQuestion(id, rows[0]);
}

/** Takes a question away: whoever takes it first is the only one. */
export async function takeQuestion(tx: Tx, communeId: CommuneId, id: QuestionId): Promise<ConsentQuestion | undefined> {
  const { rows } = await sql<QuestionRow>`
    delete from legalisation.consent_question where commune_id = ${communeId} and id = ${id}
    returning request_id, party_id, statement, expires_at`.execute(tx);
  return rows[0] && readQuestion(id, rows[0]);
}

function readQuestion(id: QuestionId, row: QuestionRow): ConsentQuestion {
  return {
    id,
    requestId: asId(row.request_id),
    partyId: asId(row.party_id),
    statement: row.statement,
    expiresAt: row.expires_at,
  };
}

/** Forgets the questions that a party was asked and did not answer. */
export async function deleteQuestions(tx: Tx, communeId: CommuneId, partyId: PartyId): Promise<void> {
  await sql`delete from legalisation.consent_question where commune_id = ${communeId} and party_id = ${partyId}`.execute(
    tx,
  );
}

/** A consent with its proof. */
export interface Consent extends StatementProof {
  readonly id: Id<'consent'>;
  readonly partyId: PartyId;
  readonly personId: PersonId;
  readonly statement: Buffer;
  readonly statementSha256: Sha256;
  readonly documentSha256: Sha256;
  readonly at: Date;
}

/** Writes a consent: never changed afterwards. */
export async function insertConsent(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  consent: Consent,
): Promise<void> {
  const { id, partyId, personId, statement, method, level, evidence, at } = consent;
  await sql`
    insert into legalisation.consent (commune_id, id, request_id, party_id, person_id, statement, statement_sha256, document_sha256, method,
      level, evidence, at)
    values (${communeId}, ${id}, ${requestId}, ${partyId}, ${personId}, ${statement}, ${Buffer.from(consent.statementSha256, 'hex')},
      ${Buffer.from(consent.documentSha256, 'hex')}, ${method}, ${level}, ${JSON.stringify(evidence)}::jsonb, ${at})`.execute(
    tx,
  );
}

/** The newest consent of each party of a request to one paper, by party. */
export async function selectConsents(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  documentSha256: Sha256,
): Promise<ReadonlyMap<PartyId, Pick<Consent, 'personId' | 'statement' | 'level' | 'at'>>> {
  const { rows } = await sql<{
    party_id: string;
    person_id: string;
    statement: Buffer;
    level: AssuranceLevel;
    at: Date;
  }>`
    select distinct on (party_id) party_id, person_id, statement, level, at from legalisation.consent
    where commune_id = ${communeId} and request_id = ${requestId} and document_sha256 = ${Buffer.from(documentSha256, 'hex')}
    order by party_id, at desc, id desc`.execute(tx);
  return new Map(
    rows.map(row => [
      asId<PartyId>(row.party_id),
      {
        personId: asId<PersonId>(row.person_id),
        statement: row.statement,
        level: row.level,
        at: row.at,
      },
    ]),
  );
}
