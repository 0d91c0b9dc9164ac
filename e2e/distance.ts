import { expect, type Page } from '@playwright/test';
import type { newCitizen } from './citizens.ts';
import { printSlip, scannedPaper } from './counter.ts';
import type { Words } from './languages.ts';
import { placeNameIn } from './staff-screens.ts';

type Citizen = ReturnType<typeof newCitizen>;

/** A password that nothing forbids. */
const password = 'olivier-fontaine-jeudi';

/** Opens the account of a citizen with the slip of a counter. */
export async function openAccount(page: Page, words: Words, citizen: Citizen): Promise<void> {
  const slip = await printSlip(citizen);
  await page.goto('/account/activate');
  await page.getByLabel(words('account.number')).fill(slip.accountNumber);
  await page.getByLabel(words('account.code')).fill(slip.activationCode);
  await page.getByLabel(words('account.new-password'), { exact: true }).fill(password);
  await page.getByLabel(words('account.repeat'), { exact: true }).fill(password);
  await page.getByRole('button', { name: words('account.activate') }).click();
  await expect(page).toHaveURL(/\/account$/);
}

/** Binds a passkey of the browser's own authenticator, which verifies its user. */
export async function bindPasskey(page: Page, words: Words): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto('/account/step-up?next=/account/security/passkeys/new');
  await page.getByLabel(words('account.password'), { exact: true }).fill(password);
  await page.getByRole('button', { name: words('security.step-up'), exact: true }).click();
  await page.getByLabel(words('security.passkey-name')).fill('téléphone');
  await page.getByRole('button', { name: words('security.passkey-make') }).click();
  await expect(page.getByText(words('security.passkey-added'))).toBeVisible();
}

/** Prepares a lease that others shall sign, one after the other, and asks them; answers the request's id. */
export async function inviteToSign(
  page: Page,
  words: Words,
  signatories: readonly { readonly name: string; readonly email: string }[],
): Promise<string> {
  await page.goto('/account/legalise/new');
  await page.getByRole('button', { name: words('legalise.need-go-on') }).click();
  await page.getByLabel(placeNameIn(words, 'casablanca-administrator-1')).check();
  await page.getByRole('button', { name: words('legalise.continue') }).click();
  await page.locator('input[value="lease"]').check();
  await page.getByRole('button', { name: words('legalise.continue') }).click();
  await page.getByLabel(words('legalise.office-choose')).selectOption({ index: 1 });
  await page.getByRole('button', { name: words('legalise.begin') }).click();
  const file = { name: 'page.jpg', mimeType: 'image/jpeg', buffer: scannedPaper('ar') };
  await page.getByLabel(words('legalise.files'), { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: words('legalise.files-send') }).click();
  await page.getByRole('link', { name: words('legalise.continue') }).click();
  await page.getByRole('button', { name: words('legalise.signatory-remove') }).click();
  for (const { name, email } of signatories) {
    const form = page.locator('main details');
    if ((await form.getAttribute('open')) === null) await form.locator('summary').click();
    await page.getByLabel(words('legalise.somebody-name'), { exact: true }).fill(name);
    await page.getByLabel(words('legalise.somebody-contact'), { exact: true }).fill(email);
    await page.getByRole('button', { name: words('legalise.somebody-add') }).click();
    await expect(page.getByText(email)).toBeVisible();
  }
  if (signatories.length > 1) await page.locator('input[value="in-turn"]').check();
  await page.getByRole('button', { name: words('legalise.continue') }).click();
  for (const _ of signatories) {
    await page.getByRole('button', { name: words('legalise.place-here') }).click();
    await expect(page.getByText(words('legalise.place-kept'))).toBeVisible();
    await page.locator('main a.button-primary').last().click();
  }
  await page
    .getByRole('button', { name: words('legalise.continue') })
    .or(page.locator('#send'))
    .first()
    .click();
  await expect(page).toHaveURL(/\/account\/requests\/[0-9a-f-]{36}/);
  return /[0-9a-f-]{36}/.exec(new URL(page.url()).pathname)?.[0] ?? '';
}

/** The newest message of the demo's mailbox to an address, once it is there: its text. */
export async function readMail(page: Page, to: string, subject: string | RegExp): Promise<string> {
  const message = page.getByRole('listitem').filter({ hasText: to }).filter({ hasText: subject });
  await expect(async () => {
    await page.goto('/mailbox');
    await expect(message.first()).toBeVisible({ timeout: 1 });
  }).toPass({ timeout: 30_000 });
  await message.first().getByRole('link').click();
  return (await page.getByRole('main').textContent()) ?? '';
}
