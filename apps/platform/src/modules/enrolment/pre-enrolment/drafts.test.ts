import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { testClerk, testIdentity, testKeys } from '../../../../test/identity.ts';
import { fillDraft, keptInDatabase, testPreEnrolments, testSample } from '../../../../test/pre-enrolments.ts';
import { type CommuneId, getValue, newId } from '../../../kernel/index.ts';
import { formatPreEnrolmentCode } from './codes.ts';
import { currentNotice } from './index.ts';

const { as } = await testDatabase();
const [app, worker, migrator] = [as('app'), as('worker'), as('migrator')];
const keys = testKeys();
const { identity, now } = testIdentity(app, { keys });
const home = testPreEnrolments(app, { clock: now, vault: identity.vault, keys, worker });
const { preEnrolments } = home;
const { drafts } = preEnrolments;
const clerk = testClerk(newId<CommuneId>(now()), ['enrolment.receive']);
const code = (refusal: string) => ({ ok: false, refusal: expect.objectContaining({ code: refusal }) });

describe('a draft', () => {
  test('keeps each answer, and is found again by its resume code however it is typed', async () => {
    const secret = await fillDraft(preEnrolments);
    const typed = formatPreEnrolmentCode(secret).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    expect(await drafts.resume({ from: 'phone', typed })).toEqual({ ok: true, value: secret });
    expect(await drafts.open(secret)).toMatchObject({
      state: 'draft',
      facts: {
        name: { latin: 'Amina El Fassi' },
        document: { type: 'cnie', number: 'BE123456', issuer: 'MA', expiresOn: '2030-01-31' },
        address: '12, rue des Oliviers, Aïn Chock',
        signature: 'drawn',
      },
      consent: { noticeVersion: currentNotice, at: now() },
      drawing: testSample,
    });
  });

  test('holds nothing personal before its person agreed, nor to a notice that is not today’s', async () => {
    const secret = getValue(await drafts.begin({ from: 'home', language: 'fr' }));
    const name = { arabic: 'أمينة', latin: 'Amina' };
    expect(await drafts.answer(secret, { step: 'name', name })).toEqual(code('enrolment.consent-needed'));
    expect(await drafts.draw(secret, testSample)).toEqual(code('enrolment.consent-needed'));
    expect(await drafts.giveContacts(secret, { email: 'a@example.ma', phone: '' })).toEqual(
      code('enrolment.consent-needed'),
    );
    expect(await drafts.agree(secret, '1999-1')).toEqual(code('enrolment.notice-changed'));
    expect((await drafts.open(secret))?.facts).toEqual({ language: 'fr' });
    expect(home.codes).toHaveLength(0);
  });

  test('is unreadable in the database, its code and secret included', async () => {
    const secret = await fillDraft(preEnrolments, { number: 'BK987654' });
    const given = getValue(await drafts.send(secret));
    const text = await keptInDatabase(migrator);
    expect(text.length).toBeGreaterThan(1000);
    for (const hidden of ['BK987654', 'Amina', 'أمينة', 'Oliviers', '1990-05-17', 'SDI', secret, given])
      expect(text).not.toContain(hidden);
  });

  test('says what is wrong with an answer, and keeps what was there', async () => {
    const secret = await fillDraft(preEnrolments);
    const wrong = [
      [{ step: 'name', name: { arabic: 'Amina', latin: 'Amina' } }, 'identity.name-arabic-script'],
      [{ step: 'document', number: 'B', issuer: '', expiresOn: '2030-01-31' }, 'identity.card-without-digits'],
      [{ step: 'document', number: 'B1', issuer: '', expiresOn: '2020-01-31' }, 'identity.document-expired'],
      [{ step: 'birth', date: '', place: 'Fès' }, 'enrolment.birth-date-missing'],
      [{ step: 'birth', date: '2027-01-01', place: 'Fès' }, 'identity.birth-date-malformed'],
      [{ step: 'birth', date: '1990-05-17', place: ' \u200b ' }, 'enrolment.birth-place-missing'],
      [{ step: 'address', address: '' }, 'enrolment.address-missing'],
      [{ step: 'address', address: 'x'.repeat(301) }, 'identity.address-too-long'],
    ] as const;
    const before = (await drafts.open(secret))?.facts;
    for (const [answer, refusal] of wrong) expect(await drafts.answer(secret, answer)).toEqual(code(refusal));
    expect((await drafts.open(secret))?.facts).toEqual(before);
  });

  test('of somebody who cannot sign keeps no drawing', async () => {
    const secret = await fillDraft(preEnrolments);
    getValue(await drafts.answer(secret, { step: 'ability', ability: 'cannot-read' }));
    expect((await drafts.open(secret))?.drawing).not.toBeNull();
    getValue(await drafts.answer(secret, { step: 'ability', ability: 'cannot-either' }));
    expect((await drafts.open(secret))?.drawing).toBeNull();
    getValue(await drafts.send(secret));
  });

  test('of a minor is sent only with who answers for them', async () => {
    const secret = await fillDraft(preEnrolments);
    getValue(await drafts.answer(secret, { step: 'birth', date: '2010-02-01', place: 'Fès' }));
    expect(await drafts.send(secret)).toMatchObject({
      refusal: { code: 'enrolment.incomplete', params: { step: 'guardian' } },
    });
    const name = { arabic: 'فاطمة الفاسي', latin: 'Fatima El Fassi' };
    getValue(await drafts.answer(secret, { step: 'guardian', name, type: 'cnie', number: 'bk 1', issuer: '' }));
    const id = getValue(await preEnrolments.findByCode(clerk, getValue(await drafts.send(secret))));
    expect(getValue(await preEnrolments.get(clerk, id)).guardian).toEqual({
      name,
      document: { type: 'cnie', number: 'BK1', issuer: 'MA' },
    });
  });

  test('is sent once, with one code, and then changes no more', async () => {
    const secret = await fillDraft(preEnrolments);
    const [first, second] = await Promise.all([drafts.send(secret), drafts.send(secret)]);
    expect(second).toEqual(first);
    expect(await drafts.answer(secret, { step: 'language', language: 'fr' })).toEqual(code('enrolment.draft-gone'));
  });

  test('of another is not opened by a wrong secret', async () => {
    await fillDraft(preEnrolments);
    expect(await drafts.resume({ from: 'elsewhere', typed: '0000-0000-0000-0000' })).toEqual(
      code('enrolment.resume-unknown'),
    );
    expect(await drafts.resume({ from: 'elsewhere', typed: '0000-0000-0000-0001' })).toEqual(
      code('enrolment.resume-mistyped'),
    );
  });
});

