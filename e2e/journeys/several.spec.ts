import { expect, type Locator, type Page, test } from '@playwright/test';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import { speakToCitizen } from '../../apps/platform/src/web/office/client/counter/citizen/citizen-words.ts';
import type { Citizen } from '../../apps/platform/src/processes/demo/people.ts';
import { expectAccessible } from '../access.ts';
import { signWithCode } from '../at-a-counter.ts';
import { newCitizen } from '../citizens.ts';
import { enrolAt, scannedPaper, signWaiting } from '../counter.ts';
import { expectSealed, expectSound, readText } from '../judges.ts';
import { inLanguagesOf, type Words } from '../languages.ts';
import {
  drawAndAgree,
  drawOn,
  nextStep,
  pagesOf,
  placeNameIn,
  printed,
  signInOnScreen,
  tickChecks,
} from '../staff-screens.ts';

const paper = { name: 'contrat.jpg', mimeType: 'image/jpeg', buffer: scannedPaper('fr') };

inLanguagesOf('ar', (language, words) => {
  test('« ten people, one who cannot sign » : deux signataires, deux témoins, trois exemplaires, un seul acte', async ({
    page,
  }) => {
    const [first, second] = [newCitizen(language), newCitizen(language)];
    for (const citizen of [first, second]) await enrolAt('maarif-clerk', citizen);
    await signInOnScreen(page, words, 'maarif-clerk');
    await find(page, words, first);
    await nextStep(page, words, 'sign').click();
    await drawAndAgree(page, words);
    await page.getByRole('button', { name: words('office.counter-add-signatory') }).click();
    await find(page, words, second);

    const other = page.getByRole('article', { name: nameIn(language, second.name) });
    await other.locator('summary').click();
    await other.getByRole('button', { name: words('signatories.use-witnesses') }).click();
    await fillWitnesses(page, words);
    await expect(other.getByText(words('signatories.instead', { what: 'fingerprint' }))).toBeVisible();
    // Their own word, without a signature; then each witness's, one of whom leaves a mark.
    await nextStep(page, words, 'sign').click();
    const citizenView = page.getByRole('dialog', { name: words('office.counter-citizen-view') });
    await expectAccessible(page);
    await agreeIn(citizenView, words);
    await witnessSigns(page, words, 1, false);
    await witnessSigns(page, words, 2, true);

    await bringIn(page, words);
    await page.getByLabel(words('office.counter-nature')).selectOption('accommodation');
    await page.getByLabel(words('office.counter-exemplars')).selectOption('3');
    await tickChecks(page, words);
    await expectAccessible(page);
    await nextStep(page, words, 'submit').click();
    await expect(page.getByText(words('office.counter-whereabouts', { state: 'queued' }))).toBeVisible();

    const act = await signWaiting(requestOn(page));
    await expectSealed(act.pdf);
    const text = await readText(act.pdf);
    for (const number of ['BE220174', 'BH118206', first.document.number, second.document.number])
      expect(text).toContain(number);
    await page.reload();
    const labels = await printed(page, page.getByRole('button', { name: words('signatories.labels-all', { n: 3 }) }));
    await expectSound(labels);
    const told = await readText(labels);
    for (const exemplar of ['1/3', '2/3', '3/3']) expect(told).toContain(exemplar);
  });
});

