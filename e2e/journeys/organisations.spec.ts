import { expect, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import type { Citizen } from '../../apps/platform/src/processes/demo/people.ts';
import { expectAccessible } from '../access.ts';
import { newCitizen } from '../citizens.ts';
import { companyOf, printSlip, queueThenRevoke, representCompany, scannedPaper } from '../counter.ts';
import { beginningOf, inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { drawAndAgree, dropFiles, nextStep, signInOnScreen, tickChecks } from '../staff-screens.ts';

const password = 'olivier-fontaine-jeudi';
const paper = { name: 'bail.jpg', mimeType: 'image/jpeg', buffer: scannedPaper('fr') };

inLanguagesOf('fr', (language, words) => {
  test('« les représentants apportent registre, statuts ou pouvoir » : la société est inscrite avec son gérant, qui signe pour elle, et l’acte est dans son coffre', async ({
    page,
    browser,
  }) => {
    const citizen = newCitizen(language);
    const slip = await printSlip(citizen);
    await signInOnScreen(page, words, 'maarif-clerk');
    await enrolCompany(page, words, citizen);
    await giveMandate(page, words, citizen);
    await signForCompany(page, words, citizen);

    const officer = await (await browser.newContext()).newPage();
    await signInOnScreen(officer, words, 'maarif-officer');
    await officer.getByRole('checkbox', { name: nameIn(language, citizen.name) }).check({ force: true });
    await officer.getByRole('button', { name: nameIn(language, citizen.name) }).click();
    await expect(officer.getByText(managerOf(words, citizen)).first()).toBeVisible();
    await officer.getByRole('button', { name: words('office.sign-prepare', { acts: 1 }) }).click();
    await officer.getByRole('button', { name: words('office.sign-sign', { acts: 1 }) }).click();
    await officer.getByRole('button', { name: words('office.sign-simulated-confirm', { acts: 1 }) }).click();
    await expect(officer.getByRole('heading', { level: 1 })).toHaveText(words('office.sign-done', { acts: 1 }));
    await officer.context().close();

    const own = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await own.goto('/account/activate');
    await own.getByLabel(words('account.number')).fill(slip.accountNumber);
    await own.getByLabel(words('account.code')).fill(slip.activationCode);
    await own.getByLabel(words('account.new-password')).fill(password);
    await own.getByLabel(words('account.repeat')).fill(password);
    await own.getByRole('button', { name: words('account.activate') }).click();
    await own
      .getByRole('link', { name: words('own-organisations.title') })
      .first()
      .click();
    await expectAccessible(own);
    await expectNoOverflow(own);
    await own.getByRole('link', { name: companyNameOf(words, citizen) }).click();
    await expectAccessible(own);
    await expectNoOverflow(own);
    await own.getByRole('link', { name: words('verification.kind-legalisation') }).click();
    await expect(own.getByText(managerOf(words, citizen))).toBeVisible();
    await own.context().close();
  });
});

inLanguagesOf('ar', (language, words) => {
  test('« vérifié au consentement et à la signature » : le mandat révoqué entre-temps arrête l’officier, qui lit pourquoi', async ({
    page,
  }) => {
    const citizen = newCitizen(language);
    const represented = await representCompany(citizen);
    await queueThenRevoke(citizen, represented);
    await signInOnScreen(page, words, 'maarif-officer');
    await page.getByRole('checkbox', { name: nameIn(language, citizen.name) }).check({ force: true });
    await page.getByRole('button', { name: nameIn(language, citizen.name) }).click();
    await expect(page.getByText(words('mandates.as-manager'), { exact: false }).first()).toBeVisible();
    await page.getByRole('button', { name: words('office.sign-prepare', { acts: 1 }) }).click();
    await expect(page.getByRole('alert')).toContainText(beginningOf(words('mandates.revoked', { day: '|' })));
    await expectAccessible(page);
  });
});

/** The citizen's company, as the screens of that language name it. */
function companyNameOf({ language }: Words, citizen: Citizen): string {
  return nameIn(language, companyOf(citizen, citizen.document.number.slice(2)).name);
}

/** In what capacity the citizen signs for it, as the screens of that language say it. */
function managerOf(words: Words, citizen: Citizen): RegExp {
  return new RegExp(`${words('mandates.as-manager')}.+${companyNameOf(words, citizen)}`);
}

/** Fifteen digits whose check fails, and that no other company has. */
function wrongIce(register: string): string {
  return String(97n * 1000n * BigInt(register) + 1n).padStart(15, '0');
}

/** Enrols a company from its papers, on the screen of organisations. */
async function enrolCompany(page: Page, words: Words, citizen: Citizen): Promise<void> {
  const company = companyOf(citizen, citizen.document.number.slice(2));
  await page.goto('/office/organisations');
  await expect(page.getByLabel(words('organisations.find-name'))).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page);
  await page.getByRole('button', { name: words('organisations.enrol') }).click();
  const dialog = page.getByRole('dialog', { name: words('organisations.enrol') });
  await dialog.getByLabel(words('organisations.name-arabic')).fill(company.name.arabic);
  await dialog.getByLabel(words('organisations.name-latin')).fill(company.name.latin);
  await dialog.getByLabel(words('organisations.register-number')).fill(company.registration.number);
  await dialog.getByLabel(words('organisations.ice')).fill(wrongIce(company.registration.number));
  await dialog.getByLabel(words('organisations.address')).fill(company.address);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words('organisations.enrol') }).click();
  await expect(page.getByRole('heading', { name: companyNameOf(words, citizen) })).toBeVisible();
  await expect(page.getByText(words('mandates.ice-check')), 'la clé fausse est dite, non refusée').toBeVisible();
}

