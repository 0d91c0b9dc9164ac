import { expect, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { catalogueOf, certifyFor } from '../certifying.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { enrolAt, scannedPaper, signWaiting } from '../counter.ts';
import { bindPasskey, openAccount } from '../distance.ts';
import { expectSealed, readBarcodes } from '../judges.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { drawAndAgree, dropFiles, pagesOf, printed, signInOnScreen } from '../staff-screens.ts';

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
    await page.keyboard.press('s');
    await drawAndAgree(page, words);
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
  test('« des copies à volonté » : deux réémissions d’un coup, à la maison, datées et scellées', async ({
    page,
    browser,
  }) => {
    test.setTimeout(120_000);
    const citizen = newCitizen(language);
    await certifyFor(citizen, 2);
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
    await scanAhead(page, words);
    const clerk = await (await browser.newContext({ locale: 'ar-MA' })).newPage();
    await signInOnScreen(clerk, words, 'maarif-clerk');
    await takeOver(clerk, words, citizen);
    await renew(page, words);
    await checkRenewal(page, clerk, words);
    await clerk.context().close();
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

/** Scans an original at home, so that the counter only compares. */
async function scanAhead(page: Page, words: Words): Promise<void> {
  await page.goto('/account/originals/new');
  await look(page);
  await page.getByLabel(words('originals.kind'), { exact: true }).selectOption('contract');
  await page.getByLabel(words('originals.issuer')).fill('أطلس');
  await page.locator('#file').setInputFiles({ name: 'عقد.jpg', mimeType: 'image/jpeg', buffer: scannedPaper('ar') });
  await page.getByRole('button', { name: words('originals.new-send') }).click();
  await expect(page).toHaveURL(/\/account\/originals\/ahead\//);
  await look(page);
}

/** At the counter, the pages that were scanned ahead are taken over; nothing of them is compared yet. */
async function takeOver(page: Page, words: Words, citizen: ReturnType<typeof newCitizen>): Promise<void> {
  await page.goto('/office/certify');
  await expect(page.locator('#counter-go-on')).toBeFocused();
  await page.keyboard.type(`/${citizen.document.number}`);
  await page.keyboard.press('Enter');
  await page
    .getByRole('region', { name: words('office.counter-choose-document') })
    .getByRole('button')
    .first()
    .click();
  await page.getByRole('button', { name: words('certify.ahead-take') }).click();
  await expect(pagesOf(page, words)).toHaveCount(1);
  await expect(page.getByText(words('certify.compared-count', { compared: 0, pages: 1 }))).toBeVisible();
}

/** Every copy was issued: the certification is renewed, without a visit. */
async function renew(page: Page, words: Words): Promise<void> {
  await page.goto('/account/originals');
  await page.getByRole('link', { name: 'دبلوم' }).or(page.locator('h2 a')).first().click();
  await page.getByRole('button', { name: words('originals.renew'), exact: true }).click();
  await expect(page.getByText(words('originals.renewal-sent'))).toBeVisible();
}

/** A clerk checks the renewal in the queue, an officer signs it, and its holder has copies of the new act. */
async function checkRenewal(page: Page, clerk: Page, words: Words): Promise<void> {
  await page.goto('/account/requests');
  const href = await page.locator('a[href^="/account/requests/"]').first().getAttribute('href');
  const id = href?.split('/').at(-1) ?? '';
  await clerk.goto(`/office/queue?request=${id}`);
  const check = clerk.getByRole('region', { name: words('certify.renewal-checks') });
  await expect(check).toBeVisible();
  for (const box of await check.getByRole('checkbox').all()) await box.check();
  await look(clerk);
  await check.getByRole('button', { name: words('certify.renewal-check') }).click();
  await expect(check).toHaveCount(0);
  await signWaiting(id);
  await page.goto('/account/originals');
  await expect(page.getByText(words('certification.renewed-since'))).toBeVisible();
  await expect(page.getByLabel(words('originals.how-many'))).toHaveCount(1);
}
