import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { mergeParticipants } from '../src/composition/merge-participants.ts';
import {
  type AccountId,
  type ActId,
  asId,
  type CommuneId,
  getValue,
  newId,
  type PersonId,
  type PersonName,
  refuse,
  type StaffActor,
  type StaffId,
} from '../src/kernel/index.ts';
import { deposit } from '../src/modules/documents/index.ts';
import {
  createMerging,
  type Enrolment,
  type IdentityDependencies,
  type IdentityDocumentId,
  type MergeId,
  type MergeNews,
  type MergeParticipant,
  type Merging,
  type Slip,
} from '../src/modules/identity/index.ts';
import { findAccount } from '../src/modules/identity/account-store.ts';
import { keepContact } from '../src/modules/identity/file.ts';
import { type BindingId } from '../src/modules/identity/national/model.ts';
import { findBoundAccount, insertBinding } from '../src/modules/identity/national/store.ts';
import { findStaff } from '../src/modules/organisation/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { testClerk, testEnrolment, testIdentity, testKeys, testPerson } from './identity.ts';

/** Somebody enrolled, with the card that they showed. */
export interface EnrolledPerson {
  readonly id: PersonId;
  readonly documentId: IdentityDocumentId;
  readonly slip: Slip;
  readonly number: string;
}

const key = (): string => crypto.randomUUID();

/** A commune with a clerk who proposes, a head of office who approves, and people with two files. Ids of messages owed gather in `told`. */
export function testMerging(app: Database, first = 40_000) {
  const keys = testKeys();
  const { identity, security, now, pass } = testIdentity(app, { keys });
  const communeId = newId<CommuneId>(new Date());
  const clerk = testClerk(communeId, ['identity.find', 'identity.enrol', 'identity.propose-merge']);
  const head = testClerk(communeId, ['identity.approve-merge']);
  const told: MergeNews[] = [];
  const staffNames = new Map<StaffId, PersonName>();
  const mergingWith = (
    waitingDays: number,
    participants: readonly MergeParticipant[] = mergeParticipants,
    db: Database = app,
  ): Merging =>
    createMerging({
      db,
      clock: now,
      keys,
      waitingDays,
      participants,
      staffName: async (_tx, { staffId }) => staffNames.get(staffId),
      tell: async (_tx, news) => void told.push(news),
    });
  const merging = mergingWith(0);
  let number = first;

  /** Somebody enrolled in the commune with a card of their own. */
  async function enrolled(changes: Partial<Enrolment> = {}, by: StaffActor = clerk): Promise<EnrolledPerson> {
    number += 1;
    const document = { type: 'cnie' as const, number: `BK${number}`, expiresOn: '2030-01-31' };
    const enrolment = testEnrolment({ document, contacts: {}, ...changes });
    const { personId, documentId, slip } = getValue(await identity.enrol(by, enrolment, key()));
    return { id: personId, documentId, slip, number: `BK${number}` };
  }

  /** Two files of one person: the same name and birth date, two cards. */
  async function twice(): Promise<readonly [EnrolledPerson, EnrolledPerson]> {
    const name = { arabic: 'زينب العلوي', latin: 'Zineb ALAOUI' };
    const person = { name, birthDate: `19${String(number).slice(-2)}-01-01` };
    return [await enrolled(person), await enrolled({ ...person, contacts: { email: `z${number}@example.ma` } })];
  }

  async function proposed(survivor: EnrolledPerson, merged: EnrolledPerson, room = merging): Promise<MergeId> {
    return getValue(await room.propose(clerk, proposalOf(survivor, merged), key())).mergeId;
  }

  const putInVault = (personId: PersonId, actId: ActId): Promise<void> =>
    app.transaction({ communeId }, tx => deposit(tx, { holder: { personId }, actId, communeId, addedAt: now() }));

  const numbersOf = async (personId: PersonId): Promise<readonly string[]> =>
    getValue(await identity.getFile(testPerson(personId), personId))
      .documents.map(document => document.number)
      .toSorted();

  return {
    app,
    keys,
    identity,
    security,
    now,
    pass,
    communeId,
    clerk,
    head,
    told,
    staffNames,
    mergingWith,
    merging,
    enrolled,
    twice,
    proposed,
    numbersOf,
    putInVault,
  };
}

/** The account's pages of somebody in no merge. */
export const noMerges: Pick<Merging, 'listMine' | 'object'> = {
  listMine: async () => [],
  object: async () => refuse('merging.unknown'),
};
export type TestMerging = ReturnType<typeof testMerging>;

/** What a clerk proposes with both cards on the counter. */
export function proposalOf(survivor: EnrolledPerson, merged: EnrolledPerson) {
  return {
    survivorId: survivor.id,
    mergedId: merged.id,
    survivorDocument: survivor.documentId,
    mergedDocument: merged.documentId,
    reason: 'enrolled-twice' as const,
  };
}

