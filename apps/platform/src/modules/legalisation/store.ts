import { sql } from 'kysely';
import {
  asId,
  type AssuranceLevel,
  type CommuneId,
  type Language,
  type PersonId,
  type RequestId,
} from '../../kernel/index.ts';
import { asSha256, type Sha256 } from '../../platform/blobs/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { StampLanguages } from '../organisation/index.ts';
import type { AttestedBy, Legalisation, Signatory, SignatoryConsent, SignatureMode, StampPlace } from './model.ts';
import type { Assistance, Comparison } from './recognition/model.ts';

/** The request that a row belongs to. */
export interface LegalisationKey {
  readonly communeId: CommuneId;
  readonly requestId: RequestId;
}

/** Makes the empty legalisation of a new request. */
export async function insertLegalisation(tx: Tx, { communeId, requestId }: LegalisationKey): Promise<void> {
  await sql`insert into legalisation.legalisation (commune_id, request_id) values (${communeId}, ${requestId})`.execute(
    tx,
  );
}

interface LegalisationRow {
  request_id: string;
  nature: string | null;
  rule_version: string | null;
  stamp_languages: StampLanguages | null;
  stamp_place: StampPlace | null;
  exemplars: number;
  checks: readonly string[];
}

/** What several requests have become as legalisations. */
export async function selectLegalisations(
  tx: Tx,
  communeId: CommuneId,
  requestIds: readonly RequestId[],
): Promise<readonly Legalisation[]> {
  const { rows } = await sql<LegalisationRow>`
    select request_id, nature, rule_version, stamp_languages, stamp_place, exemplars, checks from legalisation.legalisation
    where commune_id = ${communeId} and request_id = any(${[...requestIds]}::uuid[])`.execute(tx);
  return rows.map(row => ({
    requestId: asId(row.request_id),
    nature: row.nature,
    ruleVersion: row.rule_version,
    stampLanguages: row.stamp_languages,
    stampPlace: row.stamp_place,
    exemplars: row.exemplars,
    checks: row.checks,
  }));
}

/** Writes the options of a legalisation as they now stand. */
export async function updateLegalisation(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  options: Omit<Legalisation, 'requestId'>,
): Promise<void> {
  const place = options.stampPlace === null ? null : JSON.stringify(options.stampPlace);
  await sql`
    update legalisation.legalisation set nature = ${options.nature}, rule_version = ${options.ruleVersion},
      stamp_languages = ${options.stampLanguages}, stamp_place = ${place}::jsonb, exemplars = ${options.exemplars},
      checks = ${JSON.stringify(options.checks)}::jsonb
    where commune_id = ${communeId} and request_id = ${requestId}`.execute(tx);
}

/** Forgets where the stamp was put: the pages have moved under it, and a new place is proposed. */
export async function forgetStampPlace(tx: Tx, { communeId, requestId }: LegalisationKey): Promise<void> {
  await sql`
    update legalisation.legalisation set stamp_place = null where commune_id = ${communeId} and request_id = ${requestId}`.execute(
    tx,
  );
}

type Attested = Extract<AttestedBy, { kind: 'staff' }>;

interface SignatoryRow {
  request_id: string;
  person_id: string;
  identity_document_id: string;
  mode: SignatureMode;
  identified_by: string | null;
  identified_at: Date;
  attested_in: string | null;
  attested_office: string | null;
  attested_place: Attested['elsewhere'] | null;
  attested_level: AssuranceLevel | null;
  attested_document: Buffer | null;
  attested_nature: string | null;
  signature_sha256: Buffer | null;
  signed_at: Date | null;
  consented_at: Date | null;
  consent_sentence: string | null;
  consent_language: Language | null;
  consent_paper: Buffer | null;
  consent_nature: string | null;
  consent_over: boolean;
  comparison: Comparison | null;
  assistance: Assistance | null;
  organisation_id: string | null;
  mandate_id: string | null;
  worth: number | null;
}

