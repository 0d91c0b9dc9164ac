import { expect, test } from '@playwright/test';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { printSlip, scannedPaper } from '../counter.ts';
import { inLanguagesOf } from '../languages.ts';
import { chooseSimulated, dropFiles, nextStep, pagesOf, signInOnScreen } from '../staff-screens.ts';

inLanguagesOf('ar', (language, words) => {
  test('« session finie pendant un envoi » : on se reconnecte par-dessus l’écran, et rien n’est perdu', async ({
    page,
  }) => {
    const citizen = newCitizen(language);
    await printSlip(citizen);
    await signInOnScreen(page, words, 'maarif-clerk');
    const search = page.getByLabel(words('office.counter-find'));
    await search.fill(citizen.document.number);
    await search.press('Enter');
    await page
      .getByRole('region', { name: words('office.counter-choose-document') })
      .getByRole('button')
      .click();
    await expect(nextStep(page, words, 'sign')).toBeVisible();

    // The session ends on the way: the upload leaves the browser without it.
    await page.route(
      '**/files',
      async route => {
        await page.context().clearCookies();
        const { cookie: _, ...headers } = await route.request().allHeaders();
        await route.continue({ headers });
      },
      { times: 1 },
    );
    await dropFiles(page, [{ name: 'page.jpg', mimeType: 'image/jpeg', buffer: scannedPaper('ar') }]);

    const ended = page.getByRole('dialog', { name: words('office.session-ended') });
    await expect(ended).toBeVisible();
    await expectAccessible(page);
    await chooseSimulated(page, words, 'maarif-clerk');
    await expect(ended).toHaveCount(0);
    await expect(pagesOf(page, words), 'la page envoyée est arrivée').toHaveCount(1);
    await page.reload();
    await expect(pagesOf(page, words), 'et elle est enregistrée').toHaveCount(1);
  });
});
