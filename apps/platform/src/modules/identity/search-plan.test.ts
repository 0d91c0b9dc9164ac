import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { type CommuneId, newId } from '../../kernel/index.ts';

const { as } = await testDatabase();
const communeId = newId<CommuneId>(new Date());

test('a search by the beginning of a word is served by the index, row-level security included', async () => {
  await as('migrator').transaction({}, async tx => {
    await sql`insert into identity.person (id, name_arabic, name_latin, language, created_at)
      select gen_random_uuid(), 'ا', 'x' || n, 'ar', now() from generate_series(1, 20000) n`.execute(tx);
    await sql`insert into identity.known_person (commune_id, person_id, first_known_at) select ${communeId}, id, now() from identity.person`.execute(
      tx,
    );
    await sql`insert into identity.known_name (commune_id, word, person_id) select ${communeId}, substr(md5(id::text), 1, 8), id from identity.person`.execute(
      tx,
    );
    await sql`analyze identity.person, identity.known_person, identity.known_name`.execute(tx);
  });
  const { rows } = await as('app').transaction({ communeId }, tx =>
    sql<{ 'QUERY PLAN': string }>`explain select person_id from identity.known_name
      where commune_id = ${communeId} and word >= 'ab1' and word < ${'ab1\u{10ffff}'}`.execute(tx),
  );
  const plan = rows.map(row => row['QUERY PLAN']).join('\n');
  expect(plan).toMatch(/Index (Only )?Scan[^]*Index Cond: .*word >= /);
});
