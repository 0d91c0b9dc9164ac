import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { openTelescopes, type Telescopes } from '../../../../test/queued.ts';
import { type Actor, getValue, newId, refuse, type StaffActor } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ServiceRequest } from '../model.ts';

const { as } = await testDatabase();
const app = as('app');
let here: Telescopes;
let clerk: StaffActor;
let head: StaffActor;
beforeAll(async () => {
  here = await openTelescopes(app);
  [clerk, head] = [await here.hire('clerk'), await here.hire('head-of-office')];
});

const read = (actor: Actor, request: ServiceRequest) =>
  here.within(tx => here.timeline.read(tx, actor, { requestId: request.id, communeId: here.communeId }));
const look = (actor: StaffActor, request: ServiceRequest) =>
  here.within(tx => here.timeline.recordReading(tx, actor, request, [], here.clock()));

describe('a timeline', () => {
  test('tells every step with who and when, and to the applicant all but the office’s deliberation', async () => {
    const request = await here.queued();
    const asked = { requestId: request.id };
    here.pass(5);
    await look(clerk, request);
    getValue(await here.within(tx => here.handling.claim(tx, clerk, asked, here.clock())));
    here.pass(1);
    const priority = { ...asked, priority: 'urgent', reason: 'travel' } as const;
    getValue(await here.within(tx => here.handling.prioritise(tx, clerk, priority, here.clock())));
    here.pass(1);
    const question = { ...asked, of: head.staffId, question: 'La page 2 est-elle lisible ?' };
    getValue(await here.within(tx => here.opinions.ask(tx, clerk, question, here.clock())));
    here.pass(1);
    const talk = { ...asked, communeId: here.communeId, text: 'Bonjour' };
    getValue(await here.within(tx => here.conversation.send(tx, here.applicant, talk, here.clock())));
    const steps = getValue(await read(clerk, request));
    expect(steps.map(({ what, who }) => [what, who.kind])).toEqual([
      ['opened', 'applicant'],
      ['invited', 'applicant'],
      ['gathered', 'platform'],
      ['paid', 'platform'],
      ['claimed', 'staff'],
      ['read', 'staff'],
      ['prioritised', 'staff'],
      ['opinion-asked', 'staff'],
      ['message', 'applicant'],
    ]);
    expect(steps.find(({ what }) => what === 'claimed')).toMatchObject({
      who: { staffId: clerk.staffId, name: { latin: 'Karim clerk' } },
      at: new Date('2026-11-23T10:05:00Z'),
    });
    expect(steps.find(({ what }) => what === 'opinion-asked')?.colleague).toMatchObject({ staffId: head.staffId });
    const own = getValue(await read(here.applicant, request));
    expect(own.map(({ what }) => what)).not.toContain('opinion-asked');
    expect(own.map(({ what }) => what)).not.toContain('prioritised');
    expect(own).toHaveLength(steps.length - 2);
    expect(await read(await here.anApplicant(), request)).toEqual(refuse('requests.not-found'));
  });

  test('tells a refusal that was signed from an act that was, to both sides', async () => {
    const ended = async (refused: boolean) => {
      let request = await here.queued();
      const at = { requestId: request.id, version: request.version };
      const refusal = { reason: 'CLOUDS', note: 'The sky is covered.' };
      const refuseIt = (tx: Tx) => here.requests.change(tx, clerk, at, { verb: 'refuse', refusal }, here.clock());
      if (refused) request = getValue(await here.within(refuseIt));
      const act = { communeId: here.communeId, requestId: request.id, actId: newId(here.clock()) };
      return getValue(await here.within(tx => here.requests.complete(tx, act, here.clock())));
    };
    const [accepted, refused] = [await ended(false), await ended(true)];
    for (const actor of [clerk, here.applicant]) {
      expect(getValue(await read(actor, accepted)).at(-1)?.what).toBe('completed');
      expect(
        getValue(await read(actor, refused))
          .map(({ what }) => what)
          .slice(-2),
      ).toEqual(['refused', 'refusal-signed']);
    }
  });

  test('joins edits that follow one another by one hand', async () => {
    const asked = { officeId: here.offices[0]?.id ?? expect.fail(), service: 'lending-telescopes' };
    let draft = getValue(await here.within(tx => here.requests.open(tx, clerk, asked, here.clock())));
    for (const what of ['lens-chosen', 'lens-cleaned', 'tripod-added']) {
      const at = { requestId: draft.id, version: draft.version };
      draft = getValue(
        await here.within(tx => here.requests.change(tx, clerk, at, { verb: 'edit', what }, here.clock())),
      );
    }
    expect(getValue(await read(clerk, draft)).map(({ what, count }) => [what, count])).toEqual([
      ['opened', 1],
      ['edited', 3],
    ]);
  });

  test('shows the applicant who looked at the file, once for looks within half an hour, here and among their readings', async () => {
    const request = await here.queued();
    for (const minutes of [0, 10, 25, 31]) {
      await look(clerk, request);
      here.pass(minutes);
    }
    await look(head, request);
    const looks = getValue(await read(here.applicant, request)).filter(({ what }) => what === 'read');
    expect(looks.map(({ who }) => who.kind === 'staff' && who.name?.latin)).toEqual([
      'Karim clerk',
      'Karim clerk',
      'Karim head-of-office',
    ]);
    const { personId } = here.applicant;
    const { rows } = await app.transaction({ personId }, tx =>
      sql<{ reader_id: string }>`select reader_id from identity.file_reading
        where person_id = ${personId} and purpose = 'request' order by at desc limit 3`.execute(tx),
    );
    expect(rows.map(row => row.reader_id)).toEqual([head.staffId, clerk.staffId, clerk.staffId]);
  });
});
