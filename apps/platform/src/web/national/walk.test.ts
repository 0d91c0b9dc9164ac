import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { walk } from '../../../test/national.ts';
import { nationalSite } from '../../../test/national-site.ts';
import { getValue } from '../../kernel/index.ts';
import { setProof } from '../../modules/identity/account-store.ts';
import { nationalRoutes } from './index.ts';

const { as } = await testDatabase();
const [app, worker, migrator] = [as('app'), as('worker'), as('migrator')];
const site = await nationalSite(app, worker);
const { identity, security, national, postman, keys, pass, clock, told } = site;
const { browser, issuer, somebody, enrolled, opened, actorOf, tokenOf } = site;
const minute = 60_000;

describe('a walk', () => {
  test('of another browser leads nowhere, and uses nothing up', async () => {
    const who = somebody();
    const person = browser();
    const { path, answer } = await person.through(who);
    const thief = browser();
    const stolen = await thief.ask(path);
    expect(stolen.status).toBe(422);
    expect(stolen.main).toContain('another browser');
    // The victim of a planted address has a walk of their own at most.
    const victim = browser();
    await victim.post('/national', '/national/begin');
    expect((await victim.ask(path)).status).toBe(422);
    expect((await answer()).to).toBe('/national/confirm');
    expect((await thief.ask('/national/confirm')).status).toBe(422);
  });

  test('brings one answer: neither its address nor its page works twice', async () => {
    const { who } = await opened();
    const person = browser();
    const { path, answer } = await person.through(who);
    const cookie = person.cookies.get('shubbak-national') ?? '';
    expect((await answer()).to).toBe('/account');
    const first = tokenOf(person);
    person.cookies.set('shubbak-national', cookie);
    expect((await person.ask(path)).status).toBe(422);
    expect(tokenOf(person)).toBe(first);
  });

  test('is over after ten minutes, before the answer and before the yes', async () => {
    const late = browser();
    const { answer } = await late.through(somebody());
    const hesitant = browser();
    await (await hesitant.through(somebody())).answer();
    pass(10 * minute);
    expect((await answer()).main).toContain('too long');
    expect((await hesitant.ask('/national/confirm')).main).toContain('too long');
    expect((await hesitant.ask('/national/confirm', { agree: '1', notice: '2026-1' })).status).toBe(422);
    pass(-10 * minute);
  });

  test('gives a new session and ends the one that was planted', async () => {
    const { who } = await opened();
    const planted = await opened();
    const victim = browser();
    // Begun signed out; the attacker's own session is planted before it comes back.
    const { answer } = await victim.through(who);
    victim.cookies.set('shubbak', tokenOf(planted.person));
    expect((await answer()).to).toBe('/account');
    expect(tokenOf(victim)).not.toBe(tokenOf(planted.person));
    expect(await identity.resolve(tokenOf(planted.person))).toBeUndefined();
    const { personId } = await actorOf(victim);
    expect(getValue(await identity.getFile(await actorOf(victim), personId)).documents[0]?.number).toBe(
      who.documentNumber,
    );
  });

  test('begun in a session comes back to it alone, surer than before and under a new token', async () => {
    const { who } = await opened();
    const person = browser();
    await (await person.through({ ...who, level: 1 })).answer();
    const before = await actorOf(person);
    const lowToken = tokenOf(person);
    const { answer } = await person.through(who, { next: '/account/national', level: 'high' });
    expect((await answer()).to).toBe('/account/national');
    const after = await actorOf(person);
    expect(after).toMatchObject({ sessionId: before.sessionId, level: 'high' });
    expect(after.steppedUpAt).not.toBeNull();
    expect(await identity.resolve(lowToken)).toBeUndefined();
    const left = await person.through(who);
    await person.post('/account/national', '/account/sign-out');
    expect((await left.answer()).main).toContain('another browser');
  });

  test('at the highest level brings the card’s own spelling into the file, and at another nothing', async () => {
    const { who, person } = await opened();
    const respelt = { ...who, latin: 'Salma EL TAZI' };
    const nameOf = async () => {
      const actor = await actorOf(person);
      return getValue(await identity.getFile(actor, actor.personId)).name.latin;
    };
    await (await person.through({ ...respelt, level: 2 }, { level: 'substantial' })).answer();
    expect(await nameOf()).toBe('Salma TAZI');
    await (await person.through(respelt, { level: 'high' })).answer();
    expect(await nameOf()).toBe('Salma EL TAZI');
  });

  test('less sure than the session that it was begun in proves nothing there', async () => {
    const { who, person } = await opened();
    const { level, steppedUpAt, sessionId } = await actorOf(person);
    expect([level, steppedUpAt]).toEqual(['high', null]);
    for (const weaker of [1, 2] as const) {
      expect((await (await person.through({ ...who, level: weaker })).answer()).to).toBe('/account');
      expect(await actorOf(person)).toMatchObject({ sessionId, level: 'high', steppedUpAt: null });
    }
    await (await person.through(who)).answer();
    expect((await actorOf(person)).steppedUpAt).not.toBeNull();
  });

  test('that opened a session is not proven again by a password alone', async () => {
    const who = somebody();
    const { slip } = await enrolled(who);
    getValue(await identity.activate({ ...slip, password: 'quatre babouches' }));
    const person = browser();
    await (await person.through(who)).answer();
    await person.confirm();
    const actor = await actorOf(person);
    expect(await security.stepUp.listWays(actor)).toEqual([]);
    expect(await security.stepUp.byPassword(actor, { password: 'quatre babouches', code: '' })).toMatchObject({
      refusal: { code: 'identity.step-up-weaker' },
    });
  });

  test('in a browser not seen before is told, and that browser is known then', async () => {
    const { who, person } = await opened();
    told.length = 0;
    await person.post('/account/national', '/account/sign-out');
    await (await person.through(who)).answer();
    expect(told).toEqual([]);
    const stranger = browser();
    await (await stranger.through(who)).answer();
    expect(told).toEqual(['new-device']);
    const shared = browser();
    await (await shared.through(who, { shared: '1' })).answer();
    expect(shared.cookies.has('shubbak-device')).toBe(false);
  });

  test('that proves who an account recovered by its mailbox is signs out whoever recovered it', async () => {
    const who = somebody();
    const { slip } = await enrolled(who);
    const { accountId } = getValue(await identity.activate({ ...slip, password: 'quatre babouches' }));
    await app.transaction({ accountId }, tx => setProof(tx, accountId, { proven: 'high', suspended: true }, clock()));
    const thief = getValue(await identity.signIn({ name: slip.accountNumber, password: 'quatre babouches' }));
    const person = browser();
    await (await person.through({ ...who, level: 2 })).answer();
    await person.confirm();
    expect(await identity.resolve(thief.token)).toBeDefined();
    await (await person.through(who, { level: 'high' })).answer();
    expect(await identity.resolve(thief.token)).toBeUndefined();
    const events = await security.events.list(await actorOf(person));
    expect(events.map(({ kind }) => kind)).toContain('proven-again');
  });

  test('of somebody else than who is signed in changes nothing', async () => {
    const { person } = await opened();
    const known = await opened();
    for (const other of [somebody(), known.who]) {
      const token = tokenOf(person);
      const answer = await (await person.through(other)).answer();
      expect(answer.status).toBe(422);
      expect(answer.main).toContain('not the one whose account is open');
      expect(tokenOf(person)).toBe(token);
    }
  });

  test('that its person broke off, or whose “next” leads elsewhere', async () => {
    const { who } = await opened();
    const person = browser();
    const broken = await (await person.through('cancel')).answer();
    expect(broken.status).toBe(422);
    expect(broken.main).toContain('went back');
    for (const wrong of ['https://attacker.example/', '//attacker.example', '/\\attacker.example'])
      expect((await (await browser().through(who, { next: wrong })).answer()).to).toBe('/account');
  });

  test('is not begun by another site', async () => {
    const begun = await browser().ask('/national/begin');
    expect(begun.status).toBe(404);
    const page = await browser().ask('/national');
    expect(page.response.headers.get('content-security-policy')).toContain(`form-action 'self' ${issuer};`);
    expect(page.response.headers.get('cache-control')).toBe('no-store');
  });

  test('leaves neither names nor numbers in clear, nor anything that another transaction sees', async () => {
    const who = somebody();
    const person = browser();
    await (await person.through(who)).answer();
    const read = (as: typeof app, scope: string) =>
      as.transaction({}, async tx => {
        await sql`select set_config('app.national_browser', ${scope}, true)`.execute(tx);
        return (await sql<{ row: string }>`select w::text as row from identity.national_walk w`.execute(tx)).rows;
      });
    expect(await read(app, '')).toEqual([]);
    const token = person.cookies.get('shubbak-national') ?? '';
    const { browserDigest } = await import('../../modules/identity/national/secrets.ts');
    const rows = await read(app, browserDigest(keys, token).toString('hex'));
    expect(rows).toHaveLength(1);
    for (const secret of [who.documentNumber, who.latin, who.arabic, who.birthDate, token])
      expect(rows[0]?.row).not.toContain(secret);
  });

  test('is forgotten once it is over', async () => {
    await browser().through(somebody());
    const count = async () =>
      (
        await worker.transaction({}, tx =>
          sql<{ n: number }>`select count(*) as n from identity.national_walk`.execute(tx),
        )
      ).rows[0]?.n;
    await migrator.transaction({}, async tx => {
      await sql`alter table identity.national_walk no force row level security`.execute(tx);
      await sql`update identity.national_walk set expires_at = now() - interval '1 minute'`.execute(tx);
      await sql`alter table identity.national_walk force row level security`.execute(tx);
    });
    expect(await count()).toBeGreaterThan(0);
    await postman.forget();
    expect(await count()).toBe(0);
  });
});

test('without a provider nothing of it is there', async () => {
  const session = { identity, publicUrl: 'http://localhost:8080', formKey: Buffer.alloc(32) };
  const without = nationalRoutes({ national: { ...national, offered: false }, session, demo: false });
  for (const path of ['/national', '/national/callback?code=x', '/national/confirm'])
    expect((await without.request(path)).status).toBe(404);
});

test.each(['ar', 'fr', 'zgh', 'en'])('the pages in %s fit in 60 kB and run no script', async language => {
  const person = browser(language);
  await (await person.through(somebody())).answer();
  for (const path of ['/national', '/national/confirm', '/national/callback']) {
    const { html } = await person.ask(path);
    expect(html).toContain(`lang="${language}"`);
    expect(html).not.toContain('<script');
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
  }
});

test('the provider says that it is simulated, in Arabic and French', async () => {
  for (const [language, word] of [
    ['ar', 'محاكاة'],
    ['fr', 'Simulation'],
  ] as const) {
    const begun = await browser(language).post('/national', '/national/begin');
    let html = '';
    await walk(begun.to, 'cancel', page => {
      html = page;
    });
    expect(html).toContain(word);
  }
});
