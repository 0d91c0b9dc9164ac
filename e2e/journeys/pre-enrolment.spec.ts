import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../access.ts';
import { codeOf, declare, fillDate, goOn } from '../at-home.ts';
import { newCitizen } from '../citizens.ts';
import { openPreEnrolment } from '../counter.ts';
import { readPictureCodes } from '../judges.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';

async function lookAt(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoOverflow(page);
}

/** Signs with a pen that tells its pressure, as a tablet's does. */
async function signWithPen(page: Page, words: Words): Promise<void> {
  const pad = page.getByRole('img', { name: words('pre-enrolment.pad') });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('the pad is not on the screen');
  const pen = await page.context().newCDPSession(page);
  const dispatch = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', step: number) =>
    pen.send('Input.dispatchMouseEvent', {
      type,
      x: box.x + box.width * (0.1 + step * 0.016),
      y: box.y + box.height * (0.5 + 0.3 * Math.sin(step / 2)),
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      pointerType: 'pen',
      force: 0.2 + step / 100,
    });
  await dispatch('mousePressed', 0);
  for (let step = 1; step <= 45; step += 1) await dispatch('mouseMoved', step);
  await dispatch('mouseReleased', 45);
  await expect(page.getByText(words('pre-enrolment.pad-drawn'))).toBeVisible();
}

/** The digits that were sent to an address, read in the simulated mailbox in a window of its own. */
async function codeFor(context: BrowserContext, email: string): Promise<string> {
  const mailbox = await context.newPage();
  const message = mailbox.getByRole('listitem').filter({ hasText: email });
  await expect(async () => {
    await mailbox.goto('/mailbox');
    await expect(message).toHaveCount(1, { timeout: 1 });
  }).toPass({ timeout: 30_000 });
  const code = /\d{6}/.exec((await message.getByRole('link').textContent()) ?? '')?.[0];
  await mailbox.close();
  if (code === undefined) throw new Error('the message has no code');
  return code;
}

