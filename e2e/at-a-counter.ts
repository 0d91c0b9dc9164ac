import { expect, type Page } from '@playwright/test';
import type { Citizen } from '../apps/platform/src/processes/demo/people.ts';
import { speakToCitizen } from '../apps/platform/src/web/office/client/counter/citizen/citizen-words.ts';
import { expectAccessible } from './access.ts';
import type { Words } from './languages.ts';
import { drawOn, signInOnScreen } from './staff-screens.ts';

/**
 * At an office of Mohammedia: the code of a slip or of an invitation, the paper compared or read, the person identified, their signature.
 * `read` is what the clerk says of the paper.
 */
export async function signWithCode(
  page: Page,
  words: Words,
  given: { readonly code: string; readonly citizen: Citizen; readonly read: 'other-same' | 'other-read' },
): Promise<void> {
  const { code, citizen, read } = given;
  await signInOnScreen(page, words, 'mohammedia-clerk');
  await page.getByRole('button', { name: words('signatories.other-office') }).click();
  const dialog = page.getByRole('dialog', { name: words('signatories.other-office') });
  await dialog.getByLabel(words('signatories.other-code')).fill(code);
  await dialog.getByRole('button', { name: words('signatories.other-open'), exact: true }).click();
  await expect(dialog.getByRole('img', { name: words('signatories.page', { page: 1 }) })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel(words(`signatories.${read}`)).check();
  await dialog.getByLabel(words('signatories.other-number')).fill(citizen.document.number);
  await dialog.getByRole('button', { name: words('signatories.other-find') }).click();
  await dialog
    .getByRole('region', { name: words('office.counter-choose-document') })
    .getByRole('button')
    .click();
  const say = speakToCitizen(words.language);
  const view = page.getByRole('dialog', { name: words('office.counter-citizen-view') });
  await drawOn(page, view.getByRole('img', { name: say('citizen.pad') }));
  await view.getByRole('button', { name: say('citizen.agree'), exact: true }).click();
  await expect(page.getByText(words('signatories.other-done'))).toBeVisible();
}
