import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { scannedPaper, signWaiting } from '../counter.ts';
import { bindPasskey, openAccount } from '../distance.ts';
import { expectSealed, expectSound } from '../judges.ts';
import { beginningOf, inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { drawOn, placeNameIn, signInOnScreen } from '../staff-screens.ts';

inLanguagesOf('fr', (language, words) => {
  test('« tout à distance » : seul à signer, du premier clic au document scellé dans le coffre', async ({
    page,
    browser,
  }) => {
    await openAccount(page, words, newCitizen(language));
    await bindPasskey(page, words);
    await page.goto('/account/legalise');
    await look(page);
    await page.getByRole('link', { name: words('legalise.start') }).click();
    await begin(page, words);
    await sendPaper(page, words);
    await placeSignature(page, words);
    await drawSignature(page, words);
    await page.getByRole('button', { name: words('legalise.send-alone') }).click();
    await consent(page, words);

    const requestId = /[0-9a-f-]{36}/.exec(new URL(page.url()).pathname)?.[0] ?? '';
    const clerk = await (await browser.newContext()).newPage();
    await signInOnScreen(clerk, words, 'maarif-clerk');
    await checkAtOffice(clerk, words, requestId);
    await clerk.context().close();
    const act = await signWaiting(requestId);

    await page.goto(`/account/documents/${act.actId}`);
    await expect(page.getByText(act.number).first()).toBeVisible();
    await expectSealed(act.pdf);
    await expectSound(act.pdf);
  });
});

async function look(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoOverflow(page);
}

/** What is asked before anything is kept: whether it is needed, which paper, which office. */
async function begin(page: Page, words: Words): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('legalise.need'));
  await page.getByRole('button', { name: words('legalise.need-go-on') }).click();
  await page.getByLabel(placeNameIn(words, 'casablanca-administrator-1')).check();
  await page.getByRole('button', { name: words('legalise.continue') }).click();
  await look(page);
  await page.locator('input[value="lease"]').check();
  await page.getByRole('button', { name: words('legalise.continue') }).click();
  const offices = page.getByLabel(words('legalise.office-choose'));
  const annex = offices.getByRole('option').filter({ hasText: placeNameIn(words, 'maarif-clerk') });
  await offices.selectOption(await annex.getAttribute('value'));
  await page.getByRole('button', { name: words('legalise.begin') }).click();
}

/** A photograph, sent part by part. */
async function sendPaper(page: Page, words: Words): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('legalise.document'));
  const file = { name: 'bail.jpg', mimeType: 'image/jpeg', buffer: scannedPaper('fr') };
  await page.getByLabel(words('legalise.files'), { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: words('legalise.files-send') }).click();
  await expect(page.getByText(words('legalise.files-added', { count: 1 }))).toBeVisible();
  await look(page);
  await page.getByRole('link', { name: words('legalise.continue') }).click();
  await look(page);
  await page.getByRole('button', { name: words('legalise.continue') }).click();
}

/** The place that is proposed, moved a little by keyboard. */
async function placeSignature(page: Page, words: Words): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('legalise.places-own'));
  await look(page);
  await page.locator('#field').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.getByRole('button', { name: words('legalise.place-here') }).click();
  await expect(page.getByText(words('legalise.place-kept'))).toBeVisible();
  await page.getByRole('link', { name: words('legalise.continue') }).click();
}

async function drawSignature(page: Page, words: Words): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('legalise.signature'));
  await drawOn(page, page.locator('#pad'));
  await page.getByRole('button', { name: words('pre-enrolment.signature-use') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('legalise.check'));
  await look(page);
}

/** Reads the whole paper, keeps the signature that was drawn, and consents with the passkey. */
async function consent(page: Page, words: Words): Promise<void> {
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: words('to-sign.go-on') }).click();
  await page.locator('button[value="keep"]').click();
  await page.getByRole('button', { name: words('to-sign.consent-passkey') }).click();
  await expect(page.getByText(words('to-sign.consented')).first()).toBeVisible();
}

/** The clerk reads what came from afar and makes the checks; nothing can be signed before. */
async function checkAtOffice(page: Page, words: Words, requestId: string): Promise<void> {
  await expect(signWaiting(requestId), 'no clerk has looked').rejects.toThrow();
  await page.goto(`/office/counter?request=${requestId}`);
  await expect(page.getByRole('heading', { name: words('from-afar.checks') })).toBeVisible();
  await expectAccessible(page);
  for (const box of await page.locator('[id^="office-check-"]').all()) await box.check();
  await page.getByRole('button', { name: words('from-afar.check') }).click();
  await expect(page.getByText(beginningOf(words('from-afar.checks-done', { time: '|' })))).toBeVisible();
}
