import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { type RegisteredAct, registerAct, type Signer } from '../../../test/registered.ts';
import { grantsOf } from '../../../test/staff-actors.ts';
import { asId, newId, type OfficeId, type PersonId, type StaffActor } from '../../kernel/index.ts';
import { eraseFile } from '../../modules/identity/rights/erasure-store.ts';
import { roles } from '../../roles.ts';

const { as } = await testDatabase();
let office: TestOffice;
let clerk: StaffActor;
let head: StaffActor;
let signer: Signer;
let act: RegisteredAct;

beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  [clerk, head] = [await office.hire('clerk'), await office.hire('head-of-office')];
  signer = await office.appoint();
  act = await registerAct(office, clerk, signer);
});
afterAll(async () => {
  await office.close();
  expect(office.failures).toEqual([]);
});

const year = Number(
  new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Africa/Casablanca' }).format(new Date()),
);
const search = (actor: StaffActor, asked: object) =>
  office.ask(actor, 'POST', `/register/offices/${office.commune.office.id}/search`, { body: { year, ...asked } });
const open = (actor: StaffActor, id: string) => office.ask(actor, 'GET', `/register/entries/${id}`);

const purposes = (personId: string) =>
  as('app').transaction({ personId: asId<PersonId>(personId) }, async tx => {
    const { rows } = await sql<{ purpose: string; reader_id: string }>`
      select purpose, reader_id from identity.file_reading where purpose like 'register-%' order by at, id`.execute(tx);
    return rows.map(row => [row.purpose, row.reader_id]);
  });

describe('the register of an office', () => {
  test('says of an act what decree 2-22-047 asks', async () => {
    const page = await search(clerk, {});
    expect(page.json).toMatchObject({ next: null, named: true });
    expect(page.json.entries[0]).toMatchObject({
      id: act.actId,
      number: act.number,
      state: 'made',
      kind: 'legalisation',
      subject: { fr: "Attestation d'hébergement" },
      mode: 'presence',
      fee: 200,
      exemplars: 2,
      officer: { name: { latin: 'Driss EL ALAMI' }, delegation: '12/2026' },
      applicants: [{ name: { latin: 'Amina El Fassi' }, mode: 'presence', signed: true }],
      standing: null,
    });
    const entry = await open(clerk, act.actId);
    expect(entry.json.applicants[0]).toMatchObject({ document: { type: 'cnie' }, address: null });
    expect(entry.json.applicants[0].document.number).toMatch(/^BE\d{6}$/);
    const drawing = await office.ask(clerk, 'GET', entry.json.applicants[0].drawing.replace('/api/v1', ''));
    expect([drawing.type, drawing.bytes.toString().slice(0, 4)]).toEqual(['image/svg+xml', '<svg']);
  });

  test('is found by number, name, nature, officer, day and state', async () => {
    const { staffId } = signer.actor;
    const number = Number(act.number.split('/').at(-1));
    const found: readonly object[] = [
      { number },
      { name: 'fassi amin' },
      { name: 'الفاسي' },
      { kind: 'legalisation', subject: 'accommodation' },
      { officerId: staffId },
      { state: 'made', from: `${year}-01-01`, until: `${year}-12-31` },
    ];
    const none = [{ number: 9999 }, { name: 'zzz' }, { state: 'cancelled' }, { until: `${year}-01-01` }];
    for (const asked of found) {
      const ids = (await search(clerk, asked)).json.entries.map(({ id }: { id: string }) => id);
      expect([asked, ids]).toEqual([asked, expect.arrayContaining([act.actId])]);
    }
    for (const asked of none) expect([asked, (await search(clerk, asked)).json.entries]).toEqual([asked, []]);
  });

  test('writes a search by name, and an entry opened, into the file of whom they found', async () => {
    const before = (await purposes(act.personId)).length;
    await search(head, { name: 'fassi' });
    await search(head, {});
    await open(head, act.actId);
    expect((await purposes(act.personId)).slice(before)).toEqual([
      ['register-search', head.staffId],
      ['register-entry', head.staffId],
    ]);
    const { rows } = await as('app').transaction({ communeId: head.communeId }, tx =>
      sql<{
        purpose: string;
      }>`select purpose from register.consultation where staff_id = ${head.staffId} order by at, id`.execute(tx),
    );
    expect(rows.map(({ purpose }) => purpose)).toEqual(['search', 'page', 'entry']);
  });

  test('shows an auditor its legal columns and never the document; a supervisor no name at all', async () => {
    const [auditor, supervisor] = [await office.hire('auditor'), await office.hire('supervisor')];
    expect((await search(auditor, { name: 'fassi' })).json.entries[0].applicants[0].name.latin).toBe('Amina El Fassi');
    expect((await office.ask(auditor, 'GET', `/acts/${act.actId}/sealed.pdf`)).status).toBe(404);
    const bare = await search(supervisor, {});
    expect(bare.json).toMatchObject({ named: false, entries: [{ applicants: [{ name: null, organisation: null }] }] });
    expect((await search(supervisor, { name: 'fassi' })).json.code).toBe('register.names-not-allowed');
    const entry = await open(supervisor, act.actId);
    expect(entry.json).toMatchObject({ named: false, applicants: [] });
    const drawn = entry.json.entry.applicants[0].id;
    const drawing = await office.ask(
      supervisor,
      'GET',
      `/register/entries/${act.actId}/applicants/${drawn}/signature.svg`,
    );
    expect(drawing.json.code).toBe('register.names-not-allowed');
  });

  test('is not there for another office’s staff', async () => {
    const elsewhere = newId<OfficeId>(new Date());
    const stranger = { ...(await office.hire('clerk')), grants: grantsOf(roles.clerk, elsewhere) };
    expect((await search(stranger, {})).json.code).toBe('register.not-allowed');
    expect((await open(stranger, act.actId)).json.code).toBe('register.entry-unknown');
  });
});

