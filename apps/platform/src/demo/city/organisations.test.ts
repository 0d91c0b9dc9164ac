import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk } from '../../../test/identity.ts';
import { testMandates } from '../../../test/mandates.ts';
import { getValue } from '../../kernel/index.ts';
import { communeIdOf, loadOrganisations } from './index.ts';

const { as } = await testDatabase();
const world = testMandates(as('app'));

test('the demo has a company of two who sign together and an association, loaded once', async () => {
  await loadOrganisations(world);
  await loadOrganisations(world);
  const clerk = testClerk(communeIdOf('CAS'));
  const found = [
    ...getValue(await world.mandates.search(clerk, 'atlas')),
    ...getValue(await world.mandates.search(clerk, 'الأمل')),
  ];
  expect(found.map(({ kind }) => kind)).toEqual(['company', 'association']);
  const [company] = found;
  if (!company) throw new Error('a company was found');
  const file = getValue(await world.mandates.get(clerk, company.id));
  expect(file.mandates.map(({ joint, fault }) => [joint?.needed, fault])).toEqual([
    [2, null],
    [2, null],
  ]);
});
