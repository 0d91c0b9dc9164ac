import { expect, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { makeAct } from '../counter.ts';
import { expectSound, readText } from '../judges.ts';
import { inLanguagesOf, type Words, wordsIn } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { printed, signInOnScreen } from '../staff-screens.ts';

inLanguagesOf('fr', (language, words) => {
  test('« le registre » : cherché par nom, avec les colonnes du décret et la signature, imprimé ; corrigé par une inscription nouvelle, à deux', async ({
    page,
    browser,
  }) => {
    const citizen = newCitizen(language);
    const { number } = await makeAct(citizen);
    const name = nameIn(language, citizen.name);
    await signInOnScreen(page, words, 'maarif-clerk');
    await find(page, words, name);
    await expectAccessible(page);
    await expectNoOverflow(page);

    await openEntry(page, words, number);
    const entry = page.getByRole('dialog', { name: words('register-screen.entry') });
    for (const shown of [number, citizen.document.number, words('register-screen.mode-presence')])
      await expect(entry.getByText(shown).first()).toBeVisible();
    await expect(entry.getByRole('img', { name: words('office.counter-signature-of', { name }) })).toBeVisible();
    await expectAccessible(page);

    await entry.getByRole('button', { name: words('register-screen.correct') }).click();
    await entry.getByLabel(words('register-screen.field')).selectOption('exemplars');
    await entry.getByLabel(words('register-screen.exemplars')).fill('3');
    await expectAccessible(page);
    await entry.getByRole('button', { name: words('register-screen.propose') }).click();
    await expect(page.getByText(words('register-screen.noted'))).toBeVisible();

    const second = await browser.newPage();
    await signInOnScreen(second, words, 'maarif-head');
    await find(second, words, name);
    await second
      .getByRole('listitem')
      .filter({ hasText: number })
      .getByRole('button', { name: words('register-screen.approve'), exact: true })
      .click();
    await expect(second.getByText(words('register-screen.noted'))).toBeVisible();
    const line = second.getByRole('row').filter({ hasText: number });
    const corrected = words('register-screen.corrected-by', { field: words('register-screen.field-exemplars') });
    await expect(line.getByText(corrected)).toBeVisible();
    await second.close();

    const pages = await printed(page, page.getByRole('button', { name: words('register-screen.print-day') }));
    await expectSound(pages);
    const text = await readText(pages);
    // The page speaks both languages; what a program reads back letter by letter is the French.
    for (const said of [number, citizen.document.number, wordsIn('fr')('register-screen.kind-correction')])
      expect(text).toContain(said);
  });
});

async function find(page: Page, words: Words, name: string): Promise<void> {
  await page.goto('/office/register');
  await page.getByLabel(words('register-screen.name'), { exact: true }).fill(name);
  await page.getByRole('button', { name: words('register-screen.search'), exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(1);
}

async function openEntry(page: Page, words: Words, number: string): Promise<void> {
  await page.getByRole('button', { name: words('register-screen.open-number', { number }) }).click();
}