inLanguagesOf('ar', (language, words) => {
  test.describe('sur un téléphone', () => {
    test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

    test('« à la maison, une fois » : les questions, le courriel confirmé, la signature au stylet, et le guichet lit tout', async ({
      page,
      context,
    }) => {
      const citizen = newCitizen(language);
      const email = `pre.${citizen.document.number.toLowerCase()}@example.ma`;
      await page.goto('/');
      await page.getByRole('link', { name: words('web.home-prepare') }).click();
      await lookAt(page);
      await declare(page, words, citizen, () => lookAt(page));
      await page.getByLabel(words('pre-enrolment.email')).fill(email);
      await goOn(page, words, 'pre-enrolment.step-email-code');
      await lookAt(page);
      await page.getByLabel(words('pre-enrolment.contact-code'), { exact: true }).fill(await codeFor(context, email));
      await page.getByRole('button', { name: words('pre-enrolment.confirm') }).click();
      await page.getByLabel(words('pre-enrolment.ability-signs')).check();
      await lookAt(page);
      await goOn(page, words, 'pre-enrolment.step-signature');
      await signWithPen(page, words);
      await lookAt(page);
      await page.getByRole('button', { name: words('pre-enrolment.signature-use') }).click();
      await expect(page.getByRole('img', { name: words('pre-enrolment.signature-kept') })).toBeVisible();
      await lookAt(page);
      await page.getByRole('button', { name: words('pre-enrolment.send'), exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('pre-enrolment.done'));
      await lookAt(page);

      const code = await codeOf(page);
      const qr = page.getByRole('img', { name: words('pre-enrolment.qr') });
      expect(await readPictureCodes(await qr.screenshot({ scale: 'device' }))).toEqual([code.replaceAll('-', '')]);
      await page.getByRole('link', { name: words('pre-enrolment.find-office') }).click();
      await lookAt(page);
      const { declared, picture } = await openPreEnrolment(code);
      expect(declared).toMatchObject({ name: citizen.name, language, contacts: { email }, birthDate: '1985-04-17' });
      expect(declared.document).toMatchObject({ number: citizen.document.number, expiresOn: '2034-05-31' });
      expect(picture, 'un trait de plus de vingt points').toMatch(/<path d="M(?:-?\d+ -?\d+L){20,}/);
    });
  });
});

inLanguagesOf('fr', (language, words) => {
  test.describe('sans JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('« rien n’est perdu » : on arrête, on reprend ailleurs avec le code, on corrige, on envoie, on efface', async ({
      page,
      browser,
    }) => {
      const citizen = newCitizen(language);
      await page.goto('/pre-enrolment');
      await declare(page, words, citizen, async () => undefined);
      await page.getByText(words('pre-enrolment.later'), { exact: true }).click();
      const resume = (await page.locator('details .code').textContent()) ?? '';
      await lookAt(page);
      await page.getByRole('button', { name: words('pre-enrolment.leave') }).click();
      await expect(page.getByText(words('pre-enrolment.news-left'))).toBeVisible();

      const other = await elsewhere(browser, resume, words);
      await goOn(other, words, 'pre-enrolment.step-ability');
      await other.getByRole('button', { name: words('pre-enrolment.continue') }).click();
      await expect(other.getByText(words('pre-enrolment.ability-missing')).first()).toBeVisible();
      await lookAt(other);
      await other.getByLabel(words('pre-enrolment.ability-cannot-read')).check();
      await goOn(other, words, 'pre-enrolment.step-signature');
      await expect(other.getByText(words('pre-enrolment.signature-no-script'))).toBeVisible();
      await lookAt(other);
      await other.getByRole('button', { name: words('pre-enrolment.signature-skip') }).click();
      await other.getByRole('link', { name: words('pre-enrolment.line-address') }).click();
      await other.getByLabel(words('pre-enrolment.address'), { exact: true }).fill('Douar Aït Ali');
      await goOn(other, words, 'pre-enrolment.review');
      await lookAt(other);
      await other.getByRole('button', { name: words('pre-enrolment.send'), exact: true }).click();
      await expect(other.getByText(words('pre-enrolment.bring-witnesses'))).toBeVisible();
      const code = await codeOf(other);
      const { declared } = await openPreEnrolment(code);
      expect(declared).toMatchObject({ address: 'Douar Aït Ali', ability: 'cannot-read', signature: false });

      await eraseWithCode(page, words, code);
      await other.goto('/pre-enrolment/done');
      await expect(other, 'rien n’en reste ailleurs non plus').toHaveURL(/\?gone$/);
      await other.context().close();
    });
  });
});

/** Another browser, where the resume code is typed. */
async function elsewhere(browser: Browser, resume: string, words: Words): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: `${words.language}-MA` });
  const page = await context.newPage();
  await page.goto('/pre-enrolment');
  await page.getByLabel(words('pre-enrolment.resume-code')).fill(resume);
  await page.getByRole('button', { name: words('pre-enrolment.resume-button'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('pre-enrolment.step-contacts'));
  return page;
}

/** From any browser, with the code and the birth date: what waits is seen, and erased. */
async function eraseWithCode(page: Page, words: Words, code: string): Promise<void> {
  await page.getByRole('link', { name: words('pre-enrolment.status') }).click();
  await page.getByLabel(words('pre-enrolment.code'), { exact: true }).fill(code);
  await fillDate(page, words, '17 04 1985');
  await page.getByRole('button', { name: words('pre-enrolment.status-button') }).click();
  await expect(page.getByText(words('pre-enrolment.waiting'), { exact: true })).toBeVisible();
  await lookAt(page);
  await page.getByText(words('pre-enrolment.withdraw'), { exact: true }).click();
  await page.getByRole('button', { name: words('pre-enrolment.withdraw-button') }).click();
  await expect(page.getByText(words('pre-enrolment.news-withdrawn'))).toBeVisible();
}