describe('a correction', () => {
  const propose = (actor: StaffActor, draft: object) =>
    office.ask(actor, 'POST', '/register/corrections', {
      body: { entryId: act.actId, applicantId: null, reason: 'mistyped', ...draft },
    });
  const decide = (actor: StaffActor, id: string, verb: string) =>
    office.ask(actor, 'POST', `/register/corrections/${id}/${verb}`, { body: {} });

  test('is a new entry, approved by another, and shown with the one that it corrects', async () => {
    const whole = await open(clerk, act.actId);
    const applicantId = whole.json.applicants[0].id;
    const value = { arabic: 'أمينة الفاسية', latin: 'Amina El Fassia' };
    const proposed = await propose(clerk, { field: 'name', applicantId, value });
    expect(proposed.status).toBe(200);
    expect((await decide(clerk, proposed.json.id, 'approve')).json.code).toMatch(/not-allowed|unknown/);
    expect((await decide(head, proposed.json.id, 'approve')).json).toEqual({ done: true });
    expect((await decide(head, proposed.json.id, 'approve')).json.code).toBe('register.correction-decided');

    const after = await open(clerk, act.actId);
    expect(after.json.entry.applicants[0].name.latin).toBe('Amina El Fassi');
    const [correction] = after.json.entry.corrections;
    expect(correction).toMatchObject({ field: 'name', of: act.number, reason: 'mistyped' });
    expect(after.json.changes).toEqual([
      {
        id: proposed.json.id,
        old: { kind: 'name', name: { arabic: 'أمينة الفاسي', latin: 'Amina El Fassi' } },
        new: { kind: 'name', name: value },
      },
    ]);
    const page = await search(clerk, { name: 'fassia' });
    expect(page.json.entries.map(({ number }: { number: string }) => number)).toEqual([act.number]);
    const line = await search(clerk, { kind: 'correction' });
    expect(line.json.entries[0]).toMatchObject({
      number: correction.entry,
      state: 'made',
      corrects: { of: act.number },
    });
    const again = await propose(clerk, { field: 'name', applicantId, value });
    expect(again.json.code).toBe('register.value-same');
  });

  test('attack: by one person under two accounts, or against another that came first', async () => {
    const second = await office.hire('officer');
    const one = await propose(clerk, { field: 'exemplars', value: 3 });
    // Hired under the clerk's own name.
    expect((await decide(second, one.json.id, 'approve')).json.code).toBe('register.own-correction');
    const other = await propose(clerk, { field: 'exemplars', value: 4 });
    expect((await decide(head, one.json.id, 'approve')).json).toEqual({ done: true });
    expect((await decide(head, other.json.id, 'approve')).json.code).toBe('register.changed-meanwhile');
    expect((await decide(head, other.json.id, 'decline')).json).toEqual({ done: true });
    const alone = as('app').transaction({ communeId: clerk.communeId }, async tx => {
      const { rows } = await sql<{
        id: string;
      }>`select id from register.correction order by proposed_at limit 1`.execute(tx);
      await sql`insert into register.correction_decision (commune_id, correction_id, decision, decided_by, decided_at)
        values (${clerk.communeId}, ${rows[0]?.id}, 'declined', ${clerk.staffId}, now())`.execute(tx);
    });
    await expect(alone).rejects.toThrow(/two people/);
  });

  test('takes no number when it is refused', async () => {
    const before = (await search(clerk, {})).json.entries[0].number;
    expect((await propose(clerk, { field: 'exemplars', value: 99 })).json.code).toBe('register.value-wrong');
    expect((await propose(clerk, { field: 'exemplars', value: 'three' })).json.code).toBe('register.value-wrong');
    expect((await search(clerk, {})).json.entries[0].number).toBe(before);
  });
});