/** Writes down that the citizen is its manager. */
async function giveMandate(page: Page, words: Words, citizen: Citizen): Promise<void> {
  await page.getByRole('button', { name: words('organisations.mandate-new') }).click();
  const dialog = page.getByRole('dialog', { name: words('organisations.mandate-new') });
  await dialog.getByLabel(words('organisations.person-find')).fill(citizen.document.number);
  await dialog.getByRole('button', { name: words('organisations.search') }).click();
  await expect(dialog.getByText(nameIn(words.language, citizen.name))).toBeVisible();
  await dialog.getByLabel(words('organisations.evidence-reference')).fill('Statuts du 5 janvier 2026');
  await dialog.getByLabel(words('organisations.evidence-on')).fill('2026-01-05');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words('organisations.mandate-record') }).click();
  const row = page.getByRole('list', { name: words('organisations.mandates') }).getByRole('listitem');
  await expect(row).toContainText(words('organisations.mandate-stands'));
  await expectAccessible(page);
  await expectNoOverflow(page);
}

/** The citizen signs a lease for the company at the counter, and it goes to the officer. */
async function signForCompany(page: Page, words: Words, citizen: Citizen): Promise<void> {
  await page.goto('/office/counter');
  const search = page.getByRole('searchbox', { name: words('office.counter-find') });
  await search.fill(citizen.document.number);
  await search.press('Enter');
  await page
    .getByRole('region', { name: words('office.counter-choose-document') })
    .getByRole('button')
    .click();
  await page.getByRole('button', { name: words('organisations.capacity-choose') }).click();
  const dialog = page.getByRole('dialog', { name: words('organisations.capacity-title') });
  await dialog.getByRole('radio', { name: managerOf(words, citizen) }).check({ force: true });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words('organisations.capacity-keep') }).click();
  await expect(page.getByText(managerOf(words, citizen))).toBeVisible();
  await nextStep(page, words, 'sign').click();
  await drawAndAgree(page, words);
  await dropFiles(page, [paper]);
  await page.getByLabel(words('office.counter-nature')).selectOption({ index: 1 });
  await tickChecks(page, words);
  await expectAccessible(page);
  await nextStep(page, words, 'submit').click();
  await expect(page.getByText(words('office.counter-whereabouts', { state: 'queued' }))).toBeVisible();
}
