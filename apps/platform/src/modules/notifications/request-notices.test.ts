import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testClerk, testEnrolment, testIdentity, testOrigin } from '../../../test/identity.ts';
import { type CommuneId, getValue, languages, newId, type PersonId, type RequestId } from '../../kernel/index.ts';
import { createNotificationService } from './index.ts';
import { type Mail, requestEvents, type TextMessage } from './model.ts';

const { as } = await testDatabase();
const [app, worker, migrator] = [as('app'), as('worker'), as('migrator')];
const { identity, now } = testIdentity(app);
const clerk = testClerk(newId<CommuneId>(now()));
const { communeId } = clerk;
const reference = 'MAA03-7K3D';
let next = 4000;

async function enrol(changes: Parameters<typeof testEnrolment>[0]): Promise<PersonId> {
  const document = { type: 'cnie' as const, number: `BM${next++}`, expiresOn: '2035-01-31' };
  return getValue(await identity.enrol(clerk, testEnrolment({ document, ...changes }), randomUUID())).personId;
}

/** The room over means that remember what left. `phones` false: no text messages are configured. */
function postOffice({ phones = true } = {}) {
  const mails: Mail[] = [];
  const messages: TextMessage[] = [];
  const service = createNotificationService({
    db: worker,
    clock: now,
    identity,
    mailer: {
      send: async mail => {
        mails.push(mail);
        return 'accepted';
      },
    },
    texts: phones
      ? {
          send: async message => {
            messages.push(message);
            return 'accepted';
          },
        }
      : undefined,
    referenceOf: async () => reference,
    publicUrl: testOrigin,
  });
  return { service, mails, messages };
}

const all = (event: (typeof requestEvents)[number], personId: PersonId, requestId = newId<RequestId>(now())) => {
  return { communeId, personId, requestId, event } as const;
};

interface Row {
  readonly id: string;
  readonly state: string;
  readonly channel: string;
}

async function owedFor(requestId: RequestId): Promise<readonly Row[]> {
  const { rows } = await app.transaction({ communeId }, tx =>
    sql<Row>`select id, state, channel from notifications.delivery
      where commune_id = ${communeId} and subject_id = ${requestId} order by created_at, id`.execute(tx),
  );
  return rows;
}

/** Makes one step, lets its messages leave, and answers what is written of them. */
async function step(office: ReturnType<typeof postOffice>, news: ReturnType<typeof all>): Promise<readonly Row[]> {
  await app.transaction({ communeId }, tx => office.service.notifyRequest(tx, news));
  for (const { id } of await owedFor(news.requestId)) await office.service.deliver({ communeId, deliveryId: id });
  return owedFor(news.requestId);
}

/** What the person would do at home: a code has shown that they read the phone; and how they want to be told. */
async function choose(personId: PersonId, { told, confirmed }: { told?: string; confirmed?: boolean }) {
  await migrator.transaction({}, async tx => {
    if (told !== undefined) await sql`update identity.person set told_by = ${told} where id = ${personId}`.execute(tx);
    if (confirmed === true)
      await sql`update identity.contact set confirmed_at = now() where person_id = ${personId} and kind = 'phone'`.execute(
        tx,
      );
  });
}

describe('word of a step of a request', () => {
  test.each(languages)('is one mail in %s that names the request and nothing else', async language => {
    const office = postOffice();
    const personId = await enrol({ language, contacts: { email: `steps-${language}@example.ma` } });
    for (const event of requestEvents) {
      const news = all(event, personId);
      expect(await step(office, news)).toEqual([expect.objectContaining({ state: 'sent', channel: 'email' })]);
      const mail = office.mails.at(-1);
      expect(mail?.subject).toContain(reference);
      expect(mail?.text.match(/https?:\/\/\S+/g)).toEqual([`${testOrigin}/account/requests/${news.requestId}`]);
      for (const secret of ['Amina', 'أمينة', 'Fassi', personId, 'BM4'])
        expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toContain(secret);
    }
    expect(office.messages).toEqual([]);
    expect(new Set(office.mails.map(mail => mail.subject)).size).toBe(requestEvents.length);
  });

  test.each(languages)('fits one part of a text message in %s, without address or name', async language => {
    const office = postOffice();
    const personId = await enrol({ language, contacts: { phone: '+212612345678' } });
    await choose(personId, { confirmed: true });
    for (const event of requestEvents) {
      expect(await step(office, all(event, personId))).toEqual([
        expect.objectContaining({ state: 'sent', channel: 'sms' }),
      ]);
      const text = office.messages.at(-1)?.text ?? '';
      expect(text).toContain(reference);
      expect(text).not.toMatch(/https?:|Amina|أمينة/);
      // One part: 70 units of UCS-2, 160 septets of GSM’s alphabet.
      expect(text.length, text).toBeLessThanOrEqual(language === 'fr' || language === 'en' ? 160 : 70);
    }
    expect(office.mails).toEqual([]);
  });

  test('goes to the phone that was chosen, once a code has shown that it is theirs', async () => {
    const office = postOffice();
    const personId = await enrol({ contacts: { email: 'both@example.ma', phone: '+212612345678' } });
    await choose(personId, { told: 'phone' });
    await step(office, all('queued', personId));
    expect([office.mails.length, office.messages.length], 'not confirmed yet').toEqual([1, 0]);
    await choose(personId, { confirmed: true });
    await step(office, all('queued', personId));
    expect([office.mails.length, office.messages.length]).toEqual([1, 1]);
    await choose(personId, { told: 'email' });
    await step(office, all('queued', personId));
    expect([office.mails.length, office.messages.length]).toEqual([2, 1]);
  });

  test('is not sent to who wants none, has no way, or only a phone where no text message can leave', async () => {
    const [wanted, none] = [await enrol({ contacts: { email: 'quiet@example.ma' } }), await enrol({ contacts: {} })];
    await choose(wanted, { told: 'nothing' });
    const office = postOffice();
    expect(await step(office, all('returned', wanted))).toMatchObject([{ state: 'unwanted' }]);
    expect(await step(office, all('returned', none))).toMatchObject([{ state: 'no-address' }]);
    const phone = await enrol({ contacts: { phone: '+212612345678' } });
    await choose(phone, { confirmed: true });
    expect(await step(postOffice({ phones: false }), all('returned', phone))).toMatchObject([{ state: 'no-address' }]);
    expect([office.mails, office.messages]).toEqual([[], []]);
  });

  test('is owed once however often one transaction asks, and again when the step happens again', async () => {
    const office = postOffice();
    const news = all('returned', await enrol({ contacts: { email: 'again@example.ma' } }));
    const twice = () =>
      app.transaction({ communeId }, async tx => {
        await office.service.notifyRequest(tx, news);
        await office.service.notifyRequest(tx, news);
      });
    await twice();
    expect(await owedFor(news.requestId)).toHaveLength(1);
    await twice();
    expect(await owedFor(news.requestId)).toHaveLength(2);
  });
});
