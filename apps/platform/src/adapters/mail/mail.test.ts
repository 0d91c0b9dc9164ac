import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testOrigin, testPlace } from '../../../test/identity.ts';
import { type ActId, type CommuneId, getValue, type Language, newId } from '../../kernel/index.ts';
import { createNotificationService, deliverTask, type Mail, type Mailer } from '../../modules/notifications/index.ts';
import { createSmtpMailer, openMailbox, startMailbox } from './index.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'mail-'));
const running = await startMailbox({ mode: 'demo', dataDir, port: 0 });
const mailbox = openMailbox(dataDir);
afterAll(async () => {
  await running.stop();
  rmSync(dataDir, { recursive: true });
});
const from = 'Shubbak <no-reply@guichet.example.ma>';
const mail: Mail = {
  to: 'amina@example.ma',
  subject: 'وثيقتكم في حسابكم',
  text: 'السلام عليكم،\n',
  html: '<p>السلام عليكم،</p>',
  language: 'ar',
  messageId: '<one@guichet.example.ma>',
};

const { as } = await testDatabase();
const { identity, now } = testIdentity(as('app'));
const clerk = testClerk(newId<CommuneId>(now()));
const { communeId } = clerk;
let next = 1000;
const enrol = async (changes: Parameters<typeof testEnrolment>[0]) => {
  const document = { type: 'cnie' as const, number: `BL${next++}`, expiresOn: '2035-01-31' };
  return getValue(await identity.enrol(clerk, testEnrolment({ document, ...changes }), randomUUID())).personId;
};
const notifierWith = (mailer: Mailer) =>
  createNotificationService({
    db: as('worker'),
    clock: now,
    identity,
    mailer,
    referenceOf: async () => 'MAA03-7K3D',
    publicUrl: testOrigin,
  });
const owe = async (personId: Awaited<ReturnType<typeof enrol>>, actId = newId<ActId>(now())) => {
  const notifications = notifierWith(createSmtpMailer({ url: running.url, from }));
  await as('app').transaction({ communeId }, tx => notifications.notifyActReady(tx, { communeId, personId, actId }));
  const { rows } = await as('app').transaction({ communeId }, tx =>
    sql<{
      id: string;
    }>`select id from notifications.delivery where commune_id = ${communeId} and subject_id = ${actId}`.execute(tx),
  );
  return { actId, ids: rows.map(row => row.id) };
};
const stateOf = async (id: string | undefined) => {
  const { rows } = await as('app').transaction({ communeId }, tx =>
    sql<{
      state: string;
      sent_at: Date | null;
    }>`select state, sent_at from notifications.delivery where commune_id = ${communeId} and id = ${id}`.execute(tx),
  );
  return rows[0];
};

/** A mail server that misbehaves as told. */
async function rogueServer(options: SMTPServerOptions): Promise<{ url: string; stop: () => void }> {
  const server = new SMTPServer({ disabledCommands: ['STARTTLS'], logger: false, authOptional: true, ...options });
  server.on('error', () => undefined);
  const port = await new Promise<number>(resolve => {
    const listening = server.listen(0, '127.0.0.1', () =>
      resolve(Number(new URL(`tcp://${addressOf(listening.address())}`).port)),
    );
  });
  return { url: `smtp://127.0.0.1:${port}`, stop: () => server.close(() => undefined) };
}
function addressOf(address: unknown): string {
  return typeof address === 'object' && address !== null && 'port' in address
    ? `127.0.0.1:${String(address.port)}`
    : '';
}
function reply(responseCode: number): Error {
  return Object.assign(new Error('amina@example.ma is not welcome'), { responseCode });
}

