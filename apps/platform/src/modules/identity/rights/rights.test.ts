import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testPerson } from '../../../../test/identity.ts';
import { testPersonFiles } from '../../../../test/person-files.ts';
import { type ActId, civilTime, type CommuneId, getValue, newId, type PersonId } from '../../../kernel/index.ts';
import { dueAfter } from './delays.ts';
import type { RightsRequestId } from './model.ts';

const { as } = await testDatabase();
const app = as('app');
const world = testIdentity(app);
const { identity, now, pass } = world;
const communeId = newId<CommuneId>(new Date());
const files = testPersonFiles(world);
const { rights } = files.services;
// What only jobs may do is done under their login.
const jobs = testPersonFiles(world, { worker: as('worker') }).services.rights;
const clerk = testClerk(communeId);
const desk = await files.hire(communeId, { arabic: 'نبيل العمري', latin: 'Nabil AMRI' });

let card = 300_000;
async function enrolled(
  clerkOf = clerk,
): Promise<{ readonly personId: PersonId; readonly number: string; readonly code: string }> {
  card += 1;
  const document = { type: 'cnie', number: `BE${card}`, expiresOn: '2030-01-31' } as const;
  const { personId, slip } = getValue(
    await identity.enrol(clerkOf, testEnrolment({ document, address: '12, rue des Oliviers' }), randomUUID()),
  );
  return { personId, number: slip.accountNumber, code: slip.activationCode };
}
const refused = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) });
const answer = (requestId: RightsRequestId, outcome: 'granted' | 'refused', actor = desk) =>
  rights.answer(
    actor,
    {
      requestId,
      outcome,
      words: 'Done as you asked.',
      ...(outcome === 'refused' && { ground: 'not-justified' as const }),
    },
    randomUUID(),
  );
const erasure = async (personId: PersonId) =>
  getValue(await rights.ask(testPerson(personId), { kind: 'erasure', words: '' })).id;
