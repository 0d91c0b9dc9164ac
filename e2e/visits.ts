import { expect, type Locator, type Page } from '@playwright/test';
import { speakAtVisit } from '../apps/platform/src/web/office/client/visit/visit-words.ts';
import type { Words } from './languages.ts';
import { drawOn } from './staff-screens.ts';

/** The primary button of the screen of visits, when it says that this is the next step. */
export function visitStep(page: Page, words: Words, step: string): Locator {
  return page.locator('#visit-go-on').and(page.getByRole('button', { name: words('office.visit-go-on', { step }) }));
}

/** What the person does in the open screen of their own: reads, signs if they can, and agrees. */
export async function agreeAtVisit(
  page: Page,
  words: Words,
  { signs = true, fingerprint = false, aloud = false } = {},
): Promise<void> {
  const say = speakAtVisit(words.language);
  const dialog = page.getByRole('dialog', { name: words('office.visit-person-screen') });
  if (signs) await drawOn(page, dialog.getByRole('img', { name: say('visit.pad') }));
  if (fingerprint) await dialog.getByRole('checkbox', { name: say('visit.fingerprint-agree') }).check();
  await dialog.getByRole('button', { name: say(aloud ? 'visit.agree-aloud' : 'visit.agree'), exact: true }).click();
  await expect(dialog).toHaveCount(0);
}
