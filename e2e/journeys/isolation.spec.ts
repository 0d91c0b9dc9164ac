import { expect, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { makeAct, printSlip } from '../counter.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { placeNameIn, signInOnScreen } from '../staff-screens.ts';

const reason = 'Légalisation demandée à Mohammedia';

inLanguagesOf('fr', (language, words) => {
  test('« une seconde commune à côté » : son agent ne trouve pas par le nom, ouvre par le numéro avec une raison, et la personne le lit', async ({
    page,
    browser,
  }) => {
    const citizen = newCitizen(language);
    await makeAct(citizen);
    const slip = await printSlip(citizen);

    await signInOnScreen(page, words, 'mohammedia-clerk');
    const found = await search(page, words, nameIn(language, citizen.name));
    await expect(found.getByText(words('office.counter-found-people', { count: 0 }))).toBeVisible();

    await search(page, words, citizen.document.number);
    await expect(found.getByText(words('identity.reason-needed'))).toBeVisible();
    await expect(found.getByText(nameIn(language, citizen.name)), 'rien n’est montré avant la raison').toHaveCount(0);
    await expectAccessible(page);
    await found.getByLabel(words('office.counter-reason')).fill(reason);
    await found.getByRole('button', { name: words('office.counter-open-file') }).click();
    await expect(found.getByText(nameIn(language, citizen.name))).toBeVisible();

    const home = await browser.newContext();
    const account = await home.newPage();
    await account.goto('/account/activate');
    await account.getByLabel(words('account.number')).fill(slip.accountNumber);
    await account.getByLabel(words('account.code')).fill(slip.activationCode);
    for (const field of ['account.new-password', 'account.repeat'] as const) {
      await account.getByLabel(words(field), { exact: true }).fill('olivier-fontaine-jeudi');
    }
    await account.getByRole('button', { name: words('account.activate') }).click();
    await account
      .getByRole('link', { name: words('history.title') })
      .first()
      .click();
    const reading = account.getByRole('listitem').filter({ hasText: reason });
    await expect(reading).toContainText(words('identity.reading-found-elsewhere'));
    await expect(reading).toContainText(placeNameIn(words, 'mohammedia-administrator-1'));
    await expectAccessible(account);
    await home.close();
  });
});

/** Types into the search of the counter and answers where the findings stand. */
async function search(page: Page, words: Words, text: string) {
  const field = page.getByLabel(words('office.counter-find'));
  await field.fill(text);
  await field.press('Enter');
  return page.getByRole('search');
}
