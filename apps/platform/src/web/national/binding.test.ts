import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import type { Walker } from '../../../test/national.ts';
import { nationalSite } from '../../../test/national-site.ts';
import { nationalNewsTask } from '../../modules/identity/index.ts';

const { as } = await testDatabase();
const [app, jobs, migrator] = [as('app'), as('jobs'), as('migrator')];
const site = await nationalSite(app, as('worker'));
const { identity, national, postman, sent, browser, somebody, enrolled, opened, actorOf, tokenOf, purposes } = site;

describe('the account of a person enrolled at a counter', () => {
  test('is bound after its person has seen whose it is, and they are told', async () => {
    const who = somebody();
    const { personId, slip } = await enrolled(who, { contacts: { email: 'salma@example.ma' } });
    const person = browser();
    expect((await (await person.through(who)).answer()).to).toBe('/national/confirm');
    const asked = await person.ask('/national/confirm');
    expect(asked.main).toContain('Is this your account?');
    expect(asked.main.replace(/\s/g, '')).toContain(slip.accountNumber);
    expect((await person.confirm()).to).toBe('/account');
    expect((await actorOf(person)).personId).toBe(personId);
    expect(await purposes(person)).toContain('national-bound');
    const { rows } = await jobs.transaction({}, tx =>
      sql<{ payload: Record<string, unknown> }>`select payload from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = ${nationalNewsTask} and j.payload->>'personId' = ${personId}`.execute(tx),
    );
    expect(rows.map(({ payload }) => Object.keys(payload).toSorted())).toEqual([['event', 'newsId', 'personId']]);
    await postman.deliver(rows[0]?.payload);
    expect(sent.at(-1)).toMatchObject({ kind: 'email', to: 'salma@example.ma', language: 'fr' });
    expect(sent.at(-1)?.lines.join(' ')).not.toMatch(/Salma|TAZI|JZ\d/);
  });

  test('is found when a minor’s card was shown at the counter', async () => {
    const who = somebody();
    const document = { type: 'minor' as const, number: who.documentNumber, expiresOn: '2034-05-31' };
    const { personId } = await enrolled(who, { document });
    const person = browser();
    await (await person.through(who)).answer();
    await person.confirm();
    expect((await actorOf(person)).personId).toBe(personId);
  });

  test.each<[string, Partial<Walker>, boolean]>([
    ['another birth date', { birthDate: '1983-08-09' }, false],
    ['another name in both scripts', { latin: 'Karim BENNIS', arabic: 'كريم بنيس' }, false],
    ['a letter more in one script', { latin: 'Selma TAZZI', arabic: 'سلمى التازي' }, true],
    ['another spelling of the article', { latin: 'SALMA TAZI', arabic: 'سلمى تازي' }, true],
  ])('with %s: bound is %s', async (_name, changes, bound) => {
    const who = somebody();
    const { slip } = await enrolled(who);
    const person = browser();
    const answer = await (await person.through({ ...who, ...changes })).answer();
    if (bound) return expect(answer.to).toBe('/national/confirm');
    expect(answer.status).toBe(422);
    expect(answer.main).toContain('Go to any counter with your card');
    expect(answer.main).not.toContain(who.latin);
    expect(tokenOf(person)).toBe('');
    // Whoever the file belongs to reads of it.
    const owner = browser();
    const password = 'quatre babouches';
    const { accountNumber: number, activationCode: code } = slip;
    await owner.ask('/account/activate', { number, code, password, repeat: password });
    expect(await purposes(owner)).toContain('national-disagreed');
  });

  test('that was recovered at a distance is proven again', async () => {
    const who = somebody();
    const { personId } = await enrolled(who);
    await migrator.transaction({}, tx =>
      sql`select set_config('app.person', ${personId}, true)`
        .execute(tx)
        .then(() => sql`update identity.account set suspended_at = now() where person_id = ${personId}`.execute(tx)),
    );
    const person = browser();
    await (await person.through(who)).answer();
    await person.confirm();
    const { rows } = await app.transaction({ personId }, tx =>
      sql`select proven, suspended_at from identity.account`.execute(tx),
    );
    expect(rows).toEqual([{ proven: 'high', suspended_at: null }]);
  });
});

describe('unbinding', () => {
  test('is refused while nothing else opens the account, and wants the person to prove again that it is they', async () => {
    const { who, person } = await opened();
    const page = await person.ask('/account/national');
    const action = /action="(\/account\/national\/[^"]+\/end)"/.exec(page.html)?.[1] ?? '';
    expect((await person.post('/account/national', action)).to).toContain('/account/step-up?');
    await (await person.through(who, { next: '/account/national' })).answer();
    const refused = await person.post('/account/national', action);
    expect(refused.status).toBe(422);
    expect(refused.main).toContain('you would be shut out');
  });

  test('shuts the provider out until the person binds it again', async () => {
    const who = somebody();
    const { slip } = await enrolled(who, { contacts: { email: 'again@example.ma' } });
    const person = browser();
    const password = 'quatre babouches';
    const { accountNumber: number, activationCode: code } = slip;
    await person.ask('/account/activate', { number, code, password, repeat: password });
    await (await person.through(who, { next: '/account/national' })).answer();
    expect((await person.confirm()).to).toBe('/account/national');
    const elsewhere = browser();
    await (await elsewhere.through(who)).answer();
    const action = /action="([^"]+\/end)"/.exec((await person.ask('/account/national')).html)?.[1] ?? '';
    expect((await person.post('/account/national', action)).to).toBe('/account/national');
    expect((await person.ask('/account/national')).main).toContain('n’est pas rattaché');
    expect(await identity.resolve(tokenOf(elsewhere))).toBeUndefined();
    expect(await purposes(person)).toContain('national-unbound');
    expect((await (await browser().through(who)).answer()).to).toBe('/national/confirm');
    const [ended] = await national.listBindings(await actorOf(person));
    expect(ended?.endedAt).not.toBeNull();
  });

  test('of another’s binding changes nothing', async () => {
    const mine = await opened();
    const [binding] = await national.listBindings(await actorOf(mine.person));
    if (!binding) throw new Error('nothing is bound');
    const who = somebody();
    const { slip } = await enrolled(who);
    const other = browser();
    const { accountNumber: number, activationCode: code } = slip;
    await other.ask('/account/activate', { number, code, password: 'quatre babouches', repeat: 'quatre babouches' });
    expect(await national.unbind(await actorOf(other), binding.id)).toMatchObject({
      refusal: { code: 'national.not-bound' },
    });
    expect((await national.listBindings(await actorOf(mine.person)))[0]?.endedAt).toBeNull();
  });
});
