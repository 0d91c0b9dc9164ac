import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { type DistanceWorld, openDistanceWorld } from '../../../../test/distance-request.ts';
import {
  answer,
  asked,
  collect,
  deliver,
  newSigner,
  type Signer,
  standing,
  tokenOf,
} from '../../../../test/signers.ts';
import type { PartyId } from '../../../kernel/index.ts';
import type { ServiceRequest } from '../../requests/index.ts';

const { as } = await testDatabase();
const jobs = as('jobs');
let world: DistanceWorld;
let initiator: Signer;
let signers: readonly Signer[];
const emails = ['one@example.ma', 'two@example.ma'];
beforeAll(async () => {
  world = await openDistanceWorld(as('app'), as('worker'));
  initiator = await newSigner(world);
  signers = [initiator];
  for (const email of emails)
    signers = [...signers, await newSigner(world, { contacts: { email }, confirmed: ['email'] })];
});
afterAll(() => world.close());

const who = fc.integer({ min: 0, max: 2 });
/** What anybody may try, in any order. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('bind' as const), who, place: who }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask' as const), who }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('answer' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('change' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('ask-anew' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('replace' as const), who, place: who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('decline' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('expire' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Question = Extract<Awaited<ReturnType<DistanceWorld['parties']['askConsent']>>, { ok: true }>['value'];

/** A request on which people act; what the test remembers is what it may be held to. */
interface Play {
  readonly request: ServiceRequest;
  readonly ids: readonly PartyId[];
  readonly tokens: string[];
  readonly questions: Map<number, Question>;
}

const signerOf = (index: number): Signer => signers[index] ?? initiator;

async function take(play: Play, given: Step): Promise<unknown> {
  const { request, tokens, questions } = play;
  const requestId = request.id;
  switch (given.kind) {
    case 'bind':
      return world.parties.bind(signerOf(given.who).actor, tokens[given.place] ?? '');
    case 'ask': {
      const question = await world.parties.askConsent(signerOf(given.who).actor, { requestId, language: 'fr' });
      if (question.ok) questions.set(given.who, question.value);
      return question;
    }
    case 'answer': {
      const question = questions.get(given.who);
      return question && answer(world, signerOf(given.who), requestId, question);
    }
    case 'decline': {
      const said = { key: crypto.randomUUID(), requestId, reason: 'content', words: '' };
      return world.parties.decline(signerOf(given.who).actor, said);
    }
    default:
      return takeByOthers(play, given);
  }
}

/** Everybody opens the messages that have come. */
async function readMail({ tokens }: Play): Promise<void> {
  for (const message of await deliver(world, jobs)) tokens[emails.indexOf(message.to) + 1] = tokenOf(message);
}

async function takeByOthers(play: Play, given: Step): Promise<unknown> {
  const { request, ids } = play;
  const place = { communeId: request.communeId, requestId: request.id };
  if ((await standing(world, request)).request !== 'collecting') return undefined;
  if (given.kind === 'change') return world.changePaper(request);
  if (given.kind === 'expire') {
    return world.within(async tx => {
      await sql`update requests.request set expires_at = ${world.now()} where id = ${request.id}`.execute(tx);
      return world.requests.expire(tx, place, world.now());
    });
  }
  const current = { ...request, state: 'collecting' } as const;
  await world.within(async tx => {
    if (given.kind === 'ask-anew') return world.parties.inviteAll(tx, current, world.now());
    const partyId = given.kind === 'replace' ? ids[given.place] : undefined;
    const email = given.kind === 'replace' ? emails[given.who - 1] : undefined;
    return partyId && email ? world.parties.replace(tx, current, { ...asked(email), partyId }) : undefined;
  });
  return undefined;
}

/** Of each party: whether they count as having consented, and to which papers there is a consent of theirs. */
async function consents({ id }: ServiceRequest) {
  return world.within(async tx => {
    const { rows } = await sql<{ counts: boolean; latest: string | null; person: boolean }>`
      select p.state = 'consented' as counts, encode(c.document_sha256, 'hex') as latest, c.person_id = p.person_id as person
      from legalisation.party p left join lateral (
        select document_sha256, person_id from legalisation.consent c
        where c.commune_id = p.commune_id and c.party_id = p.id order by at desc, id desc limit 1) c on true
      where p.request_id = ${id}`.execute(tx);
    return rows;
  });
}

test('whatever people do and in whichever order: gathered only with everybody’s consent to the paper as it is, and over is over', async () => {
  let gathered = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), fc.boolean(), async (steps, inOrder) => {
      const own = asked('', { contact: null, personId: initiator.actor.personId });
      const others = emails.map((email, index) => asked(email, { turn: inOrder ? index + 1 : 1 }));
      const { request, ids } = await collect(world, initiator.actor, [own, ...others]);
      const play: Play = { request, ids, tokens: ['', '', ''], questions: new Map() };
      await readMail(play);
      let before = 'collecting';
      for (const given of [...steps, ...ending]) {
        world.pass(1000);
        // A consent that would complete a request over another paper breaks off, and leaves nothing.
        await take(play, given).catch((error: unknown) => expect(String(error)).toContain('another paper'));
        await readMail(play);
        const now = await standing(world, request);
        if (before !== 'collecting') expect(now.request).toBe(before);
        if (now.request === 'queued' && before === 'collecting') {
          gathered += 1;
          expect(now.parties.every(state => state === 'consented')).toBe(true);
          const given = await consents(request);
          expect(given.every(({ person, latest }) => person && latest === given[0]?.latest)).toBe(true);
          expect(given[0]?.latest).toBe(world.paperOf(request));
        }
        before = now.request ?? '';
      }
    }),
    { numRuns: process.env['SHUBBAK_TEST_LONG'] ? 100 : 4, examples: [[[], true]] },
  );
  expect(gathered, 'a property of requests that are never gathered says nothing').toBeGreaterThan(0);
}, 60_000);

/** Everybody does what they should, so that some requests come to their end. */
const ending: readonly Step[] = [0, 1, 2].flatMap(index => [
  { kind: 'bind', who: index, place: index } as const,
  { kind: 'ask', who: index } as const,
  { kind: 'answer', who: index } as const,
]);
