import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testIdentity, testKeys } from '../../../../test/identity.ts';
import { fillDraft, keptInDatabase, testPreEnrolments, testSample } from '../../../../test/pre-enrolments.ts';
import { type CommuneId, getValue, newId, type PersonId } from '../../../kernel/index.ts';
import { formatPreEnrolmentCode, newPreEnrolmentCode } from './codes.ts';
import { mostMisses } from './counter.ts';
import { currentNotice } from './index.ts';
import { rules } from './limits.ts';

const { as } = await testDatabase();
const [app, worker, migrator, jobs] = [as('app'), as('worker'), as('migrator'), as('jobs')];
const keys = testKeys();
const { identity, now, pass } = testIdentity(app, { keys });
const parts = { clock: now, vault: identity.vault, keys, worker };
const home = testPreEnrolments(app, parts);
const { preEnrolments } = home;
const { drafts } = preEnrolments;
/** What the worker does, under its own login. */
const back = testPreEnrolments(worker, parts);
const clerkOf = () => testClerk(newId<CommuneId>(now()), ['enrolment.receive']);
const clerk = clerkOf();
const day = 24 * 3600 * 1000;
const code = (refusal: string) => ({ ok: false, refusal: expect.objectContaining({ code: refusal }) });

async function queue(): Promise<readonly { readonly task: string; readonly payload: string }[]> {
  const { rows } = await jobs.transaction({}, tx =>
    sql<{ task: string; payload: string }>`select t.identifier as task, j.payload::text as payload
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`.execute(
      tx,
    ),
  );
  return rows;
}

describe('at the counter', () => {
  test('the code opens the file in any commune, and each opening is recorded', async () => {
    const secret = await fillDraft(preEnrolments, { number: 'BE555' });
    const given = getValue(await drafts.send(secret));
    const elsewhere = clerkOf();
    const id = getValue(await preEnrolments.findByCode(elsewhere, formatPreEnrolmentCode(given).toLowerCase()));
    const file = getValue(await preEnrolments.get(elsewhere, id));
    expect(file).toMatchObject({
      document: { number: 'BE555' },
      ability: 'signs',
      guardian: null,
      signature: testSample,
    });
    const { rows } = await app.transaction({ communeId: elsewhere.communeId }, tx =>
      sql`select outcome, staff_id, pre_enrolment_id from enrolment.opening order by outcome`.execute(tx),
    );
    const by = { staff_id: elsewhere.staffId, pre_enrolment_id: id };
    expect(rows).toEqual([
      { outcome: 'found', ...by },
      { outcome: 'read', ...by },
    ]);
  });

  test('its id alone opens nothing: not to a colleague, not tomorrow, not without the permission', async () => {
    const given = getValue(await drafts.send(await fillDraft(preEnrolments)));
    const id = getValue(await preEnrolments.findByCode(clerk, given));
    const colleague = testClerk(clerk.communeId, ['enrolment.receive']);
    expect(await preEnrolments.get(colleague, id)).toEqual(code('enrolment.code-needed'));
    const other = testClerk(clerk.communeId, ['identity.enrol']);
    expect(await preEnrolments.findByCode(other, given)).toEqual(code('enrolment.not-allowed'));
    expect(await preEnrolments.get(other, id)).toEqual(code('enrolment.not-allowed'));
    pass(day);
    expect(await preEnrolments.get(clerk, id)).toEqual(code('enrolment.code-needed'));
  });

  test('a code of nobody is recorded, and trying codes out comes to an end', async () => {
    const guesser = clerkOf();
    const guess = () => preEnrolments.findByCode(guesser, newPreEnrolmentCode());
    for (const _ of Array.from({ length: mostMisses })) expect(await guess()).toEqual(code('enrolment.code-unknown'));
    const given = getValue(await drafts.send(await fillDraft(preEnrolments)));
    expect(await preEnrolments.findByCode(guesser, given)).toEqual(code('enrolment.too-many-codes'));
    expect((await preEnrolments.findByCode(clerk, given)).ok).toBe(true);
  });

  test('once the visit has used it, nothing personal is left, and it serves nobody else', async () => {
    const secret = await fillDraft(preEnrolments);
    const given = getValue(await drafts.send(secret));
    const id = getValue(await preEnrolments.findByCode(clerk, given));
    const personId = newId<PersonId>(now());
    const use = (person: PersonId) =>
      app.transaction({ communeId: clerk.communeId }, tx => preEnrolments.markUsed(tx, id, person));
    expect(await use(personId)).toEqual({ ok: true, value: null });
    expect(await use(personId)).toEqual({ ok: true, value: null });
    expect(await use(newId<PersonId>(now()))).toEqual(code('enrolment.code-used'));
    expect(await preEnrolments.findByCode(clerk, given)).toEqual(code('enrolment.code-used'));
    expect(await preEnrolments.get(clerk, id)).toEqual(code('enrolment.code-used'));
    expect(await drafts.open(secret)).toBeUndefined();
    const { rows } = await migrator.transaction({}, tx =>
      sql`select facts_sealed, signature_sealed, notice_version, used_for, (select sealed_key from identity.subject_key k where k.subject_id = p.id)
        from enrolment.pre_enrolment p where id = ${id}`.execute(tx),
    );
    expect(rows).toEqual([
      {
        facts_sealed: null,
        signature_sealed: null,
        notice_version: currentNotice,
        used_for: personId,
        sealed_key: null,
      },
    ]);
  });
});

