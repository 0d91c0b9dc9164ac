import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testKeys, testPerson } from '../../../../test/identity.ts';
import {
  type CommuneId,
  getValue,
  newId,
  type PersonId,
  type PersonName,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { IdentityDocumentId } from '../model.ts';
import type { ChangeNews, KeyDataChanges, PaperSeen } from './model.ts';
import { createProfile } from './service.ts';

const { as } = await testDatabase();
const app = as('app');
const keys = testKeys();
const { identity, now, pass } = testIdentity(app, { keys });
const communeId = newId<CommuneId>(new Date());
const names = new Map<StaffId, PersonName>();
const told: ChangeNews[] = [];
const profile = createProfile({
  db: app,
  clock: now,
  keys,
  staffName: async (_tx, { staffId }) => names.get(staffId),
  providerChanges: true,
  codes: { send: () => expect.unreachable(), confirm: () => expect.unreachable() },
  tell: async (_tx, news) => void told.push(news),
});

function hired(latin: string, arabic: string, commune = communeId): StaffActor {
  const actor = testClerk(commune);
  names.set(actor.staffId, { latin, arabic });
  return actor;
}
const clerk = hired('Salma OUARDI', 'سلمى الوردي');
const head = hired('Latifa ZNIBER', 'لطيفة زنيبر');

let card = 100_000;
async function enrolled(): Promise<{ readonly personId: PersonId; readonly documentId: IdentityDocumentId }> {
  card += 1;
  const document = { type: 'cnie', number: `BE${card}`, expiresOn: '2030-01-31' } as const;
  return getValue(
    await identity.enrol(clerk, testEnrolment({ document, address: '12, rue des Oliviers' }), randomUUID()),
  );
}

const change = (
  personId: PersonId,
  changes: KeyDataChanges,
  {
    actor = clerk,
    seen = 'identity-document',
    key = randomUUID(),
  }: { readonly actor?: StaffActor; readonly seen?: PaperSeen; readonly key?: string } = {},
) => profile.changeKeyData(actor, { personId, changes, reason: 'Card of 2026 shown', seen }, key);
const decide = (actor: StaffActor, proposalId: Parameters<typeof profile.openProposal>[1], approve = true) =>
  profile.decide(actor, { proposalId, approve, reason: 'The paper says otherwise' }, randomUUID());
const fileOf = async (personId: PersonId) => getValue(await identity.getFile(testPerson(personId), personId));
const newName = { arabic: 'أمينة العلوي', latin: 'Amina ALAOUI' };
const refused = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) });

describe('a change of key data', () => {
  test('stands at once where nobody else must agree, keeps what stood there, and is told at both addresses', async () => {
    const { personId } = await enrolled();
    const changes = { address: ' 3,  avenue Hassan II ', email: 'new@example.ma' };
    expect(await change(personId, changes, { seen: 'spoken' })).toMatchObject({ value: { outcome: 'changed' } });
    expect(await fileOf(personId)).toMatchObject({
      address: '3, avenue Hassan II',
      contacts: { email: 'new@example.ma' },
    });
    // Of one instant: in the order of their fields, whenever the list is opened.
    expect(await profile.listChanges(testPerson(personId))).toMatchObject([
      { field: 'address', old: '12, rue des Oliviers', new: '3, avenue Hassan II', madeIn: communeId, seen: 'spoken' },
      {
        field: 'email',
        old: 'amina@example.ma',
        new: 'new@example.ma',
        reason: 'Card of 2026 shown',
        madeBy: clerk.staffId,
      },
    ]);
    expect(told.filter(news => news.personId === personId)).toMatchObject([
      { event: 'key-data-changed' },
      { event: 'address-replaced', formerEmail: 'amina@example.ma' },
    ]);
  });

  test('made twice with one key is made once', async () => {
    const { personId } = await enrolled();
    const key = randomUUID();
    const first = await change(personId, { address: 'Elsewhere 1' }, { key });
    expect(await change(personId, { address: 'Elsewhere 1' }, { key })).toEqual(first);
    expect(await profile.listChanges(testPerson(personId))).toHaveLength(1);
  });

  test('of a name waits for a colleague; then the person is found by the new one in every commune that knows them', async () => {
    const { personId } = await enrolled();
    const elsewhere = hired('Hajar EL MANSOURI', 'هاجر المنصوري', newId<CommuneId>(new Date()));
    const document = { type: 'cnie', number: `BE${card}`, reason: 'Came to this counter' } as const;
    getValue(await identity.findByDocument(elsewhere, document));
    const proposed = getValue(await change(personId, { name: newName, phone: '0611111111' }));
    expect(proposed.outcome).toBe('awaiting-second');
    expect(await fileOf(personId)).toMatchObject({
      name: { latin: 'Amina El Fassi' },
      contacts: { phone: '+212611111111' },
    });
    expect(getValue(await profile.listAwaiting(head))).toMatchObject([
      { proposalId: proposed.proposalId, fields: ['name'] },
    ]);
    expect(await decide(head, proposed.proposalId)).toEqual({ ok: true, value: null });
    expect((await fileOf(personId)).name).toEqual(newName);
    const found = async (actor: StaffActor, text: string) =>
      getValue(await identity.searchByName(actor, text)).map(({ id }) => id);
    expect(await found(elsewhere, 'alaoui')).toEqual([personId]);
    expect(await found(elsewhere, 'fassi')).toEqual([]);
    expect(await found(clerk, 'alaoui')).toContain(personId);
  });

  test('of a number finds the person by the right one, and takes nobody’s', async () => {
    const [one, other] = [await enrolled(), await enrolled()];
    const taken = `BE${card}`;
    const mistaken = await change(one.personId, { document: { id: one.documentId, number: taken } });
    expect(mistaken).toEqual(refused('identity.document-known'));
    const stranger = await change(one.personId, { document: { id: other.documentId, number: 'BK1' } });
    expect(stranger).toEqual(refused('identity.document-unknown'));
    const { proposalId } = getValue(await change(one.personId, { document: { id: one.documentId, number: 'bk 777' } }));
    getValue(await decide(head, proposalId));
    const found = getValue(await identity.findByDocument(clerk, { type: 'cnie', number: 'BK777' }));
    expect(found?.id).toBe(one.personId);
  });

  test('declined leaves the file as it was, and the person reads why', async () => {
    const { personId } = await enrolled();
    const { proposalId } = getValue(await change(personId, { name: newName }));
    getValue(await decide(head, proposalId, false));
    expect((await fileOf(personId)).name.latin).toBe('Amina El Fassi');
    const [seen] = await profile.listChanges(testPerson(personId));
    expect(seen).toMatchObject({
      state: 'declined',
      new: null,
      secondBy: head.staffId,
      secondReason: 'The paper says otherwise',
    });
  });

  test('needs a reason, a paper that can show it, and something new', async () => {
    const { personId } = await enrolled();
    const asked = { personId, changes: { address: 'Elsewhere 2' }, reason: ' ab ', seen: 'spoken' } as const;
    expect(await profile.changeKeyData(clerk, asked, randomUUID())).toEqual(refused('identity.change-reason-needed'));
    expect(await change(personId, { name: newName }, { seen: 'spoken' })).toEqual(refused('identity.paper-needed'));
    expect(await change(personId, { email: 'amina@EXAMPLE.ma' })).toEqual(refused('identity.nothing-to-change'));
    expect(await change(personId, {})).toEqual(refused('identity.nothing-to-change'));
  });
});

