import { expect, type Page, test } from '@playwright/test';
import { type Language, nameIn } from '../../apps/platform/src/kernel/index.ts';
import type { Citizen } from '../../apps/platform/src/processes/demo/people.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { printSlip } from '../counter.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';

test.use({ javaScriptEnabled: false });

async function lookAt(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoOverflow(page);
}

/** The provider's own page, another house's: found by its fields, not by our words. */
async function signInThere(page: Page, { name, document, birthDate }: Citizen, language: Language): Promise<void> {
  await expect(page.locator('header')).toContainText(language === 'ar' ? 'محاكاة' : 'simulation');
  await page.locator('input[name=person][value=other]').check();
  await page.locator('#documentNumber').fill(document.number);
  await page.locator('#arabic').fill(name.arabic);
  await page.locator('#latin').fill(name.latin);
  await page.locator('#birthDate').fill(birthDate ?? '');
  await page.locator('button.button-primary').click();
}

async function walkThere(page: Page, words: Words): Promise<void> {
  await page.goto('/account');
  await page.getByRole('link', { name: words('national-pages.door') }).click();
  await page.getByRole('button', { name: words('national-pages.begin') }).click();
  await expect(page).toHaveURL(/\/interaction\//);
}

inLanguagesOf('ar', (language, words) => {
  test('« ouvre un compte à distance » : le tiers de confiance, la question, le coffre, puis retour en un pas', async ({
    page,
  }) => {
    const citizen = newCitizen(language);
    await page.goto('/account');
    await page.getByRole('link', { name: words('national-pages.door') }).click();
    await expect(page.getByText(words('national-pages.notice'))).toBeVisible();
    await lookAt(page);
    await page.getByRole('button', { name: words('national-pages.begin') }).click();
    await expect(page).toHaveURL(/\/interaction\//);
    await lookAt(page);
    expect(page.url()).not.toContain('localhost');
    await signInThere(page, citizen, language);

    await expect(page).toHaveURL(/localhost:\d+\/national\/confirm$/);
    await expect(page.getByText(citizen.name.arabic)).toBeVisible();
    await expect(page.getByText(citizen.document.number)).toBeVisible();
    await lookAt(page);
    await page.getByRole('button', { name: words('national-pages.open') }).click();
    await expect(page.getByText(words('national-pages.agree-needed'))).toBeVisible();
    await lookAt(page);
    await page.getByLabel(words('national-pages.agree')).check();
    await page.getByRole('button', { name: words('national-pages.open') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(nameIn(language, citizen.name));

    await page.goto('/account/national');
    await expect(page.getByText(words('national-pages.level-high'))).toBeVisible();
    await lookAt(page);
    await page.getByRole('button', { name: words('account.sign-out') }).click();
    await walkThere(page, words);
    await signInThere(page, citizen, language);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(nameIn(language, citizen.name));
  });
});

inLanguagesOf('fr', (language, words) => {
  test('« rattache le compte du guichet », et refuse celui dont le nom n’est pas le sien', async ({ page }) => {
    const citizen = newCitizen(language);
    const { accountNumber } = await printSlip(citizen);
    await walkThere(page, words);
    await signInThere(page, citizen, language);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('national-pages.confirm-bind-title'));
    await expect(page.getByText(accountNumber)).toBeVisible();
    await lookAt(page);
    await page.getByLabel(words('national-pages.agree')).check();
    await page.getByRole('button', { name: words('national-pages.bind') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(nameIn(language, citizen.name));
    await page.getByRole('button', { name: words('account.sign-out') }).click();

    const other = newCitizen(language);
    await printSlip(other);
    await walkThere(page, words);
    await signInThere(page, { ...citizen, document: other.document }, language);
    await expect(page.getByText(words('national.disagrees'))).toBeVisible();
    await expect(page.getByText(other.name.latin)).toHaveCount(0);
    await lookAt(page);
    await page.getByRole('link', { name: words('national-pages.other-ways') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('account.doors-title'));
  });
});