describe('SMTP', () => {
  test('carries a message whole, headers for machines included', async () => {
    expect(await createSmtpMailer({ url: running.url, from }).send(mail)).toBe('accepted');
    const entry = (await mailbox.list()).find(each => each.subject === mail.subject);
    expect(entry).toMatchObject({ to: 'amina@example.ma', text: mail.text });
    expect(entry?.html).toContain('السلام');
    const raw = readFileSync(join(dataDir, 'mailbox', `${entry?.id}.eml`), 'utf8');
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
    expect(raw).toMatch(/^Content-Language: ar\r?$/m);
    expect(raw).toMatch(/^Message-ID: <one@guichet\.example\.ma>\r?$/m);
  });

  test('folds a second copy into the first', async () => {
    const before = readdirSync(join(dataDir, 'mailbox')).length;
    const twice = { ...mail, messageId: '<two@guichet.example.ma>' };
    const mailer = createSmtpMailer({ url: running.url, from });
    await mailer.send(twice);
    await mailer.send(twice);
    expect(readdirSync(join(dataDir, 'mailbox')).length).toBe(before + 1);
  });

  const refusals: [string, SMTPServerOptions, string][] = [
    ['a recipient refused for good', { onRcptTo: (_a, _s, done) => done(reply(550)) }, 'refused'],
    ['a recipient refused for now', { onRcptTo: (_a, _s, done) => done(reply(451)) }, 'later'],
    [
      'a message refused for good',
      { onData: (stream, _s, done) => void stream.resume().on('end', () => done(reply(554))) },
      'refused',
    ],
    ['a login refused', { authOptional: false, onAuth: (_a, _s, done) => done(reply(535)) }, 'later'],
  ];

  test.each(refusals)('tells %s', async (_name, options, expected) => {
    const rogue = await rogueServer(options);
    const url = rogue.url.replace('smtp://', 'smtp://user:secret@');
    const mailer = createSmtpMailer({ url: options.onRcptTo || options.onData ? rogue.url : url, from });
    const answer = await mailer.send(mail).catch((error: unknown) => error);
    if (expected === 'refused') expect(answer).toBe('refused');
    else {
      expect(answer).toBeInstanceOf(Error);
      expect(String(answer)).toContain('did not take the message');
      expect(String(answer)).not.toContain('amina');
    }
    rogue.stop();
  });

  test('is tried again when nobody answers, or the line breaks', async () => {
    await expect(createSmtpMailer({ url: 'smtp://127.0.0.1:1', from }).send(mail)).rejects.toThrow(
      /ESOCKET|ECONNECTION/,
    );
    const sockets: Socket[] = [];
    const broken = createServer(socket => {
      sockets.push(socket);
      socket.end('220 hello\r\n');
    });
    const port = await new Promise<string>(resolve =>
      broken.listen(0, '127.0.0.1', () => resolve(addressOf(broken.address()).split(':')[1] ?? '')),
    );
    await expect(createSmtpMailer({ url: `smtp://127.0.0.1:${port}`, from }).send(mail)).rejects.toThrow(
      /did not take/,
    );
    broken.close();
  });
});

describe('the simulated mailbox', () => {
  test('refuses production, keeps files to itself, and finds only its own', async () => {
    await expect(startMailbox({ mode: 'production', dataDir, port: 0 })).rejects.toThrow(/production/);
    for (const name of readdirSync(join(dataDir, 'mailbox')))
      expect(statSync(join(dataDir, 'mailbox', name)).mode & 0o777).toBe(0o600);
    expect(await mailbox.find('../secrets/envelope-key')).toBeUndefined();
    expect(await mailbox.find('0'.repeat(32))).toBeUndefined();
    expect(await openMailbox(join(dataDir, 'nowhere')).list()).toEqual([]);
  });
});