const countOf = async (personId: PersonId, table: string): Promise<number> => {
  const { rows } = await as('migrator').transaction({ personId }, tx =>
    sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where person_id = ${personId}`.execute(tx),
  );
  return rows[0]?.n ?? -1;
};

describe('a request of rights', () => {
  test('gets a number and the law’s last day, and is answered once, with a reason that the person reads', async () => {
    const { personId } = await enrolled();
    const asked = getValue(
      await rights.ask(testPerson(personId), { kind: 'rectification', words: 'My birth place is Fès.' }),
    );
    expect(asked.number).toMatch(/^DP\/2026\/\d{6}$/);
    const [open] = getValue(await rights.listForDesk(desk)).filter(({ id }) => id === asked.id);
    expect(open?.dueAt).toEqual(dueAfter(now(), { days: 10, basis: 'art-8' }));
    expect(getValue(await rights.openForDesk(desk, asked.id)).request.words).toBe('My birth place is Fès.');
    pass(1000);
    getValue(await answer(asked.id, 'refused'));
    expect(await answer(asked.id, 'granted')).toEqual(refused('rights.over'));
    const [own] = await rights.listOwn(testPerson(personId));
    expect(own).toMatchObject({ state: 'refused', ground: 'not-justified', answer: 'Done as you asked.' });
    expect(own?.events.map(({ kind }) => kind)).toEqual(['asked', 'refused']);
    const readings = await identity.listReadings(testPerson(personId));
    expect(readings.filter(({ readerId }) => readerId === desk.staffId)).toHaveLength(1);
  });

  test('counts clear days in Morocco, over the change of its clock', () => {
    const ten = { days: 10, basis: 'art-8' } as const;
    // The day of asking and the last one do not count, whatever the clock of Ramadan says.
    for (const [asked, due] of [
      ['2026-11-10T10:00:00Z', '21/11/2026'],
      ['2026-02-12T12:00:00Z', '23/02/2026'],
      ['2027-02-01T12:00:00Z', '12/02/2027'],
    ] as const)
      expect(civilTime(dueAfter(new Date(asked), ten))).toMatchObject({ date: due, time: '00:00' });
  });

  test('is taken at a counter too, once a key, and only one of a kind is open', async () => {
    const { personId } = await enrolled();
    const key = randomUUID();
    const asked = { personId, kind: 'access', words: '' } as const;
    const first = await rights.askAtCounter(clerk, asked, key);
    expect(await rights.askAtCounter(clerk, asked, key)).toEqual(first);
    expect(await rights.ask(testPerson(personId), { kind: 'access', words: '' })).toEqual(
      refused('rights.open-already'),
    );
    expect(await rights.ask(testPerson(personId), { kind: 'opposition', words: 'no' })).toEqual(
      refused('rights.words-needed'),
    );
  });

  test('that lapses soon is brought to mind once', async () => {
    const { personId } = await enrolled();
    const { id } = getValue(await rights.ask(testPerson(personId), { kind: 'access', words: '' }));
    await jobs.keep(communeId);
    pass(9 * 86_400_000);
    await jobs.keep(communeId);
    await jobs.keep(communeId);
    const [own] = await rights.listOwn(testPerson(personId));
    expect(own?.id).toBe(id);
    expect(own?.events.map(({ kind }) => kind)).toEqual(['asked', 'reminded']);
  });
});

describe('an erasure', () => {
  test('attack: is not granted by whoever says at a counter that somebody asked for it, under this or another account', async () => {
    const { personId } = await enrolled();
    const asked = { personId, kind: 'erasure', words: '' } as const;
    const { id } = getValue(await rights.askAtCounter(desk, asked, randomUUID()));
    expect(await answer(id, 'granted')).toEqual(refused('rights.taken-by-you'));
    const again = await files.hire(communeId, { arabic: 'نبيل العمري', latin: 'AMRI Nabil' });
    expect(await answer(id, 'granted', again)).toEqual(refused('rights.taken-by-you'));
    const colleague = await files.hire(communeId, { arabic: 'سلمى الوردي', latin: 'Salma OUARDI' });
    getValue(await answer(id, 'granted', colleague));
    getValue(await rights.withdraw(testPerson(personId), id));
  });

  test('waits while the person can think better of it, then leaves a row that says nothing', async () => {
    const { personId, number, code } = await enrolled();
    getValue(await identity.activate({ accountNumber: number, activationCode: code, password: 'quatre babouches' }));
    const id = await erasure(personId);
    getValue(await answer(id, 'granted'));
    await jobs.keep(communeId);
    expect((await rights.listOwn(testPerson(personId)))[0]?.state).toBe('granted');
    pass(72 * 3_600_000);
    expect(await jobs.keep(communeId)).toMatchObject({ erased: 1, held: 0 });
    const { rows } = await as('migrator').transaction({ personId }, tx =>
      sql`select name_arabic, name_latin, birth_date, address_sealed from identity.person where id = ${personId}`.execute(
        tx,
      ),
    );
    expect(rows).toEqual([{ name_arabic: '—', name_latin: '—', birth_date: null, address_sealed: null }]);
    for (const table of ['identity.contact', 'identity.known_name', 'identity.file_reading', 'identity.file_change'])
      expect(await countOf(personId, table)).toBe(0);
    expect(getValue(await identity.findByDocument(clerk, { type: 'cnie', number: `BE${card}` }))).toBeUndefined();
    expect(await identity.signIn({ name: number, password: 'quatre babouches' })).toMatchObject({
      ok: false,
    });
    const opening = app.transaction({ personId }, tx => identity.vault.seal(tx, personId, 'any/row', Buffer.from('x')));
    await expect(opening).rejects.toThrow(/destroyed/);
    // The desk still sees that it was done, without words.
    expect(getValue(await rights.openForDesk(desk, id)).request).toMatchObject({ state: 'done', words: null });
  });

  test('takes along what was merged into the file, and the way in through the national provider', async () => {
    const [{ personId }, { personId: mergedId }] = [await enrolled(), await enrolled()];
    const migrator = as('migrator');
    await migrator.transaction({ personId }, tx =>
      sql`insert into identity.national_binding (id, account_id, person_id, issuer, subject_index, how, level, notice_version, bound_at)
        select ${randomUUID()}, id, person_id, 'https://provider.example', ${randomBytes(32)}, 'bound', 'high', '1', ${now()}
        from identity.account where person_id = ${personId}`.execute(tx),
    );
    await migrator.transaction({}, tx =>
      sql`update identity.person set merged_into = ${personId} where id = ${mergedId}`.execute(tx),
    );
    getValue(await answer(await erasure(personId), 'granted'));
    pass(72 * 3_600_000);
    expect(await jobs.keep(communeId)).toMatchObject({ erased: 1, held: 0 });
    const { rows } = await migrator.transaction({}, tx =>
      sql`select p.name_latin, (select bool_and(b.ended_at is not null) from identity.national_binding b where b.person_id = p.id) as ended
        from identity.person p where p.id in (${personId}, ${mergedId}) order by ended nulls last`.execute(tx),
    );
    expect(rows).toEqual([
      // The binding itself is gone.
      { name_latin: '—', ended: null },
      { name_latin: '—', ended: null },
    ]);
    expect(await countOf(mergedId, 'identity.known_name')).toBe(0);
  });

  test('withdrawn before its moment erases nothing', async () => {
    const { personId } = await enrolled();
    const id = await erasure(personId);
    getValue(await answer(id, 'granted'));
    getValue(await rights.withdraw(testPerson(personId), id));
    pass(100 * 3_600_000);
    await jobs.keep(communeId);
    expect(getValue(await identity.getFile(testPerson(personId), personId)).name.latin).toBe('Amina El Fassi');
  });

  test('says which acts must stay, and takes only the person’s own way to them', async () => {
    const { personId } = await enrolled();
    const actId = newId<ActId>(now());
    await app.transaction({ communeId }, tx =>
      sql`insert into documents.vault_item (person_id, act_id, commune_id, added_at)
        values (${personId}, ${actId}, ${communeId}, ${now()})`.execute(tx),
    );
    const plan = await rights.planErasure(testPerson(personId));
    expect(plan.stays).toContainEqual({ kind: 'acts', count: 1, basis: 'dahir-1915', until: null });
    const id = await erasure(personId);
    getValue(await answer(id, 'granted'));
    pass(73 * 3_600_000);
    await jobs.keep(communeId);
    expect(await countOf(personId, 'documents.vault_item')).toBe(0);
  });
});

describe('attacks on rights', () => {
  test('an erasure cannot pass by an unfinished request, neither at the desk nor in the job', async () => {
    const { personId } = await enrolled();
    const id = await erasure(personId);
    const requestId = await unfinishedRequest(personId);
    expect(await answer(id, 'granted')).toEqual(refused('rights.unfinished'));
    await settleRequest(requestId, 'abandoned');
    getValue(await answer(id, 'granted'));
    await unfinishedRequest(personId);
    pass(73 * 3_600_000);
    expect(await jobs.keep(communeId)).toMatchObject({ erased: 0, held: 1 });
    expect(getValue(await identity.getFile(testPerson(personId), personId)).name.latin).toBe('Amina El Fassi');
  });

  test('the login that serves pages cannot erase', async () => {
    const { personId } = await enrolled();
    for (const table of [
      'identity.file_reading',
      'identity.file_change',
      'identity.known_person',
      'documents.vault_item',
      'identity.export',
    ]) {
      const attempt = app.transaction({ communeId, personId }, tx =>
        sql`delete from ${sql.table(table)} where person_id = ${personId}`.execute(tx),
      );
      await expect(attempt).rejects.toThrow(/permission denied/);
    }
  });

  test('another’s request, another commune’s desk and somebody without the duty get nothing', async () => {
    const [one, other] = [await enrolled(), await enrolled()];
    const id = await erasure(one.personId);
    expect(await rights.withdraw(testPerson(other.personId), id)).toEqual(refused('rights.unknown'));
    const elsewhere = await files.hire(newId<CommuneId>(now()), { arabic: 'هاجر', latin: 'Hajar' });
    expect(await rights.openForDesk(elsewhere, id)).toEqual(refused('rights.unknown'));
    expect(await answer(id, 'granted', elsewhere)).toEqual(refused('rights.unknown'));
    const reader = testClerk(communeId, ['identity.find']);
    expect(await rights.listForDesk(reader)).toEqual(refused('identity.not-allowed'));
    expect(await answer(id, 'granted', reader)).toEqual(refused('identity.not-allowed'));
    const namesake = await files.hire(communeId, { arabic: 'أمينة الفاسي', latin: 'Amina EL FASSI' });
    expect(await answer(id, 'granted', namesake)).toEqual(refused('identity.own-file'));
  });
});

async function unfinishedRequest(personId: PersonId): Promise<string> {
  const id = newId<RightsRequestId>(now());
  await as('migrator').transaction({ communeId }, async tx => {
    await sql`insert into requests.request (commune_id, id, office_id, service, channel, state, version, reference, opened_by, opened_at)
      values (${communeId}, ${id}, ${id}, 'signature-legalisation', 'counter', 'draft', 1, ${id}, ${id}, now())`.execute(
      tx,
    );
    await sql`insert into legalisation.signatory (commune_id, request_id, person_id, position, identity_document_id, mode, identified_by, identified_at,
      attested_in, attested_office)
      values (${communeId}, ${id}, ${personId}, 0, ${id}, 'presence', ${id}, now(), ${communeId}, ${id})`.execute(tx);
  });
  return id;
}

async function settleRequest(id: string, state: string): Promise<void> {
  await as('migrator').transaction({ communeId }, tx =>
    sql`update requests.request set state = ${state} where id = ${id}`.execute(tx),
  );
}
