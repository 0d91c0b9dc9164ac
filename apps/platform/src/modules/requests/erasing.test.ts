import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { openTelescopes, type Telescopes } from '../../../test/queued.ts';
import { getValue, newId, type PageId, type PersonActor, refuse, type StaffActor } from '../../kernel/index.ts';
import { insertDoubt } from './doubts/doubt-store.ts';
import { createDoubts } from './doubts/doubts.ts';
import type { DoubtId } from './doubts/model.ts';
import { eraseWords } from './erasing.ts';
import type { ServiceRequest } from './model.ts';

const { as } = await testDatabase();
const app = as('app');
const worker = as('worker');
const migrator = as('migrator');
let here: Telescopes;
let clerk: StaffActor;
let head: StaffActor;
beforeAll(async () => {
  here = await openTelescopes(app);
  [clerk, head] = [await here.hire('clerk'), await here.hire('head-of-office')];
});

/** A request from home, as full of words as one can be: messages, an opinion answered and one that waits, a doubt; then refused. */
async function wordy(applicant: PersonActor): Promise<ServiceRequest> {
  const { communeId } = here;
  const request = await here.asPerson(applicant, async tx => {
    const asked = { officeId: here.offices[0]?.id ?? expect.fail(), service: 'lending-telescopes', communeId };
    const draft = getValue(await here.requests.open(tx, applicant, asked, here.clock()));
    const at = { requestId: draft.id, version: draft.version, communeId };
    getValue(await here.requests.change(tx, applicant, at, { verb: 'invite' }, here.clock()));
    return getValue(await here.requests.gather(tx, { communeId, requestId: draft.id }, here.clock()));
  });
  const { id: requestId, version } = request;
  await here.within(async tx => {
    const now = here.clock();
    getValue(await here.conversation.send(tx, applicant, { requestId, communeId, text: 'Je suis malade.' }, now));
    getValue(await here.conversation.send(tx, clerk, { requestId, text: 'Bon courage, Amina.' }, now));
    for (const question of ['Est-ce bien elle ?', 'Et la page 3 ?']) {
      here.pass(1);
      getValue(await here.opinions.ask(tx, clerk, { requestId, of: head.staffId, question }, here.clock()));
    }
    const [first] = getValue(await here.opinions.list(tx, clerk, requestId));
    const opinionId = first?.id ?? expect.fail();
    getValue(await here.opinions.answer(tx, head, { requestId, opinionId, answer: 'Oui, je la connais.' }, now));
    const id = newId<DoubtId>(now);
    const words = await here.vault.seal(tx, requestId, `requests.doubt/${id}/words_sealed`, Buffer.from('Son nom ?'));
    const pageId = newId<PageId>(now);
    const mark = { id, pageId, picture: 'ab'.repeat(8), place: null, reason: 'erased', words, markedBy: clerk.staffId };
    await insertDoubt(tx, request, { ...mark, markedAt: now });
    const correction = { fields: [{ field: 'nature', reason: 'wrong' }], note: 'Votre nom est mal écrit.' };
    getValue(await here.requests.change(tx, clerk, { requestId, version }, { verb: 'return', correction }, now));
    const end = { requestId, communeId, version: version + 1 };
    getValue(await here.requests.change(tx, applicant, end, { verb: 'abandon' }, now));
    await sql`update requests.request set refusal = '{"reason": "CLOUDS", "note": "Pas pour Amina."}' where id = ${requestId}`.execute(
      tx,
    );
  });
  return request;
}

/** Everything that the office reads of a request, one after the other. */
const told = (request: ServiceRequest) =>
  here.within(async tx => {
    const { id: requestId } = request;
    const doubts = createDoubts({ vault: here.vault, isBeingSigned: async () => false, reasonsOf: () => [] });
    const reader = { ...clerk, grants: [...clerk.grants, ...head.grants] };
    const talked = getValue(await here.conversation.list(tx, reader, { requestId }));
    const opinions = getValue(await here.opinions.list(tx, reader, requestId));
    const steps = getValue(await here.timeline.read(tx, reader, { requestId }));
    const marked = getValue(await doubts.list(tx, reader, requestId));
    const { refusal, correction } = getValue(await here.requests.read(tx, reader, requestId));
    return {
      messages: talked.messages.map(({ text }) => text),
      opinions: opinions.map(({ question, answer, answeredAt }) => [question, answer, answeredAt !== null]),
      doubts: marked.doubts.map(({ words, erased }) => [words, erased]),
      notes: [refusal?.note, correction?.note, correction?.fields.length],
      steps: steps.map(({ what }) => what),
    };
  });
const erase = ({ personId }: PersonActor) =>
  worker.transaction({ personId }, tx => eraseWords(here.vault, tx, personId));

const whole = {
  messages: ['Je suis malade.', 'Bon courage, Amina.'],
  opinions: [
    ['Est-ce bien elle ?', 'Oui, je la connais.', true],
    ['Et la page 3 ?', null, false],
  ],
  doubts: [['Son nom ?', false]],
  notes: ['Pas pour Amina.', 'Votre nom est mal écrit.', 1],
};
const gone = {
  messages: [null, null],
  opinions: [
    [null, null, true],
    [null, null, false],
  ],
  doubts: [[null, true]],
  notes: ['', '', 1],
};

describe('an erasure', () => {
  test('closes every word in requests of one’s own, leaves what happened, and those of others', async () => {
    const [amina, driss] = [await here.anApplicant(), await here.anApplicant()];
    const [hers, his] = [await wordy(amina), await wordy(driss)];
    // She signs what he applied for: his words and the office’s to him are not hers.
    await here.within(tx =>
      here.requests.enter(tx, his, { personId: amina.personId, part: 'signatory' }, here.clock()),
    );
    const before = await told(hers);
    expect(before).toMatchObject(whole);
    for (const _ of [1, 2]) {
      const concerning = await erase(amina);
      expect(new Map(concerning.map(({ requestId, applied }) => [requestId, applied]))).toEqual(
        new Map([
          [hers.id, true],
          [his.id, false],
        ]),
      );
    }
    expect(await told(hers)).toEqual({ ...before, ...gone });
    expect(await told(his)).toMatchObject(whole);
    const answer = await here.within(async tx => {
      const [, waiting] = getValue(await here.opinions.list(tx, head, hers.id));
      const asked = { requestId: hers.id, opinionId: waiting?.id ?? expect.fail(), answer: 'Trop tard' };
      return here.opinions.answer(tx, head, asked, here.clock());
    });
    expect(answer).toEqual(refuse('requests.words-erased'));
  });

  test('closes those of a file that was merged into one’s own too', async () => {
    const [kept, absorbed] = [await here.anApplicant(), await here.anApplicant()];
    const request = await wordy(absorbed);
    await migrator.transaction({ personId: absorbed.personId }, tx =>
      sql`update identity.person set merged_into = ${kept.personId} where id = ${absorbed.personId}`.execute(tx),
    );
    await erase(kept);
    expect(await told(request)).toMatchObject(gone);
  });
});
