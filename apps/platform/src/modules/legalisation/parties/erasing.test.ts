import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { type DistanceWizard, openWizard } from '../../../../test/distance-wizard.ts';
import { getValue, newId } from '../../../kernel/index.ts';
import { eraseParties } from './erasing.ts';

const { as } = await testDatabase();
let wizard: DistanceWizard;
beforeAll(async () => {
  wizard = await openWizard({ app: as('app'), sealer: as('sealer') });
});
afterAll(() => wizard.office.close());

test('how an erased person was invited is closed; their place, and who else was invited, stay', async () => {
  const [amina, driss] = [await wizard.citizen(), await wizard.citizen()];
  const requestId = await wizard.begin(amina);
  for (const [name, value] of [
    ['Driss voisin', 'driss@example.ma'],
    ['Leila', 'leila@example.ma'],
  ] as const) {
    const contact = { kind: 'email', value } as const;
    const named = { key: newId(new Date()), requestId, name, contact, language: 'fr' } as const;
    getValue(await wizard.distance.addSignatory(amina, named));
  }
  const { communeId } = wizard.office.commune;
  const known = getValue(await wizard.distance.read(amina, requestId)).parties.find(
    ({ name }) => name === 'Driss voisin',
  );
  await as('app').transaction({ communeId }, tx =>
    sql`update legalisation.party set person_id = ${driss.personId}, state = 'bound' where id = ${known?.id}`.execute(
      tx,
    ),
  );
  const concerning = [{ communeId, requestId, personId: driss.personId, applied: false }];
  for (const _ of [1, 2])
    await as('worker').transaction({ personId: driss.personId }, tx =>
      eraseParties(wizard.office.identity.vault, tx, driss.personId, concerning),
    );
  const { parties } = getValue(await wizard.distance.read(amina, requestId));
  expect(parties.map(({ name, contact, personId }) => [name, contact?.value, personId === driss.personId])).toEqual([
    [expect.any(String), undefined, false],
    ['—', '—', true],
    ['Leila', 'leila@example.ma', false],
  ]);
});
