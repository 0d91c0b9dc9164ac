import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testPerson } from '../../../../test/identity.ts';
import { testPersonFiles } from '../../../../test/person-files.ts';
import { type CommuneId, getValue, newId, type PersonActor } from '../../../kernel/index.ts';
import { packArchive } from './archive.ts';
import type { ExportId } from './model.ts';

const { as } = await testDatabase();
const app = as('app');
const world = testIdentity(app);
const { identity, now, pass } = world;
const { exports } = testPersonFiles(world).services;
const jobs = testPersonFiles(world, { worker: as('worker') }).services;
const clerk = testClerk(newId<CommuneId>(new Date()));
const refused = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) });

let card = 500_000;
async function somebody(): Promise<PersonActor> {
  card += 1;
  const document = { type: 'cnie', number: `BE${card}`, expiresOn: '2030-01-31' } as const;
  const enrolment = testEnrolment({ document, address: '12, rue des Oliviers' });
  return testPerson(getValue(await identity.enrol(clerk, enrolment, randomUUID())).personId);
}
async function archived(actor: PersonActor): Promise<ExportId> {
  const id = getValue(await exports.order(actor, 'fr'));
  await jobs.exports.make({ exportId: id, personId: actor.personId });
  return id;
}

test('an archive holds the file to be read by people and by programs', async () => {
  const actor = await somebody();
  const id = await archived(actor);
  const files = unzipSync(getValue(await exports.fetch(actor, id)));
  const data: unknown = JSON.parse(strFromU8(files['data.json'] ?? new Uint8Array()));
  expect(data).toMatchObject({
    schema: 'shubbak-export-1',
    file: { name: { latin: 'Amina El Fassi' }, address: '12, rue des Oliviers', documents: [{ number: `BE${card}` }] },
    readings: expect.arrayContaining([expect.objectContaining({ purpose: 'enrolled' })]),
  });
  const page = strFromU8(files['index.html'] ?? new Uint8Array());
  expect(page).toContain('12, rue des Oliviers');
  expect(page).toContain('Qui a vu votre dossier');
  expect(page).not.toContain('<script');
  expect((await exports.list(actor))[0]?.fetchedAt).toEqual(now());
});

test('nothing of it lies in clear, and another person gets nothing by its id', async () => {
  const [actor, other] = [await somebody(), await somebody()];
  const id = await archived(actor);
  expect(await exports.fetch(other, id)).toEqual(refused('export.unknown'));
  expect(await exports.erase(other, id)).toEqual(refused('export.unknown'));
  const { rows } = await as('migrator').transaction({ personId: actor.personId }, tx =>
    sql<{ sealed: Buffer }>`select sealed from identity.export_part where export_id = ${id}`.execute(tx),
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { sealed } of rows) expect(sealed.includes('Oliviers')).toBe(false);
});

test('it can be had for some days, erased before, and is not ordered over and over', async () => {
  const actor = await somebody();
  const id = await archived(actor);
  pass(6 * 86_400_000);
  expect((await exports.fetch(actor, id)).ok).toBe(true);
  pass(2 * 86_400_000);
  expect(await exports.fetch(actor, id)).toEqual(refused('export.unknown'));
  expect((await jobs.keepFiles()).swept['exports']).toBeGreaterThan(0);
  expect(await exports.list(actor)).toEqual([]);
  const again = await archived(actor);
  getValue(await exports.erase(actor, again));
  expect(await exports.fetch(actor, again)).toEqual(refused('export.unknown'));
  getValue(await exports.order(actor, 'ar'));
  expect(await exports.order(actor, 'ar')).toEqual(refused('export.waits'));
});

test('papers beyond the bounds are left out and counted, and only those that fit are read', async () => {
  let read = 0;
  const paper = (name: string) => ({ name, read: async () => ((read += 1), new Uint8Array(400)) });
  const papers = ['1.pdf', '2.pdf', '3.pdf', '4.pdf'].map(paper);
  const archive = await packArchive({ html: '', data: {} }, papers, { papers: 3, bytes: 1000 });
  expect(archive.leftOut).toBe(2);
  expect(Object.keys(unzipSync(archive.zip))).toEqual(['index.html', 'data.json', 'papers/1.pdf', 'papers/2.pdf']);
  expect(read).toBe(3);
});
