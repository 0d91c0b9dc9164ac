import { readFile } from 'node:fs/promises';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { printSlip, type Slip } from '../counter.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { signInOnScreen } from '../staff-screens.ts';

const password = 'olivier-fontaine-jeudi';
const reason = 'Acte de naissance présenté, nom mal saisi';

inLanguagesOf('ar', (language, words) => {
  test('« la personne voit chaque accès et chaque modification » : un nom corrigé à quatre yeux, puis tout emporté', async ({
    browser,
    page,
  }) => {
    const citizen = newCitizen(language, { email: 'amal@example.ma' });
    const slip = await printSlip(citizen);
    const corrected = { arabic: `${citizen.name.arabic} العلوي`, latin: `${citizen.name.latin} ALAOUI` };
    await correct(browser, words, language, { before: citizen.name.latin, after: corrected });
    await approve(browser, words, language, corrected.latin);

    await activate(page, words, slip);
    await page.goto('/account/profile');
    await expect(page.getByText(corrected.arabic).first()).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.goto('/account/readings?show=changes');
    await expect(page.getByText(reason)).toBeVisible();
    await expect(page.getByText(citizen.name.arabic).first(), 'l’ancien nom reste lisible').toBeVisible();
    await expect(page.getByText(words('history.second'))).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    await chooseLargerLetters(page, words);
    await exportAll(page, words);
  });
});

async function onStaffScreen(
  browser: Browser,
  words: Words,
  locale: string,
  key: string,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ locale });
  const page = await context.newPage();
  await signInOnScreen(page, words, key);
  await page.goto('/office/files');
  await work(page);
  await expectAccessible(page);
  await context.close();
}

async function correct(
  browser: Browser,
  words: Words,
  locale: string,
  names: { readonly before: string; readonly after: { readonly arabic: string; readonly latin: string } },
): Promise<void> {
  await onStaffScreen(browser, words, locale, 'maarif-clerk', async page => {
    await page.getByLabel(words('files.person')).fill(names.before);
    await page.getByRole('button', { name: words('files.search') }).click();
    await page.getByRole('button', { name: words('files.open') }).click();
    await page.getByLabel(words('files.name-arabic')).fill(names.after.arabic);
    await page.getByLabel(words('files.name-latin')).fill(names.after.latin);
    await page.getByLabel(words('files.seen')).selectOption('civil-status');
    await page.getByLabel(words('files.reason')).fill(reason);
    await expectAccessible(page);
    await page.getByRole('button', { name: words('files.change') }).click();
    await expect(page.getByText(words('files.said-awaiting-second'))).toBeVisible();
  });
}

async function approve(browser: Browser, words: Words, locale: string, name: string): Promise<void> {
  await onStaffScreen(browser, words, locale, 'maarif-head', async page => {
    await page
      .getByRole('listitem')
      .last()
      .getByRole('button', { name: words('files.open') })
      .click();
    await expect(page.getByText(name)).toBeVisible();
    await expect(page.getByText(reason)).toBeVisible();
    await page.getByRole('button', { name: words('files.approve') }).click();
    await expect(page.getByText(words('files.decided'))).toBeVisible();
  });
}

async function activate(page: Page, words: Words, slip: Slip): Promise<void> {
  await page.goto('/account/activate');
  await page.getByLabel(words('account.number')).fill(slip.accountNumber);
  await page.getByLabel(words('account.code')).fill(slip.activationCode);
  await page.getByLabel(words('account.new-password')).fill(password);
  await page.getByLabel(words('account.repeat')).fill(password);
  await page.getByRole('button', { name: words('account.activate') }).click();
  await expect(page).toHaveURL(/\/account$/);
}

async function chooseLargerLetters(page: Page, words: Words): Promise<void> {
  await page.goto('/account/profile');
  const size = () => page.evaluate<string>('getComputedStyle(document.documentElement).fontSize');
  const before = Number.parseFloat(await size());
  await page.getByLabel(words('profile.text-size-large')).check();
  await page.getByRole('button', { name: words('profile.save') }).click();
  await expect(page.getByText(words('profile.saved'))).toBeVisible();
  expect(Number.parseFloat(await size())).toBeGreaterThan(before);
}

async function exportAll(page: Page, words: Words): Promise<void> {
  await page.goto('/account/export');
  await expectAccessible(page);
  await expectNoOverflow(page);
  await page.getByRole('button', { name: words('export.order') }).click();
  if (page.url().includes('/account/step-up')) {
    await page.getByLabel(words('account.password')).fill(password);
    await page.locator('main').getByRole('button').click();
    if (await page.getByRole('button', { name: words('export.order') }).isEnabled())
      await page.getByRole('button', { name: words('export.order') }).click();
  }
  await expect(async () => {
    await page.goto('/account/export');
    await expect(page.getByText(words('export.state-ready'))).toBeVisible({ timeout: 500 });
  }).toPass();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: words('export.fetch') }).click();
  const bytes = await readFile(await (await download).path());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  await page.getByRole('button', { name: words('export.erase') }).click();
  await expect(page.getByText(words('export.state-erased'), { exact: true })).toBeVisible();
}
