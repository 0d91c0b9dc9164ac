import { expect, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { citizens } from '../../apps/platform/src/processes/demo/people.ts';
import { expectAccessible } from '../access.ts';
import { expectSealed, readText } from '../judges.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { drawAndAgree, nextStep, printed, signInOnScreen, tickChecks } from '../staff-screens.ts';

const sentence = 'Le vendeur remet ce jour les clefs du local.';

inLanguagesOf('fr', (language, words) => {
  test('« dans un bureau d’une seule personne, on passe à la signature » : par le nom, avec un PDF, jusqu’au document scellé', async ({
    page,
    browser,
  }) => {
    const pdf = await lease(await browser.newPage());
    await signInOnScreen(page, words, 'oulfa-officer-clerk');
    await findByName(page, words, nameIn(language, citizens.en.name));

    await nextStep(page, words, 'sign').click();
    await drawAndAgree(page, words);
    const choosing = page.waitForEvent('filechooser');
    await nextStep(page, words, 'document').click();
    await (await choosing).setFiles([{ name: 'bail.pdf', mimeType: 'application/pdf', buffer: pdf }]);
    await page.getByLabel(words('office.counter-nature')).selectOption('lease');
    await previewDraft(page, words);
    await tickChecks(page, words);
    await nextStep(page, words, 'act').click();

    const sealed = await readAndSign(page, words);
    await expectSealed(sealed);
    expect(await readText(sealed), 'le texte du PDF est resté du texte').toContain(sentence);
  });
});

/** A lease of one page, as a word processor would print it. */
async function lease(page: Page): Promise<Buffer> {
  await page.setContent(`<h1>Bail</h1><p>${sentence}</p><p>Fait à Casablanca.</p>`);
  const pdf = await page.pdf({ format: 'A4' });
  await page.close();
  return pdf;
}

/** The commune has served them before: a name is enough, and the card in hand is chosen. */
async function findByName(page: Page, words: Words, name: string): Promise<void> {
  await page.getByLabel(words('office.counter-find')).fill(name);
  await page.getByRole('button', { name }).first().click();
  const cards = page.getByRole('region', { name: words('office.counter-choose-document') });
  await cards.getByRole('button').first().click();
  await expect(nextStep(page, words, 'sign')).toBeVisible();
}

/** What will be signed, before anything has a number. */
async function previewDraft(page: Page, words: Words): Promise<void> {
  await page.getByRole('button', { name: words('office.counter-preview') }).click();
  const preview = page.getByRole('dialog', { name: words('office.counter-preview-title') });
  await expect(preview.getByRole('img', { name: words('office.page-of', { page: 1, pages: 1 }) })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(preview).toHaveCount(0);
}

async function readAndSign(page: Page, words: Words): Promise<Buffer> {
  await page.getByRole('button', { name: words('office.sign-prepare', { acts: 1 }) }).click();
  await page.getByRole('button', { name: words('office.sign-sign', { acts: 1 }) }).click();
  await page.getByRole('button', { name: words('office.sign-simulated-confirm', { acts: 1 }) }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('office.sign-done', { acts: 1 }));
  return printed(page, page.getByRole('button', { name: words('office.sign-open-sealed') }));
}
