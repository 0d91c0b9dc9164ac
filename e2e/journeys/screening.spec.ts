import { expect, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { queueRequest } from '../counter.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { signInOnScreen, staffNameIn, tabTo } from '../staff-screens.ts';

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
    const row = rules.getByRole('row').filter({ hasText: (await schoolOf(page)).label[language] });
    await setRule(page, words, row, 'warn');
    await expect(row).toContainText(basis[language === 'ar' ? 'ar' : 'fr']);
    await expect(row).toContainText('c1');
    await setRule(page, words, row, 'refuse');
    await row.getByText(words('screening.versions', { count: 3 })).click();
    await expect(row).toContainText(staffNameIn(words, 'casablanca-administrator-1'));
    await expect(row.getByText(words('screening.state-replaced'))).toBeVisible();
    await expectAccessible(page);

    const context = await browser.newContext();
    const counter = await context.newPage();
    await signInOnScreen(counter, words, 'maarif-clerk');
    const school = await schoolOf(counter);
    expect([school.rule, school.ruleVersion, school.basis.fr]).toEqual(['refuse', 'c2', basis.fr]);
    await context.close();

    await setRule(page, words, row, 'declared');
    await expect(row.getByText(words('screening.rule-allow')).first()).toBeVisible();

    // Which languages an office reads is set beside it.
    const places = page.getByRole('region', { name: words('screening.languages'), exact: true });
    await places.getByLabel(words('screening.languages-office')).selectOption({ index: 1 });
    await places.getByRole('button', { name: words('screening.languages-set-office') }).click();
    const languages = page.getByRole('dialog');
    await languages.getByRole('radio', { name: words('screening.languages-own') }).check({ force: true });
    await languages.getByRole('checkbox', { name: 'Español' }).check({ force: true });
    await expectAccessible(page);
    await languages.getByRole('button', { name: words('screening.set') }).click();
    const office = places.getByRole('listitem').filter({ hasText: 'Español' });
    await expect(office).toContainText(staffNameIn(words, 'casablanca-administrator-1'));
    await office.getByRole('button', { name: words('screening.change') }).click();
    await languages.getByRole('radio', { name: words('screening.languages-above') }).check({ force: true });
    await languages.getByRole('button', { name: words('screening.set') }).click();
    await expect(office).toHaveCount(0);
    await expectNoOverflow(page);
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

inLanguagesOf('ar', (language, words) => {
  test('« doute » : ce que le guichet marque sur la page, l’officier le voit et ne signe pas avant de l’avoir levé', async ({
    page,
    browser,
  }) => {
    const citizen = newCitizen(language);
    await queueRequest(citizen);
    await signInOnScreen(page, words, 'maarif-clerk');
    const requestId = await waitingOf(page, citizen.name.latin);
    await page.goto(`/office/queue?request=${requestId}`);
    await markByKeyboard(page, words);
    await expectNoOverflow(page);
    await expectAccessible(page);

    const context = await browser.newContext();
    const desk = await context.newPage();
    await signInOnScreen(desk, words, 'maarif-officer');
    await desk.goto(`/office/sign?request=${requestId}`);
    const doubts = desk.getByRole('region', { name: words('doubts.title') });
    await expect(doubts).toContainText(mine);
    const tick = desk.getByRole('checkbox', { name: nameIn(language, citizen.name) });
    await expect(tick).toBeDisabled();
    await expect(desk.getByText(words('doubts.left-out', { count: 1 }))).toBeVisible();
    await doubts.getByRole('button', { name: words('doubts.show') }).click();
    await expectAccessible(desk);
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('button', { name: words('doubts.settle') }).click();
    await expect(dialog.getByText(words('doubts.settled'))).toBeVisible();
    await desk.keyboard.press('Escape');
    await expect(tick).toBeEnabled();
    await expect(tick).toBeChecked();
    await context.close();
  });
});

const mine = 'المبلغ مكتوب بحبر آخر';

/** The request of somebody in the queue. */
async function waitingOf(page: Page, name: string): Promise<string> {
  const answer = await page.request.get('/api/v1/queue?state=queued&limit=200');
  const { lines } = await answer.json();
  const line = lines.find((each: { names: { latin: string }[] }) => each.names.some(({ latin }) => latin === name));
  return String(line.id);
}

/** Marks a part of the first page without a mouse. */
async function markByKeyboard(page: Page, words: Words): Promise<void> {
  const open = page.getByRole('button', { name: words('doubts.mark') });
  await open.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const frame = dialog.getByRole('button', { name: words('doubts.move') });
  const before = await frame.boundingBox();
  await tabTo(page, frame);
  await page.keyboard.press('Shift+ArrowUp');
  await expect.poll(async () => (await frame.boundingBox())?.y).toBeLessThan(before?.y ?? 0);
  await dialog.getByLabel(words('doubts.reason')).selectOption('added-later');
  await dialog.getByLabel(words('doubts.words')).fill(mine);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words('doubts.mark') }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('region', { name: words('doubts.title') })).toContainText(mine);
}

/** A permission for a child, as the catalogue of whoever is signed in on this page has it. */
async function schoolOf(page: Page) {
  const answer = await page.request.get('/api/v1/catalogue');
  const { natures } = await answer.json();
  return natures.find(({ code }: { code: string }) => code === 'school');
}

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
