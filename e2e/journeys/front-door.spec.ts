import { expect, test } from '@playwright/test';
import { expectAccessible } from '../access.ts';
import { inEveryLanguage } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';

const doors = [
  '/',
  '/v',
  '/v/0000000000000000',
  '/account',
  '/account/sign-in',
  '/account/activate',
  '/pre-enrolment',
  '/nowhere',
];

inEveryLanguage((language, words) => {
  test.describe('sans JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('« axe propre dans les quatre langues » : les pages ouvertes à tous, et rien ne déborde à 360 px', async ({
      page,
    }) => {
      for (const door of doors) {
        await page.goto(door);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
        await expectAccessible(page);
        await expectNoOverflow(page);
      }
    });
  });

  test('« axe propre dans les quatre langues » : la porte du personnel', async ({ page }) => {
    await page.goto('/office/sign-in');
    await expect(page.getByRole('button', { name: words('office.sign-in-passkey') })).toBeVisible();
    const simulated = page.getByRole('region', { name: words('office.simulated-title') });
    await expect(simulated.getByRole('button').first()).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
  });
});