/** Everything that is kept of two persons, as the owner of the database sees it. */
export async function snapshot(migrator: Database, persons: readonly PersonId[]): Promise<unknown> {
  return migrator.transaction({}, async tx => {
    const tables = [
      'identity_document',
      'document_renewal',
      'contact',
      'known_person',
      'known_name',
      'account',
      'national_binding',
      'subject_key',
    ];
    const kept: Record<string, unknown> = {};
    for (const table of tables) {
      const column = table === 'subject_key' ? 'subject_id' : 'person_id';
      const { rows } =
        await sql`select * from identity.${sql.raw(table)} where ${sql.raw(column)} = any(${[...persons]}::uuid[])
        order by 1, 2, 3`.execute(tx);
      kept[table] = rows;
    }
    kept.person = (
      await sql`select * from identity.person where id = any(${[...persons]}::uuid[]) order by id`.execute(tx)
    ).rows;
    kept.vault = (
      await sql`select * from documents.vault_item where person_id = any(${[...persons]}::uuid[]) order by act_id`.execute(
        tx,
      )
    ).rows;
    kept.readings = (
      await sql`select * from identity.file_reading where person_id = any(${[...persons]}::uuid[]) and purpose <> 'own' and purpose not like 'merge-%' order by id`.execute(
        tx,
      )
    ).rows;
    return kept;
  });
}

/** What may have happened in the life of one of two files. */
export const life = fc.record({
  email: fc.constantFrom(undefined, 'confirmed', 'typed'),
  phone: fc.boolean(),
  furtherDocuments: fc.integer({ min: 0, max: 2 }),
  renewed: fc.boolean(),
  papers: fc.subarray([0, 1, 2]),
  elsewhere: fc.boolean(),
  bound: fc.boolean(),
});
type Life = ReturnType<(typeof life)['generate']>['value'];
const papers = [0, 1, 2].map(() => newId<ActId>(new Date()));

/** Lets it happen. */
export async function live(
  { app, keys, identity, now, clerk, putInVault }: TestMerging,
  { id, number: card }: EnrolledPerson,
  lived: Life,
): Promise<void> {
  await app.transaction({ personId: id }, async tx => {
    const email = {
      kind: 'email',
      value: `${id.slice(-6)}@example.ma`,
      confirmed: lived.email === 'confirmed',
    } as const;
    if (lived.email !== undefined) await keepContact(tx, keys, id, email, now());
    if (lived.phone) await keepContact(tx, keys, id, { kind: 'phone', value: '+212612345678', confirmed: true }, now());
  });
  for (let more = 0; more < lived.furtherDocuments; more++) {
    const document = {
      type: 'passport' as const,
      number: `P${card.slice(2)}${more}`,
      issuer: 'MA',
      expiresOn: '2031-01-31',
    };
    getValue(await identity.addDocument(clerk, { personId: id, document }));
  }
  const renewed = { type: 'cnie' as const, number: card, expiresOn: '2032-01-31' };
  if (lived.renewed) getValue(await identity.addDocument(clerk, { personId: id, document: renewed }));
  for (const paper of lived.papers) {
    const actId = papers[paper] ?? newId<ActId>(now());
    await putInVault(id, actId);
  }
  if (lived.bound) await bindProvider(app, id, now());
  const elsewhere = testClerk(newId<CommuneId>(new Date()));
  if (lived.elsewhere) getValue(await identity.findByDocument(elsewhere, { ...renewed, reason: 'Travels a lot' }));
}

/** Merging without a waiting time, which tells nobody. */
export function mergingAtOnce(deps: IdentityDependencies): Merging {
  return createMerging({
    ...deps,
    waitingDays: 0,
    participants: mergeParticipants,
    staffName: async (tx, { communeId, staffId }) => (await findStaff(tx, communeId, staffId))?.name,
    tell: async () => undefined,
  });
}

const issuer = 'https://provider.example.ma';

/** Binds a person's account to the national provider; answers how the provider's subject is looked up at sign-in. */
export async function bindProvider(app: Database, personId: PersonId, now: Date): Promise<Buffer> {
  const subject = randomBytes(32);
  const accountId = await app.transaction({ personId }, async tx => {
    const { rows } = await sql<{ id: string }>`select id from identity.account where person_id = ${personId}`.execute(
      tx,
    );
    return asId<AccountId>(rows[0]?.id ?? '');
  });
  const binding = { id: newId<BindingId>(now), accountId, personId, issuer, subject, boundAt: now };
  await app.transaction({ accountId, personId }, tx =>
    insertBinding(tx, { ...binding, how: 'bound', level: 'substantial', noticeVersion: '1' }),
  );
  return subject;
}

/** Whose account a provider's subject opens, as it is looked up before sign-in; undefined where it opens none. */
export async function openedBy(app: Database, subject: Buffer): Promise<PersonId | undefined> {
  const accountId = await app.transaction({}, tx => findBoundAccount(tx, issuer, subject));
  if (!accountId) return undefined;
  const account = await app.transaction({ accountId }, tx => findAccount(tx, { id: accountId }));
  return account?.personId ?? undefined;
}
