import { expect, type Page } from '@playwright/test';
import type { newCitizen } from './citizens.ts';
import type { Words } from './languages.ts';

type Citizen = ReturnType<typeof newCitizen>;

/** Answers the question on the page and comes to the next, whose heading is named by its step. */
export async function goOn(page: Page, words: Words, next: Parameters<Words>[0]): Promise<void> {
  await page.getByRole('button', { name: words('pre-enrolment.continue') }).click();
  await expect(page.getByRole('heading', { level: 1, name: words(next) })).toBeVisible();
}

/** Everything that stands on the document, from the first question to the address. */
export async function declare(page: Page, words: Words, citizen: Citizen, look: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: words('pre-enrolment.begin'), exact: true }).click();
  await look();
  await goOn(page, words, 'pre-enrolment.step-notice');
  await look();
  await page.getByRole('checkbox').check();
  await goOn(page, words, 'pre-enrolment.step-name');
  await page.getByLabel(words('pre-enrolment.name-arabic')).fill(citizen.name.arabic);
  await page.getByLabel(words('pre-enrolment.name-latin')).fill(citizen.name.latin);
  await look();
  await goOn(page, words, 'pre-enrolment.step-document-type');
  await page.getByLabel(words('identity.document-cnie'), { exact: true }).check();
  await look();
  await goOn(page, words, 'pre-enrolment.step-document');
  await page.getByLabel(words('pre-enrolment.number')).fill(citizen.document.number);
  await fillDate(page, words, '31 05 2034');
  await look();
  await goOn(page, words, 'pre-enrolment.step-birth');
  await fillDate(page, words, '17 04 1985');
  await page.getByLabel(words('pre-enrolment.birth-place')).fill('Fès');
  await look();
  await goOn(page, words, 'pre-enrolment.step-address');
  await page.getByLabel(words('pre-enrolment.address'), { exact: true }).fill('12, rue des Oliviers\nFès');
  await look();
  await goOn(page, words, 'pre-enrolment.step-contacts');
  await look();
}

/** Writes a day, a month and a year into their three fields. */
export async function fillDate(page: Page, words: Words, date: string): Promise<void> {
  const [day = '', month = '', year = ''] = date.split(' ');
  await page.getByLabel(words('pre-enrolment.day'), { exact: true }).fill(day);
  await page.getByLabel(words('pre-enrolment.month'), { exact: true }).fill(month);
  await page.getByLabel(words('pre-enrolment.year'), { exact: true }).fill(year);
}

/** The code that the last page shows. */
export async function codeOf(page: Page): Promise<string> {
  return ((await page.locator('.ticket-code').textContent()) ?? '').trim();
}

/** Pre-enrols somebody who signs at the office and leaves no contact. Answers the code that they bring. */
export async function preEnrol(page: Page, words: Words, citizen: Citizen): Promise<string> {
  await page.goto('/pre-enrolment');
  await declare(page, words, citizen, async () => undefined);
  await goOn(page, words, 'pre-enrolment.step-ability');
  await page.getByLabel(words('pre-enrolment.ability-signs')).check();
  await goOn(page, words, 'pre-enrolment.step-signature');
  await page.getByRole('button', { name: words('pre-enrolment.signature-skip') }).click();
  await page.getByRole('button', { name: words('pre-enrolment.send'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('pre-enrolment.done'));
  return codeOf(page);
}