describe('a contact', () => {
  test('counts only when its code came back', async () => {
    const secret = await fillDraft(preEnrolments);
    getValue(await drafts.giveContacts(secret, { email: 'Amina@Example.ma', phone: '06 12 34 56 78' }));
    expect(await drafts.send(secret)).toMatchObject({ refusal: { params: { step: 'email-code' } } });
    const digits = await home.deliverCode(secret, 'email');
    const wrong = digits === '000000' ? '000001' : '000000';
    expect(await drafts.confirmContact(secret, { kind: 'email', code: wrong })).toEqual(code('contact-codes.refused'));
    getValue(await drafts.confirmContact(secret, { kind: 'email', code: digits }));
    getValue(await drafts.dropContact(secret, 'phone'));
    const id = getValue(await preEnrolments.findByCode(clerk, getValue(await drafts.send(secret))));
    expect(getValue(await preEnrolments.get(clerk, id)).contacts).toEqual({ email: 'Amina@example.ma' });
  });

  test('given again is not asked again, and given up is forgotten', async () => {
    const secret = await fillDraft(preEnrolments);
    const typed = { email: 'nadia@example.ma', phone: '' };
    getValue(await drafts.giveContacts(secret, typed));
    const waiting = (await drafts.open(secret))?.facts.unconfirmed?.email?.codeId;
    getValue(await drafts.giveContacts(secret, typed));
    expect((await drafts.open(secret))?.facts.unconfirmed?.email?.codeId).toBe(waiting);
    getValue(await drafts.giveContacts(secret, { email: '', phone: '' }));
    expect((await drafts.open(secret))?.facts).toMatchObject({ unconfirmed: {}, contactsAsked: true });
    expect((await drafts.open(secret))?.facts.email).toBeUndefined();
  });
});
