import { randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { openDraft, step } from '../../../test/drafts.ts';
import { testClerk, testEnrolment } from '../../../test/identity.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { type CommuneId, getValue, newId, type StaffActor } from '../../kernel/index.ts';

const { as } = await testDatabase();
let office: TestOffice;
let clerk: StaffActor;
beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  clerk = await office.hire('clerk');
});
afterAll(async () => {
  await office.close();
  expect(office.failures).toEqual([]);
});

const print = (actor: StaffActor, personId: string, requestId?: string) =>
  office.ask(actor, 'POST', `/people/${personId}/slip`, {
    body: { officeId: office.commune.office.id, ...(requestId !== undefined && { requestId }) },
  });
/** A draft of today with its person as a signatory, identified by the clerk. */
const identified = async (actor: StaffActor) => {
  const draft = await openDraft(office, actor);
  const signatory = { personId: draft.personId, identityDocumentId: draft.documentId };
  return step(office, actor, draft, ['POST', '/signatories', signatory]);
};

describe('a slip over the API', () => {
  test('is refused to a clerk who merely opened the file of a citizen of elsewhere with a reason', async () => {
    const document = { type: 'cnie', number: `BX${randomInt(100_000, 999_999)}`, expiresOn: '2031-05-10' } as const;
    const elsewhere = testClerk(newId<CommuneId>(new Date()));
    const victim = getValue(await office.identity.enrol(elsewhere, testEnrolment({ document }), randomUUID()));
    const { type, number } = document;
    const found = await office.ask(clerk, 'POST', '/people/by-document', {
      body: { type, number, reason: 'Demande au guichet' },
    });
    expect(found.json.person.id).toBe(victim.personId);
    const alone = await print(clerk, victim.personId);
    expect([alone.status, alone.json.code]).toEqual([403, 'identity.slip-without-request']);
    const anothers = await identified(clerk);
    const borrowed = await print(clerk, victim.personId, anothers.view.id);
    expect([borrowed.status, borrowed.json.code]).toEqual([422, 'legalisation.not-signatory']);
    expect(getValue(await office.identity.getFile(elsewhere, victim.personId)).activated).toBe(false);
  });

  test('is printed for a signatory whom the clerk identified, by that clerk alone', async () => {
    const { personId, view } = await identified(clerk);
    const printed = await print(clerk, personId, view.id);
    expect([printed.status, printed.type]).toEqual([200, 'application/pdf']);
    const colleague = await print(await office.hire('clerk'), personId, view.id);
    expect([colleague.status, colleague.json.code]).toEqual([403, 'legalisation.slip-by-colleague']);
  });

  test('is printed on the day of the request, and not for one that was abandoned', async () => {
    const past = await identified(clerk);
    await as('migrator').transaction({ communeId: clerk.communeId }, tx =>
      sql`update requests.request set opened_at = opened_at - interval '1 day' where id = ${past.view.id}`.execute(tx),
    );
    const late = await print(clerk, past.personId, past.view.id);
    expect([late.status, late.json.code]).toEqual([403, 'legalisation.slip-not-today']);
    const draft = await identified(clerk);
    const abandoned = await office.ask(clerk, 'POST', `${draft.path}/abandon`, {
      body: { version: draft.view.version },
    });
    expect(abandoned.status).toBe(200);
    const refused = await print(clerk, draft.personId, draft.view.id);
    expect([refused.status, refused.json.code]).toEqual([403, 'legalisation.slip-not-today']);
  });
});
