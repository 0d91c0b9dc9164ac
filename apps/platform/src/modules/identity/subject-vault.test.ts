import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { type KyselyPlugin, sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { type CommuneId, type Id, newId, type PersonId } from '../../kernel/index.ts';
import { createKeyRing } from './key-ring.ts';
import { insertPerson, makeKnown } from './people-store.ts';
import { createSubjectVault } from './subject-vault.ts';

const { as } = await testDatabase();
const app = as('app');
const key = randomBytes(32);
const vault = createSubjectVault({ envelope: createKeyRing(() => [key]) });
const communeId = newId<CommuneId>(new Date());

/** A person whom the commune knows. */
async function aPerson(): Promise<PersonId> {
  const personId = newId<PersonId>(new Date());
  const person = { id: personId, name: { arabic: 'س', latin: 'S' }, birthDate: null, language: 'ar' as const };
  await app.transaction({ communeId, personId }, async tx => {
    await insertPerson(tx, person, new Date());
    await makeKnown(tx, communeId, person, new Date());
  });
  return personId;
}

const sealFor = (personId: PersonId, place: string, clear: Buffer): Promise<Buffer> =>
  app.transaction({ personId }, tx => vault.seal(tx, personId, place, clear));

test('what is sealed of one subject opens for that subject in that place and nowhere else', async () => {
  const [amina, omar] = [await aPerson(), await aPerson()];
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 16, maxLength: 300 }), async bytes => {
      const clear = Buffer.from(bytes);
      const sealed = await sealFor(amina, 'a.b/1', clear);
      expect(sealed.includes(clear)).toBe(false);
      await app.transaction({ communeId, personId: amina }, async tx => {
        expect(await vault.open(tx, amina, 'a.b/1', sealed)).toEqual(clear);
        await expect(vault.open(tx, amina, 'a.b/2', sealed)).rejects.toThrow();
        await vault.seal(tx, omar, 'a.b/1', clear);
        await expect(vault.open(tx, omar, 'a.b/1', sealed)).rejects.toThrow();
      });
    }),
    { numRuns: 10 },
  );
});

test('one altered bit anywhere is noticed, and no two sealings look alike', async () => {
  const personId = await aPerson();
  const sealed = await sealFor(personId, 'row', Buffer.from('BE123456'));
  expect((await sealFor(personId, 'row', Buffer.from('BE123456'))).equals(sealed)).toBe(false);
  await app.transaction({ personId }, async tx => {
    for (let place = 0; place < sealed.length; place++) {
      const altered = Buffer.from(sealed);
      altered[place] = (altered[place] ?? 0) ^ 1;
      await expect(vault.open(tx, personId, 'row', altered)).rejects.toThrow();
    }
  });
});

test('the key of a person is out of reach of a transaction bound to somebody else, or to a commune that never served them', async () => {
  const [amina, omar] = [await aPerson(), await aPerson()];
  const sealed = await sealFor(amina, 'row', Buffer.from('hers'));
  await sealFor(omar, 'row', Buffer.from('his'));
  for (const scope of [{ personId: omar }, { communeId: newId<CommuneId>(new Date()) }, {}]) {
    await app.transaction(scope, async tx => {
      const rows = await sql`select 1 from identity.subject_key where subject_id = ${amina}`.execute(tx);
      expect(rows.rows).toEqual([]);
      await expect(vault.open(tx, amina, 'row', sealed)).rejects.toThrow(/within reach/);
    });
    await expect(app.transaction(scope, tx => vault.seal(tx, amina, 'row', Buffer.from('x')))).rejects.toThrow();
    await app.transaction(scope, tx => vault.shred(tx, amina)).catch(() => undefined);
  }
  const opened = await app.transaction({ personId: amina }, tx => vault.open(tx, amina, 'row', sealed));
  expect(opened.toString()).toBe('hers');
});

test('a commune opens a whole list of those it serves with one question to the database', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, aPerson));
  const values = await Promise.all(
    people.map(async (subject, n) => ({
      subject,
      place: 'row',
      sealed: await sealFor(subject, 'row', Buffer.from(`${n}`)),
    })),
  );
  let asked = 0;
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const opened = await app.transaction({ communeId }, tx => vault.openAll(tx.withPlugin(counter), values));
  expect(asked).toBe(1);
  expect(opened.map(String)).toEqual(people.map((_, n) => `${n}`));
});

test('somebody not yet enrolled and an organisation have keys that no scope of a person is needed for', async () => {
  const subject = newId<Id<'pre-enrolment'>>(new Date());
  const sealed = await app.transaction({}, tx => vault.seal(tx, subject, 'row', Buffer.from('not yet')));
  const opened = await app.transaction({ communeId }, tx => vault.open(tx, subject, 'row', sealed));
  expect(opened.toString()).toBe('not yet');
});

test('what was shredded never opens again, and nothing more is sealed for it', async () => {
  const personId = await aPerson();
  const sealed = await sealFor(personId, 'row', Buffer.from('gone'));
  await app.transaction({ personId }, async tx => {
    await vault.open(tx, personId, 'row', sealed);
    await vault.shred(tx, personId);
    await expect(vault.open(tx, personId, 'row', sealed)).rejects.toThrow(/destroyed/);
  });
  await app.transaction({ personId }, tx => vault.shred(tx, personId));
  await expect(app.transaction({ personId }, tx => vault.open(tx, personId, 'row', sealed))).rejects.toThrow(
    /destroyed/,
  );
  await expect(sealFor(personId, 'row', Buffer.from('again'))).rejects.toThrow(/destroyed/);
  const revive = app.transaction({ personId }, tx =>
    sql`update identity.subject_key set sealed_key = '\\x00', ring_key = '\\x0000000000000000', destroyed_at = null
      where subject_id = ${personId}`.execute(tx),
  );
  await expect(revive).rejects.toThrow(/never comes back/);
});

test('two transactions that seal the first value of a subject at once seal under one key', async () => {
  const personId = await aPerson();
  const sealed = await Promise.all(['a', 'b', 'c'].map(text => sealFor(personId, text, Buffer.from(text))));
  await app.transaction({ personId }, async tx => {
    for (const [at, place] of ['a', 'b', 'c'].entries())
      expect(String(await vault.open(tx, personId, place, sealed[at] ?? Buffer.alloc(0)))).toBe(place);
  });
});