inLanguagesOf('fr', (language, words) => {
  test('« le mari à Maârif, la femme à Mohammedia le lendemain » : une fiche, un code, un seul acte', async ({
    page,
    browser,
  }) => {
    const [husband, wife] = [newCitizen(language), newCitizen(language)];
    await enrolAt('maarif-clerk', husband);
    await enrolAt('mohammedia-clerk', wife);
    await signInOnScreen(page, words, 'maarif-clerk');
    await find(page, words, husband);
    await nextStep(page, words, 'sign').click();
    await drawAndAgree(page, words);
    await bringIn(page, words);
    await page.getByRole('button', { name: words('signatories.await'), exact: true }).click();
    const awaiting = page.getByRole('dialog', { name: words('signatories.await-title') });
    await awaiting.getByLabel(words('office.counter-name-latin')).fill(wife.name.latin);
    await awaiting.getByLabel(words('office.counter-name-arabic')).fill(wife.name.arabic);
    await awaiting.getByLabel(words('signatories.await-number')).fill(wife.document.number);
    await expectAccessible(page);
    await awaiting.getByRole('button', { name: words('signatories.await'), exact: true }).click();
    const name = nameIn(language, wife.name);
    const slip = await printed(page, page.getByRole('button', { name: words('signatories.await-print', { name }) }));
    await expectSound(slip);
    const code = /(?:(?:[0-9A-Z] ?){4}-){3}(?:[0-9A-Z] ?){4}/.exec(await readText(slip))?.[0].replaceAll(' ', '');
    await page.getByLabel(words('office.counter-nature')).selectOption('accommodation');
    await tickChecks(page, words);
    await expect(page.locator('#counter-go-on')).toHaveText(new RegExp(words('signatories.await-next')));

    const elsewhere = await browser.newContext();
    await signWithCode(await elsewhere.newPage(), words, { code: code ?? '', citizen: wife, read: 'other-same' });
    await elsewhere.close();

    await page.reload();
    await expect(page.getByText(placeNameIn(words, 'mohammedia-administrator-1')).first()).toBeVisible();
    await nextStep(page, words, 'submit').click();
    await expect(page.getByText(words('office.counter-whereabouts', { state: 'queued' }))).toBeVisible();
    const text = await readText((await signWaiting(requestOn(page))).pdf);
    for (const said of [wife.document.number, husband.document.number, 'Attestée par', 'Mohammedia'])
      expect(text).toContain(said);
  });
});

/** The id of the request on the desk, which the address names. */
function requestOn(page: Page): string {
  return new URL(page.url()).searchParams.get('request') ?? '';
}

/** Finds somebody by their card and chooses the document that lies on the counter. */
async function find(page: Page, words: Words, citizen: Citizen): Promise<void> {
  const search = page.getByLabel(words('office.counter-find'));
  await search.fill(citizen.document.number);
  await search.press('Enter');
  await page
    .getByRole('region', { name: words('office.counter-choose-document') })
    .getByRole('button')
    .click();
  await expect(page.getByRole('article', { name: nameIn(words.language, citizen.name) })).toBeVisible();
}

async function bringIn(page: Page, words: Words): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await nextStep(page, words, 'document').click();
  await (await choosing).setFiles([paper]);
  await expect(pagesOf(page, words)).toHaveCount(1);
}

/** Two witnesses by their cards; what is not attested is refused before it is kept. */
async function fillWitnesses(page: Page, words: Words): Promise<void> {
  const dialog = page.getByRole('dialog', { name: words('signatories.witnesses-title') });
  for (const [index, [number, latin, arabic]] of [
    ['BE220174', 'Saïd HAJJI', 'سعيد حجي'],
    ['BH118206', 'Malika CHRAF', 'مليكة شرف'],
  ].entries()) {
    const witness = dialog.getByRole('group', { name: words('office.visit-witness', { number: index + 1 }) });
    await witness.getByLabel(words('office.counter-number')).fill(number ?? '');
    await witness.getByLabel(words('office.counter-expiry')).fill('2031-01-01');
    await witness.getByLabel(words('office.counter-name-latin')).fill(latin ?? '');
    await witness.getByLabel(words('office.counter-name-arabic')).fill(arabic ?? '');
    await witness.getByLabel(words('office.counter-birth')).fill('1970-01-01');
  }
  await dialog.getByLabel(words('signatories.warned')).check();
  await dialog.getByRole('button', { name: words('signatories.keep') }).click();
  await expect(dialog.getByText(words('legalisation.read-aloud-needed'))).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel(words('signatories.read-aloud')).check();
  await dialog.getByRole('button', { name: words('signatories.keep') }).click();
  await expect(dialog).toHaveCount(0);
}

async function agreeIn(dialog: Locator, words: Words): Promise<void> {
  const say = speakToCitizen(words.language);
  await dialog.getByRole('button', { name: say('citizen.agree'), exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

async function witnessSigns(page: Page, words: Words, number: number, mark: boolean): Promise<void> {
  await page.locator('#counter-go-on').click();
  const say = speakToCitizen(words.language);
  const dialog = page.getByRole('dialog', { name: words('signatories.witness-sign', { number }) });
  if (mark) await dialog.getByRole('checkbox', { name: say('citizen.witness-mark') }).check();
  await drawOn(page, dialog.getByRole('img', { name: say('citizen.pad') }));
  await agreeIn(dialog, words);
}
