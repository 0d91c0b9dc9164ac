import { type Browser, expect, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { signWithCode } from '../at-a-counter.ts';
import { newCitizen } from '../citizens.ts';
import { companyOf, enrolAt, representCompany } from '../counter.ts';
import { bindPasskey, inviteToSign, openAccount, readMail } from '../distance.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';

inLanguagesOf('ar', (language, words) => {
  const unique = Date.now().toString(36);

  test('« دعوة الموقعين »: الأول عن بعد باسم شركة، والثاني في شباك جماعة أخرى، حتى صف المكتب', async ({
    page,
    browser,
  }) => {
    const emails = ['first', 'second'].map(each => `${each}.${unique}@example.ma`);
    const signers = emails.map(email => newCitizen(language, { email }));
    await openAccount(page, words, newCitizen(language));
    const names = signers.map(({ name }) => nameIn(language, name));
    const requestId = await inviteToSign(
      page,
      words,
      emails.map((email, index) => ({ name: names[index] ?? '', email })),
    );
    const [first, second] = signers;
    if (!first || !second) throw new Error('two sign');
    const own = await somebody(browser);
    const company = await companyWith(words, first);
    await openAccount(own, words, first);
    await bindPasskey(own, words);
    await answerInvitation(own, words, emails[0] ?? '', { look: true });
    await consent(own, words, { look: true, company });
    await own.context().close();

    // The other takes the code of their message to a counter, with their card.
    await enrolAt('mohammedia-clerk', second);
    const invitation = await readMail(page, emails[1] ?? '', subjectOf(words));
    const code = /(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(invitation)?.[0] ?? '';
    const counter = await somebody(browser);
    await signWithCode(counter, words, { code, citizen: second, read: 'other-read' });
    await counter.context().close();
    await page.goto(`/account/to-sign/${requestId}/progress`);
    await expect(page.getByText(words('to-sign.party-consented'), { exact: true })).toHaveCount(2);
    await page.goto(`/account/requests/${requestId}`);
    await expect(page.getByText(words('requests.state-queued')).first()).toBeVisible();
  });

  test('« رفض التوقيع »: بعد تصحيح العنوان، وبسبب، فينتهي الطلب', async ({ page, browser }) => {
    const email = `declines.${unique}@example.ma`;
    const citizen = newCitizen(language, { email });
    await openAccount(page, words, newCitizen(language));
    const requestId = await inviteToSign(page, words, [
      { name: citizen.name.arabic, email: `mistyped.${unique}@example.ma` },
    ]);
    await replaceAddress(page, words, { requestId, email });
    const own = await somebody(browser);
    await openAccount(own, words, citizen);
    await answerInvitation(own, words, email, { look: false });
    await own.getByRole('link', { name: words('to-sign.decline') }).click();
    await look(own);
    await own.getByLabel(words('parties.reason-error')).check();
    await own.getByLabel(words('to-sign.decline-words')).fill('المبلغ ليس هو المتفق عليه.');
    await own.getByRole('button', { name: words('to-sign.decline-do') }).click();
    await expect(own.getByText(words('to-sign.standing-declined'))).toBeVisible();
    await look(own);
    await page.goto(`/account/requests/${requestId}`);
    await expect(page.getByText(words('requests.state-declined')).first()).toBeVisible();
  });
});

/** Who asked corrects the address at which somebody is asked. */
async function replaceAddress(
  page: Page,
  words: Words,
  { requestId, email }: { readonly requestId: string; readonly email: string },
): Promise<void> {
  await page.goto(`/account/to-sign/${requestId}/progress`);
  await page.getByRole('link', { name: words('to-sign.replace') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('to-sign.replace-title'));
  await look(page);
  await page.getByLabel(words('to-sign.replace-contact'), { exact: true }).fill(email);
  await page.getByRole('button', { name: words('to-sign.replace-do') }).click();
  await expect(page.getByText(words('to-sign.replaced'))).toBeVisible();
  await look(page);
}

/** Somebody else, in a browser of their own. */
async function somebody(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  return context.newPage();
}

function browserOf(page: Page): Browser {
  const browser = page.context().browser();
  if (!browser) throw new Error('this page has no browser of its own');
  return browser;
}

async function look(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoOverflow(page);
}

/** How the subject of an invitation begins. */
function subjectOf(words: Words): string {
  return words('parties.invitation-subject', { commune: '' }).split(' – ')[0] ?? '';
}

/** From the message to the paper: the address is shown to be theirs, and the name to be theirs. */
async function answerInvitation(
  page: Page,
  words: Words,
  email: string,
  { look: looks }: { readonly look: boolean },
): Promise<void> {
  const invitation = await readMail(page, email, subjectOf(words));
  const link = /https?:\/\/\S+\/account\/to-sign\/i\/[0-9A-Z]{16}/.exec(invitation)?.[0] ?? '';
  if (looks) {
    const stranger = await somebody(browserOf(page));
    await stranger.goto(link);
    await expect(stranger.getByRole('heading', { level: 1 })).toHaveText(words('to-sign.invited'));
    await look(stranger);
    await stranger.context().close();
  }
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('to-sign.prove-title'));
  if (looks) await look(page);
  await page.getByRole('button', { name: words('to-sign.send-code') }).click();
  const codeId = await page.locator('input[name="code-id"]').first().inputValue();
  expect(codeId).not.toBe('');
  if (looks) await look(page);
  const mailbox = await page.context().newPage();
  // Six digits and no more: addresses here have thirteen, and the invitation lies there before the code does.
  const sixDigits = /(?<!\d)\d{6}(?!\d)/;
  const sent = await readMail(mailbox, email, sixDigits);
  await mailbox.close();
  await page.getByLabel(words('to-sign.code'), { exact: true }).fill(sixDigits.exec(sent)?.[0] ?? '');
  await page.getByRole('button', { name: words('to-sign.prove'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('to-sign.name-title'));
  if (looks) await look(page);
  await page.getByRole('button', { name: words('to-sign.name-yes') }).click();
  await expect(page.getByText(words('to-sign.bound'))).toBeVisible();
  if (looks) await look(page);
}

/** A company whose manager the citizen is: its name, as the screens of that language have it. */
async function companyWith({ language }: Words, citizen: Parameters<typeof representCompany>[0]): Promise<string> {
  const { register } = await representCompany(citizen);
  return nameIn(language, companyOf(citizen, register).name);
}

async function consent(
  page: Page,
  words: Words,
  { look: looks, company }: { readonly look: boolean; readonly company: string | undefined },
): Promise<void> {
  if (company !== undefined) await page.getByRole('radio', { name: company }).check();
  await page.getByRole('button', { name: words('to-sign.go-on') }).click();
  await expect(page.getByText(words('to-sign.unread')).first()).toBeVisible();
  if (company !== undefined) await expect(page.getByRole('radio', { name: company })).toBeChecked();
  if (looks) await look(page);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: words('to-sign.go-on') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('to-sign.hand-title'));
  if (looks) await look(page);
  const box = await page.locator('#pad').boundingBox();
  if (!box) throw new Error('no pad to sign on');
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  for (let step = 0; step <= 12; step += 1) await page.mouse.move(box.x + 40 + step * 15, box.y + 60 + (step % 2) * 40);
  await page.mouse.up();
  await page.getByRole('button', { name: words('pre-enrolment.signature-use') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('to-sign.consent-title'));
  if (company !== undefined) await expect(page.getByText(company)).toBeVisible();
  if (looks) await look(page);
  await page.getByRole('button', { name: words('to-sign.consent-passkey') }).click();
  await expect(page.getByText(words('to-sign.consented')).first()).toBeVisible();
  if (looks) await look(page);
}
