import { type Browser, expect, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { makeAct, printSlip, type Slip } from '../counter.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { signInOnScreen } from '../staff-screens.ts';

const password = 'olivier-fontaine-jeudi';

inLanguagesOf('fr', (language, words) => {
  test('« droits de la loi 09-08 » : un effacement demandé en ligne, accordé au bureau, et ce qui reste est dit', async ({
    browser,
    page,
  }) => {
    const citizen = newCitizen(language);
    await makeAct(citizen);
    const slip = await printSlip(citizen);
    await activate(page, words, slip);
    await page.goto('/account/rights');
    await expect(page.getByText(words('rights.stays-acts', { count: 1 }))).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.getByRole('radio', { name: words('rights.kind-erasure') }).check();
    await page.getByRole('button', { name: words('rights.send') }).click();
    const number = await page
      .getByText(/DP\/\d{4}\/\d{6}/)
      .first()
      .innerText();
    await expect(page.getByText(words('rights.basis-art-8'))).toBeVisible();

    await answerAtDesk(browser, words, number);
    await page.reload();
    await expect(page.getByText('Vos données seront effacées.')).toBeVisible();
    await expect(page.getByRole('button', { name: words('rights.withdraw') })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: words('rights.withdraw') }).click();
    await expect(page.getByText(words('rights.state-withdrawn')).first()).toBeVisible();
  });

  test('« un aidant, vu et révocable » : invité par son numéro, il suit les demandes, puis plus rien', async ({
    browser,
    page,
  }) => {
    const [mother, daughter] = [newCitizen(language), newCitizen(language)];
    const act = await makeAct(mother);
    const slips = [await printSlip(mother), await printSlip(daughter)] as const;
    const context = await browser.newContext();
    const helper = await context.newPage();
    await activate(page, words, slips[0]);
    await activate(helper, words, slips[1]);
    await invite(page, words, slips[1].accountNumber);

    await helper.goto('/account/helpers');
    await expect(helper.getByText(nameIn(language, mother.name))).toBeVisible();
    await expectAccessible(helper);
    await helper.getByRole('button', { name: words('helpers.agree') }).click();
    await helper.getByRole('link', { name: words('helpers.look') }).click();
    await expect(helper.getByText(words('requests.state-done'))).toBeVisible();
    await expect(helper.getByText(act.number), 'jamais les actes').toHaveCount(0);
    await expectAccessible(helper);
    await expectNoOverflow(helper);
    const address = helper.url();

    await page.goto('/account/readings?show=helpers');
    await expect(page.getByText(words('history.helper-looked-at-requests'))).toBeVisible();
    await page.goto('/account/helpers');
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.getByRole('button', { name: words('helpers.end') }).click();
    const gone = await helper.goto(address);
    expect(gone?.status(), 'révoqué sur-le-champ').toBe(404);
    await context.close();
  });
});

async function answerAtDesk(browser: Browser, words: Words, number: string): Promise<void> {
  const context = await browser.newContext();
  const desk = await context.newPage();
  await signInOnScreen(desk, words, 'casablanca-data-protection');
  await desk.goto('/office/files');
  await desk.getByRole('button', { name: `${words('files.open')} ${number}` }).click();
  await expect(desk.getByText(words('files.plan', { count: 1 }))).toBeVisible();
  await expectAccessible(desk);
  await desk.getByLabel(words('files.answer')).fill('Vos données seront effacées.');
  await desk.getByRole('button', { name: words('files.grant-erasure') }).click();
  await expect(desk.getByText(words('files.answered'))).toBeVisible();
  await context.close();
}

async function invite(page: Page, words: Words, accountNumber: string): Promise<void> {
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const send = async (): Promise<void> => {
    await page.getByLabel(words('helpers.number')).fill(accountNumber);
    await page.getByLabel(words('helpers.from')).fill(day(0));
    await page.getByLabel(words('helpers.until'), { exact: true }).fill(day(30));
    await page.getByRole('button', { name: words('helpers.invite') }).click();
  };
  await page.goto('/account/helpers');
  await send();
  // Sharing takes a proof of now, and leads back to the form.
  await page.getByLabel(words('account.password')).fill(password);
  await page.locator('main').getByRole('button').click();
  await send();
  await expect(page.getByText(words('helpers.asked-line'))).toBeVisible();
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
