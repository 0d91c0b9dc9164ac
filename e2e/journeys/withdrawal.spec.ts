import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { makeAct, printSlip, type Slip } from '../counter.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { signInOnScreen } from '../staff-screens.ts';

inLanguagesOf('ar', (language, words) => {
  test('« révoqué par deux personnes, vu aussitôt » : le vérificateur, le titulaire et l’officier le lisent', async ({
    page,
    browser,
  }) => {
    const citizen = newCitizen(language);
    const act = await makeAct(citizen);
    await signInOnScreen(page, words, 'maarif-clerk');
    await propose(page, words, act.number);
    await expect(page.getByText(words('register-screen.withdrawal-became-proposed'))).toBeVisible();
    await expect(page.getByText(words('register-screen.own-proposal')).first()).toBeVisible();

    const second = await browser.newPage();
    await signInOnScreen(second, words, 'maarif-head');
    await second.goto('/office/withdrawals');
    const proposal = second
      .getByRole('heading', { level: 3 })
      .filter({ hasText: act.number })
      .locator('xpath=ancestor::section[1]');
    await expect(proposal.getByText('ليست بطاقته.')).toBeVisible();
    await expectAccessible(second);
    await expectNoOverflow(second);
    await proposal.getByRole('button', { name: words('register-screen.withdraw-now') }).click();
    const asked = second.getByRole('dialog', { name: words('register-screen.withdrawal-ask-approved') });
    await expectAccessible(second);
    await asked.getByRole('button', { name: words('register-screen.withdrawal-do-approved') }).click();
    await expect(second.getByText(words('register-screen.withdrawal-became-approved'))).toBeVisible();

    await second.goto(act.verifyUrl);
    await expect(second.getByRole('heading', { level: 1 })).toHaveText(words('verification.revoked-title'));
    await expect(second.getByText(words('acts.reason-wrong-person'))).toBeVisible();
    await expectAccessible(second);
    await expectNoOverflow(second);
    await second.close();

    const holder = await browser.newPage();
    await openAccount(holder, words, await printSlip(citizen));
    await expect(holder.getByText(words('acts.standing-revoked')).first()).toBeVisible();
    await holder
      .getByRole('link', { name: words('verification.kind-legalisation') })
      .first()
      .click();
    await expect(holder.getByText(words('account.withdrawn-title'))).toBeVisible();
    await expectAccessible(holder);
    await holder.close();
  });
});

async function propose(page: Page, words: Words, number: string): Promise<void> {
  await page.goto('/office/withdrawals');
  await page.getByRole('button', { name: words('register-screen.propose-withdrawal') }).click();
  const dialog = page.getByRole('dialog', { name: words('register-screen.propose-withdrawal') });
  await dialog.getByLabel(words('register-screen.act')).fill(number);
  await dialog.getByRole('button', { name: words('register-screen.find-act') }).click();
  await expect(dialog.getByText(number)).toBeVisible();
  await dialog.getByLabel(words('register-screen.reason')).selectOption('wrong-person');
  await dialog.getByLabel(words('register-screen.words')).fill('ليست بطاقته.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words('register-screen.propose'), exact: true }).click();
}

/** Opens the account of a slip, whose first page is the vault. */
async function openAccount(page: Page, words: Words, slip: Slip): Promise<void> {
  await page.goto('/account/activate');
  await page.getByLabel(words('account.number')).fill(slip.accountNumber);
  await page.getByLabel(words('account.code')).fill(slip.activationCode);
  for (const field of ['account.new-password', 'account.repeat'] as const)
    await page.getByLabel(words(field), { exact: true }).fill('des-oliviers-et-du-vent');
  await page.getByRole('button', { name: words('account.activate') }).click();
}
