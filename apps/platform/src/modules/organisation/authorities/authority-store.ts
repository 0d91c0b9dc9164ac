import { sql } from 'kysely';
import { asId, type CommuneId, type LocalizedText, type StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Authority, AuthorityId } from './authority.ts';

interface AuthorityRow {
  id: string;
  arrondissement_id: string | null;
  name_arabic: string;
  name_latin: string;
  title: LocalizedText;
  deed: string;
  first_on: string;
  last_on: string | null;
}

/** Every authority of the commune, past and to come, latest term first. */
export async function selectAuthorities(tx: Tx, communeId: CommuneId): Promise<readonly Authority[]> {
  const { rows } = await sql<AuthorityRow>`
    select id, arrondissement_id, name_arabic, name_latin, title, deed, first_on::text as first_on, last_on::text as last_on
    from organisation.authority where commune_id = ${communeId} order by first_on desc, id`.execute(tx);
  return rows.map(row => ({
    communeId,
    id: asId(row.id),
    arrondissementId: row.arrondissement_id === null ? null : asId(row.arrondissement_id),
    name: { arabic: row.name_arabic, latin: row.name_latin },
    title: row.title,
    deed: row.deed,
    firstOn: row.first_on,
    lastOn: row.last_on,
  }));
}

export async function insertAuthority(
  tx: Tx,
  authority: Authority,
  { by, now }: { readonly by: StaffId | null; readonly now: Date },
): Promise<void> {
  const { communeId, id, arrondissementId, name, title, deed, firstOn, lastOn } = authority;
  await sql`insert into organisation.authority
    (commune_id, id, arrondissement_id, name_arabic, name_latin, title, deed, first_on, last_on, entered_by, entered_at)
    values (${communeId}, ${id}, ${arrondissementId}, ${name.arabic}, ${name.latin}, ${JSON.stringify(title)}::jsonb, ${deed},
      ${firstOn}, ${lastOn}, ${by}, ${now}) on conflict do nothing`.execute(tx);
}

export async function updateAuthorityEnd(tx: Tx, communeId: CommuneId, id: AuthorityId, lastOn: string): Promise<void> {
  await sql`update organisation.authority set last_on = ${lastOn} where commune_id = ${communeId} and id = ${id}`.execute(
    tx,
  );
}
