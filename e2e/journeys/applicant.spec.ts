import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../access.ts';
import { clerkBefore } from '../at-the-office.ts';
import { newCitizen } from '../citizens.ts';
import { makeAct, printSlip, queueRequest, type Slip } from '../counter.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { staffNameIn } from '../staff-screens.ts';

const password = 'olivier-fontaine-jeudi';

test.use({ javaScriptEnabled: false });

inLanguagesOf('fr', (language, words) => {
  test('« correct-and-resubmit, messages, timeline » : une demande du guichet se suit de chez soi, rendue, puis corrigée', async ({
    page,
  }) => {
    const citizen = newCitizen(language, { email: `suivi.${Date.now()}@example.ma` });
    await queueRequest(citizen);
    await enter(page, words, await printSlip(citizen));
    const reference = await openOnly(page, words);
    await expect(page.getByText(words('own-requests.happened-queued'))).toBeVisible();

    const clerk = await clerkBefore(reference);
    await clerk.read();
    await clerk.write('Apportez aussi la facture.\nMerci.');
    await page.goto('/account');
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.getByRole('link', { name: words('own-requests.do-read') }).click();
    await expect(page.getByText('Apportez aussi la facture.')).toBeVisible();
    const looks = page.getByRole('region', { name: words('own-requests.looks') });
    await expect(looks).toContainText(staffNameIn(words, 'maarif-clerk'));
    await page.getByLabel(words('own-requests.write')).fill('Je viens demain.');
    await page.getByRole('button', { name: words('own-requests.send') }).click();
    await expect(page.getByText(words('own-requests.sent'))).toBeVisible();
    await expect(page.getByText('Je viens demain.')).toBeVisible();
    await page.goto('/account');
    await expect(page.getByRole('link', { name: words('own-requests.do-read') })).toHaveCount(0);

    await clerk.giveBack('document', 'unreadable', 'La page est floue.');
    await page.goto('/account');
    await page.getByRole('link', { name: words('own-requests.do-correct') }).click();
    const correction = page.getByRole('region', { name: words('own-requests.correction') });
    await expect(correction).toContainText(words('requests.field-document'));
    await expect(correction).toContainText(words('requests.mend-unreadable'));
    await expect(correction).toContainText('La page est floue.');
    await expectAccessible(page);
    await expectNoOverflow(page);
    await expectMail(page, words, citizen.contacts?.email ?? '', reference);

    await clerk.mend();
    await page.goto('/account/requests');
    await page
      .getByRole('link', { name: words('own-requests.title') })
      .first()
      .waitFor();
    await openOnly(page, words);
    const steps = page.getByRole('region', { name: words('own-requests.steps') });
    for (const step of ['returned', 'reopened', 'message'] as const)
      await expect(steps.getByText(words(`own-requests.step-${step}`)).first()).toBeVisible();
  });

  test('« the applicant sees » : la demande faite mène à l’acte, et l’adresse d’une autre ne dit rien', async ({
    page,
  }) => {
    const citizen = newCitizen(language);
    const act = await makeAct(citizen);
    await enter(page, words, await printSlip(citizen));
    await openOnly(page, words);
    const address = new URL(page.url()).pathname;
    await page.getByRole('link', { name: words('own-requests.open-act') }).click();
    await expect(page.getByText(act.number)).toBeVisible();

    await page.getByRole('button', { name: words('account.sign-out') }).click();
    await enter(page, words, await printSlip(newCitizen(language)));
    await page.goto('/account/requests');
    await expect(page.getByText(words('own-requests.empty'))).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
    for (const path of [address, `${address}/abandon`]) expect((await page.goto(path))?.status()).toBe(404);
  });
});

async function enter(page: Page, words: Words, slip: Slip): Promise<void> {
  await page.goto('/account/activate');
  await page.getByLabel(words('account.number')).fill(slip.accountNumber);
  await page.getByLabel(words('account.code')).fill(slip.activationCode);
  await page.getByLabel(words('account.new-password'), { exact: true }).fill(password);
  await page.getByLabel(words('account.repeat'), { exact: true }).fill(password);
  await page.getByRole('button', { name: words('account.activate') }).click();
  await expect(page.getByRole('button', { name: words('account.sign-out') })).toBeVisible();
}

/** Opens the one request that there is, and answers its reference. */
async function openOnly(page: Page, words: Words): Promise<string> {
  await page.goto('/account/requests');
  await expectAccessible(page);
  await expectNoOverflow(page);
  await page.getByRole('main').getByRole('heading', { level: 3 }).getByRole('link').click();
  await expectAccessible(page);
  await expectNoOverflow(page);
  const text = await page.getByRole('main').innerText();
  const reference = /MAA03-[0-9A-Z]{4}/.exec(text)?.[0];
  if (reference === undefined) throw new Error(`no reference under ${words('own-requests.facts')}`);
  return reference;
}

/** The mail that says what is asked, and nothing of the content. */
async function expectMail(page: Page, words: Words, email: string, reference: string): Promise<void> {
  const subject = words('notifications.request-returned-subject', { reference });
  const message = page.getByRole('listitem').filter({ hasText: email }).filter({ hasText: subject });
  await expect(async () => {
    await page.goto('/mailbox');
    await expect(message).toHaveCount(1, { timeout: 1 });
  }).toPass({ timeout: 30_000 });
  await message.getByRole('link').click();
  const text = (await page.getByRole('main').textContent()) ?? '';
  expect(text).toContain('/account/requests/');
  for (const secret of ['floue', 'Amal', 'JY']) expect(text).not.toContain(secret);
}
