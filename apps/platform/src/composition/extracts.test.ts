import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { openOffice, type TestOffice } from '../../test/office.ts';
import { registerAct } from '../../test/registered.ts';
import { openSecondCopyFolder } from '../adapters/second-copy/index.ts';
import { type ActId, civilDate, getValue, newId, type StaffActor } from '../kernel/index.ts';
import { checkSecondCopy, decideOutcome, reserve } from '../modules/register/index.ts';
import { extractDeps, openExtracts } from './extracts.ts';

const { as } = await testDatabase();
let office: TestOffice;
let clerk: StaffActor;
let folder: string;

beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  folder = office.registerParts.folder ?? '';
  clerk = await office.hire('clerk');
  const head = await office.hire('head-of-office');
  const signer = await office.appoint();
  const acts = [await registerAct(office, clerk, signer), await registerAct(office, clerk, signer)];
  const body = { actId: acts[0]?.actId, state: 'revoked', reason: 'made-in-error', successorId: null, words: '' };
  const proposed = await office.ask(clerk, 'POST', '/withdrawals', { body });
  await office.ask(head, 'POST', `/withdrawals/${proposed.json.id}/approve`, { body: {} });
  const change = { entryId: acts[1]?.actId, applicantId: null, field: 'exemplars', value: 5, reason: 'mistyped' };
  const correction = await office.ask(clerk, 'POST', '/register/corrections', { body: change });
  await office.ask(head, 'POST', `/register/corrections/${correction.json.id}/approve`, { body: {} });
});
afterAll(() => office.close());

const days = (count: number) => () => new Date(Date.now() + count * 86_400_000 + 2 * 3_600_000);
const partsAt = (count: number) => ({ ...office.registerParts, clock: days(count) });
const check = (count: number) => checkSecondCopy(extractDeps(partsAt(count)), openSecondCopyFolder(folder));
const today = civilDate(new Date());
const pathOf = (ending: string): string =>
  join(folder, office.commune.communeId, office.commune.office.code, today.slice(0, 4), `${today}.${ending}`);

test('a day is extracted once it is over, sealed, and kept outside; the judges accept the file', async () => {
  const sealed = await openExtracts(partsAt(1)).makeMissing();
  expect(sealed).toEqual({ made: 1, delivered: 1, heldUp: 0 });
  expect(await openExtracts(partsAt(1)).makeMissing()).toEqual({ made: 0, delivered: 0, heldUp: 0 });
  expect(execFileSync('qpdf', ['--check', pathOf('pdf')], { encoding: 'utf8' })).toMatch(/No syntax/);
  const judged = execFileSync('pdfsig', ['-nocert', pathOf('pdf')], { encoding: 'utf8' });
  expect(judged).toMatch(/Signature is Valid/);
  expect(judged).toMatch(/Total document signed/);
  const text = execFileSync('pdftotext', ['-layout', pathOf('pdf'), '-'], { encoding: 'utf8' });
  for (const words of [
    '2026/MAA03/000001',
    'Amina El Fassi',
    'Légalisation de signature',
    'Révoqué',
    'Correction',
    '12/2026',
  ])
    expect(text).toContain(words);
  expect(JSON.parse(readFileSync(pathOf('json'), 'utf8'))).toMatchObject({ day: today, entries: 3, previous: null });
  expect(await check(1)).toEqual({ extracts: 1, disagreements: [] });
});

test('the next one names the file before it, and nothing is skipped after days without a worker', async () => {
  const { communeId } = office.commune;
  // What happened on three further days, of which no worker saw the end.
  for (const ahead of [1, 2, 4]) {
    const now = days(ahead)();
    await as('app').transaction({ communeId }, async tx => {
      const place = await reserve(tx, { communeId, officeId: office.commune.office.id, actId: newId<ActId>(now), now });
      getValue(await decideOutcome(tx, place, { kind: 'cancelled', reason: 'lapsed' }, now));
    });
  }
  expect(await openExtracts(partsAt(6)).makeMissing()).toEqual({ made: 3, delivered: 3, heldUp: 0 });
  const { rows } = await as('app').transaction({ communeId }, tx =>
    sql<{ previous: string | null; file: string }>`
      select encode(e.previous_sha256, 'hex') as previous, encode(f.sha256, 'hex') as file
      from register.day_extract e join register.day_extract_file f on f.extract_id = e.id order by e.day`.execute(tx),
  );
  expect(rows.map(({ previous }) => previous)).toEqual([null, ...rows.slice(0, -1).map(({ file }) => file)]);
  expect(await check(6)).toEqual({ extracts: 4, disagreements: [] });
});

test('attack: an altered, a missing and an added file are found, and none is written over', async () => {
  const kept = readFileSync(pathOf('pdf'));
  writeFileSync(pathOf('pdf'), Buffer.concat([kept, Buffer.from('\n')]));
  writeFileSync(pathOf('txt'), 'added');
  rmSync(pathOf('json'));
  const { disagreements } = await check(6);
  expect(disagreements.map(({ what }) => what).toSorted()).toEqual(['file-altered', 'file-missing', 'file-unknown']);
  await expect(openSecondCopyFolder(folder).put(pathOf('pdf').slice(folder.length + 1), kept)).rejects.toThrow(
    /another file/,
  );
});

test('attack: a day whose register reads otherwise later is found', async () => {
  const { communeId } = office.commune;
  await as('app').transaction({ communeId }, tx =>
    sql`insert into register.particulars
      select commune_id, office_id, year, number, 'refusal', null, null, null, 0, 1, 1, gen_random_uuid(), '{}', now()
      from register.reservation order by number desc limit 1`.execute(tx),
  );
  const late = await check(6);
  // A cancelled number says nothing: only what changes what a day says is a disagreement.
  expect(late.disagreements.map(({ what }) => what)).not.toContain('register-differs');
  await as('app').transaction({ communeId }, tx =>
    sql`insert into register.applicant (commune_id, id, office_id, year, number, position, person_id, name_arabic, name_latin)
      select commune_id, gen_random_uuid(), office_id, year, 1, 9, gen_random_uuid(), 'س', 'Added' from register.series`.execute(
      tx,
    ),
  );
  expect((await check(6)).disagreements.map(({ what }) => what)).toContain('register-differs');
});

test('is listed with whether it arrived; its file, and the pages of a day, are for who may read people’s data', async () => {
  const year = today.slice(0, 4);
  const path = `/register/offices/${office.commune.office.id}`;
  const listed = await office.ask(clerk, 'GET', `${path}/extracts?year=${year}`);
  const last = listed.json.extracts.at(-1);
  expect(last).toMatchObject({ day: today, entries: 3, sealed: true, delivered: true });
  const file = await office.ask(clerk, 'GET', `/register/extracts/${last.id}/extract.pdf`);
  expect(file.type).toBe('application/pdf');
  const pages = await office.ask(clerk, 'GET', `${path}/day.pdf?day=${today}`);
  expect(pages.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const supervisor = await office.hire('supervisor');
  expect((await office.ask(supervisor, 'GET', `/register/extracts/${last.id}/extract.pdf`)).json.code).toBe(
    'register.extract-unknown',
  );
  expect((await office.ask(supervisor, 'GET', `${path}/day.pdf?day=${today}`)).json.code).toBe('register.not-allowed');
});
