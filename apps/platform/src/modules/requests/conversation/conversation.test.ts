import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { openTelescopes, type Telescopes } from '../../../../test/queued.ts';
import { type Actor, getValue, refuse, type StaffActor } from '../../../kernel/index.ts';
import type { ServiceRequest } from '../model.ts';

const { as } = await testDatabase();
const app = as('app');
let here: Telescopes;
let there: Telescopes;
let clerk: StaffActor;
beforeAll(async () => {
  [here, there] = [await openTelescopes(app), await openTelescopes(app)];
  clerk = await here.hire('clerk');
});

const about = ({ id }: ServiceRequest) => ({ requestId: id, communeId: here.communeId });
const send = (actor: Actor, request: ServiceRequest, text: string) =>
  app.transaction({ communeId: here.communeId }, tx =>
    here.conversation.send(tx, actor, { ...about(request), text }, here.clock()),
  );
const list = (actor: Actor, request: ServiceRequest) =>
  app.transaction({ communeId: here.communeId }, tx => here.conversation.list(tx, actor, about(request)));
const markRead = (actor: Actor, request: ServiceRequest) =>
  app.transaction({ communeId: here.communeId }, tx =>
    here.conversation.markRead(tx, actor, about(request), here.clock()),
  );

describe('a conversation', () => {
  test('goes to and fro, knows what each side has read, and tells the applicant without its words', async () => {
    const request = await here.queued();
    getValue(await send(here.applicant, request, '  Est-ce prêt jeudi ?  '));
    here.pass(1);
    expect(getValue(await list(clerk, request))).toMatchObject({
      messages: [{ side: 'applicant', staffId: null, text: 'Est-ce prêt jeudi ?' }],
      unread: 1,
      readByOther: expect.any(Date),
      open: true,
    });
    getValue(await markRead(clerk, request));
    here.pass(1);
    getValue(await send(clerk, request, 'نعم، يوم الخميس.'));
    expect(getValue(await list(here.applicant, request))).toMatchObject({
      unread: 1,
      messages: [{}, { staffId: clerk.staffId }],
    });
    expect(getValue(await list(clerk, request)).unread).toBe(0);
    expect(here.told).toEqual([
      { communeId: here.communeId, personId: here.applicant.personId, requestId: request.id, event: 'message' },
    ]);
  });

  test('is sealed: its words stand nowhere in the database', async () => {
    const request = await here.queued();
    getValue(await send(clerk, request, 'secret-of-the-telescope'));
    const { rows } = await here.within(tx =>
      sql<{ body: Buffer }>`select body_sealed as body from requests.message where request_id = ${request.id}`.execute(
        tx,
      ),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.body.includes('secret')).toBe(false);
  });

  test('is of its applicant and of those who work at the office, and of nobody else', async () => {
    const request = await here.queued();
    getValue(await send(here.applicant, request, 'Bonjour'));
    const elsewhere = await here.hire('clerk', here.offices[1]?.id);
    const stranger = await here.anApplicant();
    const otherCommune = await there.hire('clerk');
    for (const actor of [elsewhere, stranger, otherCommune]) {
      expect(await list(actor, request)).toEqual(refuse('requests.not-found'));
      expect(await send(actor, request, 'Moi aussi')).toEqual(refuse('requests.not-found'));
    }
    // May look, may not speak for the office.
    const reader: StaffActor = {
      ...clerk,
      grants: clerk.grants.filter(({ permission }) => permission === 'requests.read'),
    };
    expect(getValue(await list(reader, request)).open).toBe(false);
    expect(await send(reader, request, 'Non')).toEqual(refuse('requests.not-allowed'));
    expect(await here.count('requests.message', request)).toBe(1);
  });

  test('needs words, not too many, and somebody to read them', async () => {
    const request = await here.queued();
    expect(await send(clerk, request, ' \n ')).toEqual(refuse('requests.text-missing'));
    expect(await send(clerk, request, 'a'.repeat(4001))).toEqual(refuse('requests.text-too-long', { most: 4000 }));
    const returned = { verb: 'return', correction: { fields: [], note: 'La page 2 manque.' } } as const;
    const at = { requestId: request.id, version: request.version };
    getValue(await here.within(tx => here.requests.change(tx, clerk, at, returned, here.clock())));
    getValue(await send(here.applicant, request, 'La voici.'));
    const end = { requestId: request.id, version: request.version + 1, communeId: here.communeId };
    getValue(await here.within(tx => here.requests.change(tx, here.applicant, end, { verb: 'abandon' }, here.clock())));
    expect(await send(here.applicant, request, 'Encore')).toEqual(
      refuse('requests.not-in-this-state', { state: 'abandoned' }),
    );
    const asked = { officeId: request.officeId, service: request.service };
    const bare = getValue(await here.within(tx => here.requests.open(tx, clerk, asked, here.clock())));
    expect(await send(clerk, bare, 'Personne')).toEqual(refuse('requests.no-applicant'));
  });
});
