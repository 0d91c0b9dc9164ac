import { expect, type Page, test } from '@playwright/test';
import { zoneOf } from '../../apps/platform/src/adapters/station/index.ts';
import { nameIn } from '../../apps/platform/src/kernel/index.ts';
import type { Citizen } from '../../apps/platform/src/processes/demo/people.ts';
import { expectAccessible } from '../access.ts';
import { preEnrol } from '../at-home.ts';
import { newCitizen } from '../citizens.ts';
import { readSlip } from '../counter.ts';
import { expectSound } from '../judges.ts';
import { beginningOf, inLanguagesOf, type Words } from '../languages.ts';
import { expectNoOverflow } from '../layout.ts';
import { printed, signInOnScreen, tabTo } from '../staff-screens.ts';
import { agreeAtVisit, visitStep } from '../visits.ts';

/** What a clerk does by hand from the code to the slip, with one correction: a text or a key that decides counts one. */
const mostActions = 7;

/** Counts what passes through it. */
function countActions() {
  let actions = 0;
  const act = <T>(work: () => Promise<T>): Promise<T> => {
    actions += 1;
    return work();
  };
  return Object.assign(act, { count: () => actions });
}

inLanguagesOf('fr', (language, words) => {
  test('« une visite, au clavier » : du code de préinscription au récépissé, empreinte comprise', async ({ page }) => {
    const citizen = newCitizen(language);
    const misspelt = { ...citizen, name: { ...citizen.name, latin: `${citizen.name.latin}E` } };
    const code = await preEnrol(page, words, misspelt);
    await signInOnScreen(page, words, 'maarif-clerk');
    await page.goto('/office/enrol');
    const start = page.locator('#visit-start');
    await expect(start).toBeFocused();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await pairStation(page, words);
    await start.focus();
    const { keyboard } = page;
    const acting = countActions();

    await acting(() => keyboard.type(`${code}\n`));
    await expect(page.getByLabel(words('office.counter-number'), { exact: true })).toHaveValue(citizen.document.number);
    await expect(page.getByLabel(words('office.visit-attest'))).toBeFocused();
    await expectAccessible(page);
    // The name on the card is another one than was declared: the card's counts, both are kept.
    const latin = page.getByLabel(words('office.counter-name-latin'));
    await acting(() => latin.fill(citizen.name.latin));
    await expect(page.getByText(words('office.visit-declared-was', { value: misspelt.name.latin }))).toBeVisible();
    await keyboard.press('Control+Enter');
    await acting(() => keyboard.press('Space'));
    await expect(visitStep(page, words, 'person')).toBeVisible();
    await acting(() => keyboard.press('Control+Enter'));
    await expectAccessible(page);
    await agreeAtVisit(page, words, { fingerprint: true });
    await expect(visitStep(page, words, 'fingerprint')).toBeFocused();
    await acting(() => keyboard.press('Enter'));
    await expect(page.getByText(words('office.visit-fingerprint-taken', { quality: 72 }))).toBeVisible();
    await expect(visitStep(page, words, 'finish')).toBeVisible();
    await acting(() => keyboard.press('Control+Enter'));
    const name = nameIn(language, citizen.name);
    await expect(page.getByRole('heading', { name: words('office.visit-done', { name }) })).toBeFocused();
    await expectAccessible(page);
    const slip = await acting(() =>
      printed(page, page.getByRole('button', { name: words('office.visit-print-slip') })),
    );
    expect(acting.count(), 'gestes de l’agent, du code au récépissé').toBeLessThanOrEqual(mostActions);
    await expectSound(slip);
    await readSlip(slip);

    await page.getByRole('button', { name: words('office.visit-next') }).click();
    await start.fill(code);
    await start.press('Enter');
    await expect(page.getByRole('alert').getByText(words('enrolment.code-used'))).toBeVisible();
  });
});

inLanguagesOf('ar', (language, words) => {
  test('« من لا يوقّع ولا يقرأ » : شاهدان، نص مقروء بصوت مسموع، ووصل', async ({ page }) => {
    const citizen = newCitizen(language);
    const witnesses = [newCitizen(language), newCitizen(language)] as const;
    await signInOnScreen(page, words, 'maarif-clerk');
    await page.goto('/office/enrol');
    await page.locator('#visit-start').fill(zoneOfCitizen(citizen).join('\n'));
    await page.getByLabel(words('office.counter-name-arabic')).fill(citizen.name.arabic);
    await page.getByRole('radio', { name: words('office.visit-cannot', { cannot: 'both' }) }).check({ force: true });
    for (const [index, witness] of witnesses.entries()) {
      const fields = page.getByRole('group', { name: words('office.visit-witness', { number: index + 1 }) });
      // The second comes with the first one's card: the same person twice.
      const shown = index === 1 ? witnesses[0] : witness;
      await fields.getByLabel(words('office.visit-witness-zone')).fill(zoneOfCitizen(shown).join('\n'));
      await expect(fields.getByLabel(words('office.counter-number'))).toHaveValue(shown.document.number);
      await fields.getByLabel(words('office.counter-name-arabic')).fill(witness.name.arabic);
    }
    await page.getByLabel(words('office.visit-warned')).check();
    await page.getByLabel(words('office.visit-attest')).check();
    await expectAccessible(page);
    await visitStep(page, words, 'person').click();
    await expectAccessible(page);
    await agreeAtVisit(page, words, { signs: false, aloud: true });
    await visitStep(page, words, 'finish').click();
    await expect(page.getByRole('alert').getByText(words('visit.witness-twice'))).toBeVisible();

    const second = page.getByRole('group', { name: words('office.visit-witness', { number: 2 }) });
    await second.getByLabel(words('office.visit-witness-zone')).fill(zoneOfCitizen(witnesses[1]).join('\n'));
    await expect(second.getByLabel(words('office.counter-number'))).toHaveValue(witnesses[1].document.number);
    await visitStep(page, words, 'person').click();
    await agreeAtVisit(page, words, { signs: false, aloud: true });
    await visitStep(page, words, 'finish').click();
    await readSlip(await printed(page, page.getByRole('button', { name: words('office.visit-print-slip') })));
  });
});

/** The three lines on the back of a citizen's card. */
function zoneOfCitizen({ name, document, birthDate }: Citizen): readonly string[] {
  const [given = '', ...family] = name.latin.split(' ');
  return zoneOf({ ...document, birthDate: birthDate ?? '', given, family: family.join(' ') });
}

/** Once a browser: the code that the station's bridge shows; the simulated one shows it on the screen itself. */
async function pairStation(page: Page, words: Words): Promise<void> {
  const code = page.getByLabel(words('office.visit-pair-code'), { exact: true });
  const shown = await page.getByText(beginningOf(words('office.visit-pair-simulated', { code: '|' }))).textContent();
  await tabTo(page, code);
  await page.keyboard.type(/\d{6}/.exec(shown ?? '')?.[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words('office.visit-bridge-simulated'))).toBeVisible();
}