describe('a delivery', () => {
  test.each(['ar', 'fr', 'zgh', 'en'] as const)(
    'reaches a person in %s, without a name, a number or a link that opens anything',
    async (language: Language) => {
      const email = `person-${language}@example.ma`;
      const personId = await enrol({ language, contacts: { email } });
      const { ids } = await owe(personId);
      expect(ids).toHaveLength(1);
      await notifierWith(createSmtpMailer({ url: running.url, from })).deliver({ communeId, deliveryId: ids[0] });
      const entry = (await mailbox.list()).find(each => each.to === email);
      expect(entry?.html).toContain(`lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
      expect(entry?.text.match(/https?:\/\/\S+/g)).toEqual([`${testOrigin}/account`]);
      for (const secret of ['Amina', 'أمينة', 'Fassi', personId, 'BL1'])
        expect(`${entry?.text}${entry?.html}`).not.toContain(secret);
      expect(await stateOf(ids[0])).toMatchObject({ state: 'sent', sent_at: now() });
    },
  );

  test('is owed once for one act, and its job carries ids only', async () => {
    const personId = await enrol({ contacts: { email: 'once@example.ma' } });
    const { actId } = await owe(personId);
    const { ids } = await owe(personId, actId);
    expect(ids).toHaveLength(1);
    const { rows } = await as('jobs').transaction({}, tx =>
      sql<{ payload: unknown }>`select payload from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${deliverTask} and j.key like ${`%${ids[0]}`}`.execute(
        tx,
      ),
    );
    expect(rows).toEqual([{ payload: { communeId, deliveryId: ids[0] } }]);
  });

  test('is sent once by a job that runs twice', async () => {
    const personId = await enrol({ contacts: { email: 'twice@example.ma' } });
    const { ids } = await owe(personId);
    let sent = 0;
    const notifications = notifierWith({
      send: async () => {
        sent++;
        return 'accepted';
      },
    });
    await notifications.deliver({ communeId, deliveryId: ids[0] });
    await notifications.deliver({ communeId, deliveryId: ids[0] });
    expect(sent).toBe(1);
  });

  test('tells a person by SMTP that their slip was printed and their account opened, and lets nobody in by itself', async () => {
    const mailed = notifierWith(createSmtpMailer({ url: running.url, from }));
    const told: string[] = [];
    const { identity: counter } = testIdentity(as('app'), {
      tell: async (tx, news) => {
        told.push(news.aboutId);
        await mailed.notifyAccount(tx, news);
      },
    });
    const to = 'watchful@example.ma';
    const document = { type: 'cnie' as const, number: `BL${next++}`, expiresOn: '2035-01-31' };
    const enrolment = testEnrolment({ document, language: 'fr', contacts: { email: to } });
    const { personId } = getValue(await counter.enrol(clerk, enrolment, randomUUID()));
    const asked = { personId, place: testPlace(clerk), served: false, renewal: false };
    const { slip } = getValue(await counter.printSlip(clerk, asked));
    if (!slip) throw new Error('no code was printed');
    getValue(await counter.activate({ ...slip, password: 'quatre babouches' }));
    const { rows } = await as('app').transaction({ communeId }, tx =>
      sql<{ id: string }>`select id from notifications.delivery where commune_id = ${communeId}
        and subject_id = any(${told}::uuid[]) order by created_at, id`.execute(tx),
    );
    // The room that delivers opens contacts with the keys that sealed them.
    const postman = createNotificationService({
      db: as('worker'),
      clock: now,
      identity: counter,
      mailer: createSmtpMailer({ url: running.url, from }),
      referenceOf: async () => undefined,
      publicUrl: testOrigin,
    });
    for (const { id } of rows) await postman.deliver({ communeId, deliveryId: id });
    const received = (await mailbox.list()).filter(entry => entry.to === to);
    expect(received.map(entry => entry.subject).toSorted()).toEqual([
      'Une fiche de votre compte a été imprimée',
      'Votre compte vient d’être ouvert',
    ]);
    for (const { text, html } of received) {
      expect(`${text}${html}`).not.toContain(slip.activationCode);
      expect(`${text}${html}`).not.toContain(slip.accountNumber);
      expect(text.match(/https?:\S+/g)).toEqual([`${testOrigin}/account`]);
    }
  });

  test('stays owed when the server is down, and a copy sent before a crash has the same Message-ID', async () => {
    const personId = await enrol({ contacts: { email: 'later@example.ma' } });
    const { ids } = await owe(personId);
    const seen: string[] = [];
    const failing = notifierWith({
      send: async ({ messageId }) => {
        seen.push(messageId);
        throw new Error('down');
      },
    });
    await expect(failing.deliver({ communeId, deliveryId: ids[0] })).rejects.toThrow('down');
    await expect(failing.deliver({ communeId, deliveryId: ids[0] })).rejects.toThrow('down');
    expect(new Set(seen)).toEqual(new Set([`<${ids[0]}@localhost>`]));
    expect(await stateOf(ids[0])).toMatchObject({ state: 'queued', sent_at: null });
  });

  test('says clearly when there is no address, or the server refuses it for good', async () => {
    const none = await owe(await enrol({ contacts: {} }));
    const refused = await owe(await enrol({ contacts: { email: 'gone@example.ma' } }));
    const notifications = notifierWith({ send: async () => 'refused' });
    await notifications.deliver({ communeId, deliveryId: none.ids[0] });
    await notifications.deliver({ communeId, deliveryId: refused.ids[0] });
    expect((await stateOf(none.ids[0]))?.state).toBe('no-address');
    expect((await stateOf(refused.ids[0]))?.state).toBe('refused');
  });
});
