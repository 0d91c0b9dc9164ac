import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk } from '../../../test/identity.ts';
import type { Walker } from '../../../test/national.ts';
import { nationalSite } from '../../../test/national-site.ts';
import { type CommuneId, getValue, newId } from '../../kernel/index.ts';
import { nationalNotice } from '../../modules/identity/index.ts';

const { as } = await testDatabase();
const site = await nationalSite(as('app'), as('worker'));
const { identity, national, clock, browser, somebody, enrolled, opened, actorOf, tokenOf, purposes } = site;

describe('an account opened at a distance', () => {
  test('begins with what the provider says, once its person has said yes to it', async () => {
    const who = somebody();
    const person = browser();
    const back = await person.through(who, { next: '/account/sessions' });
    expect(back.path).not.toContain(who.documentNumber);
    expect((await back.answer()).to).toBe('/national/confirm');
    expect(tokenOf(person)).toBe('');
    const asked = await person.ask('/national/confirm');
    for (const said of [who.arabic, who.latin, who.documentNumber, '09/08/1993', '31/05/2034', 'high'])
      expect(asked.main).toContain(said);
    const unsaid = await person.confirm({});
    expect(unsaid.status).toBe(422);
    expect(unsaid.main).toContain('tick the box');
    expect((await person.confirm()).to).toBe('/account/sessions');
    const actor = await actorOf(person);
    expect(actor.level).toBe('high');
    const file = getValue(await identity.getFile(actor, actor.personId));
    expect(file).toMatchObject({
      name: { arabic: who.arabic, latin: who.latin },
      birthDate: who.birthDate,
      documents: [{ type: 'cnie', number: who.documentNumber, issuer: 'MA', expiresOn: '2034-05-31' }],
      contacts: {},
      activated: false,
    });
    expect(await purposes(person)).toContain('national-opened');
    expect(await national.listBindings(actor)).toMatchObject([
      { how: 'opened', level: 'high', noticeVersion: '2026-1', endedAt: null },
    ]);
  });

  test('opens at once the next time, at the level of that time', async () => {
    const { who, person } = await opened();
    const again = browser();
    expect((await (await again.through({ ...who, level: 1 })).answer()).to).toBe('/account');
    expect((await actorOf(again)).personId).toBe((await actorOf(person)).personId);
    expect((await actorOf(again)).level).toBe('low');
  });

  test('is known to a commune only once it asked by the exact number, with a reason that the person reads', async () => {
    const { who, person } = await opened();
    const stranger = testClerk(newId<CommuneId>(clock()));
    const asked = { type: 'cnie' as const, number: who.documentNumber };
    expect(getValue(await identity.searchByName(stranger, 'Tazi'))).toEqual([]);
    expect(await identity.findByDocument(stranger, asked)).toMatchObject({
      refusal: { code: 'identity.reason-needed' },
    });
    const reason = 'the person is at the counter';
    expect(getValue(await identity.findByDocument(stranger, { ...asked, reason }))?.name.latin).toBe(who.latin);
    expect(await purposes(person)).toContain('found-elsewhere');
  });

  test.each<[string, Partial<Walker>, RegExp]>([
    ['a minor', { birthDate: '2015-01-01' }, /under 18/],
    ['a level that a stranger could reach', { level: 1 }, /not sure enough/],
    ['a number that is none', { documentNumber: '123' }, /number|letters/i],
    ['a name in the wrong script', { arabic: 'Salma' }, /Arabic/],
  ])('is refused for %s', async (_name, changes, why) => {
    const person = browser();
    const answer = await (await person.through(somebody(changes))).answer();
    expect(answer.status).toBe(422);
    expect(answer.main).toMatch(why);
    expect((await person.ask('/national/confirm')).status).toBe(422);
    expect(tokenOf(person)).toBe('');
  });

  test('is opened once when its person says yes twice at the same moment', async () => {
    const person = browser();
    await (await person.through(somebody())).answer();
    const yes = { agree: '1', notice: nationalNotice };
    const both = await Promise.all([1, 2].map(() => person.ask('/national/confirm', yes)));
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([303, 422]));
  });

  test('and enrolled at a counter at the same moment: there is one person', async () => {
    const who = somebody();
    const person = browser();
    await (await person.through(who)).answer();
    const { personId } = await enrolled(who);
    // The page was of an account to open; what is bound is the one that is there meanwhile.
    expect((await person.ask('/national/confirm')).main).toContain('Is this your account?');
    expect((await person.confirm()).status).toBe(303);
    expect((await actorOf(person)).personId).toBe(personId);
  });
});
