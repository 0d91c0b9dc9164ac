import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { newId, type PersonId } from '../../kernel/index.ts';
import { createSubjectVault } from './subject-vault.ts';

const { as } = await testDatabase();

test('what is sealed of one subject opens for that subject in that place and nowhere else', async () => {
  const vault = createSubjectVault({ envelope: randomBytes(32), index: randomBytes(32) });
  const [amina, omar] = [newId<PersonId>(new Date()), newId<PersonId>(new Date())];
  const clear = randomBytes(300);
  await as('app').transaction({ personId: amina }, async tx => {
    const sealed = await vault.seal(tx, amina, 'a.b/1', clear);
    expect(sealed.includes(clear.subarray(0, 16))).toBe(false);
    expect(await vault.open(tx, amina, 'a.b/1', sealed)).toEqual(clear);
    await expect(vault.open(tx, amina, 'a.b/2', sealed)).rejects.toThrow();
    await expect(vault.open(tx, omar, 'a.b/1', sealed)).rejects.toThrow();
  });
});