/** The signatories of several requests, in the order in which they were identified. */
export async function selectSignatories(
  tx: Tx,
  communeId: CommuneId,
  requestIds: readonly RequestId[],
): Promise<readonly (Signatory & { readonly requestId: RequestId })[]> {
  const { rows } = await sql<SignatoryRow>`
    select request_id, person_id, identity_document_id, mode, identified_by, identified_at, attested_in, attested_office,
      attested_place, attested_level, attested_document, attested_nature, signature_sha256, signed_at, consented_at, consent_sentence, consent_language,
      consent_paper, consent_nature, consent_over, comparison, assistance, organisation_id, mandate_id, worth
    from legalisation.signatory
    where commune_id = ${communeId} and request_id = any(${[...requestIds]}::uuid[]) order by request_id, position, person_id`.execute(
    tx,
  );
  return rows.map(readSignatory);
}

/** Who signs a request and is known: identified at a counter, or bound to an invitation. */
export async function listSignatoryIds(tx: Tx, { communeId, requestId }: LegalisationKey): Promise<PersonId[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from legalisation.signatory where commune_id = ${communeId} and request_id = ${requestId}
    union
    select person_id from legalisation.party
    where commune_id = ${communeId} and request_id = ${requestId} and person_id is not null`.execute(tx);
  return rows.map(row => asId(row.person_id));
}

/** Whether a person signs a request: identified at a counter, or bound to an invitation. */
export async function isSignatoryOf(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  personId: PersonId,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from legalisation.signatory
    where commune_id = ${communeId} and request_id = ${requestId} and person_id = ${personId}
    union all
    select 1 from legalisation.party
    where commune_id = ${communeId} and request_id = ${requestId} and person_id = ${personId}`.execute(tx);
  return rows.length > 0;
}

/** A signatory as they join: identified only, or with everything that they did at once elsewhere or at a distance. */
export type JoiningSignatory = Pick<Signatory, 'personId' | 'identityDocumentId' | 'mode' | 'attestedBy'> &
  Partial<Pick<Signatory, 'signature' | 'signedAt' | 'consent'>>;

/** Adds a signatory after the others; answers false when the person is one already. */
export async function insertSignatory(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  { personId, identityDocumentId, mode, attestedBy, signature, signedAt, consent }: JoiningSignatory,
): Promise<boolean> {
  const staff = attestedBy.kind === 'staff' ? attestedBy : null;
  const distance = attestedBy.kind === 'distance' ? attestedBy : null;
  const place = staff?.elsewhere ? JSON.stringify(staff.elsewhere) : null;
  const { rows } = await sql`
    insert into legalisation.signatory (commune_id, request_id, person_id, position, identity_document_id, mode, identified_by, identified_at,
      attested_in, attested_office, attested_place, attested_level, attested_document, attested_nature, signature_sha256, signed_at,
      consent_sentence, consent_language, consented_at)
    values (${communeId}, ${requestId}, ${personId},
      (select coalesce(max(position) + 1, 0) from legalisation.signatory where commune_id = ${communeId} and request_id = ${requestId}),
      ${identityDocumentId}, ${mode}, ${staff?.staffId ?? null}, ${attestedBy.at}, ${staff?.communeId ?? null},
      ${staff?.officeId ?? null}, ${place}::jsonb, ${distance?.level ?? null}, ${digestOf(distance?.documentSha256 ?? staff?.agreed?.paper)},
      ${staff?.agreed?.nature ?? null}, ${digestOf(signature)}, ${signedAt ?? null}, ${consent?.sentence ?? null}, ${consent?.language ?? null}, ${consent?.at ?? null})
    on conflict (commune_id, request_id, person_id) do nothing returning person_id`.execute(tx);
  return rows.length === 1;
}

function digestOf(sha256: Sha256 | null | undefined): Buffer | null {
  return sha256 ? Buffer.from(sha256, 'hex') : null;
}

