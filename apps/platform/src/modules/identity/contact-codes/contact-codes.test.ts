import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testKeys } from '../../../../test/identity.ts';
import { type CommuneId, getValue, type Id, languages, newId, type PersonId } from '../../../kernel/index.ts';
import { createSubjectVault } from '../subject-vault.ts';
import { flood, maySend, readCode } from './decide.ts';
import { type CodeAsked, type CodeMessage, type ContactCodeId, contactCodeTask, createContactCodes } from './index.ts';
import { insertSendings } from './store.ts';
import { keyedDigest } from '../protection.ts';

const { as } = await testDatabase();
const [app, worker, migrator, jobs] = [as('app'), as('worker'), as('migrator'), as('jobs')];
const minute = 60_000;
const keys = testKeys();
const refused = { ok: false, refusal: { code: 'contact-codes.refused', params: {} } };

/** Codes over the test's database at a minute of their own, with what they sent. */
function codesAt(start = new Date(), { textMessages = true } = {}) {
  let now = start;
  const sent: CodeMessage[] = [];
  const parts = {
    clock: () => now,
    keys,
    vault: createSubjectVault(keys),
    textMessages,
    messenger: {
      send: async (message: CodeMessage) => {
        sent.push(message);
        return 'accepted' as const;
      },
    },
    service: 'guichet.example.ma',
  };
  const codes = createContactCodes({ ...parts, db: app });
  const postman = createContactCodes({ ...parts, db: worker });
  const scopeOf = (subject: CodeAsked['subject']) => ({ personId: subject as PersonId });
  return {
    sent,
    postman,
    pass: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
    },
    send: (asked: CodeAsked) => app.transaction(scopeOf(asked.subject), tx => codes.send(tx, asked)),
    confirm: (subject: CodeAsked['subject'], codeId: ContactCodeId, code: string) =>
      app.transaction(scopeOf(subject), tx => codes.confirm(tx, { subject, codeId, code })),
    /** Sends one and answers its code, as the person reads it. */
    async received(asked: CodeAsked) {
      const { codeId } = getValue(await this.send(asked));
      await postman.deliver({ codeId });
      return { codeId, code: digitsOf(sent.at(-1)) };
    },
  };
}

function digitsOf(message: CodeMessage | undefined): string {
  return /(?<!\d)\d{6}(?!\d)/.exec(message?.lines.join('\n') ?? '')?.[0] ?? 'none';
}
let next = 1;
const asked = (changes: Partial<CodeAsked> = {}): CodeAsked => ({
  subject: newId<Id<'pre-enrolment'>>(new Date()),
  kind: 'email',
  value: `someone${next++}@example.ma`,
  language: 'fr',
  purpose: 'pre-enrolment',
  ...changes,
});
const other = (code: string): string => ((Number(code) + 1) % 1_000_000).toString().padStart(6, '0');