describe('attacks on four eyes', () => {
  test('nobody approves their own change: not in another session, not under another account', async () => {
    const { personId } = await enrolled();
    const { proposalId } = getValue(await change(personId, { name: newName }));
    const again = { ...clerk, sessionId: newId<StaffActor['sessionId']>(now()) };
    expect(await decide(again, proposalId)).toEqual(refused('identity.change-own-proposal'));
    const otherAccount = hired('Ouardi  Salma', 'سلمى الوردي');
    expect(await decide(otherAccount, proposalId)).toEqual(refused('identity.change-own-proposal'));
    expect((await fileOf(personId)).name.latin).toBe('Amina El Fassi');
  });

  test('nobody changes or decides on a file that bears their own name', async () => {
    const { personId } = await enrolled();
    const herself = hired('AMINA EL FASSI', 'أمينة الفاسي');
    expect(await change(personId, { phone: '0611111112' }, { actor: herself })).toEqual(refused('identity.own-file'));
    const { proposalId } = getValue(await change(personId, { name: newName }));
    expect(await decide(herself, proposalId)).toEqual(refused('identity.own-file'));
  });

  test('an approval after the last day, a second one, and one from another commune change nothing', async () => {
    const { personId } = await enrolled();
    const { proposalId } = getValue(await change(personId, { name: newName }));
    const stranger = hired('Driss LAMRANI', 'إدريس العمراني', newId<CommuneId>(new Date()));
    expect(await decide(stranger, proposalId)).toEqual(refused('identity.change-unknown'));
    expect(await profile.openProposal(stranger, proposalId)).toEqual(refused('identity.change-unknown'));
    expect(await change(personId, { name: newName })).toEqual(refused('identity.change-waiting'));
    pass(7 * 86_400_000);
    expect(await decide(head, proposalId)).toEqual(refused('identity.change-over'));
    const fresh = getValue(await change(personId, { name: newName }));
    const answers = await Promise.all([
      decide(head, fresh.proposalId),
      decide(hired('Omar T', 'عمر'), fresh.proposalId),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await profile.listChanges(testPerson(personId))).map(({ state }) => state)).toEqual(['made', 'expired']);
  });

  test('the database itself refuses a second who is the first', async () => {
    const { personId } = await enrolled();
    await change(personId, { name: newName });
    const attempt = app.transaction({ communeId, personId }, tx =>
      sql`update identity.file_change set state = 'made', second_by = made_by where person_id = ${personId}`.execute(
        tx,
      ),
    );
    await expect(attempt).rejects.toThrow(/check/);
  });

  test('a person of elsewhere, and a clerk without the permission, are refused', async () => {
    const { personId } = await enrolled();
    const stranger = hired('Driss LAMRANI', 'إدريس العمراني', newId<CommuneId>(new Date()));
    expect(await change(personId, { phone: '0611111113' }, { actor: stranger })).toEqual(
      refused('identity.person-unknown'),
    );
    const reader = testClerk(communeId, ['identity.find', 'identity.enrol']);
    expect(await change(personId, { phone: '0611111113' }, { actor: reader })).toEqual(refused('identity.not-allowed'));
    expect(
      await profile.changeKeyData(
        testPerson(personId),
        { personId, changes: {}, reason: 'mine', seen: 'spoken' },
        randomUUID(),
      ),
    ).toEqual(refused('identity.not-allowed'));
  });
});
