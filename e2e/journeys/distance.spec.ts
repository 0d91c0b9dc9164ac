import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { printSlip, scannedPaper, type Slip } from '../counter.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';

const password = 'olivier-fontaine-jeudi';

inLanguagesOf('fr', (language, words) => {
  test('« tout à distance » : du premier clic à l’accord de celui qui signe seul', async ({ page }) => {
    const citizen = newCitizen(language);
    const slip = await printSlip(citizen);
    await openAccount(page, words, slip);
    await page.goto('/account/legalise');
    await look(page);
    await page.getByRole('link', { name: words('legalise.start') }).click();
    await begin(page, words);
    await sendPaper(page, words);
    await look(page);
    await page.getByRole('link', { name: words('legalise.continue') }).click();
    await look(page);
    await page.getByRole('button', { name: words('legalise.continue') }).click();
    await placeSignature(page, words);
    await sign(page, words);
    await look(page);
    await page.getByRole('button', { name: words('legalise.send-alone') }).click();
    await expect(page).toHaveURL(/\/account\/to-sign\//);
  });
});

async function look(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoOverflow(page);
}

async function openAccount(page: Page, words: Words, slip: Slip): Promise<void> {
  await page.goto('/account/activate');
  await page.getByLabel(words('account.number')).fill(slip.accountNumber);
  await page.getByLabel(words('account.code')).fill(slip.activationCode);
  await page.getByLabel(words('account.new-password'), { exact: true }).fill(password);
  await page.getByLabel(words('account.repeat'), { exact: true }).fill(password);
  await page.getByRole('button', { name: words('account.activate') }).click();
  await expect(page.getByText(words('account.vault-empty'), { exact: true })).toBeVisible();
}

/** What is asked before anything is kept: whether it is needed, which paper, which office. */
async function begin(page: Page, words: Words): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('legalise.need'));
  await look(page);
  await page.getByRole('button', { name: words('legalise.need-go-on') }).click();
  await page.getByLabel('Casablanca').check();
  await page.getByRole('button', { name: words('legalise.continue') }).click();
  await look(page);
  await page.getByLabel(/Bail d.habitation/).check();
  await page.getByRole('button', { name: words('legalise.continue') }).click();
  await look(page);
  await page
    .getByLabel(words('legalise.office-choose'))
    .selectOption({ label: 'Arrondissement de Maârif · Annexe Yacoub El Mansour' });
  await page.getByRole('button', { name: words('legalise.begin') }).click();
}

/** A photograph, sent part by part. */
async function sendPaper(page: Page, words: Words): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('legalise.document'));
  await look(page);
  const file = { name: 'bail.jpg', mimeType: 'image/jpeg', buffer: scannedPaper('fr') };
  await page.getByLabel(words('legalise.files'), { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: words('legalise.files-send') }).click();
  await expect(page.getByText(words('legalise.files-added', { count: 1 }))).toBeVisible();
}

/** One of the nine places, then a little higher by keyboard. */
async function placeSignature(page: Page, words: Words): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('legalise.places-own'));
  await look(page);
  await page.locator('#field').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.getByRole('button', { name: words('legalise.place-here') }).click();
  await expect(page.getByText(words('legalise.place-kept'))).toBeVisible();
  await look(page);
  await page.getByRole('link', { name: words('legalise.continue') }).click();
}

async function sign(page: Page, words: Words): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('legalise.signature'));
  const pad = page.locator('#pad');
  await look(page);
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad to sign on');
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  for (let step = 0; step <= 12; step += 1) await page.mouse.move(box.x + 40 + step * 15, box.y + 60 + (step % 2) * 40);
  await page.mouse.up();
  await page.getByRole('button', { name: words('pre-enrolment.signature-use') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('legalise.check'));
}