describe('the withdrawal of an act', () => {
  const propose = (actor: StaffActor, draft: object) =>
    office.ask(actor, 'POST', '/withdrawals', {
      body: { state: 'revoked', reason: 'wrong-person', successorId: null, words: 'Autre personne.', ...draft },
    });
  const decide = (actor: StaffActor, id: string, verb = 'approve') =>
    office.ask(actor, 'POST', `/withdrawals/${id}/${verb}`, { body: {} });

  test('takes two people, none of them alone the officer who signed', async () => {
    const made = await registerAct(office, clerk, signer);
    const found = await office.ask(clerk, 'POST', '/withdrawals/find', { body: { text: made.number } });
    expect(found.json).toMatchObject({ act: { id: made.actId, number: made.number }, standing: null });
    const own = await propose(signer.actor, { actId: made.actId });
    expect((await decide(signer.actor, own.json.id)).json.code).toBe('acts.own-withdrawal');
    const proposed = await propose(clerk, { actId: made.actId });
    expect((await decide(signer.actor, proposed.json.id)).json.code).toBe('acts.own-signature');
    expect((await decide(clerk, proposed.json.id)).json.code).toBe('acts.withdrawal-unknown');
    const list = await office.ask(head, 'GET', '/withdrawals');
    expect(list.json.withdrawals.find(({ id }: { id: string }) => id === proposed.json.id)).toMatchObject({
      state: 'proposed',
      words: 'Autre personne.',
      decidable: true,
      own: false,
    });
    expect((await decide(head, proposed.json.id)).json).toEqual({ state: 'approved' });
    expect(office.told).toContain(made.actId);
    expect((await decide(head, own.json.id)).json.code).toBe('acts.withdrawn-already');
    expect((await propose(clerk, { actId: made.actId })).json.code).toBe('acts.withdrawn-already');
    const entry = await open(clerk, made.actId);
    expect(entry.json.entry.standing).toMatchObject({ state: 'revoked', reason: 'wrong-person', successor: null });
  });

  test('by another act names it; one that is older, or withdrawn, does not do', async () => {
    const [old, next] = [await registerAct(office, clerk, signer), await registerAct(office, clerk, signer)];
    const replace = { state: 'superseded', reason: 'wrong-particulars' };
    expect((await propose(clerk, { ...replace, actId: old.actId })).json.code).toBe('acts.successor-needed');
    const backwards = await propose(clerk, { ...replace, actId: next.actId, successorId: old.actId });
    expect(backwards.json.code).toBe('acts.successor-unfit');
    const proposed = await propose(clerk, { ...replace, actId: old.actId, successorId: next.actId });
    expect((await decide(head, proposed.json.id)).json).toEqual({ state: 'approved' });
    const entry = await open(clerk, old.actId);
    expect(entry.json.entry.standing).toMatchObject({ state: 'superseded', successor: next.number });
  });

  test('attack: rows written by hand take no effect away', async () => {
    const { communeId } = clerk;
    const forged = as('app').transaction({ communeId }, tx =>
      sql`insert into acts.standing (commune_id, act_id, withdrawal_id, state, reason, since)
        select ${communeId}, ${act.actId}, withdrawal_id, 'revoked', 'wrong-person', now() from acts.withdrawal_decision limit 1`.execute(
        tx,
      ),
    );
    await expect(forged).rejects.toThrow(/two people decided/);
    const undone = as('app').transaction({ communeId }, tx => sql`delete from acts.standing`.execute(tx));
    await expect(undone).rejects.toThrow(/permission denied/);
  });
});

test('an entry of somebody who was erased since is read and found, without what was sealed of them', async () => {
  const { actId, personId } = await registerAct(office, clerk, signer);
  const erased = asId<PersonId>(personId);
  await as('worker').transaction({ personId: erased }, async tx => {
    await office.identity.vault.shred(tx, erased);
    await eraseFile(tx, erased, new Date());
  });
  const entry = await open(clerk, actId);
  expect([entry.status, entry.json.applicants]).toMatchObject([200, [{ document: null, address: null }]]);
  const found = await search(clerk, { name: 'fassi' });
  expect([found.status, found.json.entries[0]?.id]).toEqual([200, actId]);
  // An act of theirs can still lose its effect.
  const draft = { state: 'revoked', reason: 'wrong-person', successorId: null, words: 'Autre personne.', actId };
  const proposed = await office.ask(clerk, 'POST', '/withdrawals', { body: draft });
  expect(proposed.status).toBe(200);
  const approved = await office.ask(head, 'POST', `/withdrawals/${proposed.json.id}/approve`, { body: {} });
  expect(approved.status).toBe(200);
});
