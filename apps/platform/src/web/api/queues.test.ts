import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { completeDraft } from '../../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import type { StaffActor } from '../../kernel/index.ts';

const { as } = await testDatabase();
let office: TestOffice;
let [clerk, colleague, head]: StaffActor[] = [];
beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  [clerk, colleague, head] = [
    await office.hire('clerk'),
    await office.hire('clerk'),
    await office.hire('head-of-office'),
  ];
});
afterAll(async () => {
  expect(office.failures).toEqual([]);
  await office.close();
});
const me = (): StaffActor => clerk ?? expect.fail();
const other = (): StaffActor => colleague ?? expect.fail();
const boss = (): StaffActor => head ?? expect.fail();

async function submitted() {
  const draft = await completeDraft(office, me());
  const sent = await office.ask(me(), 'POST', `${draft.path}/submit`, { body: { version: draft.view.version } });
  expect(sent.status).toBe(200);
  return { path: draft.path, id: sent.json.id, version: sent.json.version };
}

describe('the queue over the API', () => {
  test('lists what waits with who it is for, when it is expected and who has it in hand', async () => {
    const { id, path } = await submitted();
    const list = await office.ask(me(), 'GET', '/queue?state=queued&limit=200');
    const line = list.json.lines.find((each: { id: string }) => each.id === id);
    expect(line).toMatchObject({ nature: 'accommodation', channel: 'counter', priority: 'usual', lease: null });
    expect(line.names).toHaveLength(1);
    expect(line.dueAt).toEqual(expect.any(String));
    expect(line.handedAt).toEqual(expect.any(String));
    expect((await office.ask(me(), 'POST', `${path}/claim`, { body: {} })).json.line.lease.mine).toBe(true);
    const held = await office.ask(other(), 'GET', `/queue?holder=${me().staffId}`);
    expect(held.json.lines.map((each: { id: string }) => each.id)).toEqual([id]);
    expect((await office.ask(other(), 'GET', '/queue?after=bad')).json.code).toBe('api.malformed');
    const counts = await office.ask(me(), 'GET', '/queue/counts');
    expect(counts.json).toMatchObject({ mine: 1, states: { queued: { more: false } } });
    await office.ask(me(), 'POST', `${path}/release`, { body: {} });
  });

  test('a colleague is refused until when, and everything done shows in the file with who did it', async () => {
    const { path, version } = await submitted();
    await office.ask(me(), 'POST', `${path}/claim`, { body: {} });
    const refused = await office.ask(other(), 'POST', `${path}/claim`, { body: {} });
    expect([refused.status, refused.json.code]).toEqual([409, 'requests.held-by-other']);
    const fields = [{ field: 'document', reason: 'unreadable' }];
    const back = { version, fields, note: 'Page 2.' };
    expect((await office.ask(other(), 'POST', `${path}/return`, { body: back })).json.code).toBe(
      'requests.held-by-other',
    );
    const asked = await office.ask(me(), 'POST', `${path}/opinions`, {
      body: { of: boss().staffId, question: 'Lisible ?' },
    });
    expect(asked.json.opinions).toMatchObject([{ question: 'Lisible ?', answer: null, ofMe: false }]);
    const [{ id: opinionId }] = asked.json.opinions;
    const answer = { body: { answer: 'Non.' } };
    expect(
      (await office.ask(boss(), 'POST', `${path}/opinions/${opinionId}/answer`, answer)).json.opinions[0].answer,
    ).toBe('Non.');
    const returned = await office.ask(me(), 'POST', `${path}/return`, { body: back });
    expect(returned.json).toMatchObject({
      line: { state: 'returned', dueAt: null, lease: null },
      correction: { fields },
    });
    const whats = returned.json.timeline.map(({ what }: { what: string }) => what);
    expect(whats).toEqual(
      expect.arrayContaining(['submitted', 'claimed', 'read', 'opinion-asked', 'opinion-answered', 'returned']),
    );
  });

  test('what is marked must be a part of the list', async () => {
    const { path, version } = await submitted();
    const wrong = { version, fields: [{ field: 'moon', reason: 'unreadable' }], note: '' };
    expect((await office.ask(me(), 'POST', `${path}/return`, { body: wrong })).json.code).toBe(
      'requests.unknown-field',
    );
  });

  test('a head of office gives it to a colleague at work, and the list of those is the office’s', async () => {
    const { path } = await submitted();
    const { json } = await office.ask(boss(), 'GET', `/offices/${office.commune.office.id}/colleagues`);
    expect(json.colleagues.map((each: { id: string }) => each.id)).toEqual(
      expect.arrayContaining([me().staffId, other().staffId, boss().staffId]),
    );
    const given = await office.ask(boss(), 'POST', `${path}/assign`, { body: { to: other().staffId } });
    expect(given.json.line.lease).toMatchObject({ holder: { id: other().staffId }, mine: false });
    expect((await office.ask(me(), 'POST', `${path}/assign`, { body: { to: me().staffId } })).status).toBe(403);
  });

  test('several at once are answered one by one, and the same command again alike', async () => {
    const [first, second, third] = [await submitted(), await submitted(), await submitted()];
    await office.ask(other(), 'POST', `${second.path}/claim`, { body: {} });
    const requests = [first, second, third].map(({ id, version }) => ({ id, version }));
    const body = { requests, what: 'prioritise', priority: 'urgent', reason: 'travel' };
    const key = randomUUID();
    const done = await office.ask(me(), 'POST', '/queue/bulk', { body, key });
    expect(done.json.outcomes.map((each: { refusal: unknown }) => each.refusal)).toEqual([null, null, null]);
    expect((await office.ask(me(), 'POST', '/queue/bulk', { body, key })).json).toEqual(done.json);
    const claimed = await office.ask(me(), 'POST', '/queue/bulk', { body: { requests, what: 'claim' } });
    expect(claimed.json.outcomes.map((each: { refusal: { code: string } | null }) => each.refusal?.code)).toEqual([
      undefined,
      'requests.held-by-other',
      undefined,
    ]);
    const correction = { fields: [{ field: 'nature', reason: 'wrong' }], note: '' };
    const returned = await office.ask(me(), 'POST', '/queue/bulk', { body: { requests, what: 'return', correction } });
    expect(returned.json.outcomes.map((each: { refusal: { code: string } | null }) => each.refusal?.code)).toEqual([
      undefined,
      'requests.held-by-other',
      undefined,
    ]);
    expect((await office.ask(me(), 'POST', '/queue/bulk', { body: { requests, what: 'assign' } })).json.code).toBe(
      'api.malformed',
    );
  });
});