describe('at home', () => {
  const own = { birthDate: '1990-05-17', from: 'home' };

  test('code and birth date say until when it is kept, and withdraw it at once', async () => {
    const given = getValue(await drafts.send(await fillDraft(preEnrolments)));
    expect(await drafts.findOwn({ ...own, code: given })).toEqual({
      ok: true,
      value: { expiresAt: new Date(now().getTime() + 90 * day) },
    });
    getValue(await drafts.withdrawOwn({ ...own, code: given }));
    expect(await preEnrolments.findByCode(clerk, given)).toEqual(code('enrolment.code-unknown'));
  });

  test('a code of nobody, another birth date and a used code are answered alike', async () => {
    const given = getValue(await drafts.send(await fillDraft(preEnrolments)));
    const used = getValue(await drafts.send(await fillDraft(preEnrolments)));
    const id = getValue(await preEnrolments.findByCode(clerk, used));
    await app.transaction({ communeId: clerk.communeId }, async tx =>
      getValue(await preEnrolments.markUsed(tx, id, newId<PersonId>(now()))),
    );
    const answers = [
      await drafts.findOwn({ ...own, from: 'a', code: newPreEnrolmentCode() }),
      await drafts.findOwn({ ...own, from: 'b', code: given, birthDate: '1990-05-18' }),
      await drafts.withdrawOwn({ ...own, from: 'c', code: given, birthDate: '' }),
      await drafts.findOwn({ ...own, from: 'd', code: used }),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toEqual(code('enrolment.own-unknown'));
  });

  test('guessing from one address comes to an end, and keeps nobody else out', async () => {
    const given = getValue(await drafts.send(await fillDraft(preEnrolments)));
    const guess = () => drafts.findOwn({ ...own, from: 'guesser', code: newPreEnrolmentCode() });
    for (const _ of Array.from({ length: rules.miss.ofAddress }))
      expect(await guess()).toEqual(code('enrolment.own-unknown'));
    expect(await drafts.findOwn({ ...own, from: 'guesser', code: given })).toEqual(code('enrolment.too-many'));
    expect(await drafts.resume({ from: 'guesser', typed: '0000-0000-0000-0000' })).toEqual(code('enrolment.too-many'));
    expect((await drafts.findOwn({ ...own, code: given })).ok).toBe(true);
    pass(rules.miss.minutes * 60_000);
    expect((await drafts.findOwn({ ...own, from: 'guesser', code: given })).ok).toBe(true);
  });

  test('a flood of drafts from one address stops, a hundred at once too', async () => {
    const begin = () => drafts.begin({ from: 'flood', language: 'ar' });
    const begun = await Promise.all(Array.from({ length: rules.begin.ofAddress + 20 }, begin));
    expect(begun.filter(({ ok }) => ok)).toHaveLength(rules.begin.ofAddress);
    expect(await begin()).toEqual(code('enrolment.too-many'));
    expect((await drafts.begin({ from: 'neighbour', language: 'ar' })).ok).toBe(true);
  });
});

/** Jobs that a test took off the queue. */
const emptied: Awaited<ReturnType<typeof queue>>[number][] = [];

describe('time', () => {
  test('erases a draft that nobody came back to, and its key', async () => {
    const secret = await fillDraft(preEnrolments);
    const id = (await drafts.open(secret))?.id;
    pass(6 * day);
    await back.preEnrolments.keep();
    getValue(await drafts.answer(secret, { step: 'language', language: 'fr' }));
    pass(6 * day);
    await back.preEnrolments.keep();
    expect((await drafts.open(secret))?.facts.name).toBeDefined();
    pass(day);
    expect(await drafts.open(secret)).toBeUndefined();
    await back.preEnrolments.keep();
    const { rows } = await migrator.transaction({}, tx =>
      sql`select (select count(*)::int from enrolment.pre_enrolment where id = ${id ?? null}) as rows,
        (select sealed_key from identity.subject_key where subject_id = ${id ?? null}) as key`.execute(tx),
    );
    expect(rows).toEqual([{ rows: 0, key: null }]);
  });

  test('warns a week before the end whoever has a confirmed address, once, with nothing personal in it, and then erases', async () => {
    const secret = await fillDraft(preEnrolments, { number: 'BK777' });
    getValue(await drafts.giveContacts(secret, { email: 'amina@example.ma', phone: '' }));
    getValue(await drafts.confirmContact(secret, { kind: 'email', code: await home.deliverCode(secret, 'email') }));
    const given = getValue(await drafts.send(secret));
    const id = (await drafts.open(secret))?.id ?? '';
    const owed = async () => (await queue()).filter(job => job.task === 'enrolment.tell' && job.payload.includes(id));
    expect(await owed()).toHaveLength(1);
    pass(82 * day);
    await back.preEnrolments.keep();
    expect(await owed()).toHaveLength(1);
    pass(day);
    await back.preEnrolments.keep();
    const told = await owed();
    expect(told).toHaveLength(2);
    for (const { payload } of told) await back.preEnrolments.tell(JSON.parse(payload));
    expect(back.messages.map(({ to, reference }) => ({ to, reference }))).toEqual(
      told.map(() => ({ to: 'amina@example.ma', reference: id })),
    );
    const text = JSON.stringify(back.messages.map(({ subject, lines }) => [subject, lines]));
    expect(text).toContain(formatPreEnrolmentCode(given));
    for (const hidden of ['Amina', 'أمينة', 'BK777', 'Oliviers', '1990']) expect(text).not.toContain(hidden);
    // As the queue does with a job that is done.
    emptied.push(...(await queue()));
    await jobs.transaction({}, tx => sql`delete from graphile_worker._private_jobs`.execute(tx));
    pass(day);
    await back.preEnrolments.keep();
    expect(await owed()).toEqual([]);
    pass(6 * day);
    expect(await preEnrolments.findByCode(clerk, given)).toEqual(code('enrolment.code-unknown'));
    await back.preEnrolments.keep();
    expect(await drafts.open(secret)).toBeUndefined();
    await back.preEnrolments.tell({ preEnrolmentId: id, about: 'ending' });
    expect(back.messages).toHaveLength(2);
  });

  test('leaves no job and no record with anything that was typed', async () => {
    const kept = [JSON.stringify([...emptied, ...(await queue())]), await keptInDatabase(migrator)].join(' ');
    expect(emptied.length).toBeGreaterThan(1);
    for (const hidden of ['amina@', 'nadia@', '612345678', 'BE123456', 'Fassi']) expect(kept).not.toContain(hidden);
  });
});

describe('in the database', () => {
  test('a transaction sees the one pre-enrolment in its hand, and no other', async () => {
    const [mine, other] = [await fillDraft(preEnrolments), await fillDraft(preEnrolments)];
    const id = (await drafts.open(mine))?.id;
    expect(await drafts.open(other)).toBeDefined();
    const seen = (hand: string) =>
      app.transaction({}, async tx => {
        await sql`select set_config('app.pre_enrolment', ${hand}, true)`.execute(tx);
        return (await sql<{ id: string }>`select id from enrolment.pre_enrolment`.execute(tx)).rows;
      });
    expect(await seen('')).toEqual([]);
    expect(await seen(id ?? '')).toEqual([{ id }]);
  });
});
