import { expect, type Locator, type Page, test } from '@playwright/test';
import { newCitizen } from '../citizens.ts';
import { enrolAt, scannedPaper } from '../counter.ts';
import { inLanguagesOf } from '../languages.ts';
import { drawAndAgree, dropFiles, nextStep, pagesOf, signInOnScreen } from '../staff-screens.ts';

/** The most that a clerk may have to do for somebody enrolled, from the card on the counter to the officer's queue. */
const most = 8;

/**
 * What a clerk does, counted. One action is: a card read by the counter's reader (which types `/`, the number and Enter in one go); a
 * key that commands, confirms or moves; a click or a tap; a sheet scanned and dropped on the screen. Nothing else touches the page in
 * this journey. What the person does on their own screen (signing, agreeing) is theirs and not counted, and waiting is no action.
 */
class Clerk {
  readonly #page: Page;
  actions = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async readCard(number: string): Promise<void> {
    this.actions += 1;
    await this.#page.keyboard.type(`/${number}`);
    await this.#page.keyboard.press('Enter');
  }

  async press(key: string): Promise<void> {
    this.actions += 1;
    await this.#page.keyboard.press(key);
  }

  async click(control: Locator): Promise<void> {
    this.actions += 1;
    await control.click();
  }

  async scan(buffer: Buffer): Promise<void> {
    this.actions += 1;
    await dropFiles(this.#page, [{ name: 'scan.jpg', mimeType: 'image/jpeg', buffer }]);
  }
}

inLanguagesOf('fr', (language, words) => {
  test(`« une personne inscrite, ${most} gestes au plus » : de la carte posée à la file de l’officier`, async ({
    page,
  }) => {
    const citizen = newCitizen(language);
    await enrolAt('maarif-clerk', citizen);
    await signInOnScreen(page, words, 'maarif-clerk');
    await expect(nextStep(page, words, 'find')).toBeFocused();

    const clerk = new Clerk(page);
    await clerk.readCard(citizen.document.number);
    const found = page.getByRole('region', { name: words('office.counter-choose-document') }).getByRole('button');
    await expect(found).toBeFocused();
    await clerk.press('Enter');
    await expect(nextStep(page, words, 'sign')).toBeFocused();
    await clerk.press('s');
    await drawAndAgree(page, words);
    await clerk.scan(scannedPaper(language === 'fr' || language === 'en' ? 'fr' : 'ar'));
    await expect(pagesOf(page, words)).toHaveCount(1);
    await expect(nextStep(page, words, 'nature')).toBeVisible();
    await clerk.press('t');
    await clerk.press('ArrowDown');
    await expect(nextStep(page, words, 'check')).toBeVisible();
    await clerk.click(page.getByRole('button', { name: words('signatories.all-checks') }));
    await expect(nextStep(page, words, 'submit')).toBeVisible();
    await clerk.press('Control+Enter');
    await expect(page.getByText(words('office.counter-whereabouts', { state: 'queued' }))).toBeVisible();
    expect(clerk.actions).toBeLessThanOrEqual(most);
  });
});