/** Takes a signatory out of a draft; answers whether the person was one. */
export async function deleteSignatory(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  personId: PersonId,
): Promise<boolean> {
  const { rows } = await sql`
    delete from legalisation.signatory where commune_id = ${communeId} and request_id = ${requestId} and person_id = ${personId}
    returning person_id`.execute(tx);
  return rows.length === 1;
}

/** Notes for whom a signatory signs, and forgets the consent: it was to something else. Answers whether the person is one. */
export async function updateSignedFor(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  { personId, signedFor }: Pick<Signatory, 'personId' | 'signedFor'>,
): Promise<boolean> {
  const { rows } = await sql`
    update legalisation.signatory set organisation_id = ${signedFor?.organisationId ?? null}, mandate_id = ${signedFor?.mandateId ?? null},
      worth = ${signedFor?.worth ?? null}, consented_at = null, consent_sentence = null, consent_language = null
    where commune_id = ${communeId} and request_id = ${requestId} and person_id = ${personId} returning person_id`.execute(
    tx,
  );
  return rows.length === 1;
}

/** Notes the signature that a signatory drew; answers whether the person is one. */
export async function updateSignature(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  signed: { readonly personId: PersonId; readonly signature: Sha256; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update legalisation.signatory set signature_sha256 = ${Buffer.from(signed.signature, 'hex')}, signed_at = ${signed.at}
    where commune_id = ${communeId} and request_id = ${requestId} and person_id = ${signed.personId} returning person_id`.execute(
    tx,
  );
  return rows.length === 1;
}

/** Notes which sentence a signatory accepted, and to what at a counter; answers whether the person is one. */
export async function updateConsent(
  tx: Tx,
  { communeId, requestId }: LegalisationKey,
  consent: { readonly personId: PersonId } & Omit<SignatoryConsent, 'over'>,
): Promise<boolean> {
  const { rows } = await sql`
    update legalisation.signatory set consent_sentence = ${consent.sentence}, consent_language = ${consent.language}, consented_at = ${consent.at},
      consent_paper = ${digestOf(consent.to?.paper)}, consent_nature = ${consent.to?.nature ?? null}, consent_over = false
    where commune_id = ${communeId} and request_id = ${requestId} and person_id = ${consent.personId} returning person_id`.execute(
    tx,
  );
  return rows.length === 1;
}

function readAttestedBy(row: SignatoryRow): AttestedBy {
  const { identified_at: at, identified_by: staff, attested_in: commune, attested_office: office } = row;
  const { attested_level: level, attested_document: document, attested_nature: nature } = row;
  if (staff && commune && office)
    return {
      kind: 'staff',
      staffId: asId(staff),
      communeId: asId(commune),
      officeId: asId(office),
      at,
      ...(row.attested_place && { elsewhere: row.attested_place }),
      ...(document && nature !== null && { agreed: { paper: asSha256(document), nature } }),
    };
  if (level && document) return { kind: 'distance', level, documentSha256: asSha256(document), at };
  throw new Error('a signatory whom nobody attested');
}

function readConsent(row: SignatoryRow): SignatoryConsent | null {
  const { consented_at: at, consent_sentence: sentence, consent_language: language } = row;
  const { consent_paper: paper, consent_nature: nature, consent_over: over } = row;
  if (!at || !sentence || !language) return null;
  return { sentence, language, at, ...(paper && { to: { paper: asSha256(paper), nature } }), ...(over && { over }) };
}

function readSignatory(row: SignatoryRow): Signatory & { readonly requestId: RequestId } {
  const { organisation_id: organisation, mandate_id: mandate } = row;
  return {
    requestId: asId(row.request_id),
    personId: asId(row.person_id),
    identityDocumentId: asId(row.identity_document_id),
    mode: row.mode,
    attestedBy: readAttestedBy(row),
    signature: row.signature_sha256 && asSha256(row.signature_sha256),
    signedAt: row.signed_at,
    consent: readConsent(row),
    comparison: row.comparison,
    assistance: row.assistance,
    signedFor:
      organisation !== null && mandate !== null
        ? { organisationId: asId(organisation), mandateId: asId(mandate), worth: row.worth }
        : null,
  };
}