describe('a code', () => {
  test('shows that an address is read, once', async () => {
    const codes = codesAt();
    const plan = asked({ value: ' Amina@EXAMPLE.ma ' });
    const { codeId, code } = await codes.received(plan);
    expect(await codes.confirm(plan.subject, codeId, ` ${code.slice(0, 3)} ${code.slice(3)} `)).toEqual({
      ok: true,
      value: { kind: 'email', value: 'Amina@example.ma' },
    });
    expect(await codes.confirm(plan.subject, codeId, code)).toEqual(refused);
  });

  test('is for people who are enrolled as well as for those who are not yet', async () => {
    const { identity } = testIdentity(app, { keys });
    const clerk = testClerk(newId<CommuneId>(new Date()));
    const { personId } = getValue(await identity.enrol(clerk, testEnrolment(), randomUUID()));
    const codes = codesAt();
    const { codeId, code } = await codes.received(asked({ subject: personId, purpose: 'contact' }));
    expect((await codes.confirm(personId, codeId, code)).ok).toBe(true);
  });

  test('reaches a phone in E.164, and is refused where no text message can be sent', async () => {
    const codes = codesAt();
    const phone = asked({ kind: 'phone', value: '06 12 34 56 70' });
    const { codeId, code } = await codes.received(phone);
    expect(codes.sent).toMatchObject([{ kind: 'phone', to: '+212612345670' }]);
    expect(getValue(await codes.confirm(phone.subject, codeId, code)).value).toBe('+212612345670');
    const without = codesAt(new Date(), { textMessages: false });
    expect(await without.send(asked({ kind: 'phone', value: '06 12 34 56 71' }))).toMatchObject({
      refusal: { code: 'contact-codes.no-text-messages' },
    });
  });

  test.each([
    ['email', 'nobody'],
    ['email', ''],
    ['phone', '12'],
    ['phone', ''],
  ] as const)('is not sent to %s “%s”', async (kind, value) => {
    expect(await codesAt().send(asked({ kind, value }))).toMatchObject({
      refusal: { code: `identity.${kind}-malformed` },
    });
  });

  test('lies nowhere in clear: not in its row, not in its job, and its row is emptied once it has left', async () => {
    const codes = codesAt();
    const plan = asked({ value: 'hidden@example.ma' });
    const { codeId } = getValue(await codes.send(plan));
    const row = (): Promise<string> =>
      migrator.transaction({}, async tx => {
        await sql`select set_config('app.contact_code', ${codeId}, true)`.execute(tx);
        const { rows } = await sql<{ text: string }>`select encode(coalesce(code_sealed, ''), 'escape') || '|' ||
          encode(value_sealed, 'escape') || '|' || encode(code_digest, 'escape') as text from identity.contact_code`.execute(
          tx,
        );
        return rows[0]?.text ?? '';
      });
    const before = await row();
    const { rows: owed } = await jobs.transaction({}, tx =>
      sql<{ payload: unknown }>`select payload from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = ${contactCodeTask} and j.key like ${`%${codeId}`}`.execute(tx),
    );
    expect(owed).toEqual([{ payload: { codeId } }]);
    await codes.postman.deliver({ codeId });
    const code = digitsOf(codes.sent[0]);
    expect(code).toMatch(/^\d{6}$/);
    expect(before).not.toContain(code);
    expect(before).not.toContain('hidden');
    expect(await row()).toMatch(/^\|/);
    await codes.postman.deliver({ codeId });
    expect(codes.sent).toHaveLength(1);
  });

  test('is refused alike when wrong, unknown, another’s, used up or old', async () => {
    const codes = codesAt();
    const plan = asked();
    const { codeId, code } = await codes.received(plan);
    expect(await codes.confirm(plan.subject, codeId, other(code))).toEqual(refused);
    expect(await codes.confirm(asked().subject, codeId, code)).toEqual(refused);
    expect(await codes.confirm(plan.subject, newId<ContactCodeId>(new Date()), code)).toEqual(refused);
    codes.pass(15 * minute);
    expect(await codes.confirm(plan.subject, codeId, code)).toEqual(refused);
  });

  test('dies after five wrong tries, made one after the other or all at once', async () => {
    const codes = codesAt();
    const plan = asked();
    const { codeId, code } = await codes.received(plan);
    for (let tries = 0; tries < 4; tries++) await codes.confirm(plan.subject, codeId, other(code));
    // What is no code at all is no guess.
    await codes.confirm(plan.subject, codeId, 'my code');
    expect((await codes.confirm(plan.subject, codeId, code)).ok).toBe(true);
    const second = asked();
    const storm = await codes.received(second);
    const guesses = Array.from({ length: 12 }, () => codes.confirm(second.subject, storm.codeId, other(storm.code)));
    expect(await Promise.all(guesses)).toEqual(guesses.map(() => refused));
    expect(await codes.confirm(second.subject, storm.codeId, storm.code)).toEqual(refused);
  });

  test('another’s guesses do not use up the tries of its owner', async () => {
    const codes = codesAt();
    const plan = asked();
    const { codeId, code } = await codes.received(plan);
    for (let tries = 0; tries < 8; tries++) await codes.confirm(asked().subject, codeId, other(code));
    expect((await codes.confirm(plan.subject, codeId, code)).ok).toBe(true);
  });

  test('is not sent by a job that comes too late', async () => {
    const codes = codesAt();
    const { codeId } = getValue(await codes.send(asked()));
    codes.pass(15 * minute);
    await codes.postman.deliver({ codeId });
    expect(codes.sent).toEqual([]);
  });
});

