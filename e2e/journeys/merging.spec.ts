import { expect, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { enrolTwice } from '../counter.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { signInOnScreen } from '../staff-screens.ts';

inLanguagesOf('fr', (language, words) => {
  test('« deux dossiers, une personne » : l’un propose, l’autre compare et décide, et tout peut revenir', async ({
    page,
    browser,
  }) => {
    const citizen = newCitizen(language);
    const name = nameIn(language, citizen.name);
    await enrolTwice(citizen);
    await signInOnScreen(page, words, 'maarif-clerk');
    await propose(page, words, name);
    await openMerge(page, words, name);
    await expect(page.getByText(words('merges.own'))).toBeVisible();
    await expect(page.getByRole('button', { name: words('merges.approve') })).toHaveCount(0);

    const second = await browser.newPage();
    await signInOnScreen(second, words, 'maarif-head');
    await openMerge(second, words, name);
    await expect(second.getByText(words('merges.finding-same-birth-date'))).toBeVisible();
    await expectAccessible(second);
    await expectNoOverflow(second);
    await decide(second, words, 'approve');
    await expect(second.getByText(words('merges.became-done'))).toBeVisible();

    await openMerge(second, words, name);
    // One file is left, with both cards.
    await expect(second.getByRole('heading', { name: words('merges.closes') })).toHaveCount(0);
    const card = second.getByRole('region', { name: words('merges.goes-on') });
    await expect(card.getByText('•••')).toHaveCount(2);
    await decide(second, words, 'reverse');
    await expect(second.getByText(words('merges.became-reversed'))).toBeVisible();
    await second.close();
  });
});

async function propose(page: Page, words: Words, name: string): Promise<void> {
  await page.goto('/office/merging');
  await page.getByRole('button', { name: words('merges.propose') }).click();
  const dialog = page.getByRole('dialog', { name: words('merges.propose') });
  await dialog.getByLabel(words('merges.find')).fill(name);
  await dialog.getByRole('button', { name: words('merges.search') }).click();
  const first = dialog.getByRole('group', { name: words('merges.first') });
  await first.getByRole('radio').first().check();
  const second = dialog.getByRole('group', { name: words('merges.second') });
  await second.getByRole('radio').check();
  await dialog.getByLabel(words('merges.reason')).selectOption('other-document');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words('merges.send') }).click();
  await expect(page.getByText(words('merges.became-proposed'))).toBeVisible();
}

async function openMerge(page: Page, words: Words, name: string): Promise<void> {
  if (!page.url().endsWith('/office/merging')) await page.goto('/office/merging');
  await page.getByRole('button', { name }).first().click();
  await expect(page.getByRole('heading', { name: words('merges.compare') })).toBeVisible();
}

async function decide(page: Page, words: Words, decision: 'approve' | 'reverse'): Promise<void> {
  await page.getByRole('button', { name: words(`merges.${decision}`) }).click();
  const dialog = page.getByRole('dialog', { name: words(`merges.${decision}`) });
  await dialog.getByRole('button', { name: words(`merges.${decision}`) }).click();
}
