import { type Browser, expect, type Page, test } from '@playwright/test';
import type { Citizen } from '../../apps/platform/src/processes/demo/people.ts';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { printSlip, queueRequest } from '../counter.ts';
import { expectSealed, readText } from '../judges.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { printed, signInOnScreen } from '../staff-screens.ts';

inLanguagesOf('ar', (language, words) => {
  test('« un refus est un papier signé, numéroté, motivé » : proposé au guichet, signé par l’officier, lu par la personne, refait prérempli', async ({
    page,
    browser,
  }) => {
    const citizen = newCitizen(language);
    await queueRequest(citizen);
    await propose(page, words, citizen);

    const context = await browser.newContext();
    const officer = await context.newPage();
    const bytes = await sign(officer, words, citizen);
    await context.close();
    const text = await readText(new Uint8Array(bytes));
    expect(text).toContain('41.90');

    await page.reload();
    await openLine(page, words, citizen, 'refused');
    await expect(page.getByRole('button', { name: words('office.refusal-print') })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: words('office.again') }).click();
    const expected = page.getByRole('region', { name: words('office.expected') });
    await expect(expected).toContainText(nameIn(language, citizen.name));
    await expect(page.getByLabel(words('office.counter-nature'))).toHaveValue('accommodation');
    await expectAccessible(page);
    await expectNoOverflow(page);
    await expected.getByRole('button', { name: words('office.expected-identify') }).click();
    await expect(expected).toHaveCount(0);
    await expect(page.getByRole('article', { name: nameIn(language, citizen.name) })).toBeVisible();

    await readAtHome(browser, words, citizen);
  });
});

/** The clerk opens the queued request and proposes to refuse it. */
async function propose(page: Page, words: Words, citizen: Citizen): Promise<void> {
  await signInOnScreen(page, words, 'maarif-clerk');
  await openLine(page, words, citizen, 'queued');
  await page.getByRole('button', { name: words('office.sign-refuse') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio').nth(5).check({ force: true });
  await dialog.getByLabel(words('office.sign-refuse-note')).fill('الوكالة تخص بيع شقة: توجهوا إلى موثق.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words('office.sign-refuse-now') }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(words('office.counter-whereabouts', { state: 'refusing' })).first()).toBeVisible();
}

/** Opens the citizen's request from the counter's list of that state. */
async function openLine(page: Page, words: Words, citizen: Citizen, state: 'queued' | 'refused'): Promise<void> {
  const list = page.getByRole('region', { name: words('office.counter-queue', { state }) });
  await list.getByRole('button', { name: nameIn(words.language, citizen.name) }).click();
}

/** The officer finds the refusal apart, reads it, and signs it like any act. Answers the sealed paper. */
async function sign(page: Page, words: Words, citizen: Citizen): Promise<Buffer> {
  await signInOnScreen(page, words, 'maarif-officer');
  const refusals = page.getByRole('list', { name: words('office.refusals-to-sign') });
  const name = nameIn(words.language, citizen.name);
  await refusals.getByRole('checkbox', { name }).check();
  await refusals.getByRole('button', { name }).click();
  await expect(page.getByText(words('office.refusal')).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: words('office.sign-prepare', { acts: 1 }) }).click();
  await page.getByRole('button', { name: words('office.sign-sign', { acts: 1 }) }).click();
  await page.getByRole('button', { name: words('office.sign-simulated-confirm', { acts: 1 }) }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('office.sign-done', { acts: 1 }));
  const sealed = await printed(page, page.getByRole('button', { name: words('office.refusal-open') }));
  await expectSealed(sealed);
  return sealed;
}

/** The person opens their account with the slip, and finds the refusal among their papers. */
async function readAtHome(browser: Browser, words: Words, citizen: Citizen): Promise<void> {
  const slip = await printSlip(citizen);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/account/activate');
  await page.getByLabel(words('account.number')).fill(slip.accountNumber);
  await page.getByLabel(words('account.code')).fill(slip.activationCode);
  await page.getByLabel(words('account.new-password'), { exact: true }).fill('olivier-fontaine-jeudi');
  await page.getByLabel(words('account.repeat'), { exact: true }).fill('olivier-fontaine-jeudi');
  await page.getByRole('button', { name: words('account.activate') }).click();
  await page.getByRole('link', { name: words('verification.kind-refusal') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('verification.kind-refusal'));
  await expectAccessible(page);
  await expectNoOverflow(page);
  await context.close();
}
