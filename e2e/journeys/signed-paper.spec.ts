import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Citizen } from '../../apps/platform/src/processes/demo/people.ts';
import { stranger } from '../../apps/platform/test/strangers.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { printSlip } from '../counter.ts';
import { expectSealed, readBarcodes } from '../judges.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { drawAndAgree, nextStep, pagesOf, printed, signInOnScreen, tickChecks } from '../staff-screens.ts';

const signer = 'Samira BENNANI';

inLanguagesOf('ar', (language, words) => {
  test('« les PDF déjà signés sont reçus » : la signature est jugée, montrée, et reste valable sous le timbre', async ({
    page,
    browser,
  }) => {
    const citizen = newCitizen(language);
    await printSlip(citizen);
    const pdf = stranger(signer).sign(await contract(await browser.newPage()));
    await openCounterFor(page, words, citizen);

    await bringIn(page, words, { name: 'contrat.pdf', buffer: Buffer.from(pdf) });
    await expectJudged(page, words);
    await expect(page.getByRole('button', { name: words('office.counter-add-pages'), exact: true })).toHaveCount(0);
    await expect(page.getByRole('button', { name: words('office.counter-camera') })).toHaveCount(0);
    await expect(page.getByRole('button', { name: words('office.counter-remove-document') })).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    await page.getByLabel(words('office.counter-nature')).selectOption('lease');
    await placeOnFirstPage(page, words);
    await tickChecks(page, words);
    await nextStep(page, words, 'act').click();

    await expectJudged(page, words);
    await expectAccessible(page);
    await expectNoOverflow(page);
    const sealed = await readAndSign(page, words);
    expect(Buffer.compare(sealed.subarray(0, pdf.length), pdf), 'pas un octet du fichier reçu n’a changé').toBe(0);
    await expectSealed(sealed, 2);
    expect(await readBarcodes(sealed, 1), 'le timbre porte le QR').toHaveLength(1);
    expect(await readBarcodes(sealed, 2), 'les autres pages ne portent rien').toHaveLength(0);
  });

  test('« refusé avec la raison » : modifié après sa signature, il n’entre pas, et l’écran dit quoi faire', async ({
    page,
    browser,
  }) => {
    const citizen = newCitizen(language);
    await printSlip(citizen);
    const signed = stranger(signer).sign(await contract(await browser.newPage()));
    // Somebody changed a byte after the signature.
    const changed = Buffer.from(signed);
    changed[Math.round(changed.indexOf('/Contents <') / 2)] = 0x20;
    await openCounterFor(page, words, citizen);
    await bringIn(page, words, { name: 'contrat.pdf', buffer: changed });
    const incoming = page.getByRole('region', { name: words('office.counter-incoming') });
    await expect(incoming).toContainText(words('documents.signed-changed', { place: 1, count: 1 }));
    await expectAccessible(page);
  });
});

/** A contract of two pages, as a word processor would print it. */
async function contract(page: Page): Promise<Buffer> {
  const second = '<p style="break-before: page">Fait à Casablanca.</p>';
  await page.setContent(`<h1>Contrat</h1><p>Le preneur occupe les lieux dès ce jour.</p>${second}`);
  const pdf = await page.pdf({ format: 'A4', tagged: false });
  await page.close();
  return pdf;
}

/** The clerk’s counter with this person before it, who has agreed and drawn a signature, and no paper yet. */
async function openCounterFor(page: Page, words: Words, citizen: Citizen): Promise<void> {
  await signInOnScreen(page, words, 'oulfa-officer-clerk');
  await page.getByLabel(words('office.counter-find')).fill(citizen.document.number);
  await page.getByLabel(words('office.counter-find')).press('Enter');
  await page
    .getByRole('region', { name: words('office.counter-choose-document') })
    .getByRole('button')
    .click();
  await nextStep(page, words, 'sign').click();
  await drawAndAgree(page, words);
}

async function bringIn(
  page: Page,
  words: Words,
  file: { readonly name: string; readonly buffer: Buffer },
): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await nextStep(page, words, 'document').click();
  await (await choosing).setFiles([{ ...file, mimeType: 'application/pdf' }]);
}

/** Whose signature the paper bore, what that is worth, and what it means for the stamp. */
async function expectJudged(page: Page, words: Words): Promise<void> {
  const judged: Locator = page.getByRole('region', { name: words('office.signed-before') });
  await expect(judged.getByRole('listitem')).toHaveCount(1);
  await expect(judged).toContainText(signer);
  await expect(judged).toContainText(words('documents.judged', { meaning: 'unknown', changes: 'none' }).trim());
  await expect(judged).toContainText(words('office.signed-before-text'));
}

/** On the first page, from where it was proposed on the last. */
async function placeOnFirstPage(page: Page, words: Words): Promise<void> {
  await pagesOf(page, words).nth(0).click();
  await page
    .getByRole('radio', { name: words('office.counter-stamp-preset', { preset: 'middle' }) })
    .check({ force: true });
  await expect(page.getByRole('button', { name: new RegExp(`^${words('office.counter-stamp')}[,،]`) })).toBeVisible();
}

async function readAndSign(page: Page, words: Words): Promise<Buffer> {
  // The first page has stood on the screen once only the second is left.
  await expect(page.getByText(words('office.sign-remaining', { pages: 1 }))).toBeVisible();
  await page.getByRole('button', { name: words('office.sign-read-on') }).click();
  await page.getByRole('button', { name: words('office.sign-prepare', { acts: 1 }) }).click();
  await page.getByRole('button', { name: words('office.sign-sign', { acts: 1 }) }).click();
  await page.getByRole('button', { name: words('office.sign-simulated-confirm', { acts: 1 }) }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('office.sign-done', { acts: 1 }));
  return printed(page, page.getByRole('button', { name: words('office.sign-open-sealed') }));
}
