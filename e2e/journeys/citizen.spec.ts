import { expect, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { makeAct, type MadeAct, printSlip, type Slip } from '../counter.ts';
import { expectRevisionOf } from '../judges.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';

const password = 'olivier-fontaine-jeudi';

test.use({ javaScriptEnabled: false });

inLanguagesOf('ar', (language, words) => {
  test('« numéro de compte et code à usage unique ouvrent le compte » : de la fiche au coffre, puis dehors', async ({
    page,
    request,
  }) => {
    const citizen = newCitizen(language);
    const act = await makeAct(citizen);
    const slip = await printSlip(citizen);

    await page.goto('/account');
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.getByRole('link', { name: words('account.door-slip') }).click();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await activate(page, words, slip);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(nameIn(language, citizen.name));
    await expect(page.getByText(act.number)).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    await page.getByRole('link', { name: words('verification.kind-legalisation') }).click();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await expectOwnFile(page, words, act);

    const documentAddress = page.url();
    await page.getByRole('button', { name: words('account.sign-out') }).click();
    await expect(page.getByText(words('account.signed-out'))).toBeVisible();
    await page.goto(documentAddress);
    await expect(page).toHaveURL(/\/account\/sign-in/);
    const closed = await request.get(`${documentAddress}/file`, { maxRedirects: 0 });
    expect(closed.headers()['content-type'] ?? '').not.toContain('pdf');
  });

  test('« trouve l’acte dans le coffre » : avec son mot de passe, et arrive à la page demandée', async ({ page }) => {
    const citizen = newCitizen(language);
    const { actId } = await makeAct(citizen);
    const slip = await printSlip(citizen);
    await page.goto('/account/activate');
    await activate(page, words, slip);
    await page.getByRole('button', { name: words('account.sign-out') }).click();

    await page.goto(`/account/documents/${actId}`);
    await expect(page.getByText(words('account.sign-in-first'))).toBeVisible();
    await expectAccessible(page);
    await signIn(page, words, slip, 'un-autre-mot-de-passe');
    await expect(page.getByText(words('identity.sign-in-refused')).first()).toBeVisible();
    await expect(page.getByLabel(words('account.name')), 'le numéro tapé reste').toHaveValue(slip.accountNumber);
    await expectAccessible(page);
    await signIn(page, words, slip, password);
    await expect(page).toHaveURL(new RegExp(`/account/documents/${actId}$`));
  });

  test('« code à usage unique » : un code faux ou déjà servi n’ouvre rien, et deviner devient lent', async ({
    page,
  }) => {
    const slip = await printSlip(newCitizen(language));
    await page.goto('/account/activate');
    await activate(page, words, { ...slip, activationCode: slip.activationCode.split('').toReversed().join('') });
    await expect(page.getByText(words('identity.activation-refused')).first()).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    await activate(page, words, slip);
    await expect(page.getByText(words('account.vault-empty'), { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: words('account.sign-out') }).click();
    await page.goto('/account/activate');
    await activate(page, words, slip);
    await expect(page.getByText(words('identity.activation-over')).first()).toBeVisible();

    await page.goto('/account/sign-in');
    const waits = page.getByText(partBefore(words('identity.wait', { seconds: 60 }), 60)).first();
    for (let guess = 0; guess < 12 && !(await waits.isVisible()); guess += 1) {
      await signIn(page, words, slip, `mot-de-passe-${guess}`);
    }
    await expect(waits).toBeVisible();
    await expectAccessible(page);
  });

  test('« les comptes sont isolés » : l’adresse du document d’un autre ne dit rien de plus qu’une adresse fausse', async ({
    page,
  }) => {
    const { actId } = await makeAct(newCitizen(language));
    const slip = await printSlip(newCitizen(language));
    await page.goto('/account/activate');
    await activate(page, words, slip);
    await expect(page.getByText(words('account.vault-empty'), { exact: true })).toBeVisible();
    for (const path of ['', '/file', '/download']) {
      const answer = await page.goto(`/account/documents/${actId}${path}`);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('web.error-not-found-title'));
    }
    await expectAccessible(page);
    await expectNoOverflow(page);
  });
});

async function activate(page: Page, words: Words, slip: Slip): Promise<void> {
  await page.getByLabel(words('account.number')).fill(slip.accountNumber);
  await page.getByLabel(words('account.code')).fill(slip.activationCode);
  await page.getByLabel(words('account.new-password'), { exact: true }).fill(password);
  await page.getByLabel(words('account.repeat'), { exact: true }).fill(password);
  await page.getByRole('button', { name: words('account.activate') }).click();
}

async function signIn(page: Page, words: Words, slip: Slip, secret: string): Promise<void> {
  await page.getByLabel(words('account.name')).fill(slip.accountNumber);
  await page.getByLabel(words('account.password')).fill(secret);
  await page.getByRole('button', { name: words('account.sign-in') }).click();
}

/** Opens, downloads and finds how to print: each gives the very file that was sealed. */
async function expectOwnFile(page: Page, words: Words, act: MadeAct): Promise<void> {
  const open = page.getByRole('link', { name: words('account.open') });
  const shown = await page.request.get((await open.getAttribute('href')) ?? '');
  expect(shown.headers()['content-disposition']).toMatch(/^inline/);
  const bytes = await shown.body();
  await expectRevisionOf(act.pdf, bytes);

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: words('account.download') }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);

  await page.getByRole('link', { name: words('account.print') }).click();
  await expect(page.getByRole('heading', { name: words('account.print-title') })).toBeInViewport();
}

/** What stands before the number in a sentence, so that it is found whatever the number is. */
function partBefore(sentence: string, number: number): string {
  return sentence.split(String(number))[0] ?? sentence;
}