describe('messages to one address', () => {
  test('are a minute apart, five an hour and ten a day, whoever asks and however it is spelled', async () => {
    const codes = codesAt();
    const send = (value: string) => codes.send(asked({ value }));
    expect((await send('busy@example.ma')).ok).toBe(true);
    expect(await send('BUSY@example.ma')).toMatchObject({
      refusal: { code: 'contact-codes.wait', params: { minutes: 1 } },
    });
    for (let sent = 1; sent < 5; sent++) {
      codes.pass(2 * minute);
      expect((await send('busy@example.ma')).ok).toBe(true);
    }
    codes.pass(2 * minute);
    expect(await send('busy@example.ma')).toMatchObject({
      refusal: { code: 'contact-codes.wait', params: { minutes: 50 } },
    });
    codes.pass(60 * minute);
    for (let sent = 5; sent < 10; sent++) {
      expect((await send('busy@example.ma')).ok).toBe(true);
      codes.pass(2 * minute);
    }
    codes.pass(120 * minute);
    expect(await send('busy@example.ma')).toMatchObject({ refusal: { code: 'contact-codes.enough-for-today' } });
    codes.pass(24 * 60 * minute);
    expect((await send('busy@example.ma')).ok).toBe(true);
  });

  test('asked for twice at the same moment, one is sent', async () => {
    const codes = codesAt();
    const both = await Promise.all([1, 2].map(() => codes.send(asked({ value: 'together@example.ma' }))));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('for one subject are limited too, whatever the address', async () => {
    const codes = codesAt();
    const { subject } = asked();
    const answers = [];
    for (let sent = 0; sent < 6; sent++) answers.push(await codes.send(asked({ subject })));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false]);
  });

  test('stop in the whole country under a flood, and each kind by itself', async () => {
    const far = new Date(Date.now() - 400 * 24 * 60 * minute);
    const everybody = keyedDigest(keys, 'contact-code-everybody', 'phone');
    await app.transaction({}, tx =>
      insertSendings(
        tx,
        Array.from({ length: flood.phone }, () => everybody),
        far,
      ),
    );
    const codes = codesAt(far);
    expect(await codes.send(asked({ kind: 'phone', value: '0612345699' }))).toMatchObject({
      refusal: { code: 'contact-codes.busy' },
    });
    expect((await codes.send(asked())).ok).toBe(true);
    codes.pass(11 * minute);
    expect((await codes.send(asked({ kind: 'phone', value: '0612345699' }))).ok).toBe(true);
  });

  test('never exceed the rule, at whatever times they are asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 * 24 * 60 }), { maxLength: 200 }), minutes => {
        const sent: Date[] = [];
        for (const at of minutes.toSorted((one, two) => one - two).map(each => new Date(each * minute))) {
          if (maySend({ toAddress: sent, forSubject: [], overall: 0 }, 'email', at).ok) sent.push(at);
        }
        for (const at of sent) {
          const within = (span: number) => sent.filter(one => one <= at && at.getTime() - one.getTime() < span).length;
          expect(within(minute)).toBe(1);
          expect(within(60 * minute)).toBeLessThanOrEqual(5);
          expect(within(24 * 60 * minute)).toBeLessThanOrEqual(10);
        }
      }),
    );
  });
});

describe('a message', () => {
  const purposes = ['pre-enrolment', 'contact', 'recovery'] as const;
  test.each(languages.flatMap(language => purposes.map(purpose => [language, purpose] as const)))(
    'in %s for %s says which service asked, the code, and names nobody',
    async (language, purpose) => {
      const codes = codesAt();
      for (const [kind, value] of [
        ['email', `x${next++}@example.ma`],
        ['phone', `0699${(100_000 + next++).toString()}`],
      ] as const) {
        await codes.received(asked({ language, purpose, kind, value }));
        const message = codes.sent.at(-1);
        expect(message).toMatchObject({ language, kind });
        const text = message?.lines.join('\n') ?? '';
        expect(text).toContain('guichet.example.ma');
        expect(text).not.toMatch(/https?:|@|\+212/);
        // Two parts of a text message at the most, even in UCS-2.
        if (kind === 'phone')
          expect(text.length).toBeLessThanOrEqual(language === 'fr' || language === 'en' ? 160 : 134);
      }
    },
  );
});

test('a code is read in the digits of any script, and nothing else is one', () => {
  expect(readCode(' ١٢٣ ٤٥٦\u200f')).toBe('123456');
  expect(readCode('123-456')).toBe('123456');
  for (const typed of ['', '12345', '1234567', '12345a', '１２３４５６７']) expect(readCode(typed)).toBeUndefined();
});

test('what is over is forgotten, and what can still be used is not', async () => {
  const long = codesAt(new Date(Date.now() - 3 * 24 * 60 * minute));
  const old = asked();
  const { codeId } = getValue(await long.send(old));
  const codes = codesAt();
  const plan = asked();
  const fresh = await codes.received(plan);
  await codes.postman.forget();
  const left = (id: ContactCodeId) =>
    app.transaction({}, async tx => {
      await sql`select set_config('app.contact_code', ${id}, true)`.execute(tx);
      return (await sql`select 1 from identity.contact_code`.execute(tx)).rows.length;
    });
  expect(await left(codeId)).toBe(0);
  expect(await left(fresh.codeId)).toBe(1);
});

test('a transaction that names no code sees none', async () => {
  await codesAt().send(asked());
  const { rows } = await app.transaction({}, tx => sql`select 1 from identity.contact_code`.execute(tx));
  expect(rows).toEqual([]);
});
