import { expect, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { queueRequest } from '../counter.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { signInOnScreen } from '../staff-screens.ts';

inLanguagesOf('ar', (language, words) => {
  test('« une demande n’est que dans une main » : prise, refusée à un collègue, renvoyée avec ce qui est faux, reprise, signée', async ({
    page,
    browser,
  }) => {
    const citizen = newCitizen(language);
    const name = nameIn(language, citizen.name);
    await queueRequest(citizen);

    await signInOnScreen(page, words, 'maarif-clerk');
    await open(page, name);
    await page.keyboard.press('c');
    await expect(page.getByRole('button', { name: words('queue.release') })).toBeVisible();

    const colleague = await browser.newPage();
    await signInOnScreen(colleague, words, 'maarif-officer');
    await open(colleague, name);
    await expect(colleague.getByRole('button', { name: words('queue.return') })).toHaveCount(0);
    await colleague.getByRole('checkbox', { name }).check();
    await colleague.getByRole('button', { name: words('queue.claim') }).click();
    await expect(colleague.getByRole('alert')).toContainText(words('queue.done-some', { done: 0, count: 1 }));
    await expectAccessible(colleague);
    await expectNoOverflow(colleague);

    await returnIt(page, words);
    await expectState(page, words, 'returned');
    await expectAccessible(page);
    await expectNoOverflow(page);

    // The person came back with the paper mended.
    await page.getByRole('button', { name: words('queue.resubmit') }).click();
    await expectState(page, words, 'queued');
    await expect(page.getByText(words('queue.correction'), { exact: true })).toBeVisible();
    await page.keyboard.press('c');
    await page.getByRole('button', { name: words('queue.release') }).click();
    await expect(page.getByRole('button', { name: words('queue.claim') }).first()).toBeVisible();

    await open(colleague, name);
    await colleague.keyboard.press('s');
    await sign(colleague, words);
    await page.goto('/office/queue');
    await page.getByLabel(words('queue.state'), { exact: true }).selectOption('done');
    await page.getByRole('button', { name }).first().click();
    const steps = page.getByRole('region', { name: words('queue.timeline') });
    for (const step of ['claimed', 'returned', 'resubmitted', 'completed'] as const)
      await expect(steps).toContainText(words(`queue.step-${step}`));
    await colleague.close();
  });
});

async function open(page: Page, name: string): Promise<void> {
  await page.goto('/office/queue');
  await page.getByRole('button', { name }).first().click();
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
}

async function expectState(page: Page, words: Words, state: 'queued' | 'returned'): Promise<void> {
  const file = page.getByRole('region').filter({ has: page.getByRole('heading', { level: 2 }) });
  await expect(file.getByText(words(`requests.state-${state}`), { exact: true })).toBeVisible();
}

async function returnIt(page: Page, words: Words): Promise<void> {
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: words('queue.return') });
  await dialog.getByLabel(words('requests.field-document')).selectOption('unreadable');
  await dialog.getByLabel(words('queue.note')).fill('الصفحة الأولى غير واضحة.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words('queue.return') }).click();
  await expect(dialog).toHaveCount(0);
}

async function sign(page: Page, words: Words): Promise<void> {
  await page.getByRole('button', { name: words('office.sign-prepare', { acts: 1 }) }).click();
  await page.getByRole('button', { name: words('office.sign-sign', { acts: 1 }) }).click();
  await page.getByRole('button', { name: words('office.sign-simulated-confirm', { acts: 1 }) }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('office.sign-done', { acts: 1 }));
}
