import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { type CommuneId, newId, ok, refuse } from '../../kernel/index.ts';
import { openDatabase } from '../db/index.ts';
import { type Command, once } from './commands.ts';

const { as, url } = await testDatabase();
const app = as('app');
const now = new Date('2026-11-23T10:00:00Z');
const communeId = newId<CommuneId>(now);
const inviting = (phone: string): Command => ({
  communeId,
  key: randomUUID(),
  name: 'distance.signatory-named',
  actorId: randomUUID(),
  payload: [randomUUID(), { name: 'Driss', contact: { kind: 'phone', value: phone }, language: 'fr' }],
});
const run = (command: Command, answer: number, db = app) =>
  db.transaction({ communeId }, tx => once(tx, command, now, async () => ok(answer)));
const digestIn = (command: Command) =>
  app.transaction({ communeId }, async tx => {
    const { rows } = await sql<{ payload_digest: Buffer | null }>`
      select payload_digest from platform.command where key = ${command.key}`.execute(tx);
    return rows[0]?.payload_digest?.toString('hex') ?? null;
  });

test('a command is answered once, and its key is refused with another content or by another person', async () => {
  const command = inviting('+212661000001');
  expect([await run(command, 1), await run(command, 2)]).toEqual([ok(1), ok(1)]);
  const reused = refuse('platform.command-reused');
  for (const other of [{ payload: 'else' }, { actorId: randomUUID() }, { name: 'distance.send' }])
    expect(await run({ ...command, ...other }, 3)).toEqual(reused);
});

test('whoever has the table and knows everything but a phone number cannot try numbers on it', async () => {
  const numbers = Array.from({ length: 20 }, (_, n) => `+2126610000${10 + n}`);
  const command = inviting(numbers[7] ?? '');
  await run(command, 1);
  const kept = await digestIn(command);
  const [requestId, asked] = command.payload as [string, Record<string, unknown>];
  const { communeId: commune, key, name, actorId } = command;
  for (const value of numbers) {
    const payload = [requestId, { ...asked, contact: { kind: 'phone', value } }];
    for (const tried of [payload, [commune, key, name, actorId, payload]])
      expect(createHash('sha256').update(JSON.stringify(tried)).digest('hex')).not.toBe(kept);
  }
  // Neither does it tell that two commands asked the same.
  const again = { ...command, key: randomUUID() };
  await run(again, 1);
  expect(await digestIn(again)).not.toBe(kept);
  // The key is what tells: with another one, the same command is another.
  const elsewhere = openDatabase(url('app'), { size: 1, digestKey: randomBytes(32) });
  expect(await run(command, 2, elsewhere)).toEqual(refuse('platform.command-reused'));
  await elsewhere.close();
  const without = openDatabase(url('app'), { size: 1 });
  await expect(run(inviting('+212661000001'), 1, without)).rejects.toThrow(/without a key/);
  await without.close();
});

test('a command of the time before digests were keyed still answers, by its name and who gave it', async () => {
  const command = inviting('+212661000003');
  const { key, name, actorId } = command;
  await app.transaction({ communeId }, tx =>
    sql`insert into platform.command (commune_id, key, name, actor_id, payload_digest, answer, at)
      values (${communeId}, ${key}, ${name}, ${actorId}, null, '7', ${now})`.execute(tx),
  );
  expect(await run(command, 1)).toEqual(ok(7));
  expect(await run({ ...command, actorId: randomUUID() }, 1)).toEqual(refuse('platform.command-reused'));
});
