import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testPerson } from '../../../test/identity.ts';
import { type CommuneId, getValue, type Id, newId, type PersonId } from '../../kernel/index.ts';
import { findAccountsByContact } from './account-store.ts';
import { keepContact, sealFileAnew } from './file.ts';
import { createKeyRing } from './key-ring.ts';
import { contactIndex } from './protection.ts';
import { turnRing } from './ring-turning.ts';

const { as } = await testDatabase();
const [app, worker] = [as('app'), as('worker')];
/** The secrets folder: each process has a ring of its own over it. */
const folder = [randomBytes(32)];
const index = randomBytes(32);
const keysOfProcess = () => ({ envelope: createKeyRing(() => [...folder]), index });
const keys = keysOfProcess();
const { identity, now } = testIdentity(app, { keys });
const clerk = testClerk(newId<CommuneId>(new Date()));

async function enrolled(number: string): Promise<PersonId> {
  const enrolment = testEnrolment({ document: { type: 'cnie', number, expiresOn: '2030-01-31' } });
  return getValue(await identity.enrol(clerk, enrolment, crypto.randomUUID())).personId;
}

const numberOf = async (personId: PersonId, room = identity): Promise<string | undefined> =>
  getValue(await room.getFile(testPerson(personId), personId)).documents[0]?.number;

test('a ring turns: the newest key seals, all open, and the older one can be taken away when the job has been through', async () => {
  const amina = await enrolled('BK20001');
  const preEnrolment = newId<Id<'pre-enrolment'>>(new Date());
  const sealed = await app.transaction({}, tx => identity.vault.seal(tx, preEnrolment, 'row', Buffer.from('not yet')));
  const before = await app.transaction({ personId: amina }, tx =>
    sql<{
      sealed: Buffer;
    }>`select number_sealed as sealed from identity.identity_document where person_id = ${amina}`.execute(tx),
  );

  folder.push(randomBytes(32));
  expect(await numberOf(amina)).toBe('BK20001');
  expect(await turnRing(worker, keysOfProcess())).toEqual({ sealed: 2, older: 0 });
  expect(await turnRing(worker, keysOfProcess())).toEqual({ sealed: 0, older: 0 });
  folder.shift();

  const later = testIdentity(app, { keys: keysOfProcess() }).identity;
  expect(await numberOf(amina, later)).toBe('BK20001');
  const opened = await app.transaction({}, tx => later.vault.open(tx, preEnrolment, 'row', sealed));
  expect(opened.toString()).toBe('not yet');
  // The process that started before the ring turned opens it too.
  expect(await numberOf(amina)).toBe('BK20001');
  const after = await app.transaction({ personId: amina }, tx =>
    sql<{
      sealed: Buffer;
    }>`select number_sealed as sealed from identity.identity_document where person_id = ${amina}`.execute(tx),
  );
  expect(after.rows).toEqual(before.rows);
});

test('without its key nothing opens, and the reason is told', async () => {
  const omar = await enrolled('BK20002');
  const lost = testIdentity(app, { keys: { envelope: createKeyRing(() => [randomBytes(32)]), index } }).identity;
  await expect(numberOf(omar, lost)).rejects.toThrow(/not at hand/);
});

test('turning the ring brings nobody back who was shredded', async () => {
  const person = await enrolled('BK20003');
  await app.transaction({ personId: person }, tx => identity.vault.shred(tx, person));
  folder.push(randomBytes(32));
  await turnRing(worker, keysOfProcess());
  await expect(numberOf(person)).rejects.toThrow(/destroyed/);
});

/** As values were sealed before there were data keys: by the ring's key itself. */
function sealedOfOld(key: Buffer, place: string, text: string): Buffer {
  const id = createHash('sha256').update('shubbak envelope key id').update(key).digest().subarray(0, 4);
  const [header, nonce] = [Buffer.concat([Buffer.from([1]), id]), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([header, Buffer.from(place)]));
  return Buffer.concat([header, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

test('what was sealed before there were data keys opens, and the job gives it one', async () => {
  const person = await enrolled('BK20004');
  const key = folder.at(-1) ?? Buffer.alloc(0);
  await as('migrator').transaction({}, async tx => {
    const { rows } = await sql<{
      id: string;
    }>`select id from identity.identity_document where person_id = ${person}`.execute(tx);
    const id = rows[0]?.id ?? '';
    await sql`update identity.identity_document
      set number_sealed = ${sealedOfOld(key, `identity.identity_document/${id}/number`, 'BK20004')} where id = ${id}`.execute(
      tx,
    );
    await sql`update identity.contact set value_index = null,
      value_sealed = ${sealedOfOld(key, `identity.contact/${person}/email`, 'old@example.ma')}
      where person_id = ${person} and kind = 'email'`.execute(tx);
    await sql`delete from identity.subject_key where subject_id = ${person}`.execute(tx);
    await sql`delete from identity.contact where person_id = ${person} and kind = 'phone'`.execute(tx);
  });
  expect(await numberOf(person)).toBe('BK20004');
  await turnRing(worker, keysOfProcess());
  folder.push(randomBytes(32));
  await turnRing(worker, keysOfProcess());
  folder.splice(0, folder.length - 1);
  const file = getValue(await identity.getFile(testPerson(person), person));
  expect([file.documents[0]?.number, file.contacts.email]).toEqual(['BK20004', 'old@example.ma']);
  const find = () =>
    app.transaction({}, tx => findAccountsByContact(tx, contactIndex(keys, 'email', 'old@example.ma')));
  expect(await find()).toEqual([]);
  const confirmed = { kind: 'email', value: 'old@example.ma', confirmed: true } as const;
  await app.transaction({ personId: person }, tx => keepContact(tx, keys, person, confirmed, now()));
  expect(await find()).toHaveLength(1);
  await worker.transaction({ personId: person }, tx => sealFileAnew(tx, keys, person));
  expect(await find()).toHaveLength(1);
});
