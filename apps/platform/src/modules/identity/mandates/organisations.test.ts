import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testPerson } from '../../../../test/identity.ts';
import { testCompany, testMandates, testRepresentative, testRepresented } from '../../../../test/mandates.ts';
import { type CommuneId, getValue, newId, type Result } from '../../../kernel/index.ts';
import { isIceSound } from './read-organisation.ts';

const { as } = await testDatabase();
const app = as('app');
const world = testMandates(app);
const { mandates } = world;
const here = newId<CommuneId>(new Date());
const elsewhere = newId<CommuneId>(new Date());
const clerk = testClerk(here);
const stranger = testClerk(elsewhere);

const enrol = (typed = testCompany(), despiteName = false, key: string = randomUUID()) =>
  mandates.enrol(clerk, { typed, despiteName }, key);
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);

describe('an organisation', () => {
  test('is enrolled once however often the command comes, and read back with its seat', async () => {
    const key = randomUUID();
    const typed = testCompany({ contacts: { email: 'a@b.example', phone: '0522001122' } });
    const [first, again] = [getValue(await enrol(typed, false, key)), getValue(await enrol(typed, false, key))];
    expect(again.file.id).toBe(first.file.id);
    expect(first.file).toMatchObject({
      name: typed.name,
      registration: { court: 'casablanca' },
      seat: { address: typed.address, contacts: { email: 'a@b.example', phone: '+212522001122' } },
    });
  });

  test('keeps its seat sealed in the database', async () => {
    const { file } = getValue(await enrol());
    const { rows } = await as('migrator').transaction({}, tx =>
      sql<{ row: string }>`select o::text as row from identity.organisation o where id = ${file.id}`.execute(tx),
    );
    expect(rows[0]?.row).toContain(file.name.latin);
    expect(rows[0]?.row).not.toMatch(/Roses|atlas\.example/);
  });

  test('is one at its court, and elsewhere the number is free', async () => {
    const typed = testCompany();
    const { file } = getValue(await enrol(typed));
    const same = { ...typed, name: { arabic: 'اسم آخر', latin: 'Autre nom' } };
    const refused = await enrol({
      ...same,
      registration: { court: 'casablanca', number: ` 0${file.registration?.number}` },
    });
    expect(refused).toEqual({
      ok: false,
      refusal: { code: 'mandates.organisation-known', params: { organisationId: file.id } },
    });
    expect(codeOf(await enrol({ ...same, registration: { court: 'rabat', number: '77' } }))).toBe('done');
  });

  test('is one by its ICE; a failing check warns and is kept', async () => {
    const sound = String(97n * 12_345_678_901n).padStart(15, '0');
    const failing = String(97n * 12_345_678_901n + 1n).padStart(15, '0');
    expect([isIceSound(sound), isIceSound(failing)]).toEqual([true, false]);
    const good = getValue(await enrol(testCompany({ ice: sound.replace(/(\d{3})(?=\d)/g, '$1 ') })));
    expect([good.file.ice, good.warnings]).toEqual([sound, []]);
    const bad = getValue(await enrol(testCompany({ ice: failing })));
    expect([bad.file.ice, bad.warnings]).toEqual([failing, ['mandates.ice-check']]);
    expect(codeOf(await enrol(testCompany({ ice: sound })))).toBe('mandates.organisation-known');
  });

  test('of the same folded name is shown before another is made', async () => {
    const typed = testCompany({ name: { arabic: 'شركة النور', latin: 'Société En-Nour' } });
    const { file } = getValue(await enrol(typed));
    const namesake = testCompany({ name: { arabic: 'النور الجديدة', latin: 'EN NOUR societe' } });
    const refused = await enrol(namesake);
    expect(refused).toMatchObject({ refusal: { code: 'mandates.name-known', params: { organisationId: file.id } } });
    expect(codeOf(await enrol(namesake, true))).toBe('done');
  });

  test('must say what its kind is entered by', async () => {
    const bare = { name: { arabic: 'جمعية الأمل', latin: 'Association Amal' }, address: 'Rabat' };
    expect(codeOf(await enrol({ ...bare, kind: 'company', legalForm: 'sa' }))).toBe('mandates.register-missing');
    expect(codeOf(await enrol({ ...bare, kind: 'association' }))).toBe('mandates.receipt-missing');
    expect(codeOf(await enrol({ ...bare, kind: 'public-body' }))).toBe('mandates.creating-text-missing');
    expect(codeOf(await enrol({ ...testCompany(), legalForm: undefined }))).toBe('mandates.form-missing');
    const receipt = { number: '12/2026', on: '2026-03-01', authority: 'Pachalik d’Anfa', kind: 'provisional' } as const;
    const association = getValue(await enrol({ ...bare, kind: 'association', receipt }));
    expect(association.file.receipt).toEqual(receipt);
  });

  test('is changed at the counter with a reason, and what it was is kept', async () => {
    const typed = testCompany();
    const { file } = getValue(await enrol(typed));
    const moved = { ...typed, address: '1, avenue Hassan II, Rabat', name: { ...typed.name, latin: 'Atlas Nouveau' } };
    const asked = { organisationId: file.id, typed: moved, reason: 'PV du 5 novembre' };
    const changed = getValue(await mandates.change(clerk, asked, randomUUID()));
    expect(changed.file.changes).toMatchObject([
      {
        reason: 'PV du 5 novembre',
        fields: ['name', 'seat'],
        before: { name: typed.name, seat: { address: typed.address } },
      },
    ]);
    expect(getValue(await mandates.search(clerk, 'nouveau')).map(({ id }) => id)).toContain(file.id);
    expect(codeOf(await mandates.change(clerk, asked, randomUUID()))).toBe('mandates.nothing-changed');
    expect(codeOf(await mandates.change(clerk, { ...asked, reason: ' ' }, randomUUID()))).toBe('mandates.reason-short');
  });

  test('of elsewhere is found by its exact number only, with a reason that is kept', async () => {
    const { file } = getValue(await enrol());
    expect(codeOf(await mandates.get(stranger, file.id))).toBe('mandates.organisation-unknown');
    expect(getValue(await mandates.search(stranger, file.name.latin))).toEqual([]);
    const registration = { court: 'casablanca', number: file.registration?.number ?? '' };
    const asked = { kind: 'company', registration } as const;
    expect(codeOf(await mandates.find(stranger, asked))).toBe('mandates.reason-needed');
    expect(codeOf(await mandates.get(stranger, file.id))).toBe('mandates.organisation-unknown');
    const found = getValue(await mandates.find(stranger, { ...asked, reason: 'Signature d’un bail' }));
    expect(found?.id).toBe(file.id);
    expect(getValue(await mandates.get(stranger, file.id)).id).toBe(file.id);
    const { rows } = await as('migrator').transaction({}, tx =>
      sql<{
        reason: string;
      }>`select reason from identity.organisation_reading where organisation_id = ${file.id} and purpose = 'found-elsewhere'`.execute(
        tx,
      ),
    );
    expect(rows).toEqual([{ reason: 'Signature d’un bail' }]);
  });

  test('is for clerks with the permission', async () => {
    const reader = testClerk(here, ['identity.find']);
    expect(codeOf(await mandates.enrol(reader, { typed: testCompany(), despiteName: false }, randomUUID()))).toBe(
      'identity.not-allowed',
    );
    const { personId } = await testRepresentative(world, clerk);
    expect(codeOf(await mandates.search(testPerson(personId), 'atlas'))).toBe('identity.not-allowed');
  });

  test('shows no row to another commune or person, whatever a query asks', async () => {
    const { organisationId } = await testRepresented(world, clerk);
    const { personId } = await testRepresentative(world, clerk);
    for (const scope of [{ communeId: elsewhere }, { personId }, {}]) {
      const counts = await app.transaction(scope, tx =>
        sql<{ n: number }>`
          select (select count(*) from identity.organisation where id = ${organisationId})
               + (select count(*) from identity.mandate where organisation_id = ${organisationId})
               + (select count(*) from identity.organisation_reading where organisation_id = ${organisationId})
               + (select count(*) from identity.representative_names()) as n`.execute(tx),
      );
      expect(counts.rows).toEqual([{ n: 0 }]);
    }
  });
});
