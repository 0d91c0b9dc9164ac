import { expect, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { drawAndAgree, nextStep, signInOnScreen, tickChecks } from '../staff-screens.ts';

/** One of those whom training makes up. */
const fictitious = { arabic: 'زينب التجريبي', latin: 'Zineb EXEMPLE' };

inLanguagesOf('fr', (language, words) => {
  test('« on s’exerce sans risque » : personnes fictives, grande marque, code à part, et rien n’en passe dans la vraie commune', async ({
    page,
    browser,
  }) => {
    const pdf = await letter(await browser.newPage());
    await signInOnScreen(page, words, 'oulfa-officer-clerk');
    await enter(page, words);
    await expectAccessible(page);
    await expectNoOverflow(page);

    await page.getByLabel(words('office.counter-find')).fill('EXEMPLE');
    await page
      .getByRole('button', { name: nameIn(language, fictitious) })
      .first()
      .click();
    await page
      .getByRole('region', { name: words('office.counter-choose-document') })
      .getByRole('button')
      .first()
      .click();
    await nextStep(page, words, 'sign').click();
    await drawAndAgree(page, words);
    const choosing = page.waitForEvent('filechooser');
    await nextStep(page, words, 'document').click();
    await (await choosing).setFiles([{ name: 'lettre.pdf', mimeType: 'application/pdf', buffer: pdf }]);
    await page.getByLabel(words('office.counter-nature')).selectOption('declaration');
    await tickChecks(page, words);
    await nextStep(page, words, 'act').click();

    const { number, code } = await sign(page, words);
    expect(number).toContain('/T-');
    expect(code).toMatch(/^T/);
    await page.goto(`/v/${code}`);
    await expect(page.getByText(words('verification.training-title')).first()).toBeVisible();

    await page.goto('/office');
    await page.getByRole('button', { name: words('training.leave') }).click();
    await expect(page.getByText(words('training.band'))).toHaveCount(0);
    await page.getByLabel(words('office.counter-find')).fill('EXEMPLE');
    await expect(page.getByRole('button', { name: nameIn(language, fictitious) })).toHaveCount(0);
  });
});

async function letter(page: Page): Promise<Buffer> {
  await page.setContent('<h1>Déclaration</h1><p>Je m’exerce à recevoir une déclaration.</p>');
  const pdf = await page.pdf({ format: 'A4' });
  await page.close();
  return pdf;
}

/** One’s own access is where training begins. */
async function enter(page: Page, words: Words): Promise<void> {
  await page.goto('/office/access');
  await page.getByRole('button', { name: words('training.enter') }).click();
  await expect(page.getByText(words('training.band'))).toBeVisible();
}

/** Signs what waits, and answers the number and the code of the act. */
async function sign(page: Page, words: Words): Promise<{ readonly number: string; readonly code: string }> {
  await page.getByRole('button', { name: words('office.sign-prepare', { acts: 1 }) }).click();
  const made = page.waitForResponse(answer => answer.url().endsWith('/confirm') && answer.ok());
  await page.getByRole('button', { name: words('office.sign-sign', { acts: 1 }) }).click();
  await page.getByRole('button', { name: words('office.sign-simulated-confirm', { acts: 1 }) }).click();
  const { acts } = await (await made).json();
  const [act] = acts;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('office.sign-done', { acts: 1 }));
  const kept = await page.request.get(`/api/v1/requests/${act.requestId}`);
  return (await kept.json()).act;
}
