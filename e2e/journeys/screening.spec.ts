import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../access.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { signInOnScreen, staffNameIn } from '../staff-screens.ts';

const basis = { ar: 'قرار الجماعة رقم 7/2026، المادة 2', fr: 'Arrêté communal 7/2026, art. 2' } as const;

inLanguagesOf('fr', (language, words) => {
  test('« configurable par commune, avec base légale, version et dates » : l’administrateur change la règle d’une nature, le guichet la lit', async ({
    page,
    browser,
  }) => {
    await signInOnScreen(page, words, 'casablanca-administrator-1');
    await page.goto('/office/screening');
    await expect(page.getByRole('heading', { name: words('screening.reasons') }).first()).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
    // Nobody else's journey asks for it.
    const rules = page.getByRole('table', { name: words('screening.natures') });
    const row = rules.getByRole('row').filter({ hasText: 'Autorisation pour un enfant' });
    await setRule(page, words, row, 'warn');
    await expect(row).toContainText(basis[language === 'ar' ? 'ar' : 'fr']);
    await expect(row).toContainText('c1');
    await setRule(page, words, row, 'refuse');
    await row.getByText(words('screening.versions', { count: 3 })).click();
    await expect(row).toContainText(staffNameIn(words, 'casablanca-administrator-1'));
    await expect(row.getByText(words('screening.state-replaced'))).toBeVisible();
    await expectAccessible(page);

    const context = await browser.newContext({ locale: 'fr-MA' });
    const counter = await context.newPage();
    await signInOnScreen(counter, words, 'maarif-clerk');
    const answer = await counter.request.get('/api/v1/catalogue');
    const { natures } = await answer.json();
    const school = natures.find(({ code }: { code: string }) => code === 'school');
    expect([school.rule, school.ruleVersion, school.basis.fr]).toEqual(['refuse', 'c2', basis.fr]);
    await context.close();

    await setRule(page, words, row, 'declared');
    await expect(row.getByText(words('screening.rule-allow')).first()).toBeVisible();
  });

  test('« qui signe où, et jusqu’à quand » : le plafond de bureaux est dit et tenu, les jours sans signataire se voient', async ({
    page,
  }) => {
    await signInOnScreen(page, words, 'casablanca-administrator-2');
    await page.goto('/office/statements');
    const section = page.getByRole('region', { name: words('statements.who-signs') });
    await expect(section.getByText(words('statements.nobody-signs')).first()).toBeVisible();
    await setCap(page, words, '3');
    await expect(section).toContainText(words('statements.cap-is', { most: 3 }));
    await expectAccessible(page);
    await expectNoOverflow(page);
    await setCap(page, words, '');
    await expect(section).toContainText(words('statements.cap-none'));
  });
});

async function setRule(
  page: Page,
  words: Words,
  row: ReturnType<Page['getByRole']>,
  rule: 'warn' | 'refuse' | 'declared',
): Promise<void> {
  await row.getByRole('button', { name: words('screening.change') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: words(`screening.rule-${rule}`) }).check({ force: true });
  if (rule !== 'declared') {
    await dialog.getByLabel('العربية').fill(basis.ar);
    await dialog.getByLabel('Français').fill(basis.fr);
    // What the counter will read shows while it is written.
    await expect(dialog.getByText(words(`screening.preview-${rule}`)).first()).toBeVisible();
    await expectAccessible(page);
  }
  await dialog.getByRole('button', { name: words('screening.set') }).click();
  await expect(dialog).toHaveCount(0);
}

async function setCap(page: Page, words: Words, most: string): Promise<void> {
  await page.getByRole('button', { name: words('statements.cap-set') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('statements.cap-field')).fill(most);
  await dialog.getByRole('button', { name: words('statements.cap-set') }).click();
  await expect(dialog).toHaveCount(0);
}
