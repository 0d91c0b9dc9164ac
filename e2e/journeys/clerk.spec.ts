import { expect, type Page, test } from '@playwright/test';
import { civilTime, nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { printSlip, readSlip, scannedPaper } from '../counter.ts';
import { expectSound } from '../judges.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import type { Citizen } from '../../apps/platform/src/processes/demo/people.ts';
import {
  checksOf,
  drawAndAgree,
  dropFiles,
  nextStep,
  pagesOf,
  printed,
  signInOnScreen,
  staffNameIn,
  tabTo,
  tickChecks,
} from '../staff-screens.ts';
import { agreeAtVisit, visitStep } from '../visits.ts';

const first = { name: 'page-1.jpg', mimeType: 'image/jpeg', buffer: scannedPaper('fr') };
const second = { name: 'page-2.jpg', mimeType: 'image/jpeg', buffer: scannedPaper('ar') };
const cut = { name: 'coupée.jpg', mimeType: 'image/jpeg', buffer: scannedPaper('fr').subarray(0, 4000) };

inLanguagesOf('fr', (language, words) => {
  test('« un agent inscrit la personne, qui signe, et transmet » : du numéro de carte à la file de l’officier', async ({
    page,
  }) => {
    const citizen = newCitizen(language);
    await signInOnScreen(page, words, 'maarif-clerk');
    await expectAccessible(page);
    await enrol(page, words, citizen);

    await nextStep(page, words, 'sign').click();
    await expectAccessible(page);
    await drawAndAgree(page, words);
    await page.getByRole('button', { name: words('office.visit-compare') }).click();
    await expect(page.getByText(words('office.visit-specimens-taken', { count: 1, date: today() }))).toBeVisible();
    await bringIn(page, words);
    await turnRemoveAndPutBack(page, words);

    await page.getByLabel(words('office.counter-nature')).selectOption({ index: 1 });
    await page.getByLabel(words('office.counter-stamp-language')).selectOption('ar+fr');
    await expect(page.getByLabel(words('office.counter-stamp-language'))).toHaveValue('ar+fr');
    await moveStamp(page, words);
    await tickChecks(page, words);
    await expectAccessible(page);

    await nextStep(page, words, 'submit').click();
    await expect(page.getByText(words('office.counter-whereabouts', { state: 'queued' }))).toBeVisible();
    await expectAccessible(page);
    const slip = await printed(
      page,
      page.getByRole('button', { name: words('office.counter-print-slip', { name: nameIn(language, citizen.name) }) }),
    );
    await expectSound(slip);
    await readSlip(slip);
  });
});

inLanguagesOf('ar', (language, words) => {
  test('« tout au clavier » : de la connexion à la file, seule la signature du citoyen est de sa main', async ({
    page,
  }) => {
    const citizen = newCitizen(language);
    await printSlip(citizen);
    await signInByKeys(page, words);
    const { keyboard } = page;
    await expect(nextStep(page, words, 'find')).toBeFocused();
    await keyboard.press('/');
    await keyboard.type(citizen.document.number);
    await keyboard.press('Enter');
    const found = page.getByRole('region', { name: words('office.counter-choose-document') }).getByRole('button');
    await expect(found).toBeFocused();
    await keyboard.press('Enter');

    await expect(nextStep(page, words, 'sign')).toBeFocused();
    await keyboard.press('s');
    await drawAndAgree(page, words);
    await expect(nextStep(page, words, 'document')).toBeFocused();
    const choosing = page.waitForEvent('filechooser');
    await keyboard.press('Control+Enter');
    await (await choosing).setFiles([second]);
    await expect(pagesOf(page, words)).toHaveCount(1);

    await expect(nextStep(page, words, 'nature')).toBeFocused();
    await keyboard.press('t');
    await expect(page.getByLabel(words('office.counter-nature'))).toBeFocused();
    await keyboard.press('ArrowDown');
    await expect(nextStep(page, words, 'check')).toBeVisible();
    const open = checksOf(page, words).and(page.locator(':not(:checked)'));
    for (let left = await open.count(); left > 0; left -= 1) {
      // The next step is known once the one before it is kept.
      await expect(page.getByRole('status').getByText(words('office.counter-saved'))).toBeVisible();
      await keyboard.press('Control+Enter');
      await expect(open.and(page.locator(':focus'))).toHaveCount(1);
      await keyboard.press('Space');
      await expect(open).toHaveCount(left - 1);
    }
    await expect(nextStep(page, words, 'submit')).toBeVisible();
    await keyboard.press('Control+Enter');
    await expect(page.getByText(words('office.counter-whereabouts', { state: 'queued' }))).toBeVisible();
  });
});

/** Today in Morocco, as papers print it. */
function today(): string {
  return civilTime(new Date()).date;
}

async function signInByKeys(page: Page, words: Words): Promise<void> {
  await page.goto('/office/sign-in');
  const filter = page.getByLabel(words('office.simulated-filter'));
  await tabTo(page, filter);
  const name = staffNameIn(words, 'maarif-clerk');
  await page.keyboard.type(name);
  await tabTo(page, page.getByRole('button', { name }));
  await page.keyboard.press('Enter');
}

/** Nobody is known by that card: the person is enrolled at a visit, and comes back to the counter with a request. */
async function enrol(page: Page, words: Words, citizen: Citizen): Promise<void> {
  const search = page.getByLabel(words('office.counter-find'));
  await search.fill(citizen.document.number);
  await search.press('Enter');
  await expect(page.getByText(words('office.counter-nobody'))).toBeVisible();
  await page.getByRole('button', { name: words('office.counter-enrol') }).click();
  await expect(page.getByLabel(words('office.counter-number'), { exact: true })).toHaveValue(citizen.document.number);
  await page.getByLabel(words('office.counter-expiry')).fill(citizen.document.expiresOn);
  await page.getByLabel(words('office.counter-name-arabic')).fill(citizen.name.arabic);
  await page.getByLabel(words('office.counter-name-latin')).fill(citizen.name.latin);
  await page.getByLabel(words('office.counter-birth')).fill(citizen.birthDate ?? '');
  await page.getByLabel(words('office.visit-attest')).check();
  await visitStep(page, words, 'person').click();
  await agreeAtVisit(page, words);
  await visitStep(page, words, 'finish').click();
  await page.getByRole('button', { name: words('office.visit-open-request') }).click();
  await expect(nextStep(page, words, 'sign')).toBeVisible();
}

/** One page by file beside a file that is refused by name, another by drag and drop. */
async function bringIn(page: Page, words: Words): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await nextStep(page, words, 'document').click();
  await (await choosing).setFiles([first, cut]);
  const incoming = page.getByRole('region', { name: words('office.counter-incoming') });
  await expect(incoming.getByRole('listitem').filter({ hasText: cut.name })).toContainText(
    words('office.counter-file-refused'),
  );
  await expect(pagesOf(page, words)).toHaveCount(1);
  await expectAccessible(page);
  await dropFiles(page, [second]);
  await expect(pagesOf(page, words)).toHaveCount(2);
}

async function turnRemoveAndPutBack(page: Page, words: Words): Promise<void> {
  await pagesOf(page, words).nth(1).click();
  const stage = page.getByRole('img', { name: words('office.page-of', { page: 2, pages: 2 }) });
  const before = await stage.getAttribute('src');
  await page.getByRole('button', { name: words('office.counter-rotate') }).click();
  await expect(stage).not.toHaveAttribute('src', before ?? '');
  await page.getByRole('button', { name: words('office.counter-remove-page') }).click();
  await expect(pagesOf(page, words)).toHaveCount(1);
  await page.getByRole('button', { name: words('office.counter-restore-page') }).click();
  await expect(pagesOf(page, words)).toHaveCount(2);
}

/** The stamp goes where the arrows lead it, and stays there. */
async function moveStamp(page: Page, words: Words): Promise<void> {
  const stamp = page.getByRole('button', { name: new RegExp(`^${words('office.counter-stamp')}[,،] `) });
  if (!(await stamp.isVisible())) await pagesOf(page, words).nth(0).click();
  const before = await stamp.getAttribute('aria-label');
  await stamp.press('Shift+ArrowUp');
  await expect(stamp).not.toHaveAttribute('aria-label', before ?? '');
}
