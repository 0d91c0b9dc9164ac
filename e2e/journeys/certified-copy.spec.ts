import { expect, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { catalogueOf, certifyFor } from '../certifying.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { enrolAt, scannedPaper } from '../counter.ts';
import { bindPasskey, openAccount } from '../distance.ts';
import { expectSealed, readBarcodes } from '../judges.ts';
import { inLanguagesOf } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { dropFiles, pagesOf, printed, signInOnScreen } from '../staff-screens.ts';

inLanguagesOf('fr', (language, words) => {
  test('« montré une fois » : au guichet, numérisé, vérifié, comparé, signé avec ce que l’officier autorise', async ({
    page,
  }) => {
    const citizen = newCitizen(language);
    await enrolAt('maarif-clerk', citizen);
    await signInOnScreen(page, words, 'maarif-clerk');
    await page.goto('/office/certify');
    await expect(page.locator('#counter-go-on')).toBeFocused();
    await page.keyboard.type(`/${citizen.document.number}`);
    await page.keyboard.press('Enter');
    const found = page.getByRole('region', { name: words('office.counter-choose-document') }).getByRole('button');
    await expect(found).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article', { name: nameIn(language, citizen.name) })).toBeVisible();
    await dropFiles(page, [{ name: 'scan.jpg', mimeType: 'image/jpeg', buffer: scannedPaper('fr') }]);
    await expect(pagesOf(page, words)).toHaveCount(1);
    await page.getByLabel(words('certify.kind'), { exact: true }).selectOption('diploma');
    await page.getByLabel(words('certify.issuer-latin')).fill('Université Hassan II de Casablanca');
    await page.getByLabel(words('certify.number')).fill('D-2019-4471');
    await page.getByLabel(words('certify.issued'), { exact: true }).fill('2019-07-12');
    for (const { label } of (await catalogueOf()).copies.checks.filter(({ when }) => when === 'always')) {
      await page.getByRole('checkbox', { name: label[language] }).check();
    }
    await expectAccessible(page);
    await page.locator('h1').first().click({ force: true });
    await page.keyboard.press('p');
    await expect(page.getByText(words('certify.compared-count', { compared: 1, pages: 1 }))).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(words('office.counter-whereabouts', { state: 'queued' }))).toBeVisible();
    await page.getByRole('button', { name: words('office.sign-out') }).click();
    await page.waitForURL(/\/office\/sign-in/);

    await signInOnScreen(page, words, 'maarif-officer');
    const name = nameIn(language, citizen.name);
    await page.getByRole('checkbox', { name }).check();
    const queue = page.getByRole('navigation', { name: words('office.sign-queue') });
    await queue.getByRole('button', { name }).click();
    await expect(queue.getByRole('button', { name })).toContainText(words('office.sign-read'));
    await expect(page.getByText('Université Hassan II de Casablanca')).toBeVisible();
    await expect(page.getByText(/Par la même signature|By the same signature|بالتوقيع نفسه/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: words('office.sign-prepare', { acts: 1 }) }).click();
    await page.getByRole('button', { name: words('office.sign-sign', { acts: 1 }) }).click();
    await page.getByRole('button', { name: words('office.sign-simulated-confirm', { acts: 1 }) }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('office.sign-done', { acts: 1 }));
    const pdf = await printed(page, page.getByRole('button', { name: words('office.sign-open-sealed') }));
    await expectSealed(pdf);
    await verify(page, pdf, words('verification.kind-certified-copy'));
  });
});

inLanguagesOf('ar', (language, words) => {
  test('« des copies à volonté » : deux réémissions d’un coup, à la maison, datées et scellées', async ({ page }) => {
    test.setTimeout(120_000);
    const citizen = newCitizen(language);
    await certifyFor(citizen);
    await openAccount(page, words, citizen);
    await bindPasskey(page, words);
    await page.goto('/account/originals');
    await look(page);
    await page.getByLabel(words('originals.how-many')).selectOption('2');
    await page.getByRole('button', { name: words('originals.issue'), exact: true }).click();
    await expect(page.getByText(words('originals.issued'))).toBeVisible();
    await look(page);
    const copies = page.getByRole('link', { name: words('originals.print') });
    await expect(copies).toHaveCount(2);
    const download = await page.request.get((await copies.first().getAttribute('href')) ?? '');
    const pdf = await download.body();
    await expectSealed(pdf);
    await verify(page, pdf, words('verification.kind-reissue'));
    await page.goto('/account/originals/new');
    await look(page);
  });
});

async function look(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoOverflow(page);
}

/** Scans the barcode of the paper, as whoever receives it does. */
async function verify(page: Page, pdf: Uint8Array, kind: string): Promise<void> {
  const [url = ''] = await readBarcodes(pdf);
  const { pathname, search } = new URL(url);
  await page.goto(`${pathname}${search}`);
  await expect(page.getByText(kind).first()).toBeVisible();
}
