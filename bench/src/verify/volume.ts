import type { ActId, CommuneId } from '../../../apps/platform/src/kernel/index.ts';
import { newId } from '../../../apps/platform/src/kernel/index.ts';
import { codeHash, newCode, type VerificationCode } from '../../../apps/platform/src/modules/acts/codes.ts';
import { withClient } from '../../../apps/platform/src/platform/db/index.ts';

/** An act that can be asked for. */
export interface CodedAct {
  readonly actId: ActId;
  readonly code: VerificationCode;
}

/** The act that was made last in a commune. Throws when there is none. */
export async function findRealAct(migratorUrl: string, communeId: CommuneId): Promise<CodedAct> {
  return withClient(migratorUrl, async client => {
    const { rows } = await client.query<CodedAct>(
      'select id as "actId", code from acts.act where commune_id = $1 order by recorded_at desc limit 1',
      [communeId],
    );
    const [act] = rows;
    if (!act) throw new Error('no act was made');
    return act;
  });
}

/**
 * Copies an act `count` times, each with a code of its own, so that the tables are as full as after months of work. The copies
 * share the real act's file, and lie in a year that no office works in.
 */
export async function copyAct(
  migratorUrl: string,
  communeId: CommuneId,
  { actId }: CodedAct,
  count: number,
): Promise<CodedAct[]> {
  const now = new Date();
  const copies = Array.from({ length: count }, () => ({ actId: newId<ActId>(now), code: newCode() }));
  const [ids, codes] = [copies.map(each => each.actId), copies.map(each => each.code)];
  await withClient(migratorUrl, async client => {
    const original = [communeId, actId];
    await client.query(actCopies, [...original, ids, codes]);
    await client.query(revisionCopies, [...original, ids]);
    await client.query(secretCopies, [...original, ids]);
    await client.query(codeCopies, [communeId, ids, codes.map(codeHash)]);
    await client.query('analyze acts.act, acts.revision, acts.secret, verification.code');
  });
  return copies;
}

const actCopies = `
  insert into acts.act (commune_id, id, request_id, preparation_id, kind, office_id, year, number, entry_number, code, face,
                        public_face, officer_id, delegation_id, content_sha256, assertion_sha256, timestamped_at, recorded_at)
  select a.commune_id, copy.id, copy.id, a.preparation_id, a.kind, a.office_id, 1999, copy.number, a.entry_number, copy.code, a.face,
         a.public_face, a.officer_id, a.delegation_id, a.content_sha256, a.assertion_sha256, a.timestamped_at, a.recorded_at
  from acts.act a, unnest($3::uuid[], $4::text[]) with ordinality as copy (id, code, number)
  where a.commune_id = $1 and a.id = $2`;

const revisionCopies = `
  insert into acts.revision (commune_id, act_id, revision, level, sha256, length, recorded_at)
  select r.commune_id, copy.id, r.revision, r.level, r.sha256, r.length, r.recorded_at
  from acts.revision r, unnest($3::uuid[]) as copy (id)
  where r.commune_id = $1 and r.act_id = $2`;

const secretCopies = `
  insert into acts.secret (commune_id, act_id, salt, key_generation)
  select s.commune_id, copy.id, s.salt, s.key_generation
  from acts.secret s, unnest($3::uuid[]) as copy (id)
  where s.commune_id = $1 and s.act_id = $2`;

const codeCopies = `
  insert into verification.code (code_hash, commune_id, act_id)
  select copy.hash, $1, copy.id from unnest($2::uuid[], $3::bytea[]) as copy (id, hash)`;
